/** The scenario engine by its `fetch`: Gradio's queue to the letter, and what the relay adds. */
import { execFile } from 'node:child_process'
import { join as joinPath } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { completed, generating, starting, edited } from '../../src/testing/scenario-steps.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import { serveScenarios } from '../../src/testing/serve-scenarios.ts'
import type { Scenario } from '../../src/testing/scenario.ts'
import { scenarios } from '../../src/testing/scenarios/index.ts'
import { join, JSON_BODY, placeOf, pollAll, readStream, runMessages, type Seen } from './follow-run.ts'

const ROOT = 'http://app.test'
const API = `${ROOT}/gradio_api`

const words: Scenario = {
  name: 'words',
  isGenerator: true,
  parameters: [{ name: 'prompt', component: 'textbox', value: 'hi' }],
  returns: [{ name: 'answer', component: 'textbox' }],
  steps: [
    ...starting(),
    generating(10, ['a']),
    ...['b', 'c', 'd'].map((word) => edited(10, [['append', [], word]])),
    completed(10, ['abcd']),
  ],
}
const plain: Scenario = { ...words, name: 'plain', isGenerator: false, steps: [...starting(), completed(1000, ['done'])] }

function served(options: Parameters<typeof createScenarioServer>[0]) {
  const server = createScenarioServer(options)
  const doFetch: typeof fetch = (input, init) => server.fetch(new Request(input, init))
  return { server, doFetch }
}

const data = (session: string, query = '') => `${API}/queue/data?session_hash=${session}${query}`

test('sends a run as Gradio 6 does: bare data lines, event ids, close_stream, the end', async () => {
  const { doFetch } = served({ scenarios: [words], speed: Infinity })
  const joined = await join(doFetch, API, 0, ['x'], 's1')
  const { event_id: eventId } = (await joined.json()) as { event_id: string }
  expect(eventId).toMatch(/^[0-9a-f]{32}$/u)
  const response = await doFetch(data('s1'))
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const text = await response.text()
  for (const frame of text.split('\n\n').slice(0, -1)) expect(frame).toMatch(/^data: \{.*\}$/u)
  const messages = text
    .split('\n\n')
    .slice(0, -1)
    .map((frame): { msg: string; event_id: string | null } => JSON.parse(frame.slice(6)))
  expect(messages.map(({ msg }) => msg)).toEqual([
    'estimation',
    'process_starts',
    ...Array.from({ length: 4 }, () => 'process_generating'),
    'process_completed',
    'close_stream',
  ])
  expect(messages.map(({ event_id: id }) => id)).toEqual([...Array.from({ length: 7 }, () => eventId), null])
})

test('plays in the rhythm of its steps, made faster by speed', async () => {
  const clock = createManualClock()
  const { doFetch } = served({ scenarios: [plain], clock, speed: 10 })
  await join(doFetch, API, 0, ['x'], 's1')
  const seen: string[] = []
  const reading = readStream(await doFetch(data('s1')), Infinity, (one) => seen.push((JSON.parse(one.data) as { msg: string }).msg))
  await clock.advance(2 + 20)
  expect(seen).toEqual(['estimation', 'process_starts'])
  await clock.advance(99)
  expect(seen).toHaveLength(2)
  await clock.advance(1)
  expect(await reading).toMatchObject({ end: 'closed' })
})

test('sends a heartbeat every 15 s while it has nothing to say', async () => {
  const clock = createManualClock()
  const { doFetch } = served({ scenarios: [{ ...plain, holdAfter: 1 }], clock, speed: 1000 })
  await join(doFetch, API, 0, ['x'], 's1')
  const seen: string[] = []
  void readStream(await doFetch(data('s1')), Infinity, (one) => seen.push((JSON.parse(one.data) as { msg: string }).msg))
  await clock.advance(45_000)
  expect(seen).toEqual(['estimation', 'heartbeat', 'heartbeat', 'heartbeat'])
})

