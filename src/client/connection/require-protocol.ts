/** Checks that an app can be run in this environment: Gradio 3 needs a WebSocket. */
import { GradioStreamError } from '../errors.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'

/** Throws `protocol-unsupported` for an app of Gradio 3 without a WebSocket. */
export function requireProtocol(app: AppDescription, options: { readonly WebSocket: typeof WebSocket | undefined }): void {
  if (app.protocol === 'ws' && options.WebSocket === undefined) throw noWebSocket(app.address)
}

/** Error for an environment without WebSocket. */
export function noWebSocket(address: string): GradioStreamError<'protocol-unsupported'> {
  return new GradioStreamError('protocol-unsupported', {
    message: `The app at ${address} is Gradio 3 and needs a WebSocket, which does not exist here.`,
    hint: 'Use Node 22 or newer, give a constructor with the option WebSocket, or go through the relay.',
    details: { url: address, protocol: 'ws' },
  })
}
