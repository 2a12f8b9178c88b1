/** `POST cancel` and `POST reset`. As Gradio's, they answer success for anything, also for runs nobody knows. */
import type { RelayContext } from '../context.ts'
import { cancelRun } from '../submission.ts'
import { isSessionHash, jsonAnswer } from './answers.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

const MAX_BODY_BYTES = 16 * 1024

/** The run's own function and session count, not those in the body: a wrong `fn_index` makes Gradio start a run anew (measured). */
export async function cancel(context: RelayContext, request: Request, app: string): Promise<Response> {
  const members = await readJsonMembers(request, MAX_BODY_BYTES)
  if (members instanceof Response) return members
  const sessionHash = memberValue(members, 'session_hash')
  const eventId = memberValue(members, 'event_id')
  const key = isSessionHash(sessionHash) ? { app, session: sessionHash } : null
  const session = key && context.sessions.find(key)
  if (key && session && typeof eventId === 'string') await cancelRun(key, session, eventId, context)
  return jsonAnswer({ success: true })
}

/** A no-op on Gradio 4 to 6; the JavaScript client calls it after every cancel. */
export function reset(): Response {
  return jsonAnswer({ success: true })
}
