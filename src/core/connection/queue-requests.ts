/** What is asked of a queue beside the join: cancelling in it, in each version's way (PROTOCOL §7, §13). */
import * as z from 'zod/mini'
import { GradioStreamError } from '../errors.ts'
import type { AppDescription, EndpointDescription } from '../protocol/app-description.ts'
import { JOIN_KEY_MEMBER } from '../protocol/relay.ts'
import type { Trigger } from '../protocol/trigger.ts'
import { requestJson } from './http.ts'
import type { HttpContext, JsonAnswer } from './http.ts'

const reset = z.looseObject({ success: z.boolean() })
/** One call to be put into the queue. */
export interface QueueCall {
  readonly endpoint: EndpointDescription
  /** With `null` at the places of `gr.State`. */
  readonly data: readonly unknown[]
  /** What called it; absent: a form did. */
  readonly trigger?: Trigger | undefined
}

/** Cancels the run of a join that was never answered, taken or not: if it is still on its way, it will not run. Rejects when the relay did not do it. */
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

/** Asks an app before 4.31 to stop a run. True: a generator that will stop; false: it goes on. Rejects when nobody answered. */
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

function cancelRefused(url: string, { status, seen, retryAfterMs }: JsonAnswer): GradioStreamError<'connection-refused'> {
  return new GradioStreamError('connection-refused', {
    message: `Cancelling at ${url} was answered with ${seen}.`,
    details: { url, status, seen, retryAfterMs },
  })
}

/** What is no JSON (a cycle, a BigInt) is the caller's mistake, not the network's. */
export function toJson(endpoint: EndpointDescription, body: unknown): string {
  try {
    return JSON.stringify(body)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new GradioStreamError('input-invalid', {
      message: `The values for ${endpoint.name} cannot be written as JSON: ${reason}`,
      hint: 'Pass plain values: texts, numbers, lists, objects.',
      details: { endpoint: endpoint.name, issues: [{ parameter: null, message: reason }] },
      cause,
    })
  }
}
