/**
 * Sends a join and reads its answer: an event id, a refusal (docs/gradio-protocol.md#2-routes), or no answer of the
 * server.
 */
import * as z from 'zod/mini'
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import type { GradioStreamErrorCode } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'
import { JOIN_KEY_MEMBER } from '../../protocol/relay-protocol.ts'
import { triggerMembers } from '../../protocol/describe/trigger.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext, JsonAnswer } from '../http/http.ts'
import type { JoinExtras } from './join-extras.ts'
import { isOfAnother, joinRefusal, MAY_RUN } from './join-refusal.ts'
import { signedOut } from '../http/login-required.ts'
import { toJson } from './queue-requests.ts'
import type { QueueCall } from './queue-requests.ts'
import { shownUrl } from '../http/shown-url.ts'

/** Errors of a join that was sent and not answered. */
const UNANSWERED: ReadonlySet<string> = new Set<GradioStreamErrorCode>(['relay-unreachable', 'join-timeout'])

const NO_EXTRAS: JoinExtras = { members: {}, headers: {} }
const joined = z.looseObject({ event_id: z.string().check(z.minLength(1)) })
/** How one join is sent. */
export interface JoinOptions {
  /** @defaultValue the context's `requestTimeoutMs` */
  readonly timeoutMs?: number | undefined
  /** By which the relay recognises a repetition; `null`: it is sent once. */
  readonly joinKey?: string | null
  readonly signal?: AbortSignal | undefined
}

/**
 * Joins the queue and returns Gradio's event id. Rejects with the typed refusal, with `join-timeout` after `timeoutMs`,
 * and, for a join with a key, with `relay-unreachable` if the answer is not the relay's.
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
  const { members, headers } = (await http.joinExtras?.(app, endpoint)) ?? NO_EXTRAS
  const body = toJson(endpoint, { ...call, ...members, ...(joinKey === null ? {} : { [JOIN_KEY_MEMBER]: joinKey }) })
  const timeoutError = (at: string): GradioStreamError => joinTimeout(endpoint, at, timeoutMs, joinKey)
  const asking = requestJson(http, { url, route: app.route, body, headers, timeoutMs, timeoutError, signal })
  const answer = await (joinKey === null ? asking.catch(rethrowUnanswered) : asking)
  const read = joined.safeParse(answer.value)
  if (answer.status === 200 && read.success) return read.data.event_id
  if (answer.isSignInPage) throw signedOut(app.address, answer, 'run')
  throw joinKey !== null && isOfAnother(answer) ? unreadableAnswer(endpoint, answer) : joinRefusal(app, endpoint, url, answer)
}

/** Whether the app may have taken a join that failed so. Only one with a key may then be repeated. */
export function isUnanswered(cause: unknown): cause is GradioStreamError {
  return isGradioStreamError(cause) && UNANSWERED.has(cause.code)
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
    details: { url, endpoint: name, mayRun: true },
  })
}

/** Gradio has no key for a join, so a direct one is not repeated if it may have been taken. */
function rethrowUnanswered(cause: unknown): never {
  if (!isGradioStreamError(cause) || (cause.code !== 'app-unreachable' && cause.code !== 'relay-unreachable')) throw cause
  const { code, message, details } = cause
  throw new GradioStreamError(code, { message, hint: MAY_RUN, details: { ...details, mayRun: true }, cause })
}

function unreadableAnswer({ name }: EndpointDescription, { url, status, seen, retryAfterMs }: JsonAnswer): GradioStreamError {
  const at = shownUrl(url)
  return new GradioStreamError('relay-unreachable', {
    message: `The submission of ${name} to ${at} brought no answer of the relay's, but ${seen}.`,
    hint: 'Check what lies between page and relay; the run may go on at the relay all the same.',
    details: { url: at, endpoint: name, status, seen, retryAfterMs, mayRun: true },
  })
}
