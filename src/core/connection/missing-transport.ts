/** Whether the messages of an app can be had at all, as a client is set. */
import { GradioStreamError } from '../errors.ts'
import type { AppDescription } from '../protocol/app-description.ts'

/** Why no message of the app can be had with these settings; `null` when all is well. */
export function missingTransport(app: AppDescription, sse: boolean): GradioStreamError | null {
  if ((sse && app.supportsSSE) || app.capabilities.polling) return null
  return new GradioStreamError('options-invalid', {
    message: sse
      ? `The app at ${app.address} is reached by a way that supports neither streams nor polling.`
      : `Streams are switched off (sse: false), but the app at ${app.address} is reached without a relay, and Gradio itself cannot be polled.`,
    hint: 'Set sse to true, or set backendUrl to a relay: it can be polled.',
    details: { url: app.apiUrl },
  })
}
