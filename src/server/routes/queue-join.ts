/** `POST queue/join`: takes a run. The client's body goes on as text, with only the session replaced and the join's key taken out. */
import { isJoinKey, JOIN_KEY_MEMBER, NO_JOIN_KEY } from '../../core/protocol/relay.ts'
import type { RelayContext } from '../context.ts'
import { clientApiUrl } from '../context.ts'
import type { SessionKey } from '../log/run-log.ts'
import { submitRun } from '../submission.ts'
import type { Submission } from '../submission.ts'
import { isSessionHash, jsonAnswer, refusal } from './answers.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

export async function queueJoin(context: RelayContext, request: Request, appId: string): Promise<Response> {
  const members = await readJsonMembers(request, context.settings.limits.maxBodyBytes)
  if (members instanceof Response) return members
  const sessionHash = memberValue(members, 'session_hash')
  const fnIndex = memberValue(members, 'fn_index')
  if (!isSessionHash(sessionHash)) return refusal(400, 'Session hash not found.')
  if (typeof fnIndex !== 'number') return refusal(400, 'No function index provided.')
  const joinKey = memberValue(members, JOIN_KEY_MEMBER)
  if (joinKey !== undefined && !isJoinKey(joinKey)) return refusal(400, NO_JOIN_KEY)
  const own = new Map(members)
  own.delete(JOIN_KEY_MEMBER)
  return joinAs(context, request, { app: appId, session: sessionHash }, { members: own, fnIndex, joinKey: joinKey ?? null })
}

async function joinAs(
  context: RelayContext,
  request: Request,
  key: SessionKey,
  join: Pick<Submission, 'members' | 'fnIndex' | 'joinKey'>,
): Promise<Response> {
  const session = context.sessions.open(key)
  if (session === null) return refusal(503, 'The relay holds as many sessions as it can. Try again in a while.', 'queue-full')
  context.keepTidy()
  const answered = session.beginJoin()
  try {
    const submission = { ...join, key, session, clientApiUrl: clientApiUrl(context, request, key.app) }
    const [result] = await Promise.all([submitRun(submission, context), session.streamsClosed()])
    if (result.kind === 'taken') return jsonAnswer({ event_id: result.eventId })
    return jsonAnswer(result.refusal.body, result.refusal.status, result.refusal.headers)
  } finally {
    answered()
  }
}
