/** `relay.submit`: a run that the server begins, and what its token opens to whom. */
import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import type { BegunRun, GradioRelayOptions } from '../../src/relay/index.ts'
import { completed, CONFIG, createFakeApp, INFO } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, names, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'

const SECRET = 'a secret of the tests, 32 letters'
const OTHER = 'another secret of the tests, longer'
const HEADER = 'x-gradio-run-token'
const DAY_MS = 24 * 60 * 60_000
const ORDER = { app: 'demo', endpoint: '/echo', inputs: { text: 'hello' } }

function createBed(options: GradioRelayOptions = {}, app?: FakeApp): TestBed {
  return createTestBed({ tokens: { secret: SECRET }, ...options }, app)
}

const escape = (words: string): string => words.replaceAll(/[/*]/g, '\\$&')

/** An app with an endpoint that takes a file, of at most 100 bytes where the test is about that. */
function fileApp(maxFileSize?: number): FakeApp {
  const app = createFakeApp()
  const file = { id: 4, type: 'file', props: {} }
  const read = { id: 2, inputs: [4], outputs: [2], api_name: 'read', queue: true, api_visibility: 'public' }
  const config = {
    ...CONFIG,
    max_file_size: maxFileSize,
    components: [...CONFIG.components, file],
    dependencies: [...CONFIG.dependencies, read],
  }
  const parameter = {
    label: 'file',
    parameter_name: 'file',
    parameter_has_default: false,
    type: { title: 'FileData', type: 'object', properties: { path: { type: 'string' } } },
    python_type: { type: 'filepath', description: '' },
    component: 'File',
  }
  const { named_endpoints: named } = INFO
  app.answer('/config', () => Response.json(config))
  app.answer('/info', () =>
    Response.json({ ...INFO, named_endpoints: { ...named, '/read': { parameters: [parameter], returns: named['/echo'].returns } } }),
  )
  app.answer('/upload', () => Response.json(['/cache/given']))
  return app
}

async function* brokenStream(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(3)
  throw new Error('the disk is gone')
}

function withToken(token: string): { headers: Record<string, string> } {
  return { headers: { [HEADER]: token } }
}

const readUrl = ({ runId }: BegunRun): string => `${DEMO}/queue/data?session_hash=${runId}`

test('begins a run with inputs by name, and its token follows it to the end', async () => {
  const bed = createBed({ runTtlMs: 90_000 })
  const run = await bed.relay.submit(ORDER)
  expect(run.keptForMs).toBe(90_000)
  expect(JSON.parse(bed.app.to('/queue/join')[0]?.body ?? '{}')).toMatchObject({ data: ['hello'], fn_index: 0 })
  expect(bed.app.to('/queue/join')[0]?.body).not.toContain(run.session)
  expect(run.expiresAt).toBe(Math.floor((bed.clock.now() + DAY_MS) / 1000) * 1000)
  const facts = await bed.get(`${BASE}/follow`, withToken(run.token))
  expect(await facts.json()).toEqual({
    app: 'demo',
    endpoint: '/echo',
    run: run.runId,
    startedAt: bed.clock.now(),
    now: bed.clock.now(),
    canCancel: true,
  })
  const reader = readFrames(await bed.get(readUrl(run), withToken(run.token)))
  const stream = await bed.app.stream(0)
  stream.send({ msg: 'process_starts', event_id: 'up1' })
  stream.send(completed('up1', ['HELLO']))
  stream.end()
  const frames = await reader.rest()
  expect(names(frames)).toEqual(['process_starts', 'process_completed', 'close_stream'])
  expect(frames[1]?.message).toMatchObject({ event_id: run.runId, output: { data: ['HELLO'] } })
})

test('gives every reader the whole run, also late ones, with one call at the app', async () => {
  const bed = createBed()
  const run = await bed.relay.submit(ORDER)
  const watch = await bed.relay.createWatchToken(run.token)
  const stream = await bed.app.stream(0)
  stream.send({ msg: 'process_starts', event_id: 'up1' })
  const early = await Promise.all([run.token, watch.token, watch.token].map((token) => bed.get(readUrl(run), withToken(token))))
  stream.send(completed('up1', ['HELLO']))
  stream.end()
  const whole = ['process_starts', 'process_completed', 'close_stream']
  for (const response of early) expect(names(await readFrames(response).rest())).toEqual(whole)
  expect(names(await readFrames(await bed.get(readUrl(run), withToken(watch.token))).rest())).toEqual(whole)
  const poll = await bed.get(`${DEMO}/queue/poll?session_hash=${run.runId}`, withToken(watch.token))
  expect(await poll.json()).toMatchObject({ done: true, messages: [{}, { message: { msg: 'process_completed' } }] })
  expect([bed.app.to('/queue/join').length, bed.app.streams.length]).toEqual([1, 1])
})

test.each<[string, GradioRelayOptions, string]>([
  ['of its public address', { publicUrl: 'https://example.com/gradio' }, 'https://example.com/gradio'],
  ['that a client replaces, as nobody has asked yet', {}, 'http://relay.invalid/api/experimental/sse'],
])('writes addresses of files %s', async (_name, options, base) => {
  const bed = createBed(options)
  const run = await bed.relay.submit(ORDER)
  const reader = readFrames(await bed.get(readUrl(run), withToken(run.token)))
  const stream = await bed.app.stream(0)
  stream.send(completed('up1', [{ path: '/cache/a.txt', url: 'http://app.test:7860/gradio_api/file=/cache/a.txt' }]))
  stream.end()
  const [end] = await reader.rest()
  expect(end?.message.output).toMatchObject({ data: [{ url: `${base}/apps/demo/gradio_api/file=/cache/a.txt` }] })
})

test('shows a reader no other run of the session', async () => {
  const bed = createBed()
  const run = await bed.relay.submit(ORDER)
  await bed.join(run.session)
  const reader = readFrames(await bed.get(readUrl(run), withToken(run.token)))
  const [first, second] = [await bed.app.stream(0), await bed.app.stream(1)]
  second.send(completed('up2', ['OTHER']))
  second.end()
  first.send(completed('up1', ['OWN']))
  first.end()
  const frames = await reader.rest()
  expect(frames.map(({ message }) => [message.msg, message.event_id])).toEqual([
    ['process_completed', run.runId],
    ['close_stream', null],
  ])
})

test('lets a token cancel its run, and a watch token not', async () => {
  const bed = createBed()
  const run = await bed.relay.submit(ORDER)
  const watch = await bed.relay.createWatchToken(run.token)
  await bed.app.stream(0)
  const body = { session_hash: run.runId, fn_index: 0, event_id: run.runId }
  const refused = await bed.post(`${DEMO}/cancel`, body, { [HEADER]: watch.token })
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { code: 'access-denied', message: 'This token lets nobody cancel the run.' },
  ])
  expect(bed.relay.runCount).toBe(1)
  const done = await bed.post(`${DEMO}/cancel`, body, { [HEADER]: run.token })
  expect([done.status, await done.json()]).toEqual([200, { success: true }])
  const frames = await readFrames(await bed.get(readUrl(run), withToken(watch.token))).rest()
  expect(frames[0]?.message).toMatchObject({ msg: 'process_completed', cancelled: true })
})

