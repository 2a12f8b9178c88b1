/**
 * The current time as state, once a second, from the process's clock, so that stories and tests can hold it still. All
 * components on a clock get the same tick in one task: one commit for a page of processes, not one per number.
 */
import { useCallback, useSyncExternalStore } from 'react'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'

const TICK_MS = 1000

type Watch = (notify: () => void) => () => void

const watches = new WeakMap<Clock, Watch>()

/** Epoch milliseconds, floored to the second. Ticks only while `isTicking`. */
export function useNow(clock: Clock, isTicking: boolean): number {
  const subscribe = useCallback((notify: () => void) => (isTicking ? watchOf(clock)(notify) : () => undefined), [clock, isTicking])
  // Within one second the snapshot stays the same, as `useSyncExternalStore` requires.
  const read = () => Math.floor(clock.now() / TICK_MS) * TICK_MS
  // A page that is drawn ahead of time (Next.js) may not ask for the time unless it shows one.
  const readServed = () => (isTicking ? read() : 0)
  return useSyncExternalStore(subscribe, read, readServed)
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
    // Each tick aims at the next full second, so that drifting timers skip none.
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