test('beats on the heartbeat route until its reader goes', async () => {
  const clock = createManualClock()
  const { doFetch } = served({ scenarios: [plain], clock })
  const response = await doFetch(`${API}/heartbeat/s1`)
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: ALIVE\n\n')
  const second = reader?.read()
  await clock.advance(15_000)
  expect(new TextDecoder().decode((await second)?.value)).toBe('data: ALIVE\n\n')
  await reader?.cancel()
  await clock.settle()
  expect(clock.pendingCount).toBe(0)
})

test.each([
  ['no data', { fn_index: 0, session_hash: 's' }, 422, /Field required/u],
  ['data that is no list', { data: 'x', fn_index: 0, session_hash: 's' }, 422, /valid list/u],
  ['no session', { data: [], fn_index: 0 }, 400, /Session hash not found/u],
  ['no function', { data: [], session_hash: 's' }, 400, /No function index/u],
  ['an unknown function', { data: [], fn_index: 99, session_hash: 's' }, 500, /Internal Server Error/u],
])('refuses a join with %s as Gradio does', async (_name, body, status, words) => {
  const { doFetch } = served({ scenarios: [plain] })
  const response = await doFetch(`${API}/queue/join`, { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(status)
  expect(await response.text()).toMatch(words)
})

test('fails a run inside the job when inputs are missing', async () => {
  const { doFetch } = served({ scenarios: [plain], speed: Infinity })
  await join(doFetch, API, 0, [], 's1')
  const { seen } = await readStream(await doFetch(data('s1')))
  expect(runMessages(seen).at(-1)).toMatchObject({
    success: false,
    output: { error: expect.stringContaining("didn't receive enough input values") },
  })
})

test('answers an unknown session with 200, one message and a broken body', async () => {
  const { doFetch } = served({ scenarios: [plain] })
  const response = await doFetch(data('never'))
  expect(response.status).toBe(200)
  const { seen, end } = await readStream(response)
  expect(seen.map(({ data: text }) => JSON.parse(text) as unknown)).toEqual([
    { msg: 'unexpected_error', event_id: null, message: '404: Not Found', session_not_found: true, success: false },
  ])
  expect(end).toBe('broken')
})

test('hides what Gradio 6 hides: info without the prefix, config with it, discover and poll without a relay', async () => {
  const { doFetch } = served({ scenarios: [plain] })
  for (const path of ['/info', '/gradio_api/config', '/gradio_api/queue/poll?session_hash=s', '/queue/data?session_hash=s', '/nowhere']) {
    expect((await doFetch(ROOT + path)).status, path).toBe(404)
  }
  expect((await doFetch(`${ROOT}/discover`, { method: 'POST', body: '{}' })).status).toBe(404)
  expect((await doFetch(`${API}/queue/join`)).status).toBe(405)
})

test('lets any page read it, preflight and stream included', async () => {
  const { doFetch } = served({ scenarios: [plain], speed: Infinity })
  const headers = { origin: 'https://site.example.com', 'access-control-request-headers': 'content-type,authorization' }
  const asked = await doFetch(`${API}/queue/join`, { method: 'OPTIONS', headers })
  expect(asked.status).toBe(200)
  expect(asked.headers.get('access-control-allow-headers')).toBe('content-type,authorization')
  await join(doFetch, API, 0, ['x'], 's1')
  const stream = await doFetch(data('s1'), { headers })
  expect(stream.headers.get('access-control-allow-origin')).toBe('https://site.example.com')
  expect(stream.headers.get('access-control-allow-credentials')).toBe('true')
})

test('carries several runs of a session on one stream and closes after the last', async () => {
  const { doFetch } = served({ scenarios: [words, plain], speed: 100 })
  await join(doFetch, API, 0, ['x'], 's1')
  await join(doFetch, API, 1, ['x'], 's1')
  const { seen, end } = await readStream(await doFetch(data('s1')))
  expect(end).toBe('closed')
  const ends = runMessages(seen).filter((message) => (message as { msg: string }).msg === 'process_completed')
  expect(ends).toHaveLength(2)
})

test('forgets a run whose reader goes: a generator stops, its messages are gone, the session is unknown', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [words], clock })
  await join(doFetch, API, 0, ['x'], 's1')
  const reading = readStream(await doFetch(data('s1')), 3)
  await clock.advance(230)
  expect(await reading).toMatchObject({ end: 'limit' })
  await clock.advance(10_000)
  expect(server.runs.words).toEqual({ started: 1, finished: 0, cancelled: 0, lost: 1 })
  const { seen } = await readStream(await doFetch(data('s1')))
  expect(seen.map(({ data: text }) => (JSON.parse(text) as { msg: string }).msg)).toEqual(['unexpected_error'])
})

