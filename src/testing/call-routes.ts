/**
 * Gradio's short way to run: `POST call/:name`, then `GET call/:name/:event_id`. Values are whole; there are no queue
 * places and no progress.
 */
import { parseExact, writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { applyEdits } from '@gradio-stream/client/internal/protocol/output-diff'
import { eventStream, json, refusalResponse, text, unprocessable } from './gradio-responses.ts'
import { openEventBody } from './event-body.ts'
import { readBody } from './queue-routes.ts'
import type { ScenarioPlace, ScenarioState } from './scenario-state.ts'

/** `POST call/:name`. */
export async function callByName(state: ScenarioState, request: Request, place: ScenarioPlace): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response) return body
  const name = decodeURIComponent(place.route.slice('call/'.length))
  const fnIndex = state.settings.scenarios.findIndex((one) => one.name === name)
  const scenario = state.settings.scenarios[fnIndex]
  if (scenario === undefined) return text('Internal Server Error', 500)
  if (!Array.isArray(body.data)) return unprocessable('missing', ['body', 'data'], 'Field required', body)
  const refusal = typeof scenario.joinRefusal === 'function' ? scenario.joinRefusal(body.data) : scenario.joinRefusal
  if (refusal !== undefined && refusal !== null) return refusalResponse(refusal)
  return json({ event_id: state.startRun(fnIndex, body.data, null, place)?.eventId })
}

/** `GET call/:name/:event_id`. An unknown id gets an error frame and a broken body. */
export function readCall(state: ScenarioState, place: ScenarioPlace): Response {
  const session = state.sessions.get(place.route.split('/')[2] ?? '')
  let unlisten: () => void = () => {}
  const body = openEventBody(() => {
    unlisten()
    if (session !== undefined) state.forget(session)
  })
  if (session === undefined) {
    body.write('event: error\ndata: "404: Not Found"\n\n')
    body.finish('error')
    return eventStream(body.stream)
  }

  const values: unknown[] = []
  let isFirst = true
  let position = 0
  const pump = () => {
    for (; position < session.log.length; position += 1) {
      const entry = session.log[position]
      const message = asObject(entry?.text)
      const output = asObject(message?.output)
      if (message?.msg === 'process_generating' && Array.isArray(output?.data)) {
        for (const [index, value] of output.data.entries()) values[index] = isFirst ? value : applyEdits(values[index], value)
        isFirst = false
        body.write(`event: generating\ndata: ${writeExact(values)}\n\n`)
      } else if (message?.msg === 'process_completed') {
        const isGood = message.success === true
        body.write(`event: ${isGood ? 'complete' : 'error'}\ndata: ${writeExact(isGood ? (output?.data ?? null) : output)}\n\n`)
        body.finish('end')
        unlisten()
      }
    }
  }
  unlisten = session.listen(pump)
  pump()
  return eventStream(body.stream)
}

function asObject(value: unknown): Record<string, unknown> | null {
  if (typeof value === 'object' && value !== null) return { ...value }
  if (typeof value !== 'string') return null
  try {
    return asObject(parseExact(value))
  } catch {
    return null
  }
}
