/**
 * Which apps this version can run, and why not the others. The one place that switches on the protocol:
 * those of Gradio 3 and 4.0 to 4.21 get their sources here.
 */
import { GradioStreamError } from '../errors.ts'
import type { AppDescription } from '../protocol/app-description.ts'

/** Throws `protocol-unsupported` for an app whose protocol this version does not speak. */
export function requireProtocol(app: AppDescription): void {
  switch (app.protocol) {
    case 'sse_v3':
      return
    case 'ws':
    case 'sse':
    case 'sse_v1':
    case 'sse_v2':
    case 'sse_v2.1':
      throw new GradioStreamError('protocol-unsupported', {
        message: `The app at ${app.address} is Gradio ${app.version} and speaks "${app.protocol}", which cannot be run yet.`,
        hint: 'Update the app to Gradio 4.22 or newer.',
        details: { version: app.version, protocol: app.protocol },
      })
    default:
      return app.protocol satisfies never
  }
}

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
