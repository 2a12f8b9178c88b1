/**
 * When stores call their subscribers: once per animation frame, or once per task without frames. All stores of a page
 * share the frame: called in one task, React renders them in one commit instead of one commit each.
 */
import type { Clock } from '../kit/clock.ts'

/** Longest wait for a frame. A page that was hidden after its request gets none until it is visible again. */
const FRAME_LIMIT_MS = 250

/** Calls back once, soon. */
export type ScheduleFlush = (flush: () => void) => void

/** One per clock: stores on the same clock are called together. */
const schedules = new WeakMap<Clock, ScheduleFlush>()

/** The default schedule of a store. */
export function scheduleByFrame(clock: Clock): ScheduleFlush {
  const schedule = schedules.get(clock) ?? shareFrames(clock)
  schedules.set(clock, schedule)
  return schedule
}

function shareFrames(clock: Clock): ScheduleFlush {
  let waiting: (() => void)[] = []

  function flushAll(): void {
    const flushes = waiting
    waiting = []
    for (const flush of flushes) flush()
  }

  function begin(): void {
    if (!hasFrames()) {
      clock.schedule(flushAll, 0)
      return
    }
    const frame = requestAnimationFrame(() => {
      cancelLimit()
      flushAll()
    })
    const cancelLimit = clock.schedule(() => {
      cancelAnimationFrame(frame)
      flushAll()
    }, FRAME_LIMIT_MS)
  }

  return (flush) => {
    waiting.push(flush)
    if (waiting.length === 1) begin()
  }
}

function hasFrames(): boolean {
  return typeof requestAnimationFrame === 'function' && typeof document === 'object' && document.visibilityState === 'visible'
}
