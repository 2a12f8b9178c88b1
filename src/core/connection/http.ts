/** One JSON request: headers asked anew, a time limit, a size limit, and no answer at all as a typed error. */
import type { Clock } from '../clock.ts'
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { RequestTarget } from '../options.ts'
import type { Route } from '../protocol/app-description.ts'
import { followAbort, untilAborted } from './abort.ts'
import { readText, retryAfterMs } from './read-answer.ts'
import { isRedirect, isSameHost, redirected, redirectTarget } from './redirect.ts'
import { shownSize } from './shown-size.ts'
import { shownUrl } from './shown-url.ts'
import { unreachable } from './unreachable.ts'

/** Largest JSON answer that is read unless it is set. A value in a poll can be large; a config of this size is no config. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024

/** What every request of a client has in common. */
export interface HttpContext {
  readonly fetch: typeof fetch
  readonly credentials: RequestCredentials
  readonly headers: (target: RequestTarget) => Record<string, string> | Promise<Record<string, string>>
  readonly requestTimeoutMs: number
  readonly clock: Clock
}

export interface JsonRequest {
  readonly url: string
  readonly route: Route
  /** JSON text, sent by POST. Absent: GET. */
  readonly body?: string
  readonly signal?: AbortSignal | undefined
  /** @defaultValue the context's `requestTimeoutMs` */
  readonly timeoutMs?: number
  /** Error when the time is up. @defaultValue as when nobody answers */
  readonly timeoutError?: (url: string, timeoutMs: number) => GradioStreamError
  /** A longer answer rejects with `buffer-exceeded`. @defaultValue 256 MiB, and then it is no JSON */
  readonly maxAnswerBytes?: number | undefined
  /** It is sent even if the page closes. @defaultValue false */
  readonly keepalive?: boolean
}

/** An answer of any status. */
export interface JsonAnswer {
  /** Where the answer came from, after redirects. */
  readonly url: string
  readonly status: number
  /** The body read as JSON; `undefined` when it is none. */
  readonly value: unknown
  /** Status, content type and the beginning of the body, for messages. */
  readonly seen: string
  readonly retryAfterMs: number | undefined
}

/** Sends one request. Rejects with `app-unreachable` or `relay-unreachable` when nobody answers in time, `aborted` when the signal aborts. */
export async function requestJson(http: HttpContext, request: JsonRequest): Promise<JsonAnswer> {
  const { url, route, signal, timeoutMs = http.requestTimeoutMs } = request
  const { controller, release } = followAbort(signal)
  const timeUp = (): unknown => request.timeoutError?.(shownUrl(url), timeoutMs) ?? new Error(`no answer within ${timeoutMs / 1000} s`)
  const cancelTimeout = http.clock.schedule(() => controller.abort(timeUp()), timeoutMs)
  try {
    return await untilAborted(exchange(http, request, controller.signal), controller.signal)
  } catch (cause) {
    if (signal?.aborted) throw aborted(shownUrl(url), cause)
    const reason: unknown = controller.signal.aborted ? controller.signal.reason : cause
    throw isGradioStreamError(reason) ? reason : unreachable(shownUrl(url), route, reason)
  } finally {
    cancelTimeout()
    release()
  }
}

/** Error for what the caller himself stopped. */
export function aborted(url: string, cause?: unknown): GradioStreamError<'aborted'> {
  return new GradioStreamError('aborted', { message: `The request to ${url} was stopped by the caller.`, details: { url }, cause })
}

async function exchange(http: HttpContext, request: JsonRequest, signal: AbortSignal): Promise<JsonAnswer> {
  const { url, body, maxAnswerBytes } = request
  let address = url
  let response = await ask(http, request, url, signal)
  if (isRedirect(response)) {
    response.body?.cancel().catch(() => undefined)
    address = await redirectTarget(http.fetch, url, http.credentials, signal)
    // A question may be asked anew elsewhere, with the headers that are for there; values go nowhere they were not sent to.
    const isAllowed = address !== url && (body === undefined || isSameHost(address, url))
    if (isAllowed) response = await ask(http, request, address, signal)
    if (!isAllowed || isRedirect(response)) throw redirected(url, address === url ? null : address, response.status)
  }
  const { text, isWhole } = await readText(response, maxAnswerBytes ?? MAX_ANSWER_BYTES, signal)
  if (!isWhole && maxAnswerBytes !== undefined) throw answerTooLong(shownUrl(url), maxAnswerBytes)
  return {
    url: response.url || address,
    status: response.status,
    value: isWhole ? parse(text) : undefined,
    seen: `${response.status} ${response.headers.get('content-type') ?? 'no content type'}: ${text.slice(0, 150).trim()}`,
    retryAfterMs: retryAfterMs(response, http.clock.now()),
  }
}

/** Asks once. What carries headers of the caller's, or values, does not follow redirects by itself. */
async function ask(http: HttpContext, { route, body, keepalive }: JsonRequest, url: string, signal: AbortSignal): Promise<Response> {
  const own = await http.headers({ url, route })
  const headers =
    body === undefined ? { accept: 'application/json', ...own } : { accept: 'application/json', 'content-type': 'application/json', ...own }
  const redirect = body === undefined && Object.keys(own).length === 0 ? 'follow' : 'manual'
  const init: RequestInit = { headers, credentials: http.credentials, redirect, signal, ...(keepalive ? { keepalive } : {}) }
  return http.fetch(url, body === undefined ? init : { ...init, method: 'POST', body })
}

function answerTooLong(url: string, maxBytes: number): GradioStreamError<'buffer-exceeded'> {
  return new GradioStreamError('buffer-exceeded', {
    message: `The answer of ${url} is longer than ${shownSize(maxBytes)}.`,
    hint: 'Let the app return a file instead of such a value, or set maxMessageBytes higher.',
    details: { url },
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
