/**
 * Reports a follower's activity as a {@link Connection}. A trial of streams during polling is not reported before it
 * succeeds.
 */
import { ConnectionTracker } from './connection-tracker.ts'
import type { Connection, FallbackReason } from '../connection-state.ts'
import type { TransportChoice } from './transport-choice.ts'

export class ConnectionReport {
  readonly #tracker: ConnectionTracker
  readonly #transport: TransportChoice
  /** The next attempt replaces one that was abandoned in doubt. */
  #isAgain = false

  constructor(transport: TransportChoice, onChange: (connection: Connection) => void) {
    this.#transport = transport
    this.#tracker = new ConnectionTracker(transport.firstConnection(), onChange)
  }

  get connection(): Connection {
    return this.#tracker.connection
  }

  /** Resolves when the state is not `connecting`. */
  get connected(): Promise<void> {
    return this.#tracker.connected
  }

  /** An attempt begins. It is shown as `first` unless it follows a failed one. */
  attempt(first: 'connecting' | 'polling'): void {
    if (this.#transport.isTrial) return
    const isAgain = this.#tracker.connection.attempt > 0 || this.#isAgain
    this.#isAgain = false
    this.#tracker.set({ readyState: isAgain ? 'reconnecting' : first, nextRetryAt: null })
  }

  /** The present attempt is abandoned in doubt, and repeated. */
  again(): void {
    this.#isAgain = true
  }

  stream(readyState: 'open' | 'stalled'): void {
    if (!this.#transport.isTrial) this.#tracker.set({ readyState, transport: 'sse', fallbackReason: null })
  }

  polled(): void {
    this.#tracker.set({ readyState: 'polling', attempt: 0 })
  }

  /** Something arrived. Called for every message: an update without a change would cost as much as the message. */
  alive(): void {
    if (this.#tracker.connection.attempt > 0) this.#tracker.set({ attempt: 0 })
  }

  waiting(attempt: number, nextRetryAt: number | null): void {
    this.#tracker.set({ readyState: 'reconnecting', attempt, nextRetryAt })
  }

  fellBack(fallbackReason: FallbackReason): void {
    this.#tracker.set({ readyState: 'polling', transport: 'polling', attempt: 0, nextRetryAt: null, fallbackReason })
  }

  offline(isOffline: boolean): void {
    this.#tracker.set(isOffline ? { isOffline, nextRetryAt: null } : { isOffline })
  }

  closed(): void {
    this.#tracker.set({ readyState: 'closed', attempt: 0, nextRetryAt: null, isOffline: false })
  }
}
