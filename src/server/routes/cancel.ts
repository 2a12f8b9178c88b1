/** `POST cancel` and `POST reset`. As Gradio's, they answer success for anything, also for runs nobody knows. */
import { isJoinKey, JOIN_KEY_MEMBER, NO_JOIN_KEY } from '../../core/protocol/relay.ts'
import type { RelayContext } from '../context.ts'
import type { SessionKey } from '../log/run-log.ts'
import { cancelRun, withdrawRun } from '../submission.ts'
import { isSessionHash, jsonAnswer, refusal } from './answers.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

const MAX_BODY_BYTES = 16 * 1024

/** The run's own function and session count, not those in the body: a wrong `fn_index` makes Gradio start a run anew (measured). */
export async function cancel(context: RelayContext, request: Request, app: string): Promise<Response> {
  const members = await readJsonMembers(request, MAX_BODY_BYTES)
  if (members instanceof Response) return members
  const sessionHash = memberValue(members, 'session_hash')
  const eventId = memberValue(members, 'event_id')
  const key = isSessionHash(sessionHash) ? { app, session: sessionHash } : null
  const joinKey = memberValue(members, JOIN_KEY_MEMBER)
  if (key && joinKey !== undefined) return isJoinKey(joinKey) ? withdraw(context, key, joinKey) : refusal(400, NO_JOIN_KEY)
  const session = key && context.sessions.find(key)
  if (key && session && typeof eventId === 'string') await cancelRun(key, session, eventId, context)
  return jsonAnswer({ success: true })
}

/** Of a join that was never answered: it may not have come yet, nor its session. */
async function withdraw(context: RelayContext, key: SessionKey, joinKey: string): Promise<Response> {
  const session = context.sessions.open(key)
  if (session === null) return refusal(503, 'The relay holds as many sessions as it can. Try again in a while.', 'queue-full')
  context.keepTidy()
  const refused = await withdrawRun(key, session, joinKey, context)
  return refused ? jsonAnswer(refused.body, refused.status, refused.headers) : jsonAnswer({ success: true })
}

/** A no-op on Gradio 4 to 6; the JavaScript client calls it after every cancel. */
export function reset(): Response {
  return jsonAnswer({ success: true })
}
