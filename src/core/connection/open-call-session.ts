/** Sessions of the protocols with a connection for each call: loaded with the first app that speaks one. */
import { CallSession } from './call-session.ts'
import { followSocketCall } from './follow-socket-call.ts'
import { followSseCall } from './follow-sse-call.ts'
import type { SessionOptions } from './open-session.ts'

/** Makes the session for an app of Gradio 3, or of 4 before 4.9. */
export function openCallSession(options: SessionOptions): CallSession {
  return new CallSession({ ...options, follow: options.app.protocol === 'ws' ? followSocketCall : followSseCall })
}
