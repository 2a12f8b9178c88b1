/** The two time limits of a connection with one call: until it opens, and of silence where there are heartbeats. */
import type { Clock } from '../../kit/clock.ts'
import { watchSilence } from '../stream/silence-watchdog.ts'

export interface CallWatch {
  /** The connection is open. */
  opened(): void
  /** Something arrived. */
  touch(): void
  stop(): void
}

export interface CallWatchOptions {
  readonly clock: Clock
  /** Longest wait for an open connection; `null`: as long as silence may last. */
  readonly connectMs: number | null
  /** Longest silence; `null`: no limit, since Gradio 3 has no heartbeat. */
  readonly idleMs: number | null
  readonly onQuiet: () => void
  readonly onSound: () => void
  /** A limit has passed. Nothing follows. */
  readonly onExpired: (limit: 'connect' | 'idle') => void
}

export function watchCall({ clock, connectMs, idleMs, onQuiet, onSound, onExpired }: CallWatchOptions): CallWatch {
  let isOpen = false
  const expire = (limit: 'connect' | 'idle'): void => {
    stop()
    onExpired(limit)
  }
  const cancelConnect = connectMs === null ? null : clock.schedule(() => expire('connect'), connectMs)
  const watchdog =
    idleMs === null
      ? null
      : watchSilence({
          clock,
          limitMs: idleMs,
          onQuiet: () => isOpen && onQuiet(),
          onSound,
          onSilent: () => expire(isOpen ? 'idle' : 'connect'),
        })

  function stop(): void {
    cancelConnect?.()
    watchdog?.stop()
  }

  return {
    opened() {
      isOpen = true
      cancelConnect?.()
      watchdog?.touch()
    },
    touch: () => watchdog?.touch(),
    stop,
  }
}
