/** When a store tells its subscribers: once per animation frame where there are frames, once per task elsewhere. */
import type { Clock } from '../clock.ts'

/** Longest wait for a frame. A page that is hidden after asking for one gets none until it is seen again. */
const FRAME_LIMIT_MS = 250

/** Calls back once, soon. */
export type ScheduleFlush = (flush: () => void) => void

/** The default schedule of a store. */
export function scheduleByFrame(clock: Clock): ScheduleFlush {
  return (flush) => {
    if (!hasFrames()) {
      clock.schedule(flush, 0)
      return
    }
    const frame = requestAnimationFrame(() => {
      cancelLimit()
      flush()
    })
    const cancelLimit = clock.schedule(() => {
      cancelAnimationFrame(frame)
      flush()
    }, FRAME_LIMIT_MS)
  }
}

function hasFrames(): boolean {
  return typeof requestAnimationFrame === 'function' && typeof document === 'object' && document.visibilityState === 'visible'
}
