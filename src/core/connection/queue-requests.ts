/** Joining the queue and cancelling in it, and what each refusal means (PROTOCOL §2, §7). */
import * as z from 'zod/mini'
import { GradioStreamError } from '../errors.ts'
import type { InputIssue } from '../errors.ts'
import type { AppDescription, EndpointDescription } from '../protocol/app-description.ts'
import { errorInAnswer, requestJson } from './http.ts'
import type { HttpContext, JsonAnswer } from './http.ts'
import { shownUrl } from './shown-url.ts'

const joined = z.looseObject({ event_id: z.string().check(z.minLength(1)) })
const reset = z.looseObject({ success: z.boolean() })
const detail = z.looseObject({ detail: z.unknown() })
const loginDetail = z.looseObject({ auth_message: z.optional(z.nullable(z.string())) })
const issueList = z.array(
  z.looseObject({
    /** FastAPI's words. */
    msg: z.optional(z.nullable(z.string())),
    loc: z.optional(z.array(z.unknown())),
    /** A Gradio validator's words. */
    message: z.optional(z.nullable(z.string())),
    parameter_name: z.optional(z.nullable(z.string())),
    is_valid: z.optional(z.boolean()),
  }),
)

/** One call to be put into the queue. */
export interface QueueCall {
  readonly endpoint: EndpointDescription
  /** With `null` at the places of `gr.State`. */
  readonly data: readonly unknown[]
}

/** Joins the queue; the answer is Gradio's event id. Rejects with the refusal, typed, and with `join-timeout` after `timeoutMs`. */
export async function postJoin(
  http: HttpContext,
  app: AppDescription,
  sessionHash: string,
  { endpoint, data }: QueueCall,
  timeoutMs: number = http.requestTimeoutMs,
): Promise<string> {
  const url = `${app.apiUrl}/queue/join`
  const body = toJson(endpoint, { data, fn_index: endpoint.fnIndex, session_hash: sessionHash, event_data: null, trigger_id: null })
  const timeoutError = (at: string): GradioStreamError => joinTimeout(endpoint, at, timeoutMs)
  const answer = await requestJson(http, { url, route: app.route, body, timeoutMs, timeoutError })
  const read = joined.safeParse(answer.value)
  if (answer.status === 200 && read.success) return read.data.event_id
  throw joinRefusal(app, endpoint, url, answer)
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
  throw new GradioStreamError('connection-refused', {
    message: `Cancelling at ${url} was answered with ${answer.seen}.`,
    details: { url, status: answer.status, seen: answer.seen, retryAfterMs: answer.retryAfterMs },
  })
}

/** Error for an answer 401, on whatever route. */
export function loginRequired(
  appAddress: string,
  answer: Pick<JsonAnswer, 'url' | 'value'> & { seen?: string },
): GradioStreamError<'login-required'> {
  const login = loginDetail.safeParse(readDetail(answer.value))
  const authMessage = (login.success && login.data.auth_message) || undefined
  return new GradioStreamError('login-required', {
    message: `The app at ${appAddress} wants a login (401)${authMessage ? `; it says: ${authMessage}` : ''}.`,
    hint: "Sign in to the app from a page of the same site, or give the relay the app's credentials.",
    details: { url: shownUrl(answer.url), status: 401, seen: answer.seen, authMessage },
  })
}

function joinRefusal(app: AppDescription, endpoint: EndpointDescription, url: string, answer: JsonAnswer): GradioStreamError {
  const { status, seen } = answer
  const details = { url, endpoint: endpoint.name, status, seen }
  const typed = status === 200 || status === 429 ? null : errorInAnswer(answer)
  if (typed) return withRetryAfter(typed, answer)
  if (status === 401) return loginRequired(app.address, answer)
  const said = readDetail(answer.value)
  if (status === 429) {
    return new GradioStreamError('queue-full', {
      message: `${app.address} takes no more requests for now, so ${endpoint.name} was not taken; it answered ${seen}.`,
      hint: 'Try again in a while; the values are kept.',
      details: { ...details, retryAfterMs: answer.retryAfterMs },
    })
  }
  if (status === 503 && typeof said === 'string') {
    return new GradioStreamError('queue-full', {
      message: `The queue of ${app.address} is full, so ${endpoint.name} was not taken: ${said}`,
      hint: 'Try again in a moment; the values are kept.',
      details: { ...details, retryAfterMs: answer.retryAfterMs },
    })
  }
  const issues = status === 422 ? readIssues(said, endpoint) : []
  if (issues.length > 0) {
    const words = issues.map(({ parameter, message }) => (parameter ? `"${parameter}": ${message}` : message)).join('; ')
    return new GradioStreamError('input-invalid', {
      message: `The app refused the values for ${endpoint.name}: ${words.replace(/[.\s]+$/, '')}.`,
      hint: 'Correct them and submit again.',
      details: { ...details, issues },
    })
  }
  return new GradioStreamError('join-refused', {
    message: `The app at ${app.address} did not take the run of ${endpoint.name}; it answered ${seen}.`,
    hint: status >= 500 ? 'Try again; if it repeats, look at what the app itself reports.' : 'Discover the app again: it may have changed.',
    details,
  })
}

/** The relay's own `queue-full` says in a header when to come back. */
function withRetryAfter(error: GradioStreamError, { retryAfterMs }: JsonAnswer): GradioStreamError {
  if (error.code !== 'queue-full' || retryAfterMs === undefined || 'retryAfterMs' in error.details) return error
  return new GradioStreamError('queue-full', { message: error.message, details: { ...error.details, retryAfterMs } })
}

function joinTimeout({ name }: EndpointDescription, url: string, timeoutMs: number): GradioStreamError<'join-timeout'> {
  return new GradioStreamError('join-timeout', {
    message: `The submission of ${name} to ${url} got no answer within ${timeoutMs / 1000} s.`,
    hint: 'The app may have taken it all the same; look there, or run it again.',
    details: { url, endpoint: name },
  })
}

function readIssues(said: unknown, endpoint: EndpointDescription): InputIssue[] {
  const read = issueList.safeParse(said)
  if (!read.success) return []
  return read.data
    .filter((issue) => issue.is_valid !== true)
    .map(({ parameter_name, message, msg, loc }) => ({
      parameter:
        endpoint.parameters.find(({ name, label }) => name === parameter_name || label === parameter_name)?.name ?? parameter_name ?? null,
      message: message ?? (msg ? `${msg}${loc ? ` (at ${loc.join('.')})` : ''}` : 'is not valid'),
    }))
}

/** FastAPI puts the reason under `detail`, as a text, a list or an object. */
function readDetail(value: unknown): unknown {
  const read = detail.safeParse(value)
  return read.success ? read.data.detail : undefined
}

/** What is no JSON (a cycle, a BigInt) is the caller's mistake, not the network's. */
export function toJson(endpoint: EndpointDescription, body: object): string {
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
