/**
 * `POST component_server`: lists folders for a file explorer among the scenarios' parameters. Fails as Gradio 6 does.
 */
import { json, text, unprocessable } from './gradio-responses.ts'
import { readBody } from './queue-routes.ts'
import { valueOfComponent } from './scenario-app.ts'
import type { ScenarioState } from './scenario-state.ts'

/** Lists a folder. */
export async function componentServer(state: ScenarioState, request: Request): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response) return body
  for (const field of ['session_hash', 'component_id', 'fn_name']) {
    if (body[field] === undefined) return unprocessable('missing', ['body', field], 'Field required', body)
  }
  const { component_id: id, fn_name: name, data } = body
  const value = typeof id === 'number' ? valueOfComponent(state.settings.scenarios, id) : undefined
  if (value === undefined) return text('Internal Server Error', 500)
  if (value.component !== 'fileexplorer' || name !== 'ls') return json({ detail: 'Function not found.' }, 404)
  const folders = value.folders ?? { '': [] }
  const path = Array.isArray(data) ? data.join('/') : ''
  const names = Object.hasOwn(folders, path) ? folders[path] : undefined
  if (names === undefined) return text('Internal Server Error', 500)
  return json(names.map((one) => ({ name: one.replace(/\/$/, ''), type: one.endsWith('/') ? 'folder' : 'file', valid: true })))
}
