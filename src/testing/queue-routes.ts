/** The queue: join, read by stream or by poll, cancel, heartbeat. Refusals have the exact words of Gradio 6. */
import { parseExact } from '@gradio-stream/client/internal/protocol/exact-json'
import {
  isJoinKey,
  JOIN_KEY_MEMBER,
  LAST_EVENT_ID_PARAMETER,
  NO_JOIN_KEY,
  POLL_WAIT_MS,
} from '@gradio-stream/client/internal/protocol/relay-protocol'
import { eventStream, json, page, refused, text, unprocessable } from './gradio-responses.ts'
import { openEventBody } from './event-body.ts'
import type { ScenarioSession } from './scenario-session.ts'
import type { ScenarioPlace, ScenarioState } from './scenario-state.ts'
import { HEARTBEAT_MS, SessionStream } from './session-stream.ts'

const EXPIRED = 'The relay no longer has the messages after this id: read from the start of the session, or submit again.'

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
  const joinKey = state.settings.relay ? body[JOIN_KEY_MEMBER] : undefined
  if (joinKey !== undefined && joinKey !== null && !isJoinKey(joinKey)) return json({ detail: NO_JOIN_KEY }, 400)
  if (isJoinKey(joinKey) && state.sessions.get(sessionHash)?.begun.has(joinKey)) return json({ event_id: joinKey })
  const scenario = state.settings.scenarios[fnIndex]
  if (scenario === undefined) return text('Internal Server Error', 500)
  const refusal = typeof scenario.joinRefusal === 'function' ? scenario.joinRefusal(data) : scenario.joinRefusal
  if (refusal !== undefined && refusal !== null) return refused(refusal)
  const run = state.startRun(fnIndex, data, sessionHash, place, isJoinKey(joinKey) ? joinKey : undefined)
  return json({ event_id: run?.eventId })
}

/** `GET queue/data`. */
export function readStream(state: ScenarioState, request: Request, { url }: ScenarioPlace): Response {
  const { relay, sse, clock } = state.settings
  const hash = url.searchParams.get('session_hash')
  if (!sse)
    return relay
      ? coded(403, 'sse-disabled', 'Event streams are switched off on this relay: poll queue/poll.')
      : page(405, '405 Not Allowed')
  if (hash === null) return unprocessable('missing', ['query', 'session_hash'], 'Field required', null)
  const session = state.sessions.get(hash)
  if (session === undefined) return eventStream(unreadable(relay, '404: Not Found', 'session-unknown'), relay)
  if (refusesSse(state, session)) return page(405, '405 Not Allowed')

  const cursor = request.headers.get('last-event-id') || url.searchParams.get(LAST_EVENT_ID_PARAMETER)
  const withIds = relay && cursor !== null
  const position = relay ? session.positionAfter(cursor ?? '') : session.givenCount
  if (position === null) return eventStream(unreadable(relay, EXPIRED, 'resume-expired'), relay)
  // In Gradio two readers of one session take messages from each other. Here the later reader gets everything that
  // follows.
  if (!relay) for (const other of state.streams) if (other.session === session) other.mute()
  const stream = new SessionStream({
    session,
    clock,
    position,
    withIds,
    closesWhenIdle: relay,
    skipped: relay && !withIds ? new Set(session.endGiven) : new Set(),
    onOver: () => state.streams.delete(stream),
    onLost: () => state.forget(session),
  })
  state.streams.add(stream)
  request.signal.addEventListener('abort', () => stream.break(request.signal.reason), { once: true })
  return eventStream(stream.open(), relay)
}

/** `GET queue/poll`, relay only: the same messages without a stream. */
export async function poll(state: ScenarioState, request: Request, { url }: ScenarioPlace): Promise<Response> {
  const hash = url.searchParams.get('session_hash')
  if (hash === null) return unprocessable('missing', ['query', 'session_hash'], 'Field required', null)
  const session = state.sessions.get(hash)
  if (session === undefined) return coded(404, 'session-unknown', 'The relay does not know this session, or no longer.')
  const after = url.searchParams.get('after') ?? ''
  if (session.positionAfter(after) === null) return coded(410, 'resume-expired', EXPIRED)
  const waitMs = Math.min(Math.max(0, Number(url.searchParams.get('wait_ms')) || 0), POLL_WAIT_MS)
  let batch = readBatch(session, after)
  if (batch.messages.length === 0 && !batch.isBroken && session.pending.size > 0 && waitMs > 0) {
    const isCut = await changeOrTime(state, session, waitMs, request.signal)
    if (isCut) return brokenAnswer()
    batch = readBatch(session, after)
  }
  if (batch.isBroken) return brokenAnswer()
  const next = batch.messages.at(-1)?.id ?? after
  return json({ messages: batch.messages, next, done: session.pending.size === 0 }, 200, { 'cache-control': 'no-store' })
}

