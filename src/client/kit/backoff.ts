/** The wait before the next attempt: doubles from the base up to a limit, with jitter over its upper half. */

export interface BackoffOptions {
  /** First delay. @defaultValue 500 */
  baseMs?: number
  /** Longest delay. @defaultValue 15000 */
  maxMs?: number
  /** A number in [0, 1). @defaultValue Math.random */
  random?: () => number
}

/** Delay in milliseconds before attempt number `attempt` (1 is the first retry). */
export function backoffDelayMs(attempt: number, { baseMs = 500, maxMs = 15_000, random = Math.random }: BackoffOptions = {}): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.max(0, attempt - 1))
  return Math.round(ceiling / 2 + (ceiling / 2) * random())
}
