/** From an app's protocol to the session that speaks it. The one place that switches on the protocol. */
import { CallSession } from './call-session.ts'
import { followSocketCall } from './follow-socket-call.ts'
import { followSseCall } from './follow-sse-call.ts'
import { QueueSession } from './queue-session.ts'
import type { QueueSessionOptions } from './queue-session.ts'
import type { RunSession } from './run-session.ts'

/** Options of {@link openSession}. */
export interface SessionOptions extends QueueSessionOptions {
  readonly WebSocket: typeof WebSocket | undefined
}

/** Makes the session for an app; nothing is sent before a run joins. */
export function openSession(options: SessionOptions): RunSession {
  switch (options.app.protocol) {
    case 'sse_v1':
    case 'sse_v2':
    case 'sse_v2.1':
    case 'sse_v3':
      return new QueueSession(options)
    case 'sse':
      return new CallSession({ ...options, follow: followSseCall })
    case 'ws':
      return new CallSession({ ...options, follow: followSocketCall })
    default:
      return options.app.protocol satisfies never
  }
}
