/**
 * What both connectors share: sends the request, checks that the answer is an event stream, and words the errors.
 * Status and content type are checked only here; a 200 with HTML is not a stream.
 */
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import { untilAborted } from '../http/abort.ts'
import type { ConnectRequest } from './connector.ts'
import { refusalInWords } from '../http/error-in-answer.ts'
import { isTransientStatus } from './poll-queue.ts'
import { parseJson, readText, retryAfterMs } from '../http/read-answer.ts'
import { isRedirect, isSameHost, redirected } from '../http/redirect.ts'
import { isSignInPage } from '../http/sign-in-page.ts'
import { shownSize } from '../http/shown-size.ts'
import { shownUrl } from '../http/shown-url.ts'

const PREVIEW_BYTES = 16 * 1024
const EVENT_STREAM = 'text/event-stream'

/**
 * The answer, checked to be an event stream with a body. Rejects with `connection-refused`, `login-required` or
 * `connection-lost`, or the signal's reason.
 */
export async function openEventStream(request: ConnectRequest, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const { url, credentials } = request
  const headers = { accept: EVENT_STREAM, ...request.headers }
  const redirect = Object.keys(request.headers).length > 0 ? 'manual' : 'follow'
  const sent = request.fetch(url, { headers, credentials, signal, cache: 'no-store', redirect })
  let response: Response
  try {
    response = await untilAborted(sent, signal)
  } catch (cause) {
    sent.then((late) => late.body?.cancel()).catch(() => undefined)
    if (signal.aborted) throw cause
    throw streamLost(url, 'could not be opened', cause)
  }
  // `fetch` itself followed the redirect, which is fine without the caller's headers. A stream of another host is not
  // the app's.
  if (response.url !== '' && !isSameHost(response.url, url)) {
    response.body?.cancel().catch(() => undefined)
    throw redirected(url, response.url, 0)
  }
  if (response.status === 200 && mediaType(response) === EVENT_STREAM)
    return response.body ?? new ReadableStream({ start: (controller) => controller.close() })
  if (isRedirect(response)) {
    response.body?.cancel().catch(() => undefined)
    throw redirected(url, null, response.status)
  }
  throw await refusal(url, response, signal)
}

/** Error for a stream that broke. `what` continues "The stream <url> …". */
export function streamLost(url: string, what: string, cause?: unknown): GradioStreamError<'connection-lost'> {
  const reason = cause instanceof Error ? ` (${cause.message})` : ''
  return new GradioStreamError('connection-lost', {
    message: `The stream ${shownUrl(url)} ${what}${reason}.`,
    details: { url: shownUrl(url), seen: cause instanceof Error ? cause.message : undefined },
    cause,
  })
}

/** Error for a stream with a message that is too long. */
export function streamTooLong(url: string, maxBytes: number): GradioStreamError<'buffer-exceeded'> {
  return new GradioStreamError('buffer-exceeded', {
    message: `The stream ${shownUrl(url)} sent a message of more than ${shownSize(maxBytes)}.`,
    hint: 'Let the app return a file instead of such a value, or set maxMessageBytes higher.',
    details: { url: shownUrl(url) },
  })
}

/** An error of a body or a parser, as this library's error. */
export function streamErrorFrom(url: string, cause: unknown): GradioStreamError {
  return isGradioStreamError(cause) ? cause : streamLost(url, 'broke off', cause)
}

function mediaType(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase()
}

async function refusal(url: string, response: Response, signal: AbortSignal): Promise<GradioStreamError> {
  const type = mediaType(response) || 'no content type'
  const { text } = await readText(response, PREVIEW_BYTES, signal).catch(() => ({ text: '' }))
  const inWords = isTransientStatus(response.status) ? null : refusalInWords({ value: parseJson(text), url, status: response.status })
  if (inWords) return inWords
  const isPage = isSignInPage(type, text)
  if (response.status === 401 || isPage) {
    const what = isPage ? 'with a page to sign in at' : 'with 401'
    return new GradioStreamError('login-required', {
      message: `You are signed out: the stream ${shownUrl(url)} was answered ${what}. What was begun may go on at the app.`,
      hint: 'Sign in again, then run it again.',
      details: { url: shownUrl(url), status: response.status, seen: text || type, reason: 'signed-out-midway' },
    })
  }
  return new GradioStreamError('connection-refused', {
    message: `The stream ${shownUrl(url)} was answered with ${response.status} and ${type} instead of 200 and ${EVENT_STREAM}.`,
    hint: 'Look at what lies in front of the app: it may answer in its place.',
    details: { url: shownUrl(url), status: response.status, seen: text || type, retryAfterMs: retryAfterMs(response) },
  })
}
