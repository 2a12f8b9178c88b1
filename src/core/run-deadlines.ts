/** The two time limits that concern a run and not its connection: the wait in the queue, and the whole. */
import type { Clock } from './clock.ts'
import { GradioStreamError } from './errors.ts'
import type { Timeouts } from './timeouts.ts'

export interface RunDeadlinesOptions {
  readonly clock: Clock
  readonly timeouts: Pick<Timeouts, 'queueMs' | 'totalMs'>
  /** Endpoint, for the words. */
  readonly endpoint: string
  /** A limit has passed; nothing follows. */
  onExceeded(error: GradioStreamError): void
}

export class RunDeadlines {
  readonly #options: RunDeadlinesOptions
  #cancelQueue: (() => void) | null = null
  #cancelTotal: (() => void) | null = null

  constructor(options: RunDeadlinesOptions) {
    this.#options = options
  }

  /** The run was submitted, so long ago. */
  begin(spentMs = 0): void {
    this.#cancelTotal = this.#start('run-timeout', this.#options.timeouts.totalMs, 'did not end within', spentMs)
  }

  /** The app has taken the run. */
  joined(): void {
    this.#cancelQueue ??= this.#start('queue-timeout', this.#options.timeouts.queueMs, 'waited in the queue of the app for more than')
  }

  /** The app has started the run. */
  started(): void {
    this.#cancelQueue?.()
  }

  stop(): void {
    this.#cancelQueue?.()
    this.#cancelTotal?.()
  }

  #start(code: 'run-timeout' | 'queue-timeout', limitMs: number | null, what: string, spentMs = 0): (() => void) | null {
    const { clock, endpoint } = this.#options
    if (limitMs === null) return null
    return clock.schedule(
      () => {
        this.stop()
        this.#options.onExceeded(
          new GradioStreamError(code, {
            message: `${endpoint} ${what} ${limitMs / 1000} s, and the app was told to stop it.`,
            hint: `Run it again, or set timeouts.${code === 'run-timeout' ? 'totalMs' : 'queueMs'} higher.`,
            details: { endpoint },
          }),
        )
      },
      Math.max(0, limitMs - spentMs),
    )
  }
}
