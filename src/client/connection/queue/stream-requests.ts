/**
 * Input streams (Gradio 5 and newer): frames into one run, and their end (docs/gradio-protocol.md#4-streamed-values).
 */
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'
import { errorInAnswer } from '../http/error-in-answer.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext } from '../http/http.ts'
import { signedOut, wantsSignIn } from '../http/login-required.ts'
import { toJson } from './queue-requests.ts'
import type { QueueCall } from './queue-requests.ts'

/** Sends one frame. Rejects when the app did not accept it; the run itself goes on or ends by its own messages. */
export async function postFrame(
  http: HttpContext,
  app: AppDescription,
  sessionHash: string,
  call: QueueCall,
  eventId: string,
): Promise<void> {
  const { endpoint, data } = call
  const body = toJson(endpoint, { data, fn_index: endpoint.fnIndex, session_hash: sessionHash })
  await post(http, app, `${app.apiUrl}/stream/${encodeURIComponent(eventId)}`, endpoint, body)
}

/** Reports that no more frames come; the run then ends with its last value. Repeating it is not an error. */
export async function postCloseInput(
  http: HttpContext,
  app: AppDescription,
  endpoint: EndpointDescription,
  eventId: string,
): Promise<void> {
  await post(http, app, `${app.apiUrl}/stream/${encodeURIComponent(eventId)}/close`, endpoint, '{}', 404)
}

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

async function post(
  http: HttpContext,
  app: AppDescription,
  url: string,
  endpoint: EndpointDescription,
  body: string,
  harmless = 200,
): Promise<void> {
  const answer = await requestJson(http, { url, route: app.route, body })
  if (wantsSignIn(answer)) throw signedOut(app.address, answer, 'begun')
  if (answer.status === 200 || answer.status === harmless) return
  throw (
    errorInAnswer(answer) ??
    new GradioStreamError('session-unknown', {
      message: `The app at ${app.address} did not take a frame of ${endpoint.name}; it answered ${answer.seen}.`,
      hint: 'The stream may have reached its time limit: run it again.',
      details: { url, endpoint: endpoint.name, status: answer.status, seen: answer.seen },
    })
  )
}