/**
 * `POST cancel`: answers success to anything, as Gradio does. In relay mode a join's key names the run of a join that
 * was never answered.
 */
export async function cancel(state: ScenarioState, request: Request): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response) return body
  const joinKey = body[JOIN_KEY_MEMBER] ?? undefined
  if (state.settings.relay && joinKey !== undefined && typeof body.session_hash === 'string') {
    if (!isJoinKey(joinKey)) return json({ detail: NO_JOIN_KEY }, 400)
    state.withdraw(body.session_hash, joinKey)
    return json({ success: true })
  }
  for (const field of ['session_hash', 'fn_index', 'event_id']) {
    if (body[field] === undefined) return unprocessable('missing', ['body', field], 'Field required', body)
  }
  const run = typeof body.event_id === 'string' ? state.runs.get(body.event_id) : undefined
  if (run === undefined || run.session.hash !== body.session_hash) return json({ success: true })
  run.cancel()
  if (!state.settings.relay) {
    // Gradio stops every call of that endpoint in the session, and tells only the one that was named
    // (docs/gradio-protocol.md#7-cancelling).
    for (const other of state.runs.values()) {
      if (other !== run && other.session === run.session && other.fnIndex === run.fnIndex && !other.isOver) other.stop()
    }
  }
  return json({ success: true })
}

/** `GET heartbeat/:session`: `ALIVE` at once and every 15 s. */
export function heartbeat(state: ScenarioState, request: Request): Response {
  const { clock, relay } = state.settings
  let stopTimer: () => void = () => {}
  const over = () => {
    stopTimer()
    state.bodies.delete(body)
  }
  const body = openEventBody(over)
  state.bodies.add(body)
  const beat = () => {
    body.write('data: ALIVE\n\n')
    stopTimer = clock.schedule(beat, HEARTBEAT_MS)
  }
  beat()
  const gone = () => {
    body.break(request.signal.reason)
    over()
  }
  request.signal.addEventListener('abort', gone, { once: true })
  return eventStream(body.stream, relay)
}

function refusesSse(state: ScenarioState, session: ScenarioSession): boolean {
  return [...state.runs.values()].some((run) => run.session === session && run.scenario.refuseSse === true)
}

/** 200 with one message. Gradio then breaks the connection (captures: errors.jsonl); the relay ends it. */
function unreadable(isRelay: boolean, message: string, code: string): ReadableStream<Uint8Array> {
  const body = openEventBody(() => {})
  const isUnknown = code === 'session-unknown'
  const error = { msg: 'unexpected_error', event_id: null, message, session_not_found: isUnknown, success: false }
  body.write(`data: ${JSON.stringify(isRelay ? { ...error, code } : error)}\n\n`)
  if (isRelay) body.write(`data: ${JSON.stringify({ msg: 'close_stream', event_id: null })}\n\n`)
  body.finish(isRelay ? 'end' : 'error')
  return body.stream
}

/** A refusal by the relay: Gradio's `detail`, and beside it this library's form of an error. */
function coded(status: number, code: string, message: string): Response {
  return json({ detail: message, code, message }, status)
}

/** An answer whose body breaks: a poll sees a dropped connection. */
function brokenAnswer(): Response {
  const body = openEventBody(() => {})
  body.write('{"messages":[')
  body.finish('error')
  return new Response(body.stream, { headers: { 'content-type': 'application/json' } })
}

/** The messages after an id, up to a drop that no reader has met yet. A drop with nothing before it happens now. */
function readBatch(session: ScenarioSession, after: string): { messages: { id: string; message: unknown }[]; isBroken: boolean } {
  const messages: { id: string; message: unknown }[] = []
  for (const entry of session.log.slice(session.positionAfter(after) ?? 0)) {
    if (entry.kind === 'message') {
      messages.push({ id: entry.id, message: parsed(entry.text) })
      if (entry.isEnd) session.endGiven.add(entry.eventId)
    } else if (entry.fault === 'drop' && !entry.isSpent) {
      if (messages.length > 0) break
      entry.isSpent = true
      return { messages, isBroken: true }
    }
  }
  return { messages, isBroken: false }
}

/** A text that is not JSON is sent as a string. */
function parsed(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return text
  }
}

/** Waits for the next change, for the time limit, or until the reader leaves. True: the connection was cut. */
function changeOrTime(state: ScenarioState, session: ScenarioSession, waitMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (isCut: boolean) => {
      unlisten()
      stopTimer()
      state.bodies.delete(waiting)
      resolve(isCut)
    }
    const waiting = { break: () => done(true) }
    const unlisten = session.listen(() => done(false))
    const stopTimer = state.settings.clock.schedule(() => done(false), waitMs)
    state.bodies.add(waiting)
    signal.addEventListener('abort', () => done(true), { once: true })
  })
}
