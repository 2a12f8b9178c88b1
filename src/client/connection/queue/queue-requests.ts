/**
 * Requests to a queue other than the join: cancelling, in each version's way (docs/gradio-protocol.md#7-cancelling and
 * docs/gradio-protocol.md#13-gradio-40-to-421).
 */
import * as z from 'zod/mini'
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'
import { writeExact } from '../../protocol/exact-json.ts'
import { CLOSE_ROUTE } from '../../protocol/direct-resume.ts'
import { JOIN_KEY_MEMBER } from '../../protocol/relay-protocol.ts'
import type { Trigger } from '../../protocol/describe/trigger.ts'
import { refusalInWords } from '../http/error-in-answer.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext, JsonAnswer } from '../http/http.ts'

const reset = z.looseObject({ success: z.boolean() })
/** One call for the queue. */
export interface QueueCall {
  readonly endpoint: EndpointDescription
  /** With `null` at the positions of `gr.State`. */
  readonly data: readonly unknown[]
  /** What called it. Absent: a form. */
  readonly trigger?: Trigger | undefined
}

/**
 * Cancels the run of a join that was never answered, taken or not. If the join is still on its way, it will not run.
 * Rejects when the relay did not do it.
 */
export async function postWithdraw(
  http: HttpContext,
  app: AppDescription,
  sessionHash: string,
  fnIndex: number,
  joinKey: string,
): Promise<void> {
  const url = `${app.apiUrl}/cancel`
  const body = JSON.stringify({ session_hash: sessionHash, fn_index: fnIndex, [JOIN_KEY_MEMBER]: joinKey })
  const answer = await requestJson(http, { url, route: app.route, body })
  if (answer.status !== 200 || !reset.safeParse(answer.value).success) throw cancelRefused(url, answer)
}

/**
 * Asks an app before 4.31 to stop a run. True: a generator that will stop. False: it goes on. Rejects without an
 * answer.
 */
export async function postReset(
  http: HttpContext,
  app: AppDescription,
  eventId: string,
  options: { readonly keepalive?: boolean } = {},
): Promise<boolean> {
  const body = JSON.stringify({ event_id: eventId })
  const answer = await requestJson(http, { url: `${app.apiUrl}/reset`, route: app.route, body, ...options })
  const read = reset.safeParse(answer.value)
  return answer.status === 200 && read.success && read.data.success
}

/** Tells an app that keeps runs that no client will come back to a session. Rejects without an answer. */
export async function postClose(
  http: HttpContext,
  app: AppDescription,
  sessionHash: string,
  options: { readonly keepalive?: boolean } = {},
): Promise<void> {
  await requestJson(http, {
    url: `${app.apiUrl}/${CLOSE_ROUTE}`,
    route: app.route,
    body: JSON.stringify({ session_hash: sessionHash }),
    ...options,
  })
}

/** Asks to cancel. False: the server has no such route. Rejects when it did not answer or could not do it. */
export async function postCancel(
  http: HttpContext,
  app: AppDescription,
  sessionHash: string,
  fnIndex: number,
  eventId: string,
  options: { readonly keepalive?: boolean } = {},
): Promise<boolean> {
  const url = `${app.apiUrl}/cancel`
  const body = JSON.stringify({ session_hash: sessionHash, fn_index: fnIndex, event_id: eventId })
  const answer = await requestJson(http, { url, route: app.route, body, ...options })
  if (answer.status === 404 || answer.status === 405) return false
  if (answer.status < 300) return true
  throw cancelRefused(url, answer)
}

function cancelRefused(url: string, answer: JsonAnswer): GradioStreamError {
  const inWords = refusalInWords(answer)
  if (inWords) return inWords
  const { status, seen, retryAfterMs } = answer
  return new GradioStreamError('connection-refused', {
    message: `Cancelling at ${url} was answered with ${seen}.`,
    details: { url, status, seen, retryAfterMs },
  })
}

/** A value that is not JSON (a cycle) is the caller's mistake, not the network's. */
export function toJson(endpoint: EndpointDescription, body: unknown): string {
  try {
    return writeExact(body)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new GradioStreamError('input-invalid', {
      message: `The values for ${endpoint.name} cannot be written as JSON: ${reason}`,
      hint: 'Pass plain values: texts, numbers, lists, objects.',
      details: { endpoint: endpoint.name, issues: [{ parameter: null, code: 'value-not-json', params: {}, message: reason }] },
      cause,
    })
  }
}