test('lets a plain function run to its end when its reader goes, unheard', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [plain], clock })
  await join(doFetch, API, 0, ['x'], 's1')
  const reading = readStream(await doFetch(data('s1')))
  await clock.advance(300)
  server.cut()
  expect(await reading).toMatchObject({ end: 'broken' })
  await clock.advance(2000)
  expect(server.runs.plain).toEqual({ started: 1, finished: 1, cancelled: 0, lost: 1 })
})

test('never closes the stream of a session that lost a reader before', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [words], clock })
  await join(doFetch, API, 0, ['x'], 's1')
  void readStream(await doFetch(data('s1')))
  await clock.advance(230)
  server.cut()
  await join(doFetch, API, 0, ['x'], 's1')
  const seen: string[] = []
  void readStream(await doFetch(data('s1')), Infinity, (one) => seen.push((JSON.parse(one.data) as { msg: string }).msg))
  await clock.advance(10_000)
  expect(seen.at(-1)).toBe('process_completed')
  expect(server.openStreamCount).toBe(1)
})

test('stops a generator at a cancel and sends the frame Gradio sends', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [words], clock })
  const { event_id: eventId } = (await (await join(doFetch, API, 0, ['x'], 's1')).json()) as { event_id: string }
  const reading = readStream(await doFetch(data('s1')))
  await clock.advance(230)
  const body = JSON.stringify({ session_hash: 's1', fn_index: 0, event_id: eventId })
  expect(await (await doFetch(`${API}/cancel`, { method: 'POST', body })).json()).toEqual({ success: true })
  const { seen, end } = await reading
  expect(end).toBe('closed')
  expect(runMessages(seen).at(-1)).toEqual({
    msg: 'process_completed',
    event_id: eventId,
    output: {},
    success: true,
    title: null,
    used_cache: null,
    cache_duration: null,
    avg_time: null,
  })
  await clock.advance(5000)
  expect(server.runs.words).toEqual({ started: 1, finished: 0, cancelled: 1, lost: 0 })
})

test('tells the reader of a cancelled plain function, which runs on', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [plain], clock })
  const { event_id: eventId } = (await (await join(doFetch, API, 0, ['x'], 's1')).json()) as { event_id: string }
  const reading = readStream(await doFetch(data('s1')))
  await clock.advance(300)
  await doFetch(`${API}/cancel`, { method: 'POST', body: JSON.stringify({ session_hash: 's1', fn_index: 0, event_id: eventId }) })
  const { seen } = await reading
  expect(runMessages(seen)).toHaveLength(3)
  expect(server.runs.plain).toMatchObject({ finished: 0, cancelled: 1 })
  await clock.advance(2000)
  expect(server.runs.plain).toMatchObject({ finished: 1, cancelled: 1 })
})

test('cancels by the relay with a frame that no client takes for a success', async () => {
  const clock = createManualClock()
  const { doFetch } = served({ scenarios: [words], clock, relay: true })
  const { event_id: eventId } = (await (await join(doFetch, API, 0, ['x'], 's1')).json()) as { event_id: string }
  const reading = readStream(await doFetch(data('s1', '&last_event_id=')))
  await clock.advance(230)
  await doFetch(`${API}/cancel`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ session_hash: 's1', fn_index: 0, event_id: eventId }),
  })
  const { seen } = await reading
  expect(runMessages(seen).at(-1)).toMatchObject({ success: false, output: { error: 'Cancelled' }, cancelled: true })
})

