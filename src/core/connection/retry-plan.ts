/** When the next attempt is: backoff, what the server asked for, how many attempts brought nothing, and the pause itself. */
import { backoffDelayMs } from '../backoff.ts'
import { wait } from '../wait.ts'
import type { Clock } from '../clock.ts'
import type { GradioStreamError } from '../errors.ts'

/** Attempts in a row, some five minutes, after which even a run that could be resumed is given up. */
const GIVE_UP_AFTER = 30
/** A server's own word on when to come back is obeyed up to here. */
export const MAX_OBEYED_DELAY_MS = 300_000

/** First and longest pause before an app that is busy is asked again, without a word of its own. */
export const BUSY_PAUSES = { baseMs: 2000, maxMs: 30_000 } as const

/** A stream that lived shorter than this was cut off by something on the way, not by a bad moment. */
export const SHORT_LIFE_MS = 5000

/** One attempt to come. */
export interface PlannedAttempt {
  /** Failed attempts in a row. */
  readonly attempt: number
  readonly delayMs: number
}

export class RetryPlan {
  readonly #clock: Clock
  readonly #random: () => number
  #fruitless = 0
  #shortLives = 0
  #retryMs = 0
  #pausing: AbortController | null = null

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock
    this.#random = random
  }

  /** Attempts in a row that brought nothing. */
  get fruitless(): number {
    return this.#fruitless
  }

  /** Streams in a row that lived less than {@link SHORT_LIFE_MS}. */
  get shortLives(): number {
    return this.#shortLives
  }

  /** An attempt brought something. */
  succeeded(): void {
    this.#fruitless = 0
  }

  /** A stream was open for so long. */
  lived(lifeMs: number): void {
    this.#shortLives = lifeMs < SHORT_LIFE_MS ? this.#shortLives + 1 : 0
  }

  /** Another way is taken. */
  reset(): void {
    this.#fruitless = 0
    this.#shortLives = 0
  }

  /** The stream's `retry:` field. */
  obey(retryMs: number): void {
    this.#retryMs = Math.min(retryMs, MAX_OBEYED_DELAY_MS)
  }

  /** The next attempt after one that failed, `null` when there were enough. */
  next(error: GradioStreamError): PlannedAttempt | null {
    this.#fruitless += 1
    if (this.#fruitless > GIVE_UP_AFTER) return null
    const floorMs = Math.max(askedDelayMs(error), this.#retryMs)
    return { attempt: this.#fruitless, delayMs: Math.max(floorMs, backoffDelayMs(this.#fruitless, { random: this.#random })) }
  }

  /** Resolves after the delay, while `isHeld` not before {@link now} is called. */
  async pause(delayMs: number, isHeld: () => boolean): Promise<void> {
    const pausing = new AbortController()
    this.#pausing = pausing
    if (!isHeld()) await wait(this.#clock, delayMs, pausing.signal)
    if (isHeld() && !pausing.signal.aborted) {
      await new Promise((resolve) => pausing.signal.addEventListener('abort', resolve, { once: true }))
    }
    this.#pausing = null
  }

  /** Ends a pause. */
  now(): void {
    this.#pausing?.abort()
  }
}

/** What the answer's `Retry-After` asks for, in milliseconds, 0 when nothing. */
export function askedDelayMs({ details }: GradioStreamError): number {
  return Math.min('retryAfterMs' in details ? (details.retryAfterMs ?? 0) : 0, MAX_OBEYED_DELAY_MS)
}
