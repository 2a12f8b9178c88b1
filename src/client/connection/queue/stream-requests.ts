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
