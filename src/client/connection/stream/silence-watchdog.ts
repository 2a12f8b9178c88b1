/**
 * Detects an open stream that is silent for too long: half of the limit is a warning, the whole limit is the end. A
 * timer that fires much too late means that the computer slept or the page was frozen: the stream then gets half a
 * limit more, since nothing could be received.
 */
import type { Clock } from '../../kit/clock.ts'

export interface SilenceWatchdog {
  /** Something arrived. Cheap: called for every chunk. */
  touch(): void
  /** The stream may be dead: it counts as quiet from now on and has half of the limit to say something. */
  doubt(): void
  /** Whether the last callback was `onQuiet`. */
  readonly isQuiet: boolean
  stop(): void
}

export interface SilenceWatchdogOptions {
  readonly clock: Clock
  readonly limitMs: number
  /** Half of the limit has passed. `touch` calls `onSound` before the next time. */
  readonly onQuiet: () => void
  readonly onSound: () => void
  /** The limit has passed. Nothing follows. */
  readonly onSilent: () => void
  /** Time jumped and nothing has arrived since. Called after `onQuiet`. */
  readonly onAwake?: () => void
  /** True: silence proves nothing now (no network), so the limit starts again. */
  readonly isExcused?: () => boolean
}

/** A timer that is this late was not just waiting for its turn: nothing ran at all. */
const JUMP_MS = 5000

/**
 * Starts watching, with a single timer: it reads the time of the last activity when it fires, instead of being reset
 * each time.
 */
export function watchSilence(options: SilenceWatchdogOptions): SilenceWatchdog {
  const { clock, limitMs, onQuiet, onSound, onSilent, onAwake, isExcused } = options
  let lastAt = clock.now()
  let isQuiet = false
  let dueAt = 0
  let cancel = plan(limitMs / 2)

  function plan(delayMs: number): () => void {
    dueAt = clock.now() + delayMs
    return clock.schedule(look, delayMs)
  }

  function look(): void {
    const now = clock.now()
    const silentMs = now - lastAt
    if (now - dueAt > JUMP_MS && silentMs >= limitMs / 2) {
      doubt()
      onAwake?.()
      return
    }
    if (silentMs >= limitMs) {
      if (!isExcused?.()) return onSilent()
      return doubt()
    }
    if (silentMs >= limitMs / 2) grow()
    cancel = plan((isQuiet ? limitMs : limitMs / 2) - silentMs)
  }

  function grow(): void {
    if (isQuiet) return
    isQuiet = true
    onQuiet()
  }

  function doubt(): void {
    cancel()
    lastAt = clock.now() - limitMs / 2
    grow()
    cancel = plan(limitMs / 2)
  }

  return {
    touch() {
      lastAt = clock.now()
      if (!isQuiet) return
      isQuiet = false
      onSound()
    },
    doubt,
    get isQuiet() {
      return isQuiet
    },
    stop: () => cancel(),
  }
}
