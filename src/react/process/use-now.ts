/** The current time as state, one value a second, taken from the process's clock so that stories and tests can hold it still. */
import { useCallback, useSyncExternalStore } from 'react'
import type { Clock } from '../../core/clock.ts'

const TICK_MS = 1000

/** Epoch milliseconds, floored to the second. Ticks only while `isTicking`. */
export function useNow(clock: Clock, isTicking: boolean): number {
  const subscribe = useCallback(
    (notify: () => void) => {
      let stop = () => {}
      const tick = () => {
        // Each tick aims at the next full second, so that none is skipped as timers drift.
        stop = clock.schedule(
          () => {
            notify()
            tick()
          },
          TICK_MS - (clock.now() % TICK_MS),
        )
      }
      if (isTicking) tick()
      return () => stop()
    },
    [clock, isTicking],
  )
  // Within one second the snapshot stays the same, which is what `useSyncExternalStore` asks for.
  const read = () => Math.floor(clock.now() / TICK_MS) * TICK_MS
  return useSyncExternalStore(subscribe, read, read)
}
