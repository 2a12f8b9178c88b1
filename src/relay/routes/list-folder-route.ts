/**
 * `POST component_server`: lists a folder of a `gr.FileExplorer`. In Gradio this route runs any server function of any
 * component. The relay passes on only `ls` of a file explorer in the app's own config, and writes the request itself
 * from the values it has checked.
 */
import type { RelayContext } from '../context.ts'
import { sessionKey } from '../guard/access.ts'
import type { Asked } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { fullOfSessions } from '../submission.ts'
import { isSessionHash, jsonAnswer, refusal, refusalAnswer } from './responses.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

/** Room for the folder names of one path. */
const MAX_BODY_BYTES = 64 * 1024
const MAX_ANSWER_BYTES = 16 * 1024 * 1024
const MAX_DEPTH = 200

export async function componentServer(context: RelayContext, asked: Asked, app: RelayedApp): Promise<Response> {
  const { request } = asked
  const members = await readJsonMembers(request, Math.min(MAX_BODY_BYTES, context.settings.limits.maxBodyBytes))
  if (members instanceof Response) return members
  const sessionHash = memberValue(members, 'session_hash')
  const componentId = memberValue(members, 'component_id')
  const path = memberValue(members, 'data') ?? []
  if (!isSessionHash(sessionHash)) return refusal(400, 'Session hash not found.')
  const visitor = await context.admit(asked, app, { action: 'list-folder', session: sessionHash })
  if (visitor instanceof Response) return visitor
  if (memberValue(members, 'fn_name') !== 'ls')
    return refusal(403, 'The relay passes on no function of a component but "ls" of a file explorer.')
  if (!isFolderPath(path)) return refusal(400, 'The data is no list of the names of folders.', 'input-invalid')
  const connected = await context.apps.connected(app.id)
  if (typeof componentId !== 'number' || !connected.fileExplorers.has(componentId))
    return refusal(404, 'The app has no such file explorer.')
  const session = context.sessions.open(sessionKey(app, visitor, sessionHash))
  if (session === null) return refusalAnswer(fullOfSessions())
  context.keepTidy()
  const { status, text } = await context.apps.requestText(connected, `${connected.apiUrl}/component_server`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data: path, fn_name: 'ls', component_id: componentId, session_hash: await session.line.statefulSession() }),
    signal: request.signal,
    maxBytes: MAX_ANSWER_BYTES,
  })
  if (status === 200 && isList(text)) return jsonAnswer(text)
  if (status === 401) return refusal(401, 'The app wants a login, which the relay does not have.', 'login-required')
  if (status === 404 || status === 405) return refusal(404, 'The app lists no folders.')
  return refusal(502, `The app did not list the folder (${status}).`)
}

/** Plain names only: nothing in them leads out of the root, on any operating system. */
function isFolderPath(path: unknown): path is readonly string[] {
  if (!Array.isArray(path) || path.length > MAX_DEPTH) return false
  return path.every((name) => typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name))
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text))
  } catch {
    return false
  }
}
