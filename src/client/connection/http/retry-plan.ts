/** The time of the next attempt: backoff, the server's wish, the number of fruitless attempts, and the pause itself. */
import { backoffDelayMs } from '../../kit/backoff.ts'
import { wait } from '../../kit/wait.ts'
import type { Clock } from '../../kit/clock.ts'
import type { GradioStreamError } from '../../errors.ts'

/** Attempts in a row, about five minutes, after which even a run with resume is given up. */
const GIVE_UP_AFTER = 30
/** The longest pause that a server may ask for. */
export const MAX_OBEYED_DELAY_MS = 300_000

/** First and longest pause before a busy app is asked again, if it does not say. */
export const BUSY_PAUSES = { baseMs: 2000, maxMs: 30_000 } as const

/** A stream with a shorter life was cut off by something on the way, not by chance. */
export const SHORT_LIFE_MS = 5000

/** A planned attempt. */
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

  /** Attempts in a row without a message. */
  get fruitless(): number {
    return this.#fruitless
  }

  /** Streams in a row that lived less than {@link SHORT_LIFE_MS}. */
  get shortLives(): number {
    return this.#shortLives
  }

  /** An attempt brought a message. */
  succeeded(): void {
    this.#fruitless = 0
  }

  /** A stream was open for this long. */
  lived(lifeMs: number): void {
    this.#shortLives = lifeMs < SHORT_LIFE_MS ? this.#shortLives + 1 : 0
  }

  /** Another transport is used. */
  reset(): void {
    this.#fruitless = 0
    this.#shortLives = 0
  }

  /** The stream's `retry:` field. */
  obey(retryMs: number): void {
    this.#retryMs = Math.min(retryMs, MAX_OBEYED_DELAY_MS)
  }

  /** The next attempt after a failed one; `null` when there were enough. */
  next(error: GradioStreamError): PlannedAttempt | null {
    this.#fruitless += 1
    if (this.#fruitless > GIVE_UP_AFTER) return null
    const floorMs = Math.max(askedDelayMs(error), this.#retryMs)
    return { attempt: this.#fruitless, delayMs: Math.max(floorMs, backoffDelayMs(this.#fruitless, { random: this.#random })) }
  }

  /** Resolves after the delay. While `isHeld`, not before {@link now} is called. */
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

/** The pause that the answer's `Retry-After` asks for, in milliseconds; 0 if none. */
export function askedDelayMs({ details }: GradioStreamError): number {
  return Math.min('retryAfterMs' in details ? (details.retryAfterMs ?? 0) : 0, MAX_OBEYED_DELAY_MS)
}