test('holds a run at a step, and goes on when it is released', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [{ ...words, holdAfter: 3 }], clock })
  await join(doFetch, API, 0, ['x'], 's1')
  const seen: Seen[] = []
  const reading = readStream(await doFetch(data('s1')), Infinity, (one) => seen.push(one))
  await clock.advance(14_000)
  expect(seen).toHaveLength(3)
  server.release()
  await clock.advance(100)
  expect(runMessages((await reading).seen)).toHaveLength(7)
})

test('numbers messages for a relay reader that asks, and only for one', async () => {
  const { doFetch } = served({ scenarios: [words], speed: Infinity, relay: true })
  await join(doFetch, API, 0, ['x'], 's1')
  const asked = await doFetch(data('s1', '&last_event_id='))
  expect((await readStream(asked)).seen.slice(0, 7).map(({ id }) => placeOf(id))).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(asked.headers.get('cache-control')).toContain('no-transform')
  await join(doFetch, API, 0, ['x'], 's2')
  expect(await (await doFetch(data('s2'))).text()).not.toContain('id: ')
})

test('gives a relay reader without a cursor only runs whose end nobody was given', async () => {
  const { doFetch } = served({ scenarios: [words], speed: Infinity, relay: true })
  await join(doFetch, API, 0, ['x'], 's1')
  await (await doFetch(data('s1'))).text()
  await join(doFetch, API, 0, ['x'], 's1')
  const { seen } = await readStream(await doFetch(data('s1')))
  expect(runMessages(seen)).toHaveLength(7)
})

test.each(Array.from({ length: 8 }, (_, cut) => [cut]))(
  'loses and doubles nothing when a relay stream is cut after %i messages',
  async (cut) => {
    const clock = createManualClock()
    const { server, doFetch } = served({ scenarios: [words], clock, relay: true })
    await join(doFetch, API, 0, ['x'], 's1')
    const before: Seen[] = []
    const first = readStream(await doFetch(data('s1', '&last_event_id=')), Infinity, (one) => before.push(one))
    while (before.length < cut && (await clock.advanceToNext())) await clock.settle()
    server.cut()
    const { end } = await first
    expect(end).toBe(cut === 7 ? 'closed' : 'broken')
    const lastId = before.findLast(({ id }) => id !== null)?.id ?? ''
    const second = readStream(await doFetch(data('s1', '&last_event_id='), { headers: { 'last-event-id': lastId } }))
    await clock.advance(10_000)
    const after = await second
    expect(after.end).toBe('closed')
    const ids = [...before, ...after.seen].filter(({ data: text }) => !text.includes('close_stream')).map(({ id }) => placeOf(id))
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(server.runs.words).toEqual({ started: 1, finished: 1, cancelled: 0, lost: 0 })
  },
)

test('loses and doubles nothing by polling, whatever is cut on the way', async () => {
  const { server, doFetch } = served({ scenarios: [words], speed: 20, relay: true })
  await join(doFetch, API, 0, ['x'], 's1')
  const messages = await pollAll(doFetch, API, 's1', () => queueMicrotask(() => server.cut()))
  expect(messages).toHaveLength(7)
  expect(new Set(messages.map((message) => JSON.stringify(message))).size).toBe(7)
})

test('holds a poll until there is news or its time is over', async () => {
  const clock = createManualClock()
  const { doFetch } = served({ scenarios: [plain], clock, relay: true })
  await join(doFetch, API, 0, ['x'], 's1')
  const first = doFetch(`${API}/queue/poll?session_hash=s1&after=&wait_ms=20000`)
  await clock.advance(20)
  const page = (await (await first).json()) as { messages: { id: string; message: { msg: string } }[]; next: string; done: boolean }
  expect(page).toMatchObject({ messages: [{ id: page.next, message: { msg: 'estimation' } }], done: false })
  await clock.advance(200)
  const second = (await (await doFetch(`${API}/queue/poll?session_hash=s1&after=${page.next}`)).json()) as typeof page
  expect(second.messages.map(({ message }) => message.msg)).toEqual(['process_starts'])
  const empty = doFetch(`${API}/queue/poll?session_hash=s1&after=${second.next}&wait_ms=100`)
  await clock.advance(100)
  expect(await (await empty).json()).toEqual({ messages: [], next: second.next, done: false })
})

