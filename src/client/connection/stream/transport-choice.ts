/**
 * Chooses the transport of the next attempt. Polling is not permanent: streams are tried again at the next run and
 * after a while, once each time, and less often after each failure.
 */
import type { Clock } from '../../kit/clock.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import { idleConnection } from '../connection-state.ts'
import type { Connection } from '../connection-state.ts'

/** How long polling goes on before streams are tried again: the first time, and at most. */
const FIRST_TRIAL_MS = 5 * 60_000
const MOST_TRIAL_MS = 60 * 60_000

export class TransportChoice {
  readonly #clock: Clock
  readonly #app: AppDescription
  readonly #sse: boolean
  #hasFallenBack = false
  #isTrial = false
  #trialAt = 0
  #trialMs = FIRST_TRIAL_MS

  constructor(clock: Clock, app: AppDescription, sse: boolean) {
    this.#clock = clock
    this.#app = app
    this.#sse = sse
  }

  /** Streams are being tried again and have sent nothing yet. */
  get isTrial(): boolean {
    return this.#isTrial
  }

  firstConnection(): Connection {
    const idle = idleConnection(this.#app.route)
    if (this.#mayStream) return idle
    const message = this.#sse ? 'The relay asks its clients to poll.' : "Streams are switched off in this client (transport: 'polling')."
    return { ...idle, transport: 'polling', fallbackReason: { code: 'sse-disabled', message } }
  }

  /** The first run after a pause may try streams again at once. */
  beginRun(): void {
    this.#trialAt = 0
  }

  next(): 'sse' | 'polling' {
    if (!this.#mayStream) return 'polling'
    if (this.#hasFallenBack && !this.#isTrial) this.#isTrial = this.#clock.now() >= this.#trialAt
    return this.#hasFallenBack && !this.#isTrial ? 'polling' : 'sse'
  }

  /** Streams are blocked. */
  fallBack(): void {
    if (this.#isTrial) this.#trialMs = Math.min(this.#trialMs * 2, MOST_TRIAL_MS)
    this.#trialAt = this.#clock.now() + this.#trialMs
    this.#hasFallenBack = true
    this.#isTrial = false
  }

  /** A stream has sent something. */
  succeeded(): void {
    if (!this.#isTrial) return
    this.#hasFallenBack = false
    this.#isTrial = false
    this.#trialMs = FIRST_TRIAL_MS
  }

  get #mayStream(): boolean {
    return this.#sse && this.#app.supportsSSE
  }
}
