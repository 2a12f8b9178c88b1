/** Tells when an open stream has been silent for too long: half of the limit is a sign, the whole limit is the end. */
import type { Clock } from '../clock.ts'

export interface SilenceWatchdog {
  /** Something arrived. Cheap: called for every chunk. */
  touch(): void
  stop(): void
}

export interface SilenceWatchdogOptions {
  readonly clock: Clock
  readonly limitMs: number
  /** Half of the limit has passed; `touch` calls `onSound` before the next time. */
  readonly onQuiet: () => void
  readonly onSound: () => void
  /** The limit has passed; nothing follows. */
  readonly onSilent: () => void
}

/** Starts watching. One timer in all: it looks at the time of the last sound when it fires, instead of being set anew for each. */
export function watchSilence({ clock, limitMs, onQuiet, onSound, onSilent }: SilenceWatchdogOptions): SilenceWatchdog {
  let lastAt = clock.now()
  let isQuiet = false
  let cancel = clock.schedule(look, limitMs / 2)

  function look(): void {
    const silentMs = clock.now() - lastAt
    if (silentMs >= limitMs) return onSilent()
    if (silentMs >= limitMs / 2 && !isQuiet) {
      isQuiet = true
      onQuiet()
    }
    cancel = clock.schedule(look, (isQuiet ? limitMs : limitMs / 2) - silentMs)
  }

  return {
    touch() {
      lastAt = clock.now()
      if (!isQuiet) return
      isQuiet = false
      onSound()
    },
    stop: () => cancel(),
  }
}
