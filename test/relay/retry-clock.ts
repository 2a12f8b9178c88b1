import { createManualClock } from '../../src/testing/manual-clock.ts'
import type { ManualClock } from '../../src/testing/manual-clock.ts'

/** A manual clock whose pauses between attempts pass by themselves: the suite does not know that there are any. */
export function createRetryClock(): ManualClock {
  const clock = createManualClock()
  return {
    ...clock,
    get pendingCount() {
      return clock.pendingCount
    },
    schedule(callback, delayMs) {
      if (delayMs >= 1_000) return clock.schedule(callback, delayMs)
      let isCancelled = false
      queueMicrotask(() => isCancelled || callback())
      return () => (isCancelled = true)
    },
  }
}
