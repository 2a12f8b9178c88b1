/** `POST run/{name}`: calls a function without the queue: no progress, no place, no resuming. */
import { writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { RelayContext } from '../context.ts'
import { clientApiUrl } from '../context.ts'
import { sessionKey } from '../guard/access.ts'
import type { Asked } from '../guard/access.ts'
import { leavingAnswer } from '../leave.ts'
import type { SessionKey } from '../log/run-log.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import type { ConnectedApp, UpstreamText } from '../upstream/app-source.ts'
import { urlRewriter } from '../upstream/rewrite-urls.ts'
import { isSessionHash, jsonAnswer, refusal } from './responses.ts'
import { isJson, memberValue, readJsonMembers } from './request-body.ts'

const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const TIMEOUT_MS = 10 * 60_000

export async function run(context: RelayContext, asked: Asked, app: RelayedApp, name: string): Promise<Response> {
  const { request } = asked
  if (context.state !== 'ready') return leavingAnswer()
  const { apps, settings } = context
  const members = await readJsonMembers(request, settings.limits.maxBodyBytes)
  if (members instanceof Response) return members
  const connected = await apps.connected(app.id)
  const sessionHash = memberValue(members, 'session_hash')
  // As Gradio does: a function index in the body counts for more than the name.
  const fnIndex = memberValue(members, 'fn_index')
  const endpoint = typeof fnIndex === 'number' ? (connected.endpoints.get(fnIndex) ?? null) : `/${name}`
  const session = isSessionHash(sessionHash) ? sessionHash : null
  const visitor = await context.admit(asked, app, { action: 'call', session, endpoint })
  if (visitor instanceof Response) return visitor
  const refused = await context.limits.takeRun(visitor, members)
  if (refused) return refused
  const close = context.limits.open(visitor)
  if (close instanceof Response) return close
  const url = `${connected.apiUrl}/run/${encodeURIComponent(name)}`
  const key = session === null ? null : sessionKey(app, visitor, session)
  const answer = await post(context, connected, url, await withUpstreamSession(context, key, members), request.signal).finally(close)
  const isFit = isJson(answer.text) && !answer.text.includes('Traceback (most recent call last)')
  const status = answer.status < 400 && answer.status !== 200 ? 502 : answer.status
  if (!isFit) return refusal(status === 200 ? 502 : status, `The app did not run the function (${answer.status}).`, 'run-failed')
  const rewrite = urlRewriter(connected.addresses, connected.apiUrl, clientApiUrl(context, request, app.id))
  return jsonAnswer(rewrite(answer.text), status)
}

async function post(
  { apps }: RelayContext,
  connected: ConnectedApp,
  url: string,
  members: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<UpstreamText> {
  const body = writeMembers(members)
  const headers = { 'content-type': 'application/json' }
  return apps.requestText(connected, url, { method: 'POST', headers, body, signal, timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES })
}

/**
 * The client's session is a key to its runs at the relay and never leaves it. Its state has another session at the app.
 */
async function withUpstreamSession(
  context: RelayContext,
  key: SessionKey | null,
  members: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const passed = new Map(members)
  passed.delete('session_hash')
  const session = key && context.sessions.open(key)
  if (session === null) return passed
  context.keepTidy()
  return passed.set('session_hash', JSON.stringify(await session.line.statefulSession()))
}
