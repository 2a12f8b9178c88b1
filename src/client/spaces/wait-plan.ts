/**
 * Waiting for an app: the pauses between two checks, the limit of the whole wait, and the states that a subscriber
 * gets. Uses the client's clock and ends with its signal.
 */
import { callListener } from '../kit/call-listener.ts'
import { wait } from '../kit/wait.ts'
import type { Clock } from '../kit/clock.ts'
import { aborted } from '../connection/http/http.ts'
import type { AppState } from './app-state.ts'

/** Called with every change while an app is waited for. */
export type AppStateListener = (state: AppState) => void

/** What waiting needs. */
export interface WaitOptions {
  readonly clock: Clock
  /** For the message of an abort. */
  readonly address: string
  readonly wakeTimeoutMs: number
  readonly signal?: AbortSignal | undefined
  readonly onState?: AppStateListener | undefined
}

const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 5000
const GROWTH = 1.25
/** Longest pause that a server may ask for. The limit of the whole wait can end it earlier. */
const MAX_OBEYED_MS = 300_000

/** What is known of an app that is waited for. */
export interface Waiting {
  readonly status: 'waking' | 'building'
  readonly space: string | null
  readonly stage: string | null
}

/** One wait, from its first check to its end. */
export class WaitPlan {
  readonly #options: WaitOptions
  #since: number | null = null
  #pauses = 0

  constructor(options: WaitOptions) {
    this.#options = options
  }

  /** Whether there was any pause. */
  get hasWaited(): boolean {
    return this.#since !== null
  }

  /** Milliseconds since the first pause. */
  get waitedMs(): number {
    return this.#since === null ? 0 : this.#options.clock.now() - this.#since
  }

  /** Reports the state and pauses. False: the limit has passed. Rejects with `aborted`. */
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

  /** Reports that the app is there, if it was reported as missing before. */
  arrived(space: string | null, stage: string | null): void {
    if (this.#since !== null) this.#tell({ status: 'running', space, stage, since: this.#since, nextCheckAt: null })
  }

  #tell(state: AppState): void {
    callListener(() => this.#options.onState?.(state))
  }
}
