/** How the messages of a run arrive, at one moment. Beside `RunState`, never mixed into it. */
import type { Route } from '../protocol/app-description.ts'
import type { GradioStreamErrorCode } from '../errors.ts'

/** In words, unlike `EventSource`. `stalled`: open, but silent for longer than the server's heartbeat allows. */
export type ConnectionReadyState = 'idle' | 'connecting' | 'open' | 'stalled' | 'reconnecting' | 'polling' | 'closed'

/** Why polling took over from SSE. */
export interface FallbackReason {
  readonly code: GradioStreamErrorCode | 'sse-disabled' | 'sse-held-back'
  /** What was seen, one sentence. */
  readonly message: string
}

/** State of the wire under a run. */
export interface Connection {
  readonly readyState: ConnectionReadyState
  /** `websocket`: Gradio 3. `request`: one call around the queue, the last resort; `fallbackReason` says why. */
  readonly transport: 'sse' | 'polling' | 'websocket' | 'request'
  readonly route: Route
  /** Failed attempts in a row; 0 while all is well. */
  readonly attempt: number
  /** When the next attempt starts, epoch milliseconds; `null` when none is planned. */
  readonly nextRetryAt: number | null
  /** The browser says that there is no network; attempts wait until there is one. Never for a server on the same computer. */
  readonly isOffline: boolean
  /** `null` while SSE carries the run. */
  readonly fallbackReason: FallbackReason | null
}

export function idleConnection(route: Route): Connection {
  return { readyState: 'idle', transport: 'sse', route, attempt: 0, nextRetryAt: null, isOffline: false, fallbackReason: null }
}
