/** Limits sign-in attempts: per user and per app, within a time window. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'

const WINDOW_MS = 15 * 60_000
const MOST_PER_APP = 200
const MOST_KEPT = 10_000

/** Counts attempts. */
export class LoginTries {
  readonly #clock: Clock
  readonly #mostPerUser: number
  readonly #counts = new Map<string, { count: number; readonly until: number }>()

  constructor(clock: Clock, mostPerUser: number) {
    this.#clock = clock
    this.#mostPerUser = mostPerUser
  }

  /**
   * Counts one more attempt, before the app is asked. Returns the wait in milliseconds until the next attempt is
   * accepted, if there are too many; otherwise `null`.
   */
  begin(appId: string, user: string): number | null {
    const waits = [this.#count(`${appId}\n${user}`, this.#mostPerUser), this.#count(appId, MOST_PER_APP)]
    const longest = Math.max(...waits)
    return longest > 0 ? longest : null
  }

  /** The sign-in succeeded: the user's attempts are forgotten. */
  succeed(appId: string, user: string): void {
    this.#counts.delete(`${appId}\n${user}`)
  }

  #count(key: string, most: number): number {
    const now = this.#clock.now()
    const kept = this.#counts.get(key)
    const counted = kept && kept.until > now ? kept : { count: 0, until: now + WINDOW_MS }
    if (counted.count >= most) return counted.until - now
    counted.count += 1
    this.#counts.set(key, counted)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > MOST_KEPT && oldest !== undefined) this.#counts.delete(oldest)
    return 0
  }
}
