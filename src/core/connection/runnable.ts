/** Which apps can be run here. */
import type { AppDescription } from '../protocol/app-description.ts'
import { noWebSocket } from './no-web-socket.ts'

/** Throws `protocol-unsupported` for an app of Gradio 3 where there is no WebSocket. */
export function requireProtocol(app: AppDescription, options: { readonly WebSocket: typeof WebSocket | undefined }): void {
  if (app.protocol === 'ws' && options.WebSocket === undefined) throw noWebSocket(app.address)
}
