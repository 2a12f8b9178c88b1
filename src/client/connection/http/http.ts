/** One JSON request: current headers, a time limit, a size limit, and a typed error without an answer. */
import type { Clock } from '../../kit/clock.ts'
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import type { RequestTarget } from '../../client-options.ts'
import type { Route } from '../../protocol/describe/app-description.ts'
import { parseExact } from '../../protocol/exact-json.ts'
import { followAbort, untilAborted } from './abort.ts'
import { readText, retryAfterMs } from './read-answer.ts'
import type { AskJoinExtras } from '../queue/join-extras.ts'
import { isRedirect, isSameHost, redirected, redirectTarget } from './redirect.ts'
import { isSignInPage } from './sign-in-page.ts'
import { shownSize } from './shown-size.ts'
import { shownUrl } from './shown-url.ts'
import { unreachable } from './unreachable.ts'

/** Largest JSON answer by default. A value in a poll can be large; a config of this size is invalid. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024

/** What all requests of a client have in common. */
export interface HttpContext {
  readonly fetch: typeof fetch
  readonly credentials: RequestCredentials
  readonly headers: (target: RequestTarget) => Record<string, string> | Promise<Record<string, string>>
  readonly requestTimeoutMs: number
  readonly clock: Clock
  /** What a join carries besides its call. Absent: nothing. */
  readonly joinExtras?: AskJoinExtras
}

export interface JsonRequest {
  readonly url: string
  readonly route: Route
  /** JSON text, sent by POST. Absent: GET. */
  readonly body?: string
  /** Sent besides the caller's headers, with this request only. */
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /** @defaultValue the context's `requestTimeoutMs` */
  readonly timeoutMs?: number
  /** Error when time is up. @defaultValue the error for no answer */
  readonly timeoutError?: (url: string, timeoutMs: number) => GradioStreamError
  /** A longer answer rejects with `buffer-exceeded`. @defaultValue 256 MiB; then it counts as invalid JSON */
  readonly maxAnswerBytes?: number | undefined
  /** It is sent even if the page closes. @defaultValue false */
  readonly keepalive?: boolean
}

/** An answer of any status. */
export interface JsonAnswer {
  /** Where the answer came from, after redirects. */
  readonly url: string
  readonly status: number
  /** The body parsed as JSON; `undefined` if it is invalid. */
  readonly value: unknown
  /** Status, content type and the beginning of the body, for messages. */
  readonly seen: string
  readonly retryAfterMs: number | undefined
  /** The answer was a sign-in page. */
  readonly isSignInPage?: boolean
}

/**
 * Sends one request. Rejects with `app-unreachable` or `relay-unreachable` without an answer in time, and with
 * `aborted` when the signal aborts.
 */
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

/** Error for a request that the caller stopped. */
export function aborted(url: string, cause?: unknown): GradioStreamError<'aborted'> {
  return new GradioStreamError('aborted', { message: `The request to ${url} was stopped by the caller.`, details: { url }, cause })
}

async function exchange(http: HttpContext, request: JsonRequest, signal: AbortSignal): Promise<JsonAnswer> {
  const { url, maxAnswerBytes } = request
  let address = url
  let response = await ask(http, request, url, signal)
  if (isRedirect(response)) {
    response.body?.cancel().catch(() => undefined)
    address = await redirectTarget(http.fetch, url, http.credentials, signal)
    // Headers and values are sent only to the host that they are meant for.
    const isAllowed = address !== url && isSameHost(address, url)
    if (isAllowed) response = await ask(http, request, address, signal)
    if (!isAllowed || isRedirect(response)) throw redirected(url, address === url ? null : address, response.status)
  }
  // `fetch` itself followed the redirect, which is fine without the caller's headers. What the answer leads to would
  // not be.
  else if (response.url !== '' && !isSameHost(response.url, url)) {
    response.body?.cancel().catch(() => undefined)
    throw redirected(url, response.url, 0)
  }
  const { text, isWhole } = await readText(response, maxAnswerBytes ?? MAX_ANSWER_BYTES, signal)
  if (!isWhole && maxAnswerBytes !== undefined) throw answerTooLong(shownUrl(url), maxAnswerBytes)
  const type = response.headers.get('content-type')
  return {
    url: response.url || address,
    status: response.status,
    value: isWhole ? parse(text) : undefined,
    seen: `${response.status} ${type ?? 'no content type'}: ${text.slice(0, 150).trim()}`,
    retryAfterMs: retryAfterMs(response, http.clock.now()),
    ...(isSignInPage(type, text) ? { isSignInPage: true } : {}),
  }
}

/** Sends the request once. A request with the caller's headers or values does not follow redirects by itself. */
async function ask(
  http: HttpContext,
  { route, body, headers: beside = {}, keepalive }: JsonRequest,
  url: string,
  signal: AbortSignal,
): Promise<Response> {
  const own = await http.headers({ url, route })
  const headers =
    body === undefined
      ? { accept: 'application/json', ...own }
      : { accept: 'application/json', 'content-type': 'application/json', ...beside, ...own }
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
    return parseExact(text)
  } catch {
    return undefined
  }
}
