/**
 * `POST call/{name}` and `GET call/{name}/{event}`: a run in two plain requests, for `curl` and other tools. The run is
 * one of the relay's: it goes on while nobody reads, and may be read again. Gradio's own can be read once
 * (`simple_predict_get` in `routes.py`).
 */
import { OAUTH_TOKEN_MEMBER } from '@gradio-stream/client/internal/connection/queue/join-extras'
import { writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { findEndpoint } from '@gradio-stream/client/internal/protocol/endpoint-name'
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { readItems, readMembers, writeItems } from '@gradio-stream/client/internal/protocol/json-text'
import { putInSlots } from '@gradio-stream/client/internal/protocol/values/wire-data'
import type { RelayContext } from '../context.ts'
import { clientApiUrl } from '../context.ts'
import type { Asked, Visitor } from '../guard/access.ts'
import { sessionKey } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { leavingAnswer } from '../leave.ts'
import { orFailed, STORE_WORDS } from '../log/ask-store.ts'
import { applyRawEdits, writeRaw } from '../log/raw-json.ts'
import type { RawJson } from '../log/raw-json.ts'
import type { SessionKey } from '../log/run-log.ts'
import { eventStreamAnswer, HEARTBEAT_INTERVAL_MS, PAGE_LENGTH, READER_LEFT } from './event-stream.ts'
import { joinAs } from './queue-join.ts'
import { memberValue, readJsonMembers } from './request-body.ts'
import { isSessionHash, refusal } from './responses.ts'

const NO_CALL = 'The relay has no such call, or no longer.'
/** No function has as many parameters: a longer list is not split. */
const MOST_VALUES = 1_000
const HEARTBEAT = 'event: heartbeat\ndata: null\n\n'

/**
 * Takes a call. Without a `session_hash` of the caller's its event id is also its session, as at Gradio. `isNamed`:
 * version 2, in which the body has the arguments by name and defaults are filled in.
 */
export async function call(context: RelayContext, asked: Asked, app: RelayedApp, name: string, isNamed: boolean): Promise<Response> {
  const { request } = asked
  if (context.state !== 'ready') return leavingAnswer()
  const members = await readJsonMembers(request, context.settings.limits.maxBodyBytes)
  if (members instanceof Response) return members
  const endpoint = await endpointOf(context, asked, app, name)
  const data = isNamed ? namedData(endpoint, members) : listedData(endpoint, members.get('data'))
  if (data instanceof Response) return data
  const runId = context.randomId()
  const given = isNamed ? undefined : memberValue(members, 'session_hash')
  const session = isSessionHash(given) ? given : runId
  const visitor = await context.admit(asked, app, { action: 'join', session, endpoint: endpoint.name, run: runId })
  if (visitor instanceof Response) return visitor
  const refused = await context.limits.takeRun(visitor, members)
  if (refused) return refused
  const { fnIndex } = endpoint
  const own = new Map([
    ['data', data],
    ['fn_index', String(fnIndex)],
    ['session_hash', JSON.stringify(session)],
    ['event_data', 'null'],
    ['trigger_id', 'null'],
  ])
  const token = endpoint.oauthToken && members.get(OAUTH_TOKEN_MEMBER)
  if (token !== undefined) own.set(OAUTH_TOKEN_MEMBER, token)
  return joinAs(context, request, { app, key: sessionKey(app, visitor, session), members: own, fnIndex, joinKey: runId })
}

/** Throws `endpoint-unknown`, which names the app as callers know it. */
async function endpointOf(context: RelayContext, { request }: Asked, app: RelayedApp, name: string): Promise<EndpointDescription> {
  const { endpoints } = await context.descriptions.recent(app)
  return findEndpoint({ endpoints, address: clientApiUrl(context, request, app.id) }, name)
}

/** Gradio's data, with `null` for the states that callers leave out (`prepare_simple_api_data` in `routes.py`). */
function listedData(endpoint: EndpointDescription, text: string | undefined): string | Response {
  const items = readItems(text ?? '', MOST_VALUES)
  if (!items)
    return refusal(422, [
      { type: 'list_type', loc: ['body', 'data'], msg: `Input should be a valid list of at most ${MOST_VALUES} values`, input: null },
    ])
  return items.length === endpoint.parameters.length ? onWire(endpoint, items) : writeItems(items)
}

/** Arguments by name (`construct_args` in gradio_client's `utils.py`). */
function namedData(endpoint: EndpointDescription, members: ReadonlyMap<string, string>): string | Response {
  const { parameters } = endpoint
  const known = new Set([...parameters.map(({ name }) => name), OAUTH_TOKEN_MEMBER])
  const unknown = [...members.keys()].filter((name) => !known.has(name))
  const missing = parameters.filter(({ name, hasDefault }) => !hasDefault && !members.has(name)).map(({ name }) => name)
  if (unknown.length > 0) return refusal(422, `${endpoint.name} has no parameter ${unknown.map(quoted).join(', ')}.`, 'input-invalid')
  if (missing.length > 0) return refusal(422, `${endpoint.name} needs a value for ${missing.map(quoted).join(', ')}.`, 'input-invalid')
  return onWire(
    endpoint,
    parameters.map(({ name, defaultValue }) => members.get(name) ?? writeExact(defaultValue ?? null)),
  )
}

const quoted = (name: string): string => JSON.stringify(name)

function onWire(endpoint: EndpointDescription, items: readonly string[]): string {
  return writeItems(putInSlots(endpoint, items, (value) => writeExact(value)))
}

/** The events of a call: `generating` with whole values, `complete` or `error`, `heartbeat`. */
export async function callEvents(context: RelayContext, asked: Asked, app: RelayedApp, runId: string): Promise<Response> {
  if (!context.settings.sse) return refusal(403, 'Event streams are switched off on this relay.', 'sse-disabled')
  const given = new URL(asked.request.url).searchParams.get('session_hash')
  const session = given ?? runId
  if (!isSessionHash(session)) return unknownCall()
  const visitor = await context.admit(asked, app, { action: 'read', session, run: runId })
  if (visitor instanceof Response) return visitor
  return readCall(context, visitor, app, { session, runId })
}

interface Call {
  readonly session: string
  readonly runId: string
}

async function readCall(context: RelayContext, visitor: Visitor, app: RelayedApp, { session, runId }: Call): Promise<Response> {
  const key = sessionKey(app, visitor, session)
  const found = await orFailed(context.log.read(key, { after: '', maxLength: 1, waitMs: 0 }))
  if (found.kind === 'failed') return refusal(503, STORE_WORDS, 'store-unavailable')
  const client = found.kind === 'page' ? context.sessions.open(key) : null
  if (client === null) return unknownCall()
  const close = context.limits.open(visitor)
  if (close instanceof Response) return close
  return eventStreamAnswer((signal) => readEvents(context, key, runId, new CallReader(), signal), context.streams.plain, close)
}

function unknownCall(): Response {
  return refusal(404, NO_CALL, 'session-unknown')
}

async function* readEvents(
  { log, clock }: RelayContext,
  key: SessionKey,
  runId: string,
  reader: CallReader,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  let after = ''
  let beatAt = clock.now() + HEARTBEAT_INTERVAL_MS
  for (;;) {
    // A stream that is to end still gets what was written before.
    const isLeaving = signal.aborted
    const waitMs = isLeaving ? 0 : Math.max(0, beatAt - clock.now())
    const page = await orFailed(log.read(key, { after, maxLength: PAGE_LENGTH, waitMs, signal }))
    if (signal.reason === READER_LEFT) return
    if (page.kind !== 'page') {
      if (isLeaving) return
      yield errorOf(page.kind === 'failed' ? STORE_WORDS : 'The relay no longer has the messages of this call.')
      return
    }
    after = page.next
    for (const message of page.messages) {
      if (message.runId !== runId) continue
      const event = reader.read(message.text)
      if (event !== null) yield event
      if (!message.ends) continue
      await log.markDelivered(key, runId)
      return
    }
    // Its session is there, and the run is not.
    if (page.atEnd && page.pendingRuns === 0) {
      yield errorOf(NO_CALL)
      return
    }
    if (isLeaving && page.atEnd) return
    if (clock.now() < beatAt) continue
    beatAt = clock.now() + HEARTBEAT_INTERVAL_MS
    yield HEARTBEAT
  }
}

function errorOf(words: string): string {
  return eventOf('error', JSON.stringify({ error: words }))
}

function eventOf(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`
}

/** Turns a run's messages into the events of a call. The digits of numbers stay as they were written. */
class CallReader {
  /** The values after the last step; an item is `null` while an edit of it could not be applied. */
  #values: (RawJson | null)[] | null = null

  /** `null`: the message is none of a call's events. */
  read(text: string): string | null {
    const members = readMembers(text)
    if (!members) return null
    const kind = memberValue(members, 'msg')
    const output = members.get('output') ?? 'null'
    const isStep = kind === 'process_generating' || kind === 'process_streaming'
    if (!isStep && kind !== 'process_completed') return null
    if (memberValue(members, 'success') === false) return eventOf('error', output)
    const items = readItems(readMembers(output)?.get('data') ?? '')
    if (!items) return isStep ? null : eventOf('complete', 'null')
    if (!isStep) return eventOf('complete', writeItems(items))
    // The first step has whole values, later ones have edits.
    const before = this.#values
    this.#values = items.map((item, index) => {
      if (!before) return item
      const value = before[index] ?? null
      return value === null ? null : applyRawEdits(value, item)
    })
    if (this.#values.includes(null)) return null
    return eventOf('generating', writeItems(this.#values.map((value) => writeRaw(value ?? 'null'))))
  }
}
