/** Joining a queue, and what each answer means: an event id, a refusal (PROTOCOL §2), or nothing that came from there. */
import * as z from 'zod/mini'
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { GradioStreamErrorCode, InputIssue } from '../errors.ts'
import type { AppDescription, EndpointDescription } from '../protocol/app-description.ts'
import { JOIN_KEY_MEMBER } from '../protocol/relay.ts'
import { triggerMembers } from '../protocol/trigger.ts'
import { errorInAnswer, requestJson } from './http.ts'
import type { HttpContext, JsonAnswer } from './http.ts'
import { loginRequired, readDetail } from './login-required.ts'
import { toJson } from './queue-requests.ts'
import type { QueueCall } from './queue-requests.ts'
import { shownUrl } from './shown-url.ts'

/** What a join ends in that was sent and not answered. */
const UNANSWERED: ReadonlySet<string> = new Set<GradioStreamErrorCode>(['relay-unreachable', 'join-timeout'])
const MAY_RUN = 'The app may have taken it all the same, and is not asked twice: look there, or run it again.'

const joined = z.looseObject({ event_id: z.string().check(z.minLength(1)) })
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

/** How one join is sent. */
export interface JoinOptions {
  /** @defaultValue the context's `requestTimeoutMs` */
  readonly timeoutMs?: number | undefined
  /** By which the relay knows it when it is sent again; `null`: it is sent once. */
  readonly joinKey?: string | null
  readonly signal?: AbortSignal | undefined
}

/**
 * Joins the queue; the answer is Gradio's event id. Rejects with the refusal, typed, with `join-timeout` after `timeoutMs`, and for a join with a
 * key with `relay-unreachable` where what came is no answer of the relay's.
 */
export async function postJoin(
  http: HttpContext,
  app: AppDescription,
  sessionHash: string,
  { endpoint, data, trigger }: QueueCall,
  { timeoutMs = http.requestTimeoutMs, joinKey = null, signal }: JoinOptions = {},
): Promise<string> {
  const url = `${app.apiUrl}/queue/join`
  const call = { data, fn_index: endpoint.fnIndex, session_hash: sessionHash, ...triggerMembers(trigger) }
  const body = toJson(endpoint, joinKey === null ? call : { ...call, [JOIN_KEY_MEMBER]: joinKey })
  const timeoutError = (at: string): GradioStreamError => joinTimeout(endpoint, at, timeoutMs, joinKey)
  const asking = requestJson(http, { url, route: app.route, body, timeoutMs, timeoutError, signal })
  const answer = await (joinKey === null ? asking.catch(rethrowUnanswered) : asking)
  const read = joined.safeParse(answer.value)
  if (answer.status === 200 && read.success) return read.data.event_id
  throw joinKey !== null && isOfAnother(answer) ? unreadableAnswer(endpoint, answer) : joinRefusal(app, endpoint, url, answer)
}

/** Whether a join that failed so may have been taken all the same, so that only one with a key may be sent again. */
export function isUnanswered(cause: unknown): cause is GradioStreamError {
  return isGradioStreamError(cause) && UNANSWERED.has(cause.code)
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
    hint: isOfAnother(answer)
      ? MAY_RUN
      : status >= 500
        ? 'Try again; if it repeats, look at what the app itself reports.'
        : 'Discover the app again: it may have changed.',
    details,
  })
}

/** The relay's own `queue-full` says in a header when to come back. */
function withRetryAfter(error: GradioStreamError, { retryAfterMs }: JsonAnswer): GradioStreamError {
  if (error.code !== 'queue-full' || retryAfterMs === undefined || 'retryAfterMs' in error.details) return error
  return new GradioStreamError('queue-full', { message: error.message, details: { ...error.details, retryAfterMs } })
}

function joinTimeout(
  { name }: EndpointDescription,
  url: string,
  timeoutMs: number,
  joinKey: string | null,
): GradioStreamError<'join-timeout'> {
  return new GradioStreamError('join-timeout', {
    message: `The submission of ${name} to ${url} got no answer within ${timeoutMs / 1000} s.`,
    hint: joinKey === null ? MAY_RUN : 'The run may go on at the relay all the same; check the network and run it again.',
    details: { url, endpoint: name },
  })
}

/** Gradio has no key to know a join by, so a direct one is not sent again where it may have been taken. */
function rethrowUnanswered(cause: unknown): never {
  if (!isGradioStreamError(cause) || (cause.code !== 'app-unreachable' && cause.code !== 'relay-unreachable')) throw cause
  const { code, message, details } = cause
  throw new GradioStreamError(code, { message, hint: MAY_RUN, details, cause })
}

/** 502 to 504 in words that are not the relay's, or a page instead of its JSON: something on the way answered in its place. */
function isOfAnother({ status, value }: JsonAnswer): boolean {
  if (status === 200) return value === undefined
  return status >= 502 && status <= 504 && readDetail(value) === undefined
}

function unreadableAnswer({ name }: EndpointDescription, { url, status, seen, retryAfterMs }: JsonAnswer): GradioStreamError {
  const at = shownUrl(url)
  return new GradioStreamError('relay-unreachable', {
    message: `The submission of ${name} to ${at} brought no answer of the relay's, but ${seen}.`,
    hint: 'Check what lies between page and relay; the run may go on at the relay all the same.',
    details: { url: at, endpoint: name, status, seen, retryAfterMs },
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
