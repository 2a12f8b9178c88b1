/** Runs without the queue, and what lies beside it: `POST run/:name`, uploads and files. */
import { wait } from '@gradio-stream/client/internal/kit/wait'
import { json, notFound, text, unprocessable } from './gradio-responses.ts'
import { readBody } from './queue-routes.ts'
import type { ScenarioPlace, ScenarioState } from './scenario-state.ts'

/**
 * `POST run/:name`: the first value of a generator, or the end of a function, after the time it takes. Refusals do not
 * apply here.
 */
export async function runDirectly(state: ScenarioState, request: Request, place: ScenarioPlace): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response) return body
  const name = decodeURIComponent(place.route.slice('run/'.length))
  const { scenarios, clock, speed } = state.settings
  const scenario =
    name === 'predict' && typeof body.fn_index === 'number' ? scenarios[body.fn_index] : scenarios.find((one) => one.name === name)
  if (scenario === undefined) return text('Internal Server Error', 500)
  if (!Array.isArray(body.data)) return unprocessable('missing', ['body', 'data'], 'Field required', body)

  const count = state.countOf(scenario)
  count.started += 1
  for (const { afterMs, message } of state.stepsFor(scenario, body.data, place)) {
    if (afterMs > 0) await wait(clock, afterMs / speed, request.signal)
    if (message?.msg !== 'process_generating' && message?.msg !== 'process_completed') continue
    count.finished += 1
    return json(message.output, message.success === false ? 500 : 200)
  }
  // A scenario that never ends lets its caller wait, as its function would.
  return new Promise(() => {})
}

/** `POST upload`: keeps the files and answers with their paths, in order. */
export async function upload(state: ScenarioState, request: Request): Promise<Response> {
  const form = await request.formData()
  const paths: string[] = []
  for (const entry of form.getAll('files')) {
    if (typeof entry === 'string') continue
    const path = `/uploads/${state.uploads.size + 1}/${entry.name}`
    state.uploads.set(path, { path, mimeType: entry.type || 'application/octet-stream', body: new Uint8Array(await entry.arrayBuffer()) })
    paths.push(path)
  }
  return json(paths)
}

/** `GET file=<path>`. */
export function sendFile(state: ScenarioState, place: ScenarioPlace): Response {
  const file = state.fileAt(decodeURIComponent(place.route.slice('file='.length)))
  if (file === undefined) return notFound()
  // A copy in a plain ArrayBuffer, because a body needs one.
  const body = typeof file.body === 'string' ? file.body : new Uint8Array(file.body)
  return new Response(body, { headers: { 'content-type': file.mimeType, 'content-disposition': 'inline' } })
}
