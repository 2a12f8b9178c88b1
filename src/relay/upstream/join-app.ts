/** Joins at the app for the relay, and turns a refusal of the app into an answer for the client. */
import { GradioStreamError, isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioStreamErrorCode } from '@gradio-stream/client/internal/errors'
import { MAY_RUN } from '@gradio-stream/client/internal/connection/queue/join-refusal'
import { SIGN_IN_PAGE, isSignInPage } from '@gradio-stream/client/internal/connection/http/sign-in-page'
import { readMembers, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { AppSource, ConnectedApp, UpstreamText } from './app-source.ts'
import { statusOfError } from './error-status.ts'

/** A refusal as an HTTP answer, and as the end of a run whose join was already answered. */
export interface Refusal {
  readonly status: number
  /** JSON text. */
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Error code of the library, for the log. */
  readonly code: string
  /** The app's own words. */
  readonly message: string
  /** The app was asked, and it is unknown whether it began. It must not be asked again for the same run. */
  readonly mayHaveBegun?: boolean
}

export type JoinResult = { readonly kind: 'joined'; readonly eventId: string } | { readonly kind: 'refused'; readonly refusal: Refusal }

/**
 * The error code of a refusal, by status. Direct joins read the same answers in `client/connection/queue/post-join.ts`.
 */
const CODES: Readonly<Record<number, GradioStreamErrorCode>> = {
  400: 'input-invalid',
  401: 'login-required',
  403: 'access-denied',
  422: 'input-invalid',
  429: 'rate-limited',
  503: 'queue-full',
}
const MAX_ANSWER_BYTES = 256 * 1024
const MAX_TEXT_LENGTH = 2_000

/** Joins with the client's own body, with another session. Rejects only with unexpected errors. */
export async function joinApp(
  apps: AppSource,
  app: ConnectedApp,
  members: ReadonlyMap<string, string>,
  session: string,
  passed: Readonly<Record<string, string>> = {},
): Promise<JoinResult> {
  const body = writeMembers(new Map(members).set('session_hash', JSON.stringify(session)))
  const headers = { 'content-type': 'application/json', ...passed }
  try {
    const answer = await apps.requestText(app, `${app.apiUrl}/queue/join`, {
      method: 'POST',
      headers,
      body,
      maxBytes: MAX_ANSWER_BYTES,
      timeoutCode: 'join-timeout',
    })
    if (isSignInPage(answer.headers.get('content-type'), answer.text)) return { kind: 'refused', refusal: signedOut() }
    if (answer.status !== 200) return { kind: 'refused', refusal: appRefusal(answer) }
    const eventId = parse(readMembers(answer.text)?.get('event_id'))
    if (typeof eventId === 'string' && eventId !== '') return { kind: 'joined', eventId }
    const refusal = relayRefusal(502, 'join-refused', 'The app took the call without naming it; it does not answer as Gradio does.')
    return { kind: 'refused', refusal: { ...refusal, mayHaveBegun: true } }
  } catch (error) {
    if (!isGradioStreamError(error)) throw error
    return { kind: 'refused', refusal: { ...errorRefusal(wasSent(error) ? brokenOff(error) : error), mayHaveBegun: true } }
  }
}

/** Errors of a connection that never came about: the app has heard nothing. */
const UNSENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether the app may have got a join to which no answer came. */
function wasSent({ code, cause }: GradioStreamError): boolean {
  const reason = cause instanceof Error ? cause.cause : undefined
  return code === 'app-unreachable' && reason instanceof Error && !UNSENT.has('code' in reason ? reason.code : undefined)
}

function brokenOff(cause: GradioStreamError): GradioStreamError<'app-unreachable'> {
  const message = 'The connection to the app broke before it answered the join.'
  return new GradioStreamError('app-unreachable', { message, hint: MAY_RUN, cause })
}

/** A refusal by the relay. */
export function relayRefusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  hint?: string,
): Refusal {
  const details = hint === undefined ? {} : { details: { hint } }
  return { status, body: JSON.stringify({ detail: message, code, message, ...details }), headers, code, message }
}

/** A gateway in front of the app, or the app itself, wants a sign-in. The call did not reach the function. */
function signedOut(): Refusal {
  const code = 'login-required'
  const message = 'A page to sign in at came in place of an answer of the app. Nothing was begun.'
  const body = JSON.stringify({ detail: message, code, message, details: { seen: SIGN_IN_PAGE } })
  return { status: 401, body, headers: {}, code, message }
}

/** The refusal for an error on the way to the app: in words, without a stack or an address. */
export function errorRefusal(error: unknown): Refusal {
  if (!isGradioStreamError(error)) return relayRefusal(500, 'join-refused', 'The relay failed on this call.')
  return relayRefusal(statusOfError(error.code), error.code, error.message, {}, error.details.hint)
}

/** The app's own answer if it is JSON. Other texts only if they are short, not a server error and not a traceback. */
function appRefusal({ status, headers, text }: UpstreamText): Refusal {
  const code = CODES[status] ?? 'join-refused'
  const retryAfter = headers.get('retry-after')
  const passed: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter }
  // A gateway answered instead of the app. It is unknown what became of the call.
  if (status >= 502 && status <= 504 && readDetail(text) === undefined) {
    const words = `What lies in front of the app answered ${status} in its place.`
    return { ...relayRefusal(status, code, words, passed, MAY_RUN), mayHaveBegun: true }
  }
  const short = `The app refused the call (${status}).`
  if (isUnfit(text)) return relayRefusal(shown(status), code, short, passed)
  const detail = readDetail(text)
  if (detail !== undefined) {
    return { status: shown(status), body: text, headers: passed, code, message: typeof detail === 'string' ? detail : short }
  }
  const isReadable = status < 500 && text !== '' && text.length <= MAX_TEXT_LENGTH && !text.trimStart().startsWith('<')
  return relayRefusal(shown(status), code, isReadable ? text : short, passed)
}

/** Clients do not understand a redirect or another success as a refusal. */
function shown(status: number): number {
  return status < 400 ? 502 : status
}

function isUnfit(text: string): boolean {
  return text.includes('Traceback (most recent call last)')
}

/** `detail` (or `error`) of a JSON object; `undefined` for anything else. */
function readDetail(text: string): unknown {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if ('detail' in value) return value.detail
  return 'error' in value ? value.error : null
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
