/** Waiting by a given clock. Separate from the clock, since a page that only draws a form never waits. */
import type { Clock } from './clock.ts'

/** Resolves after `delayMs`, or at once when the signal aborts. Never rejects. */
export function wait(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      cancel()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.schedule(done, delayMs)
    signal?.addEventListener('abort', done, { once: true })
  })
}