test('discovers itself as the relay does, and lies where it says', async () => {
  const { doFetch } = served({ scenarios: [words], relay: true, speed: Infinity })
  const base = `${ROOT}/api/experimental/sse`
  const response = await doFetch(`${base}/discover`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ baseUrl: 'https://app.hf.space' }),
  })
  const found = (await response.json()) as { app: { root: string }; endpoints: string[] }
  expect(found).toEqual({
    success: true,
    supportsSSE: true,
    endpoints: [`${base}/apps/demo/gradio_api/call/words`],
    app: {
      status: 'running',
      root: '/api/experimental/sse/apps/demo',
      capabilities: { resume: true, polling: true, survivesDisconnect: true, cancelWaiting: true, repeatableJoin: true },
    },
  })
  const config = (await (await doFetch(`${ROOT}${found.app.root}/config`)).json()) as { root: string }
  // Empty means "the address you asked" to both of Gradio's clients.
  expect(config.root).toBe('')
})

test('tells a discovery that fails as the relay does', async () => {
  const discoverFailure = { status: 'unreachable', code: 'app-unreachable', message: 'Nobody listens.' } as const
  const { doFetch } = served({ scenarios: [words], relay: true, discoverFailure })
  const response = await doFetch(`${ROOT}/discover`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ baseUrl: 'http://localhost:9' }),
  })
  expect(await response.json()).toMatchObject({
    success: false,
    supportsSSE: false,
    endpoints: [],
    error: 'Nobody listens.',
    app: { status: 'unreachable' },
  })
})

test('refuses streams when SSE is off, and for a scenario that refuses them', async () => {
  const off = served({ scenarios: [plain], relay: true, sse: false, speed: Infinity })
  await join(off.doFetch, API, 0, ['x'], 's1')
  const refused = await off.doFetch(data('s1'))
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'sse-disabled' })
  expect(await pollAll(off.doFetch, API, 's1')).toHaveLength(3)
  const one = served({ scenarios: [scenarios.sseRefused, plain], speed: Infinity })
  await join(one.doFetch, API, 0, ['x', 5], 's1')
  const page = await one.doFetch(data('s1'))
  expect(page.status).toBe(405)
  expect(page.headers.get('content-type')).toContain('text/html')
})

test('refuses what a scenario refuses, by its inputs where it looks at them', async () => {
  const { doFetch } = served({ scenarios: [scenarios.queueFull, scenarios.validation], speed: Infinity })
  const full = await join(doFetch, API, 0, ['x', 8], 's1')
  expect(full.status).toBe(503)
  expect(await full.json()).toEqual({ detail: 'Queue is full. Max size is 20 and size is 20.' })
  const young = await join(doFetch, API, 1, ['Robin', 10], 's1')
  expect(young.status).toBe(422)
  expect(await young.json()).toMatchObject({ detail: [{ __type__: 'validate', parameter_name: 'age' }] })
  expect((await join(doFetch, API, 1, ['Robin', 20], 's1')).status).toBe(200)
})

test('refuses behind the relay too, whose discover says what it saw', async () => {
  const { doFetch } = served({
    scenarios: [plain],
    relay: true,
    refusal: { status: 401, body: { detail: { error: 'Not authenticated' } } },
  })
  expect((await doFetch(`${ROOT}/config`)).status).toBe(401)
  expect((await doFetch(`${API}/info`)).status).toBe(401)
  const found = await doFetch(`${ROOT}/discover`, { method: 'POST', headers: JSON_BODY, body: '{"baseUrl":"http://a.test"}' })
  expect(await found.json()).toMatchObject({ success: false, app: { status: 'login-required', failure: { code: 'login-required' } } })
})

