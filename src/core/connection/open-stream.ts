/**
 * What both connectors do alike: send the request, check that the answer is an event stream, word what went
 * wrong. Status and content type are checked here and nowhere else; a 200 with HTML is not a stream.
 */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import { untilAborted } from './abort.ts'
import type { ConnectRequest } from './connector.ts'
import { readText, retryAfterMs } from './read-answer.ts'
import { isRedirect, redirected } from './redirect.ts'
import { shownSize } from './shown-size.ts'
import { shownUrl } from './shown-url.ts'

const PREVIEW_BYTES = 2000
const EVENT_STREAM = 'text/event-stream'

/** The answer, known to be an event stream with a body. Rejects with `connection-refused` or `connection-lost`, or the signal's reason. */
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
  if (response.status === 200 && mediaType(response) === EVENT_STREAM)
    return response.body ?? new ReadableStream({ start: (controller) => controller.close() })
  if (isRedirect(response)) {
    response.body?.cancel().catch(() => undefined)
    throw redirected(url, null, response.status)
  }
  throw await refusal(url, response, signal)
}

/** Error for a stream that broke; `what` goes on from "The stream <url> …". */
export function streamLost(url: string, what: string, cause?: unknown): GradioStreamError<'connection-lost'> {
  const reason = cause instanceof Error ? ` (${cause.message})` : ''
  return new GradioStreamError('connection-lost', {
    message: `The stream ${shownUrl(url)} ${what}${reason}.`,
    details: { url: shownUrl(url), seen: cause instanceof Error ? cause.message : undefined },
    cause,
  })
}

/** Error for a stream with more in one message than may be held. */
export function streamTooLong(url: string, maxBytes: number): GradioStreamError<'buffer-exceeded'> {
  return new GradioStreamError('buffer-exceeded', {
    message: `The stream ${shownUrl(url)} sent a message of more than ${shownSize(maxBytes)}.`,
    hint: 'Let the app return a file instead of such a value, or set maxMessageBytes higher.',
    details: { url: shownUrl(url) },
  })
}

/** Whatever a body or a parser threw, as this library's error. */
export function toStreamError(url: string, cause: unknown): GradioStreamError {
  return isGradioStreamError(cause) ? cause : streamLost(url, 'broke off', cause)
}

function mediaType(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase()
}

async function refusal(url: string, response: Response, signal: AbortSignal): Promise<GradioStreamError> {
  const type = mediaType(response) || 'no content type'
  const { text } = await readText(response, PREVIEW_BYTES, signal).catch(() => ({ text: '' }))
  return new GradioStreamError('connection-refused', {
    message: `The stream ${shownUrl(url)} was answered with ${response.status} and ${type} instead of 200 and ${EVENT_STREAM}.`,
    details: { url: shownUrl(url), status: response.status, seen: text || type, retryAfterMs: retryAfterMs(response) },
  })
}
