/**
 * The port: how a call is put into an app's queue and how its messages arrive. `queue-session.ts` has the protocols
 * with a join and one stream for a session (`sse_v1` to `sse_v3`), `call-session.ts` those with a connection for each call
 * (`sse`, Gradio 3's WebSocket), `direct-call-session.ts` the last resort without a queue. All hand on the same messages.
 */
import type { QueueRunHandlers, QueueTicket } from './queue-run.ts'
import type { QueueCall } from './queue-requests.ts'

/** Where runs are joined. */
export interface RunSession {
  /** Gradio's `session_hash`. */
  readonly sessionHash: string
  /** Resolves when nothing of this session is open, so that a next run that shares it can join safely. */
  readonly ended: Promise<void>
  /** Puts a call into the queue and tells its handlers all that comes of it. Never throws. */
  join(call: QueueCall, handlers: QueueRunHandlers): QueueTicket
  /** Takes up a call that was joined before, by a page that is gone; absent where the app forgets a call with its page. Never joins or throws. */
  attach?(call: QueueCall, eventId: string, handlers: QueueRunHandlers): QueueTicket
  /** Tries again now instead of at `nextRetryAt`. */
  retryNow(): void
}
