/**
 * The line of a session's tied runs in Redis: a list of their ids, whose first has the turn. A run that ended without
 * passing its turn on, since its relay is gone, is taken out by those behind it.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { wait } from '@gradio-stream/client/internal/kit/wait'
import { storeUnavailable } from '../log/ask-store.ts'
import type { Turn, TurnLine } from '../turn-line.ts'
import { asTexts } from './session-scripts.ts'
import type { ScriptName } from './session-scripts.ts'
import { Wait } from './wake-calls.ts'
import type { WakeCall } from './wake-calls.ts'

/** One session in Redis. */
export interface SessionInRedis {
  readonly clock: Clock
  readonly isClosed: () => boolean
  readonly run: (script: ScriptName, ...given: readonly (string | number)[]) => Promise<unknown>
  readonly listen: <Result>(task: (call: WakeCall) => Promise<Result>) => Promise<Result>
}

/** Those that wait look again after this time, also if nothing was told. */
const LOOK_AGAIN_MS = 5_000
const RETRY_MS = 1_000

export class RedisLine implements TurnLine {
  readonly #session: SessionInRedis
  readonly #proposed: string
  readonly #own = new Set<string>()

  /** `proposed` becomes the session at the app if no relay has given one. */
  constructor(session: SessionInRedis, proposed: string) {
    this.#session = session
    this.#proposed = proposed
  }

  get isBusy(): boolean {
    return this.#own.size > 0
  }

  /** Redis knows it too. */
  readonly holdsState = false

  async statefulSession(): Promise<string> {
    return String(await this.#ask('rgsStatefulSession', this.#proposed))
  }

  async enter(runId: string, fence = ''): Promise<Turn> {
    const isGranted = (await this.#ask('rgsEnterLine', runId)) === 1
    this.#own.add(runId)
    const granted = isGranted ? Promise.resolve(true) : this.#waitForTurn(runId)
    return { isGranted, granted, release: () => void this.#passOn(runId, fence) }
  }

  async waiting(): Promise<readonly string[]> {
    return asTexts(await this.#ask('rgsWaitingInLine'))
  }

  async leave(runId: string): Promise<boolean> {
    return (await this.#ask('rgsLeaveLine', runId, 0, '')) === 1
  }

  async #waitForTurn(runId: string): Promise<boolean> {
    const isGranted = await this.#repeat(() => this.#session.listen((call) => this.#placeDecided(runId, call)))
    if (!isGranted) this.#own.delete(runId)
    return isGranted
  }

  async #placeDecided(runId: string, call: WakeCall): Promise<boolean> {
    for (;;) {
      const seen = call.changes
      const place = await this.#session.run('rgsPlaceInLine', runId)
      if (place === 0 || place === null) return place === 0
      if (call.changes !== seen) continue
      const look = new Wait(this.#session.clock, LOOK_AGAIN_MS)
      await look.for(call)
      look.end()
    }
  }

  async #passOn(runId: string, fence: string): Promise<void> {
    await this.#repeat(() => this.#session.run('rgsLeaveLine', runId, 1, fence))
    this.#own.delete(runId)
  }

  /** Until Redis answers. A relay that closed leaves its runs to the others. */
  async #repeat<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    while (!this.#session.isClosed()) {
      try {
        return await ask()
      } catch {
        await wait(this.#session.clock, RETRY_MS)
      }
    }
    return new Promise(() => {})
  }

  async #ask(script: ScriptName, ...given: readonly (string | number)[]): Promise<unknown> {
    try {
      return await this.#session.run(script, ...given)
    } catch (cause) {
      throw storeUnavailable(cause)
    }
  }
}