test('runs an endpoint directly: first value of a generator, 500 with the words of a failure', async () => {
  const { doFetch } = served({ scenarios: [words, scenarios.failure], speed: Infinity })
  const post = (name: string, body: unknown) => doFetch(`${API}/run/${name}`, { method: 'POST', body: JSON.stringify(body) })
  expect(await (await post('words', { data: ['x'] })).json()).toMatchObject({ data: ['a'], is_generating: true })
  const failed = await post('failure', { data: ['x', 1] })
  expect(failed.status).toBe(500)
  expect(await failed.json()).toMatchObject({ title: 'Out of memory' })
})

test('serves the files its values point to, and what was uploaded', async () => {
  const { doFetch } = served({ scenarios: [scenarios.files], speed: Infinity })
  await join(doFetch, API, 0, ['x'], 's1')
  const { seen } = await readStream(await doFetch(data('s1')))
  const last = runMessages(seen).at(-1) as { output: { data: { url: string; mime_type: string; size: number }[] } }
  expect(last.output.data.map(({ mime_type: type }) => type)).toEqual(['image/svg+xml', 'text/csv; charset=utf-8'])
  for (const { url, size } of last.output.data) expect((await (await doFetch(url)).arrayBuffer()).byteLength).toBe(size)
  const form = new FormData()
  form.append('files', new File(['hello'], 'note.txt', { type: 'text/plain' }))
  const [path] = (await (await doFetch(`${API}/upload`, { method: 'POST', body: form })).json()) as string[]
  expect(await (await doFetch(`${API}/file=${path ?? ''}`)).text()).toBe('hello')
})

test('ends every stream when it is closed and leaves no timer behind', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [words], clock })
  await join(doFetch, API, 0, ['x'], 's1')
  const reading = readStream(await doFetch(data('s1')))
  await clock.advance(230)
  server.close()
  expect(await reading).toMatchObject({ end: 'closed' })
  expect(clock.pendingCount).toBe(0)
  expect((await doFetch(`${ROOT}/config`)).status).toBe(503)
})

test('stops a reader whose request is aborted, as fetch does', async () => {
  const clock = createManualClock()
  const { server, doFetch } = served({ scenarios: [words], clock })
  await join(doFetch, API, 0, ['x'], 's1')
  const controller = new AbortController()
  const reading = readStream(await doFetch(data('s1'), { signal: controller.signal }))
  controller.abort()
  expect(await reading).toMatchObject({ end: 'broken' })
  expect(server.openStreamCount).toBe(0)
})

