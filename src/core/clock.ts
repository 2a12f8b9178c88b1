/**
 * Time as a port. Timer globals are called, never stored: a stored reference escapes
 * fake clocks (TanStack Query's timeoutManager has the same reason).
 */

/** Where the library takes time from. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls back once after `delayMs`; the answer cancels it. */
  schedule(callback: () => void, delayMs: number): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
