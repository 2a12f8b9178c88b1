/** Chooses the session for an app's protocol. The only place that switches on the protocol. */
import { Piece } from '../../kit/load-piece.ts'
import { QueueSession } from './queue-session.ts'
import type { QueueSessionOptions } from './queue-session.ts'
import type { RunSession } from './run-session.ts'

/** Options of {@link openSession}. */
export interface SessionOptions extends QueueSessionOptions {
  readonly WebSocket: typeof WebSocket | undefined
}

/** Gradio 3 and early 4, and calls without the queue. */
export const callsPiece = new Piece('makes a connection for each call', () => import('../calls/open-call-session.ts'))

/** Makes the session for an app; nothing is sent before a run joins. Rejects with `load-failed`. */
export async function openSession(options: SessionOptions): Promise<RunSession> {
  const { app, http } = options
  switch (app.protocol) {
    case 'sse_v1':
    case 'sse_v2':
    case 'sse_v2.1':
    case 'sse_v3':
      return new QueueSession(options)
    case 'sse':
    case 'ws': {
      const { openCallSession } = await callsPiece.get({ clock: http.clock, limitMs: http.requestTimeoutMs })
      return openCallSession(options)
    }
    default:
      return app.protocol satisfies never
  }
}
