/** Sessions with a connection for each call: loaded with the first run that needs one. */
import { CallSession } from './call-session.ts'
import { DirectCallSession } from './direct-call-session.ts'
import type { DirectCallOptions } from './direct-call-session.ts'
import { followSocketCall } from './follow-socket-call.ts'
import { followSseCall } from './follow-sse-call.ts'
import type { SessionOptions } from '../queue/open-session.ts'

/** Makes the session for an app of Gradio 3, or of 4 before 4.9. */
export function openCallSession(options: SessionOptions): CallSession {
  return new CallSession({ ...options, follow: options.app.protocol === 'ws' ? followSocketCall : followSseCall })
}

/** Makes the session of a call without the queue. */
export function openDirectCall(options: DirectCallOptions): DirectCallSession {
  return new DirectCallSession(options)
}
