/** `POST stream/{event_id}` and `…/close`: passes frames into a run, under the event id that the app knows. */
import { writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { RelayContext } from '../context.ts'
import { isOwn } from '../guard/access.ts'
import type { Visitor } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { jsonAnswer, refusal } from './responses.ts'
import { readJsonMembers } from './request-body.ts'

const MAX_ANSWER_BYTES = 64 * 1024

export async function inputStream(
  context: RelayContext,
  request: Request,
  app: RelayedApp,
  visitor: Visitor,
  runId: string,
  isEnd: boolean,
): Promise<Response> {
  const { apps, engine, settings } = context
  const members = await readJsonMembers(request, settings.limits.maxBodyBytes)
  if (members instanceof Response) return members
  const refused = await context.limits.takeMembers(visitor, members)
  if (refused) return refused
  const order = engine.find(app.id, runId) ?? (await context.fleet?.findOrder(app.id, runId))
  if (!order || !isOwn(order.key, visitor) || order.upstreamEventId === '') return refusal(404, 'Not Found', 'session-unknown')
  const connected = await apps.connected(app.id)
  const session = JSON.stringify(order.upstreamSession)
  const body = isEnd ? '{}' : writeMembers(new Map(members).set('session_hash', session).set('fn_index', String(order.fnIndex)))
  const url = `${connected.apiUrl}/stream/${encodeURIComponent(order.upstreamEventId)}${isEnd ? '/close' : ''}`
  const headers = { 'content-type': 'application/json' }
  const { status } = await apps.requestText(connected, url, { method: 'POST', headers, body, maxBytes: MAX_ANSWER_BYTES })
  if (status === 200) return jsonAnswer({ msg: 'success' })
  return refusal(status < 400 ? 502 : status, `The app did not take the frame (${status}).`, 'session-unknown')
}
