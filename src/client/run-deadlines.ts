/** The two time limits of a run itself, not of its connection: the wait in the queue, and the whole run. */
import type { Clock } from './kit/clock.ts'
import { GradioStreamError } from './errors.ts'

/** The limits, in milliseconds; `null`: none. */
export interface RunTimeouts {
  readonly queueTimeoutMs: number | null
  readonly runTimeoutMs: number | null
}

export interface RunDeadlinesOptions {
  readonly clock: Clock
  readonly timeouts: RunTimeouts
  /** Name of the endpoint, for the words. */
  readonly endpoint: string
  /** A limit has passed. Nothing follows. */
  onExceeded(error: GradioStreamError): void
}

export class RunDeadlines {
  readonly #options: RunDeadlinesOptions
  #cancelQueue: (() => void) | null = null
  #cancelTotal: (() => void) | null = null

  constructor(options: RunDeadlinesOptions) {
    this.#options = options
  }

  /** The run has its app. */
  begin(): void {
    this.#cancelTotal = this.#start('run-timeout', this.#options.timeouts.runTimeoutMs, 'did not end within')
  }

  /** The app has taken the run. */
  joined(): void {
    this.#cancelQueue ??= this.#start(
      'queue-timeout',
      this.#options.timeouts.queueTimeoutMs,
      'waited in the queue of the app for more than',
    )
  }

  /** The app has started the run. */
  started(): void {
    this.#cancelQueue?.()
  }

  stop(): void {
    this.#cancelQueue?.()
    this.#cancelTotal?.()
  }

  #start(code: 'run-timeout' | 'queue-timeout', limitMs: number | null, what: string): (() => void) | null {
    const { clock, endpoint } = this.#options
    if (limitMs === null) return null
    return clock.schedule(() => {
      this.stop()
      this.#options.onExceeded(
        new GradioStreamError(code, {
          message: `${endpoint} ${what} ${limitMs / 1000} s, and the app was told to stop it.`,
          hint: `Run it again, or set ${code === 'run-timeout' ? 'runTimeoutMs' : 'queueTimeoutMs'} higher.`,
          details: { endpoint },
        }),
      )
    }, limitMs)
  }
}
