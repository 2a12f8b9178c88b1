/**
 * The port that puts a call into an app's queue and brings its messages. `queue-session.ts` has the protocols with a
 * join and one stream per session (`sse_v1` to `sse_v3`), `call-session.ts` those with a connection per call (`sse`,
 * Gradio 3's WebSocket), `direct-call-session.ts` the last resort without a queue. All bring the same messages.
 */
import type { QueueRunHandlers, QueueTicket } from './queue-run.ts'
import type { QueueCall } from './queue-requests.ts'

/** Where runs are joined. */
export interface RunSession {
  /** Gradio's `session_hash`. */
  readonly sessionHash: string
  /** Resolves when nothing of this session is open, so that the next run that shares it can join safely. */
  readonly ended: Promise<void>
  /** Puts a call into the queue and reports everything to its handlers. Never throws. */
  join(call: QueueCall, handlers: QueueRunHandlers): QueueTicket
  /**
   * Attaches to a call that was joined by a page before a reload. Absent if the app forgets a call with its page. Never
   * joins or throws.
   */
  attach?(call: QueueCall, eventId: string, handlers: QueueRunHandlers): QueueTicket
  /** Tries again now instead of at `nextRetryAt`. */
  retryNow(): void
}
