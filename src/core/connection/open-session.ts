/** From an app's protocol to the session that speaks it. The one place that switches on the protocol. */
import { Piece } from '../load-piece.ts'
import { QueueSession } from './queue-session.ts'
import type { QueueSessionOptions } from './queue-session.ts'
import type { RunSession } from './run-session.ts'

/** Options of {@link openSession}. */
export interface SessionOptions extends QueueSessionOptions {
  readonly WebSocket: typeof WebSocket | undefined
}

/** Most apps are newer. */
export const olderPiece = new Piece('speaks with apps of Gradio 3 and early 4', () => import('./open-call-session.ts'))

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
      const { openCallSession } = await olderPiece.get({ clock: http.clock, limitMs: http.requestTimeoutMs })
      return openCallSession(options)
    }
    default:
      return app.protocol satisfies never
  }
}
