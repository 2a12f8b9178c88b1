/** Notices that nobody reads a run. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'

export interface ReaderWatch {
  readonly clock: Clock
  /** How long nobody may read, in milliseconds. */
  readonly limitMs: number
  /** When a reader last asked, in milliseconds of the clock; `null`: none did. */
  readonly readAt: () => Promise<number | null>
  /** Called once. */
  readonly onAbandoned: () => void
}

/** A reader that waits asks again before this, in milliseconds: a stream with each heartbeat, a poll after 25 s. */
const ASKS_AGAIN_MS = 30_000
/** The longest that a timer is set for, in milliseconds. */
const LOOK_EVERY_MS = 24 * 60 * 60_000

/** Watches from now until the returned function is called. A store that does not answer counts as a reader. */
export function watchReaders({ clock, limitMs, readAt, onAbandoned }: ReaderWatch): () => void {
  const begunAt = clock.now()
  const longestMs = Math.max(limitMs, ASKS_AGAIN_MS)
  let isStopped = false
  let cancelTimer = schedule(longestMs)

  function schedule(delayMs: number): () => void {
    return clock.schedule(() => void look(), Math.min(delayMs, LOOK_EVERY_MS))
  }

  async function look(): Promise<void> {
    const lastAt = await readAt().catch(() => clock.now())
    if (isStopped) return
    const leftMs = Math.max(begunAt, lastAt ?? 0) + longestMs - clock.now()
    if (leftMs <= 0) onAbandoned()
    else cancelTimer = schedule(leftMs)
  }

  return () => {
    isStopped = true
    cancelTimer()
  }
}
