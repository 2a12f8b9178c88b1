/** Runs the scripts that change one session in Redis, over its keys. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { SessionKey } from '../log/run-log.ts'
import { runScript } from './connect.ts'
import type { RedisConnection } from './connect.ts'
import { JOIN_SCRIPTS } from './join-scripts.ts'
import { LINE_SCRIPTS } from './line-scripts.ts'
import { LOG_SCRIPTS } from './log-scripts.ts'

const SCRIPTS = { ...LOG_SCRIPTS, ...LINE_SCRIPTS, ...JOIN_SCRIPTS } as const

export type ScriptName = keyof typeof SCRIPTS

export interface SessionScriptsOptions {
  readonly connection: RedisConnection
  readonly prefix: string
  readonly clock: Clock
  readonly ttlMs: number
}

export class SessionScripts {
  readonly #options: SessionScriptsOptions

  constructor(options: SessionScriptsOptions) {
    this.#options = options
    for (const [name, lua] of Object.entries(SCRIPTS)) options.connection.defineCommand(name, { lua, numberOfKeys: 9 })
  }

  /** Rejects if Redis does not answer: what was asked may be done all the same. */
  run(script: ScriptName, key: SessionKey, ...given: readonly (string | number)[]): Promise<unknown> {
    const { connection, clock, ttlMs } = this.#options
    return runScript(connection, script, ...this.#keys(key), clock.now(), ttlMs, ...given)
  }

  /** Where changes of a session are published. */
  channelOf(key: SessionKey): string {
    return this.#keys(key)[0]
  }

  /** In the order of the scripts. The braces put them into one slot of a cluster. */
  #keys({ app, session }: SessionKey): readonly [string, ...string[]] {
    const name = `${this.#options.prefix}:{${encodeURIComponent(app)}:${encodeURIComponent(session)}}`
    const others = ['runs', 'messages', 'whole', 'line', 'stateful', 'orders', 'closing', 'gone']
    return [`${name}:state`, ...others.map((one) => `${name}:${one}`)]
  }
}

export function asTexts(answer: unknown): string[] {
  return Array.isArray(answer) ? answer.map(String) : []
}
