/**
 * Detects a proxy that holds a stream back: the stream is silent while a poll has messages. Polls a few times at
 * growing intervals until the stream says something.
 */
import type { Clock } from '../../kit/clock.ts'

/** The first poll comes this long after the stream was requested; each next one after twice the time. */
const FIRST_AFTER_MS = 2000

export interface HeldBackProbe {
  stop(): void
}

/** Starts probing. `ask` returns whether there were messages, and has handled them. Its failures are ignored. */
export function probeWhileSilent(clock: Clock, ask: (signal: AbortSignal) => Promise<boolean>): HeldBackProbe {
  const controller = new AbortController()
  let delayMs = FIRST_AFTER_MS
  let cancel = clock.schedule(probe, delayMs)

  function probe(): void {
    ask(controller.signal).then(
      (hasNews) => hasNews || again(),
      () => again(),
    )
  }

  function again(): void {
    if (controller.signal.aborted) return
    delayMs *= 2
    cancel = clock.schedule(probe, delayMs)
  }

  return {
    stop() {
      cancel()
      controller.abort()
    },
  }
}
