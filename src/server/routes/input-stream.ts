/** `POST stream/{event_id}` and `…/close`: frames into a run, under the event id the app knows it by. */
import { writeMembers } from '../../core/protocol/json-text.ts'
import type { RelayContext } from '../context.ts'
import { jsonAnswer, refusal } from './answers.ts'
import { readJsonMembers } from './request-body.ts'

const MAX_ANSWER_BYTES = 64 * 1024

export async function inputStream(
  context: RelayContext,
  request: Request,
  appId: string,
  runId: string,
  isEnd: boolean,
): Promise<Response> {
  const { apps, engine, settings } = context
  const members = await readJsonMembers(request, settings.limits.maxBodyBytes)
  if (members instanceof Response) return members
  const order = engine.find(appId, runId)
  if (!order || order.upstreamEventId === '') return refusal(404, 'Not Found', 'session-unknown')
  const app = await apps.connected(appId)
  const session = JSON.stringify(order.upstreamSession)
  const body = isEnd ? '{}' : writeMembers(new Map(members).set('session_hash', session).set('fn_index', String(order.fnIndex)))
  const url = `${app.apiUrl}/stream/${encodeURIComponent(order.upstreamEventId)}${isEnd ? '/close' : ''}`
  const headers = { 'content-type': 'application/json' }
  const { status } = await apps.requestText(app, url, { method: 'POST', headers, body, maxBytes: MAX_ANSWER_BYTES })
  if (status === 200) return jsonAnswer({ msg: 'success' })
  return refusal(status < 400 ? 502 : status, `The app did not take the frame (${status}).`, 'session-unknown')
}
