/** The error where an app needs a WebSocket and there is none. */
import { GradioStreamError } from '../errors.ts'

/** Error for a place without WebSocket. */
export function noWebSocket(address: string): GradioStreamError<'protocol-unsupported'> {
  return new GradioStreamError('protocol-unsupported', {
    message: `The app at ${address} is Gradio 3 and speaks over a WebSocket, which there is none of here.`,
    hint: 'Use Node 22 or newer, give a constructor with the option WebSocket, or go through the relay.',
    details: { url: address, protocol: 'ws' },
  })
}
