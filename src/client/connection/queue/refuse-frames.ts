/** The refusal of a frame. */
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'

/** Rejects with the reason, for an endpoint that takes no frames. */
export function refuseFrames(app: AppDescription, endpoint: EndpointDescription): Promise<never> {
  return Promise.reject(
    new GradioStreamError('protocol-unsupported', {
      message: `${endpoint.name} of the app at ${app.address} (Gradio ${app.version}) takes no input stream.`,
      hint: 'Input streams need Gradio 5 and a dependency made with `.stream(…)`; before, each frame is a run of its own: submit it.',
      details: { endpoint: endpoint.name, version: app.version, protocol: app.protocol },
    }),
  )
}
