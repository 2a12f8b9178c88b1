/** A timer for what may as well be left undone: it keeps no process alive, so a script that is at its end ends. */
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'

/** As `clock.schedule`; other clocks than the system's are as they are. Returns what cancels it. */
export function scheduleIdly(clock: Clock, callback: () => void, delayMs: number): () => void {
  if (clock !== systemClock) return clock.schedule(callback, delayMs)
  const timer = setTimeout(callback, delayMs)
  // A number in browsers and workers.
  if (typeof timer === 'object') timer.unref()
  return () => clearTimeout(timer)
}