test.each<[string, (bed: TestBed, run: BegunRun) => Promise<Response>]>([
  [
    'joins',
    ({ post }, { token, runId }) => post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: runId }, { [HEADER]: token }),
  ],
  ['calls', ({ post }, { token }) => post(`${DEMO}/run/echo`, { data: ['x'] }, { [HEADER]: token })],
  ['sends a frame', ({ post }, { token, runId }) => post(`${DEMO}/stream/${runId}`, { data: [] }, { [HEADER]: token })],
  ['uploads', ({ get }, { token }) => get(`${DEMO}/upload_progress?upload_id=u`, withToken(token))],
  [
    'lists a folder',
    ({ post }, { token }) => post(`${DEMO}/component_server`, { session_hash: 's', fn_name: 'ls', component_id: 1 }, { [HEADER]: token }),
  ],
  ['signs in', ({ post }, { token }) => post(`${BASE}/login`, { baseUrl: 'demo', username: 'a', password: 'b' }, { [HEADER]: token })],
])('opens nothing to who %s with it', async (_name, ask) => {
  const bed = createBed()
  const run = await bed.relay.submit(ORDER)
  const response = await ask(bed, run)
  expect([response.status, await response.json()]).toMatchObject([403, { code: 'access-denied' }])
})

test('says the same of another run, whether it exists or not', async () => {
  const bed = createBed()
  const [mine, theirs] = [await bed.relay.submit(ORDER), await bed.relay.submit(ORDER)]
  const headers = { [HEADER]: mine.token }
  const answers = await Promise.all(
    [theirs.runId, '0'.repeat(32)].map(async (runId) => {
      const read = await bed.get(`${DEMO}/queue/poll?session_hash=${runId}`, { headers })
      const cancelled = await bed.post(`${DEMO}/cancel`, { session_hash: runId, fn_index: 0, event_id: runId }, headers)
      return [read.status, await read.json(), cancelled.status, await cancelled.json()]
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject([404, { code: 'session-unknown' }, 404, { code: 'session-unknown' }])
  expect(bed.relay.runCount).toBe(2)
})

test('reads no call of somebody else, also where it knows the name of its session', async () => {
  const bed = createBed({ authorize: () => true })
  const { token } = await bed.relay.submit(ORDER)
  const answer = await bed.post(`${DEMO}/call/echo`, { data: ['x'] })
  const { event_id: eventId } = (await answer.json()) as { event_id: string }
  for (const url of [`call/echo/${eventId}`, `queue/data?session_hash=${eventId}`, `queue/poll?session_hash=${eventId}`, 'heartbeat/s']) {
    const response = await bed.get(`${DEMO}/${url}`, withToken(token))
    expect([url, response.status, await response.json()]).toMatchObject([url, 404, { code: 'session-unknown' }])
  }
})

test('refuses a token of another app', async () => {
  const bed = createBed({ apps: { demo: 'http://app.test:7860', other: 'http://app.test:7860/' } })
  const run = await bed.relay.submit({ ...ORDER, app: 'other' })
  const response = await bed.get(readUrl(run), withToken(run.token))
  expect([response.status, await response.json()]).toMatchObject([404, { code: 'session-unknown' }])
})

test('ends a reader when its token expires, and refuses the token from then on', async () => {
  const bed = createBed()
  const run = await bed.relay.submit({ ...ORDER, ttlMs: 30_000 })
  const stream = await bed.app.stream(0)
  const reader = readFrames(await bed.get(readUrl(run), withToken(run.token)))
  stream.send({ msg: 'process_starts', event_id: 'up1' })
  expect((await reader.next())?.message.msg).toBe('process_starts')
  const rest = reader.rest()
  await bed.clock.advance(30_000)
  const expired = { message: 'The token of this run has expired.', code: 'token-invalid' }
  expect((await rest).at(-2)?.message).toMatchObject({ msg: 'unexpected_error', ...expired })
  for (const url of [readUrl(run), `${DEMO}/config`, `${BASE}/follow`]) {
    const response = await bed.get(url, withToken(run.token))
    expect([response.status, await response.json()]).toMatchObject([401, expired])
  }
  await expect(bed.relay.createWatchToken(run.token)).rejects.toMatchObject({ code: 'token-invalid' })
})

test.each(['', 'x', 'a.b.c', 'e'.repeat(9000)])('refuses %j, which is no token', async (token) => {
  const { get } = createBed()
  const response = await get(`${DEMO}/config`, withToken(token))
  expect([response.status, await response.json()]).toMatchObject([401, { code: 'token-invalid' }])
})

test('takes the tokens of all its secrets, and makes them with the first', async () => {
  const old = createBed()
  const run = await old.relay.submit(ORDER)
  const both = createBed({ tokens: { secret: [OTHER, SECRET] } })
  const none = createBed({ tokens: { secret: OTHER } })
  const status = async ({ get }: TestBed, token: string): Promise<number> => (await get(`${BASE}/follow`, withToken(token))).status
  expect(await Promise.all([old, both, none].map((bed) => status(bed, run.token)))).toEqual([200, 200, 401])
  const fresh = await both.relay.createWatchToken(run.token)
  expect(await Promise.all([old, both, none].map((bed) => status(bed, fresh.token)))).toEqual([401, 200, 200])
  expect(await status(createTestBed(), run.token)).toBe(401)
})

test('opens the run to whom authorize would not let in, and shows its owner and session to nobody', async () => {
  const asked: string[] = []
  const bed = createBed({
    authorize: (_request, { action }) => {
      asked.push(action)
      return false
    },
  })
  const run = await bed.relay.submit({ ...ORDER, owner: 'ann@example.com' })
  const found = await bed.post(`${BASE}/discover`, { baseUrl: 'demo' }, { [HEADER]: run.token })
  expect(await found.json()).toMatchObject({ success: true })
  const facts = await (await bed.get(`${BASE}/follow`, withToken(run.token))).text()
  const reader = readFrames(await bed.get(readUrl(run), withToken(run.token)))
  const stream = await bed.app.stream(0)
  stream.send(completed('up1', ['HELLO']))
  stream.end()
  const texts = (await reader.rest()).map(({ text }) => text).join('\n')
  expect([(await bed.get(`${DEMO}/config`, withToken(run.token))).status, asked]).toEqual([200, []])
  for (const secret of ['ann', run.session, SECRET, run.token])
    expect(facts + texts + atob(run.token.split('.')[0] ?? '')).not.toContain(secret)
  expect((await bed.get(readUrl(run))).status).toBe(401)
})

test('tells the app nothing of a token', async () => {
  const bed = createBed()
  const run = await bed.relay.submit(ORDER)
  await bed.get(`${DEMO}/config`, withToken(run.token))
  await bed.get(`${DEMO}/file=/cache/a.txt`, withToken(run.token))
  await bed.post(`${DEMO}/cancel`, { session_hash: run.runId, fn_index: 0, event_id: run.runId }, { [HEADER]: run.token })
  const sent = bed.app.requests.map(({ path, headers, body }) => [path, ...headers.entries(), body].join('\n')).join('\n')
  expect(sent).toContain('/file=/cache/a.txt')
  for (const secret of [run.token, HEADER]) expect(sent).not.toContain(secret)
})

test('lets an owner reach the run by its session, and nobody else', async () => {
  const bed = createBed({ authorize: (request) => ({ owner: request.headers.get('x-user') ?? 'nobody' }) })
  const run = await bed.relay.submit({ ...ORDER, owner: 'ann' })
  const poll = (user: string): Promise<Response> =>
    bed.get(`${DEMO}/queue/poll?session_hash=${run.session}`, { headers: { 'x-user': user } })
  expect([(await poll('ann')).status, (await poll('bob')).status]).toEqual([200, 404])
})

test.each<[string, object, string]>([
  ['an endpoint that is not there', { endpoint: '/ecco' }, 'endpoint-unknown'],
  ['a name that is no parameter', { inputs: { txt: 'x' } }, 'input-invalid'],
  ['too many values', { inputs: ['x', 'y'] }, 'input-invalid'],
  ['a file that is too large', { endpoint: '/read', inputs: [new Blob(['x'.repeat(101)])] }, 'file-too-large'],
  ['a stream that breaks', { endpoint: '/read', inputs: [brokenStream()] }, 'input-invalid'],
  ['a file for a text', { inputs: [new Blob(['x'])] }, 'upload-failed'],
  ['a session that is none', { session: 'two words' }, 'options-invalid'],
  ['an app that is not allowed', { app: 'https://elsewhere.test' }, 'app-not-allowed'],
  ['an empty owner', { owner: '' }, 'options-invalid'],
  ['an owner with a slip', { onwer: 'ann' }, 'options-invalid'],
])('refuses %s before anything is begun', async (_name, change, code) => {
  const bed = createBed({}, fileApp(100))
  bed.app.answer('/upload', () => new Response('Not here', { status: 404 }))
  await expect(bed.relay.submit({ ...ORDER, ...change })).rejects.toMatchObject({ code })
  expect([bed.app.to('/queue/join').length, bed.relay.runCount]).toEqual([0, 0])
})

test.each<[string, () => unknown, string, string]>([
  ['a File', () => new File(['words'], 'a.txt'), 'a.txt', 'words'],
  ['a Buffer', () => Buffer.from('words'), 'file', 'words'],
  ['a stream of Node, with its name', () => createReadStream(import.meta.filename), 'submit.node.test.ts', '/** `relay.submit`'],
  ['a web stream', () => new Blob(['words']).stream(), 'file', 'words'],
])('sends %s to the app, and the run gets what the app made of it', async (_name, give, name, begin) => {
  const bed = createBed({ apps: { demo: { url: 'http://app.test:7860', headers: { 'x-key': 'k' } } } }, fileApp())
  await bed.relay.submit({ app: 'demo', endpoint: '/read', inputs: [give()] })
  const [upload] = bed.app.to('/upload')
  expect(upload?.headers.get('x-key')).toBe('k')
  expect(upload?.body).toMatch(new RegExp(`name="files"; filename="${name}"[^]*\\r\\n\\r\\n${escape(begin)}`))
  const [join] = bed.app.to('/queue/join')
  expect(JSON.parse(join?.body ?? '{}').data).toMatchObject([{ path: '/cache/given', orig_name: name, meta: { _type: 'gradio.FileData' } }])
})

test('begins nothing if the relay was closed while a file was on its way', async () => {
  const bed = createBed({}, fileApp())
  bed.app.answer('/upload', async () => {
    await bed.relay.close()
    return Response.json(['/cache/given'])
  })
  const given = { app: 'demo', endpoint: '/read', inputs: [new Blob(['x'])] }
  await expect(bed.relay.submit(given)).rejects.toMatchObject({ code: 'relay-unreachable' })
  expect(bed.app.to('/queue/join')).toEqual([])
})

test('runs of one session share the state at the app and take turns; another owner has another', async () => {
  const bed = createBed()
  const given = { app: 'demo', endpoint: '/stateful', owner: 'ann' }
  const first = await bed.relay.submit(given)
  const second = await bed.relay.submit({ ...given, session: first.session })
  const other = await bed.relay.submit({ ...given, session: first.session, owner: 'bob' })
  expect(second.session).toBe(first.session)
  const sessions = (): unknown[] => bed.app.to('/queue/join').map(({ body }) => JSON.parse(body).session_hash)
  expect(new Set(sessions()).size).toBe(2)
  expect(sessions()).toHaveLength(2)
  const stream = await bed.app.stream(0)
  stream.send(completed('up1', ['ONE']))
  stream.end()
  await bed.app.stream(2)
  expect([sessions()[2], other.session]).toEqual([sessions()[0], first.session])
  // A token of one does not open the other.
  const poll = await bed.get(`${DEMO}/queue/poll?session_hash=${first.runId}`, withToken(second.token))
  expect(poll.status).toBe(404)
})

test("rejects with the app's refusal, and leaves nothing behind", async () => {
  const bed = createBed()
  bed.app.answer('/queue/join', () => Response.json({ detail: 'Queue is full.' }, { status: 503 }))
  await expect(bed.relay.submit(ORDER)).rejects.toMatchObject({ code: 'queue-full', message: 'Queue is full.', details: { status: 503 } })
  expect(bed.relay.runCount).toBe(0)
})

test('begins nothing without a secret, or when it is being shut down', async () => {
  const without = createTestBed()
  await expect(without.relay.submit(ORDER)).rejects.toThrow('Write createGradioRelay({ tokens: { secret } })')
  const bed = createBed()
  await bed.relay.close()
  await expect(bed.relay.submit(ORDER)).rejects.toMatchObject({ code: 'relay-unreachable' })
  expect([...without.app.requests, ...bed.app.requests]).toEqual([])
})

test.each<[string, object, string]>([
  ['a short one', { secret: 'short' }, 'tokens.secret'],
  ['none', {}, 'tokens.secret'],
  ['an empty list', { secret: [] }, 'tokens.secret'],
  ['a list with a short one', { secret: [SECRET, 'short'] }, 'tokens.secret'],
  ['a wrong time', { secret: SECRET, ttlMs: '1h' }, 'tokens.ttlMs'],
  ['a slip', { secrets: SECRET }, 'Did you mean "secret"?'],
])('refuses %s as the secret, and shows it to nobody', (_name, tokens, words) => {
  const create = (): unknown => createBed({ tokens: tokens as never })
  expect(create).toThrow(words)
  expect(create).not.toThrow(/short"|a secret of the tests/)
})
