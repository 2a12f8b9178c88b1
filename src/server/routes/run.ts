/** `POST run/{name}`: a function called around the queue, without progress, place or resuming. */
import { writeMembers } from '../../core/protocol/json-text.ts'
import type { RelayContext } from '../context.ts'
import { clientApiUrl } from '../context.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { urlRewriter } from '../upstream/rewrite-urls.ts'
import { isSessionHash, jsonAnswer, refusal } from './answers.ts'
import { isJson, memberValue, readJsonMembers } from './request-body.ts'

const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const TIMEOUT_MS = 10 * 60_000

export async function run(context: RelayContext, request: Request, app: RelayedApp, name: string): Promise<Response> {
  const { apps, settings } = context
  const members = await readJsonMembers(request, settings.limits.maxBodyBytes)
  if (members instanceof Response) return members
  const connected = await apps.connected(app.id)
  const answer = await apps.requestText(connected, `${connected.apiUrl}/run/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: writeMembers(withUpstreamSession(context, app, members)),
    signal: request.signal,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
  })
  const isFit = isJson(answer.text) && !answer.text.includes('Traceback (most recent call last)')
  const status = answer.status < 400 && answer.status !== 200 ? 502 : answer.status
  if (!isFit) return refusal(status === 200 ? 502 : status, `The app did not run the function (${answer.status}).`, 'run-failed')
  const rewrite = urlRewriter(connected.addresses, connected.apiUrl, clientApiUrl(context, request, app.id))
  return jsonAnswer(rewrite(answer.text), status)
}

/** The client's session is a key to its runs here and never leaves the relay; its state lives under another name. */
function withUpstreamSession(context: RelayContext, app: RelayedApp, members: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const sessionHash = memberValue(members, 'session_hash')
  const passed = new Map(members)
  passed.delete('session_hash')
  const session = isSessionHash(sessionHash) ? context.sessions.open({ app: app.id, session: sessionHash }) : null
  if (session === null) return passed
  context.keepTidy()
  return passed.set('session_hash', JSON.stringify(session.statefulSession))
}
