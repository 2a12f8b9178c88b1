/**
 * Waiting for an app that is not there yet: the pauses between two looks, the limit of it all, and what a subscriber is told. On the
 * client's clock, ended by its signal.
 */
import { wait } from '../wait.ts'
import type { Clock } from '../clock.ts'
import { aborted } from '../connection/http.ts'
import type { AppState } from './app-state.ts'

/** Told of every change while an app is waited for. */
export type AppStateListener = (state: AppState) => void

/** What waiting needs. */
export interface WaitOptions {
  readonly clock: Clock
  /** For the words of an abort. */
  readonly address: string
  readonly wakeTimeoutMs: number
  readonly signal?: AbortSignal | undefined
  readonly onState?: AppStateListener | undefined
}

const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 5000
const GROWTH = 1.25
/** A server's own word on when to come back is obeyed up to here; the limit of it all ends the wait earlier. */
const MAX_OBEYED_MS = 300_000

/** What is known of an app that is waited for. */
export interface Waiting {
  readonly status: 'waking' | 'building'
  readonly space: string | null
  readonly stage: string | null
}

/** One wait from its first look to its end. */
export class WaitPlan {
  readonly #options: WaitOptions
  #since: number | null = null
  #pauses = 0

  constructor(options: WaitOptions) {
    this.#options = options
  }

  /** Whether it was waited at all. */
  get hasWaited(): boolean {
    return this.#since !== null
  }

  /** Milliseconds since the first pause. */
  get waitedMs(): number {
    return this.#since === null ? 0 : this.#options.clock.now() - this.#since
  }

  /** Tells what is waited for and pauses. False: the limit has passed. Rejects with `aborted`. */
  async pause(waiting: Waiting, askedMs: number | null, limitMs: number = this.#options.wakeTimeoutMs): Promise<boolean> {
    const { clock, signal, address, wakeTimeoutMs } = this.#options
    this.#since ??= clock.now()
    const leftMs = this.#since + Math.min(limitMs, wakeTimeoutMs) - clock.now()
    if (leftMs <= 0) return false
    const ownMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** this.#pauses)
    this.#pauses += 1
    const pauseMs = Math.min(leftMs, Math.max(ownMs, Math.min(askedMs ?? 0, MAX_OBEYED_MS)))
    this.#tell({ ...waiting, since: this.#since, nextCheckAt: clock.now() + pauseMs })
    await wait(clock, pauseMs, signal)
    if (signal?.aborted) throw aborted(address, signal.reason)
    this.#tell({ ...waiting, since: this.#since, nextCheckAt: null })
    return true
  }

  /** Tells that it is there now, where somebody was told that it was not. */
  arrived(space: string | null, stage: string | null): void {
    if (this.#since !== null) this.#tell({ status: 'running', space, stage, since: this.#since, nextCheckAt: null })
  }

  #tell(state: AppState): void {
    try {
      this.#options.onState?.(state)
    } catch (cause) {
      // A listener's mistake is not the app's: it shows where uncaught errors do, and the wait goes on.
      queueMicrotask(() => {
        throw cause
      })
    }
  }
}
