/** Checks that a client's settings leave a way to get an app's messages. */
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'

/** Why these settings leave no way to get the app's messages; `null` if there is one. */
export function missingTransport(app: AppDescription, sse: boolean): GradioStreamError | null {
  if ((sse && app.supportsSSE) || app.capabilities.polling) return null
  return new GradioStreamError('options-invalid', {
    message: sse
      ? `The app at ${app.address} is reached by a way that supports neither streams nor polling.`
      : `Streams are switched off (transport: 'polling'), but the app at ${app.address} is reached without a relay, and Gradio itself cannot be polled.`,
    hint: "Leave transport at 'sse', or set backendUrl to a relay: it can be polled.",
    details: { url: app.apiUrl },
  })
}
