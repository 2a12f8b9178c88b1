/** One long poll of the relay: the same messages, without a stream. */
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import { FALLBACK_PARAMETER } from '../../protocol/relay-protocol.ts'
import { pollResponse } from '../../protocol/poll-response.ts'
import type { PollResponse } from '../../protocol/poll-response.ts'
import { errorInAnswer, refusalInWords } from '../http/error-in-answer.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext, JsonAnswer } from '../http/http.ts'
import { signedOut } from '../http/login-required.ts'
import { shownUrl } from '../http/shown-url.ts'

/** Statuses after which another poll may succeed. */
export function isTransientStatus(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501)
}

/** Whether a poll with this error may be repeated. */
export function isTransientPoll({ code, details }: GradioStreamError): boolean {
  return code === 'relay-unreachable' || code === 'connection-lost' || (code === 'connection-refused' && isTransientStatus(details.status))
}

/** The parameters of one poll. */
export interface PollQuestion {
  readonly sessionHash: string
  readonly after: string
  /** How long the server may hold its answer; 0: not at all. */
  readonly waitMs: number
  /** Longest accepted message. @defaultValue 256 MiB */
  readonly maxBytes?: number | undefined
  /** Why streams are not used, for the relay's owner. @defaultValue not said */
  readonly fallback?: string | undefined
}

/** A page can have more than one message. */
const PAGE_BYTES = 8 * 1024 * 1024

/**
 * Requests the messages after the id `after`. Rejects with a typed error; {@link isTransientStatus} of its status tells
 * whether to repeat.
 */
export async function pollQueue(
  http: HttpContext,
  app: AppDescription,
  { sessionHash, after, waitMs, maxBytes, fallback }: PollQuestion,
  signal: AbortSignal,
): Promise<PollResponse> {
  const query = new URLSearchParams({ session_hash: sessionHash, after })
  if (waitMs > 0) query.set('wait_ms', String(waitMs))
  if (fallback !== undefined) query.set(FALLBACK_PARAMETER, fallback)
  const url = `${app.apiUrl}/queue/poll?${query}`
  const maxAnswerBytes = maxBytes === undefined ? undefined : maxBytes + PAGE_BYTES
  const timeoutMs = waitMs + http.requestTimeoutMs
  const answer = await requestJson(http, { url, route: app.route, signal, timeoutMs, maxAnswerBytes })
  const read = pollResponse.safeParse(answer.value)
  if (answer.status === 200 && read.success) return read.data
  if (answer.status === 200 && answer.value === undefined) throw unreadable(shownUrl(url), answer)
  throw pollRefusal(app, shownUrl(url), answer)
}

/** Cut off, or a network's sign-in page: the messages are still there. */
function unreadable(url: string, { status, seen }: JsonAnswer): GradioStreamError<'connection-lost'> {
  return new GradioStreamError('connection-lost', {
    message: `The answer to a poll at ${url} is no whole JSON: ${seen}.`,
    details: { url, status, seen },
  })
}

function pollRefusal(app: AppDescription, url: string, answer: JsonAnswer): GradioStreamError {
  const { status, seen } = answer
  const details = { url, status, seen }
  const inWords = isTransientStatus(status) ? null : refusalInWords(answer)
  if (inWords) return inWords
  if (status === 401) return signedOut(app.address, answer, 'begun')
  const typed = isTransientStatus(status) ? null : errorInAnswer(answer)
  if (typed) return typed
  if (status === 410) return resumeExpired(url, seen)
  if (status === 404) {
    return new GradioStreamError('session-unknown', {
      message: `The relay does not know this session any more; it answered ${seen}.`,
      hint: 'The run is lost with it: run it again.',
      details,
    })
  }
  return new GradioStreamError('connection-refused', {
    message: `The relay answered a poll at ${url} with ${seen}.`,
    hint: 'Check the relay and what lies in front of it.',
    details: { ...details, retryAfterMs: answer.retryAfterMs },
  })
}

/** Error for an id from which the relay can no longer continue. */
function resumeExpired(url: string, seen: string): GradioStreamError<'resume-expired'> {
  return new GradioStreamError('resume-expired', {
    message: `The relay no longer has the messages after the last one that arrived; it answered ${seen}.`,
    hint: 'Run it again.',
    details: { url, status: 410, seen },
  })
}
