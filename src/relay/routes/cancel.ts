/** `POST cancel` and `POST reset`. Like Gradio, they answer success for anything, even for unknown runs. */
import { isJoinKey, JOIN_KEY_MEMBER, NO_JOIN_KEY } from '@gradio-stream/client/internal/protocol/relay-protocol'
import type { RelayContext } from '../context.ts'
import { sessionKey } from '../guard/access.ts'
import type { Asked } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import type { SessionKey } from '../log/run-log.ts'
import { cancelElsewhere, cancelRun, withdrawRun } from '../cancel-run.ts'
import { fullOfSessions } from '../submission.ts'
import { isSessionHash, jsonAnswer, refusal, refusalAnswer } from './responses.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

const MAX_BODY_BYTES = 16 * 1024

/**
 * Uses the run's own function and session, not those in the body: a wrong `fn_index` makes Gradio start a run again
 * (measured).
 */
export async function cancel(context: RelayContext, asked: Asked, app: RelayedApp): Promise<Response> {
  const { request } = asked
  const members = await readJsonMembers(request, MAX_BODY_BYTES)
  if (members instanceof Response) return members
  const sessionHash = memberValue(members, 'session_hash')
  const eventId = memberValue(members, 'event_id')
  const joinKey = memberValue(members, JOIN_KEY_MEMBER)
  const session = isSessionHash(sessionHash) ? sessionHash : null
  const visitor = await context.admit(asked, app, { action: 'cancel', session, run: textOf(eventId) ?? textOf(joinKey) })
  if (visitor instanceof Response) return visitor
  const refused = await context.limits.takeCancel(visitor)
  if (refused) return refused
  const key = visitor.opened?.key ?? (session === null ? null : sessionKey(app, visitor, session))
  if (key && !visitor.opened && joinKey !== undefined)
    return isJoinKey(joinKey) ? withdraw(context, key, joinKey) : refusal(400, NO_JOIN_KEY)
  const runId = visitor.opened?.runId ?? eventId
  if (key && typeof runId === 'string') {
    const isHere = await cancelRun(key, context.sessions.find(key), runId, context)
    if (!isHere) await cancelElsewhere(key, runId, context.fleet)
  }
  return jsonAnswer({ success: true })
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Withdraws a join that was never answered. Neither the join nor its session may have come yet. */
async function withdraw(context: RelayContext, key: SessionKey, joinKey: string): Promise<Response> {
  const session = context.sessions.open(key)
  if (session === null) return refusalAnswer(fullOfSessions())
  context.keepTidy()
  const refused = await withdrawRun(key, session, joinKey, context)
  return refused ? refusalAnswer(refused) : jsonAnswer({ success: true })
}

/** Does nothing on Gradio 4 to 6. The JavaScript client calls it after every cancel. */
export function reset(): Response {
  return jsonAnswer({ success: true })
}
