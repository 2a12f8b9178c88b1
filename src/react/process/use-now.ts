/**
 * The current time as state, one value a second, taken from the process's clock so that stories and tests can hold it still.
 * Everybody on a clock hears of the same tick in one task: one commit for a page of processes, not one for each figure on it.
 */
import { useCallback, useSyncExternalStore } from 'react'
import type { Clock } from '../../core/clock.ts'

const TICK_MS = 1000

type Watch = (notify: () => void) => () => void

const watches = new WeakMap<Clock, Watch>()

/** Epoch milliseconds, floored to the second. Ticks only while `isTicking`. */
export function useNow(clock: Clock, isTicking: boolean): number {
  const subscribe = useCallback((notify: () => void) => (isTicking ? watchOf(clock)(notify) : () => undefined), [clock, isTicking])
  // Within one second the snapshot stays the same, which is what `useSyncExternalStore` asks for.
  const read = () => Math.floor(clock.now() / TICK_MS) * TICK_MS
  return useSyncExternalStore(subscribe, read, read)
}

function watchOf(clock: Clock): Watch {
  const watch = watches.get(clock) ?? createWatch(clock)
  watches.set(clock, watch)
  return watch
}

function createWatch(clock: Clock): Watch {
  const listeners = new Set<() => void>()
  let stop: (() => void) | null = null

  function tick(): void {
    // Each tick aims at the next full second, so that none is skipped as timers drift.
    stop = clock.schedule(
      () => {
        stop = null
        for (const listener of listeners) listener()
        if (listeners.size > 0 && stop === null) tick()
      },
      TICK_MS - (clock.now() % TICK_MS),
    )
  }

  return (notify) => {
    listeners.add(notify)
    if (stop === null) tick()
    return () => {
      listeners.delete(notify)
      if (listeners.size > 0) return
      stop?.()
      stop = null
    }
  }
}
