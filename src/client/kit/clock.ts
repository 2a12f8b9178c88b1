/**
 * Time as a port. Timer globals are called, never stored, since a stored reference escapes fake clocks (as in TanStack
 * Query's timeoutManager).
 */

/** The library's source of time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls back once after `delayMs`. Returns the function that cancels it. */
  schedule(callback: () => void, delayMs: number): () => void
}

/** The time and the timers of the system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
