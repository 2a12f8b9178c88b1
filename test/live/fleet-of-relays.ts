/** Relays that share a Redis, each in a process of its own, behind an nginx that takes them in turn. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '../../scripts/gradio-app.ts'
import { startNginx } from './nginx.ts'

const RELAYS = 3

/** What the relays of a fleet have in common. */
export interface FleetOptions {
  /** Address of the app. */
  readonly app: string
  readonly redis: string
  readonly prefix: string
  /** Endpoints whose runs may be begun twice. @defaultValue none */
  readonly restart?: readonly string[]
}

/** A relay in a process of its own, always at the same port. */
export class RelayProcess {
  readonly #port: number
  readonly #options: FleetOptions
  #process: ChildProcess | null = null

  constructor(port: number, options: FleetOptions) {
    this.#port = port
    this.#options = options
  }

  async start(): Promise<void> {
    const { app, redis, prefix, restart = [] } = this.#options
    const given = [String(this.#port), app, redis, prefix, JSON.stringify(restart)]
    const started = fork(join(import.meta.dirname, 'fleet-relay.ts'), given, {
      execArgv: ['--conditions=gradio-stream-source'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#process = started
    await once(started, 'message')
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const killed = this.#process
    this.#process = null
    if (killed?.kill(signal)) await once(killed, 'exit')
  }

  async restart(): Promise<void> {
    await this.kill()
    await this.start()
  }

  /** As a deploy does. */
  async replace(): Promise<void> {
    await this.kill('SIGTERM')
    await this.start()
  }
}

export interface RelayFleet {
  readonly relays: readonly RelayProcess[]
  /** Where clients reach them all. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Resolves when the fleet takes runs. */
export async function startFleet(options: FleetOptions): Promise<RelayFleet> {
  const [entry = 0, ...behind] = await Promise.all(Array.from({ length: RELAYS + 1 }, freePort))
  const relays = behind.map((port) => new RelayProcess(port, options))
  const stopNginx = startNginx(oneAfterTheOther(entry, behind))
  await Promise.all(relays.map((relay) => relay.start()))
  const url = `http://127.0.0.1:${entry}/api/experimental/sse`
  while ((await fetch(`${url}/readyz`).then(({ status }) => status, String)) !== 200) await pause(100)
  return {
    relays,
    url,
    async stop() {
      await Promise.all(relays.map((relay) => relay.kill()))
      stopNginx()
    },
  }
}

/** nginx takes the relays in turn, and another where one does not answer. */
function oneAfterTheOther(entry: number, relays: readonly number[]): string {
  return `upstream relays { ${relays.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join(' ')} }
  server { listen 127.0.0.1:${entry}; location / { proxy_pass http://relays; proxy_http_version 1.1; proxy_buffering off;
    proxy_set_header Host $http_host; proxy_set_header Connection ""; proxy_read_timeout 300s;
    proxy_next_upstream error timeout http_503 non_idempotent; } }`
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
