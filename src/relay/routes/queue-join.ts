/**
 * `POST queue/join`: takes a run. The client's body goes on as text; only the session is replaced and the join's key
 * removed.
 */
import { OAUTH_TOKEN_MEMBER } from '@gradio-stream/client/internal/connection/queue/join-extras'
import { isSpaceAddress, pickZeroGpuHeaders } from '@gradio-stream/client/internal/connection/http/visitor-headers'
import { isJoinKey, JOIN_KEY_MEMBER, NO_JOIN_KEY } from '@gradio-stream/client/internal/protocol/relay-protocol'
import { isSafeForSecrets } from '@gradio-stream/client/internal/sign-in/secret-address'
import type { RelayContext } from '../context.ts'
import { clientApiUrl } from '../context.ts'
import { sessionKey } from '../guard/access.ts'
import type { Asked } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { leavingAnswer } from '../leave.ts'
import type { TraceParent } from '../observe/relay-events.ts'
import { fullOfSessions, submitRun } from '../submission.ts'
import type { Submission } from '../submission.ts'
import { isSessionHash, jsonAnswer, refusal, refusalAnswer } from './responses.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

const PLAIN_HTTP =
  'The relay reaches this app over plain http, which everyone on the way can read. The token was not sent, and nothing was begun.'

export async function queueJoin(context: RelayContext, asked: Asked, app: RelayedApp): Promise<Response> {
  const { request } = asked
  if (context.state !== 'ready') return leavingAnswer()
  const members = await readJsonMembers(request, context.settings.limits.maxBodyBytes)
  if (members instanceof Response) return members
  const sessionHash = memberValue(members, 'session_hash')
  const fnIndex = memberValue(members, 'fn_index')
  if (!isSessionHash(sessionHash)) return refusal(400, 'Session hash not found.')
  if (typeof fnIndex !== 'number') return refusal(400, 'No function index provided.')
  const joinKey = memberValue(members, JOIN_KEY_MEMBER)
  if (joinKey !== undefined && !isJoinKey(joinKey)) return refusal(400, NO_JOIN_KEY)
  const endpoint = context.settings.authorize === null ? null : (await context.apps.connected(app.id)).endpoints.get(fnIndex)
  const access = { action: 'join', session: sessionHash, endpoint: endpoint ?? null, run: joinKey ?? null } as const
  const visitor = await context.admit(asked, app, access)
  if (visitor instanceof Response) return visitor
  const refused = await context.limits.takeRun(visitor, members)
  if (refused) return refused
  const own = new Map(members)
  own.delete(JOIN_KEY_MEMBER)
  return joinAs(context, request, { app, key: sessionKey(app, visitor, sessionHash), members: own, fnIndex, joinKey: joinKey ?? null })
}

/** What a page's own tracing sends with its requests (https://www.w3.org/TR/trace-context/). */
function parentIn({ headers }: Request): TraceParent | null {
  const traceparent = headers.get('traceparent')
  return traceparent === null ? null : { traceparent, tracestate: headers.get('tracestate') }
}

interface Join extends Pick<Submission, 'key' | 'members' | 'fnIndex' | 'joinKey'> {
  readonly app: RelayedApp
}

/** Joins as a client whose request was let in. The answer has the event id, or says why not. */
export async function joinAs(context: RelayContext, request: Request, { app, key, ...join }: Join): Promise<Response> {
  if (join.members.has(OAUTH_TOKEN_MEMBER) && !isSafeForSecrets(app.url)) return refusal(400, PLAIN_HTTP, 'address-invalid')
  // A visitor's headers go to Spaces only. Other apps get none of a client's headers.
  const headers = isSpaceAddress(app.url) ? pickZeroGpuHeaders(request.headers) : {}
  const session = context.sessions.open(key)
  if (session === null) return refusalAnswer(fullOfSessions())
  context.keepTidy()
  const answered = session.beginJoin()
  try {
    const submission = { ...join, headers, key, session, clientApiUrl: clientApiUrl(context, request, key.app), parent: parentIn(request) }
    const [result] = await Promise.all([submitRun(submission, context), session.streamsClosed()])
    if (result.kind === 'taken') return jsonAnswer({ event_id: result.eventId })
    return refusalAnswer(result.refusal)
  } finally {
    answered()
  }
}
