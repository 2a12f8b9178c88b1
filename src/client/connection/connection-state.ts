/** How the messages of a run arrive, at one moment. Separate from `RunState`. */
import type { Route } from '../protocol/describe/app-description.ts'
import type { GradioStreamErrorCode } from '../errors.ts'

/** Words, unlike `EventSource`'s numbers. `stalled`: open, but silent for longer than the server's heartbeat allows. */
export type ConnectionReadyState = 'idle' | 'connecting' | 'open' | 'stalled' | 'reconnecting' | 'polling' | 'closed'

/** Why polling replaced SSE. */
export interface FallbackReason {
  readonly code: GradioStreamErrorCode | 'sse-disabled' | 'sse-held-back'
  /** What was seen, in one sentence. */
  readonly message: string
}

/** State of the wire under a run. */
export interface Connection {
  readonly readyState: ConnectionReadyState
  /** `websocket`: Gradio 3. `request`: one call without the queue, the last resort; `fallbackReason` says why. */
  readonly transport: 'sse' | 'polling' | 'websocket' | 'request'
  readonly route: Route
  /** Failed attempts in a row; 0 while all is well. */
  readonly attempt: number
  /** When the next attempt starts, epoch milliseconds; `null` when none is planned. */
  readonly nextRetryAt: number | null
  /** The browser reports no network, and attempts wait for one. Never true for a server on the same computer. */
  readonly isOffline: boolean
  /** `null` while SSE carries the run. */
  readonly fallbackReason: FallbackReason | null
}

/** The connection before a run begins. */
export function idleConnection(route: Route): Connection {
  return { readyState: 'idle', transport: 'sse', route, attempt: 0, nextRetryAt: null, isOffline: false, fallbackReason: null }
}