test('answers the short way of `call` with whole values, once', async () => {
  const { doFetch } = served({ scenarios: [words, scenarios.failure], speed: Infinity })
  const post = async (name: string, inputs: unknown[]) => {
    const response = await doFetch(`${API}/call/${name}`, { method: 'POST', body: JSON.stringify({ data: inputs }) })
    return ((await response.json()) as { event_id: string }).event_id
  }
  const frames = await (await doFetch(`${API}/call/words/${await post('words', ['x'])}`)).text()
  expect(frames.split('\n\n').slice(0, -1)).toEqual([
    ...['a', 'ab', 'abc', 'abcd'].map((text) => `event: generating\ndata: ["${text}"]`),
    'event: complete\ndata: ["abcd"]',
  ])
  const failed = await (await doFetch(`${API}/call/failure/${await post('failure', ['x', 1])}`)).text()
  expect(failed).toMatch(/^event: error\ndata: \{"error":"The picture is larger/u)
})

test('breaks off a call nobody made', async () => {
  const { doFetch } = served({ scenarios: [words] })
  const { seen, end } = await readStream(await doFetch(`${API}/call/words/0123`))
  expect(seen.map(({ data: text }) => text)).toEqual(['"404: Not Found"'])
  expect(end).toBe('broken')
})

test('fails the run, not the join, when the steps of a scenario throw', async () => {
  const broken: Scenario = {
    ...plain,
    steps: (_inputs, { file }) => [completed(0, [file('/nowhere.png')])],
  }
  const { doFetch } = served({ scenarios: [broken], speed: Infinity })
  await join(doFetch, API, 0, ['x'], 's1')
  const { seen } = await readStream(await doFetch(data('s1')))
  expect(runMessages(seen).at(-1)).toMatchObject({
    success: false,
    output: { error: expect.stringContaining('has no file "/nowhere.png"') },
  })
})

test('stops every call of an endpoint in a session at a cancel and tells only the named one, as Gradio does', async () => {
  const clock = createManualClock()
  const { doFetch } = served({ scenarios: [words], clock })
  const { event_id: eventId } = (await (await join(doFetch, API, 0, ['x'], 's1')).json()) as { event_id: string }
  await join(doFetch, API, 0, ['x'], 's1')
  const seen: Seen[] = []
  void readStream(await doFetch(data('s1')), Infinity, (one) => seen.push(one))
  await clock.advance(230)
  await doFetch(`${API}/cancel`, { method: 'POST', body: JSON.stringify({ session_hash: 's1', fn_index: 0, event_id: eventId }) })
  await clock.advance(10_000)
  const ends = runMessages(seen).filter((message) => (message as { msg: string }).msg === 'process_completed')
  expect(ends).toEqual([expect.objectContaining({ event_id: eventId })])
})

test('names the parts of a mounted app by where it was asked', async () => {
  const { doFetch } = served({ scenarios: [plain] })
  for (const base of ['http://app.test', 'http://app.test/apps/demo', 'http://app.test/a/b/config/c']) {
    const config = (await (await doFetch(`${base}/config/?x=1`)).json()) as { root: string }
    expect(config.root).toBe(base)
  }
})

test.each([
  ['a speed of 0', { speed: 0 }, /above 0; it was 0/u],
  ['a speed that is no number', { speed: Number.NaN }, /above 0/u],
  ['one name twice', { scenarios: [plain, plain] }, /"plain" cannot be an endpoint/u],
  ['a name with a slash', { scenarios: [{ ...plain, name: '/plain' }] }, /"\/plain" cannot be an endpoint/u],
])('refuses %s when it is made', (_name, options, words) => {
  expect(() => createScenarioServer(options)).toThrow(words)
})

test.each<[string, object, RegExp]>([
  ['a slip', { scenario: [] }, /^The option scenario does not exist in createScenarioServer\. Did you mean "scenarios"\?/],
  ['an option of the client', { backendUrl: '/x' }, /backendUrl does not exist in createScenarioServer/],
])('refuses %s among its options', (_name, options, words) => {
  expect(() => createScenarioServer(options)).toThrow(words)
})

test('serves under no option that does not exist', async () => {
  const options: object = { hostName: '127.0.0.1' }
  await expect(serveScenarios(createScenarioServer(), options)).rejects.toThrow(
    /hostName does not exist in serveScenarios\. Did you mean "hostname"\?/,
  )
})

test.each([false, true])(
  'a script that has stopped listening ends, with the relay before the scenarios: %s',
  async (relay) => {
    const script = `
    import { createScenarioServer, serveScenarios } from './src/testing/index.ts'
    import { GradioClient } from './src/client/index.ts'
    const served = await serveScenarios(createScenarioServer({ speed: Infinity, relay: ${relay} }))
    const client = new GradioClient({ backendUrl: ${relay ? 'served.url' : 'null'} })
    await client.run(${relay ? "'http://app.test'" : 'served.url'}, '/numbers', [])
    client.close()
    await served.close()
  `
    const args = ['--conditions=gradio-stream-source', '--input-type=module', '--eval', script]
    // It rejects when the time is up: nothing else ends the script.
    await promisify(execFile)(process.execPath, args, { cwd: joinPath(import.meta.dirname, '..', '..'), timeout: 30_000 })
  },
  40_000,
)
