/**
 * When stores tell their subscribers: once per animation frame where there are frames, once per task elsewhere. All stores of a page
 * share the frame: told in one task, React draws what they brought in one commit, where a task for each is a commit for each.
 */
import type { Clock } from '../clock.ts'

/** Longest wait for a frame. A page that is hidden after asking for one gets none until it is seen again. */
const FRAME_LIMIT_MS = 250

/** Calls back once, soon. */
export type ScheduleFlush = (flush: () => void) => void

/** One for each clock: stores on the same clock are told together. */
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
