/**
 * Finds a proxy that holds a stream back: the stream says nothing at all while a poll has news. Asks a few times,
 * less and less often, until the stream says something.
 */
import type { Clock } from '../clock.ts'

/** First question this long after the stream was asked for; each next one after twice the time. */
const FIRST_AFTER_MS = 2000

export interface HeldBackProbe {
  stop(): void
}

/** Starts asking; `ask` answers whether there was news, and has seen to it then. Its failures mean nothing here. */
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
