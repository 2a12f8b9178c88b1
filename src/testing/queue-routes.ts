/** The queue: join, read, cancel, heartbeat. Refusals have the exact words of Gradio 6. */
import { parseExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { eventStream, json, page, refusalResponse, text, unprocessable } from './gradio-responses.ts'
import { openEventBody } from './event-body.ts'
import type { ScenarioSession } from './scenario-session.ts'
import type { ScenarioPlace, ScenarioState } from './scenario-state.ts'
import { HEARTBEAT_MS, SessionStream } from './session-stream.ts'

/** The JSON object in a request, or FastAPI's 422. */
export async function readBody(request: Request): Promise<Record<string, unknown> | Response> {
  const words = await request.text()
  try {
    const value = parseExact(words)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    return unprocessable('json_invalid', ['body', 1], 'JSON decode error', {})
  }
  return unprocessable('model_attributes_type', ['body'], 'Input should be a valid dictionary or object to extract fields from', words)
}

/** `POST queue/join`. */
export async function join(state: ScenarioState, request: Request, place: ScenarioPlace): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response) return body
  const { data, fn_index: fnIndex, session_hash: sessionHash } = body
  if (data === undefined) return unprocessable('missing', ['body', 'data'], 'Field required', body)
  if (!Array.isArray(data)) return unprocessable('list_type', ['body', 'data'], 'Input should be a valid list', data)
  if (typeof sessionHash !== 'string' || sessionHash === '') return json({ detail: 'Session hash not found.' }, 400)
  if (typeof fnIndex !== 'number') return json({ detail: 'No function index provided.' }, 400)
  const scenario = state.settings.scenarios[fnIndex]
  if (scenario === undefined) return text('Internal Server Error', 500)
  const refusal = typeof scenario.joinRefusal === 'function' ? scenario.joinRefusal(data) : scenario.joinRefusal
  if (refusal !== undefined && refusal !== null) return refusalResponse(refusal)
  const run = state.startRun(fnIndex, data, sessionHash, place)
  return json({ event_id: run?.eventId })
}

/** `GET queue/data`. */
export function streamMessages(state: ScenarioState, { url }: ScenarioPlace): Response {
  const { relay, sse, clock } = state.settings
  const hash = url.searchParams.get('session_hash')
  // Behind a relay, what refuses streams is the relay.
  if (!sse && !relay) return page(405, '405 Not Allowed')
  if (hash === null) return unprocessable('missing', ['query', 'session_hash'], 'Field required', null)
  const session = state.sessions.get(hash)
  if (session === undefined) return eventStream(unknownSession())
  if (!relay && refusesSse(state, session)) return page(405, '405 Not Allowed')

  // In Gradio two readers of one session take messages from each other. Here the later reader gets everything that
  // follows.
  for (const other of state.streams) if (other.session === session) other.mute()
  const stream = new SessionStream({
    session,
    clock,
    position: session.givenCount,
    onOver: () => state.streams.delete(stream),
    onLost: () => state.forget(session),
  })
  state.streams.add(stream)
  return eventStream(stream.open())
}

/** `POST cancel`: answers success to anything, as Gradio does. */
export async function cancel(state: ScenarioState, request: Request): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response) return body
  for (const field of ['session_hash', 'fn_index', 'event_id']) {
    if (body[field] === undefined) return unprocessable('missing', ['body', field], 'Field required', body)
  }
  const run = typeof body.event_id === 'string' ? state.runs.get(body.event_id) : undefined
  if (run === undefined || run.session.hash !== body.session_hash) return json({ success: true })
  run.cancel()
  // Gradio stops every call of that endpoint in the session, and tells only the one that was named
  // (docs/gradio-protocol.md#7-cancelling).
  for (const other of state.runs.values()) {
    if (other !== run && other.session === run.session && other.fnIndex === run.fnIndex && !other.isOver) other.stop()
  }
  return json({ success: true })
}

/** `GET heartbeat/:session`: `ALIVE` at once and every 15 s. */
export function heartbeat({ settings: { clock } }: ScenarioState): Response {
  let stopTimer: () => void = () => {}
  const body = openEventBody(() => stopTimer())
  const beat = () => {
    body.write('data: ALIVE\n\n')
    stopTimer = clock.schedule(beat, HEARTBEAT_MS)
  }
  beat()
  return eventStream(body.stream)
}

function refusesSse(state: ScenarioState, session: ScenarioSession): boolean {
  return [...state.runs.values()].some((run) => run.session === session && run.scenario.refuseSse === true)
}

/** 200 with one message, then a broken connection (captures: errors.jsonl). */
function unknownSession(): ReadableStream<Uint8Array> {
  const body = openEventBody(() => {})
  const error = { msg: 'unexpected_error', event_id: null, message: '404: Not Found', session_not_found: true, success: false }
  body.write(`data: ${JSON.stringify(error)}\n\n`)
  body.finish('error')
  return body.stream
}
