/** `authorize`: who is let in, whose sessions and runs exist for whom, and in which words a page is refused. */
import { expect, test } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import type { Access, AccessAnswer } from '../../src/relay/index.ts'
import { completed, CONFIG } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, names, readFrames } from './relay-client.ts'

const byUser = (request: Request): AccessAnswer => {
  const owner = request.headers.get('x-user')
  return owner === null ? false : { owner }
}
const as = (user: string): { headers: Record<string, string> } => ({ headers: { 'x-user': user } })

test('says for every route what it is about', async () => {
  const seen: Access[] = []
  const { get, post } = createTestBed({
    authorize: (_request, access) => {
      seen.push(access)
      return { status: 402, message: 'No.' }
    },
  })
  const key = '0'.repeat(32)
  const call = { data: [], fn_index: 0, session_hash: 's' }
  const form = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }
  const answers = [
    await post(`${BASE}/discover`, { baseUrl: 'demo' }),
    await post(`${BASE}/login`, { baseUrl: 'demo', username: 'a', password: 'b' }),
    await post(`${BASE}/logout`, { baseUrl: 'demo' }),
    await get(`${DEMO}/config`),
    await get(`${DEMO}/info`),
    await get(`${DEMO}/app_id`),
    await post(`${DEMO}/queue/join`, { ...call, join_key: key }),
    await get(`${DEMO}/queue/data?session_hash=s`),
    await get(`${DEMO}/queue/poll?session_hash=s`),
    await get(`${DEMO}/heartbeat/s`),
    await post(`${DEMO}/cancel`, { session_hash: 's', event_id: 'e' }),
    await post(`${DEMO}/stream/e`, call),
    await post(`${DEMO}/stream/e/close`, call),
    await post(`${DEMO}/run/echo`, { data: [], session_hash: 's' }),
    await post(`${DEMO}/run/echo`, { data: [], fn_index: 1 }),
    await post(`${DEMO}/component_server`, { session_hash: 's', fn_name: 'ls', component_id: 1 }),
    await get(`${DEMO}/upload`, form),
    await get(`${DEMO}/upload_progress?upload_id=u`),
    await get(`${DEMO}/file=/tmp/a`),
    await get(`${DEMO}/stream/a/b/c`),
  ]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 402))
  expect(seen.every(({ app }) => app === 'demo')).toBe(true)
  expect(seen.map(({ action, endpoint, session, run }) => [action, endpoint, session, run])).toEqual([
    ['discover', null, null, null],
    ['sign-in', null, null, null],
    ['sign-out', null, null, null],
    ['describe', null, null, null],
    ['describe', null, null, null],
    ['describe', null, null, null],
    ['join', '/echo', 's', key],
    ['read', null, 's', null],
    ['read', null, 's', null],
    ['read', null, 's', null],
    ['cancel', null, 's', 'e'],
    ['send', null, null, 'e'],
    ['send', null, null, 'e'],
    ['call', '/echo', 's', null],
    ['call', '/stateful', null, null],
    ['list-folder', null, 's', null],
    ['upload', null, null, null],
    ['upload', null, null, null],
    ['file', null, null, null],
    ['file', null, null, null],
  ])
})

test('names an app that is not configured by its address', async () => {
  const seen: string[] = []
  const { post } = createTestBed({
    apps: {},
    allow: ['http://app.test:7860'],
    authorize: (_request, { app }) => {
      seen.push(app)
      return true
    },
  })
  await post(`${BASE}/discover`, { baseUrl: 'http://app.test:7860/' })
  expect(seen).toEqual(['http://app.test:7860'])
})

test.each<[string, unknown, string]>([
  ['a text', 'no', 'authorize returned "no".'],
  ['an empty object', {}, 'authorize returned {}.'],
  ['nothing', undefined, 'authorize returned undefined.'],
  ['a number', 1, 'authorize returned 1.'],
  ['a Response', new Response(null, { status: 403 }), 'authorize returned a Response.'],
  ['an empty owner', { owner: '' }, 'authorize returned {"owner":""}.'],
  ['an owner that is no text', { owner: 7 }, 'authorize returned {"owner":7}.'],
  ['a status that lets in', { status: 200, message: 'Come in.' }, 'authorize returned {"status":200'],
  ['a refusal without words', { status: 403 }, 'authorize returned {"status":403}.'],
  ['an owner who is refused', { owner: 'ann', status: 403, message: 'No.' }, 'authorize returned {"owner":"ann"'],
])('takes %s for a mistake: refuses, and tells what to return', async (_name, answer, words) => {
  const told: unknown[] = []
  const authorize = (): AccessAnswer => answer as AccessAnswer
  const { app, get } = createTestBed({ authorize, onError: (error) => told.push(error) })
  const response = await get(`${DEMO}/config`)
  expect([response.status, await response.json()]).toEqual([500, { detail: 'The relay failed on this request.' }])
  expect(String(told[0])).toContain(words)
  expect(String(told[0])).toContain('Return true, false, { owner }')
  expect(app.requests).toHaveLength(0)
})

test('gives authorize no body to take away', async () => {
  const bodies: string[] = []
  const { join, app } = createTestBed({
    authorize: async (request) => {
      bodies.push(await request.text())
      return true
    },
  })
  expect(await join('s')).toMatch(/^[\da-f]{32}$/)
  expect(bodies).toEqual([''])
  expect(JSON.parse(app.to('/queue/join')[0]?.body ?? '{}')).toMatchObject({ data: ['x'] })
})

test('refuses one function and takes another', async () => {
  const { post } = createTestBed({
    authorize: (_request, { action, endpoint }) => action !== 'join' || endpoint === '/echo' || { status: 403, message: 'Only echo.' },
  })
  const call = { data: ['x'], session_hash: 's' }
  expect((await post(`${DEMO}/queue/join`, { ...call, fn_index: 0 })).status).toBe(200)
  const refusal = await post(`${DEMO}/queue/join`, { ...call, fn_index: 1 })
  expect([refusal.status, await refusal.json()]).toMatchObject([403, { detail: 'Only echo.', code: 'access-denied' }])
})

test('a session and its runs exist for their owner only', async () => {
  const { app, relay, get, post } = createTestBed({ authorize: byUser })
  const call = { data: ['x'], fn_index: 0, session_hash: 's' }
  const joined = await post(`${DEMO}/queue/join`, call, as('ann').headers)
  const { event_id: run } = await joined.json()
  const upstream = await app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1' })

  const poll = await get(`${DEMO}/queue/poll?session_hash=s&after=`, as('bob'))
  expect([poll.status, await poll.json()]).toMatchObject([404, { code: 'session-unknown' }])
  const stream = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`, as('bob'))).rest()
  expect([names(stream), stream[0]?.message.session_not_found]).toEqual([['unexpected_error', 'close_stream'], true])
  await post(`${DEMO}/cancel`, { session_hash: 's', event_id: run, fn_index: 0 }, as('bob').headers)
  expect(app.to('/cancel')).toHaveLength(0)
  expect(relay.runCount).toBe(1)
  expect((await post(`${DEMO}/stream/${run}`, call, as('bob').headers)).status).toBe(404)
  expect(app.to('/stream/up1')).toHaveLength(0)

  // The same name is another session for somebody else.
  await post(`${DEMO}/queue/join`, { ...call, data: ['bob'] }, as('bob').headers)
  const bobs = await app.stream(1)
  bobs.send(completed('up2', ['for bob']))
  bobs.end()
  upstream.send(completed('up1', ['for ann']))
  upstream.end()
  for (const user of ['ann', 'bob']) {
    const text = await (await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`, as(user))).text()
    expect([text.includes('for ann'), text.includes('for bob')]).toEqual([user === 'ann', user === 'bob'])
  }
})

test('state at the app is one for an owner', async () => {
  const { app, post } = createTestBed({ authorize: byUser })
  for (const user of ['ann', 'bob', 'ann']) await post(`${DEMO}/run/stateful`, { data: ['x'], session_hash: 's' }, as(user).headers)
  const sessions = app.to('/run/stateful').map(({ body }) => JSON.parse(body).session_hash)
  expect(sessions[0]).toBe(sessions[2])
  expect(sessions[1]).not.toBe(sessions[0])
})

test('the progress of an upload has another name for each owner', async () => {
  const { app, get } = createTestBed({ authorize: byUser })
  for (const user of ['ann', 'bob', 'ann']) await get(`${DEMO}/upload_progress?upload_id=u1`, as(user))
  const [ann, bob, again] = app.to('/upload_progress').map(({ path }) => path)
  expect(ann).toMatch(/upload_id=[\da-f]{64}$/)
  expect(again).toBe(ann)
  expect(bob).not.toBe(ann)
})

const REFUSAL = { status: 402, message: 'Your credits are used up.', reason: 'no-credits' } as const
const IN_WORDS = { code: 'access-denied', details: { words: REFUSAL.message, reason: REFUSAL.reason, status: 402 } }

test('a page that looks for an app is refused in words', async () => {
  const { relay } = createTestBed({ authorize: () => REFUSAL })
  const client = new GradioClient({ backendUrl: BASE, fetch: (input, init) => relay.fetch(new Request(input, init)), shareTabs: false })
  await expect(client.discover('demo')).rejects.toMatchObject({ ...IN_WORDS, message: REFUSAL.message })
})

test.each([401, 402, 403])('a run that is refused with %i fails in these words', async (status) => {
  const { relay } = createTestBed({ authorize: (_request, { action }) => action !== 'join' || { ...REFUSAL, status } })
  const client = new GradioClient({ backendUrl: BASE, fetch: (input, init) => relay.fetch(new Request(input, init)), shareTabs: false })
  const state = await client.submit(await client.discover('demo'), '/echo').settled
  const error = state.status === 'failed' ? state.error : null
  expect(error).toMatchObject({ ...IN_WORDS, details: { ...IN_WORDS.details, status }, message: `/echo was not taken: ${REFUSAL.message}` })
})

test('a run whose messages are refused fails in these words', async () => {
  let isIn = true
  const { app, relay } = createTestBed({ authorize: (_request, { action }) => action !== 'read' || isIn || { ...REFUSAL, status: 403 } })
  const client = new GradioClient({ backendUrl: BASE, fetch: (input, init) => relay.fetch(new Request(input, init)), shareTabs: false })
  const description = await client.discover('demo')
  isIn = false
  const run = client.submit(description, '/echo')
  await app.stream(0)
  const state = await run.settled
  expect(state).toMatchObject({ status: 'failed', error: { code: 'access-denied', message: REFUSAL.message } })
})

test('an upload that is refused fails in these words', async () => {
  const { app, relay } = createTestBed({ authorize: (_request, { action }) => action !== 'upload' || { ...REFUSAL, status: 401 } })
  app.answer('/config', () => Response.json({ ...CONFIG }))
  const client = new GradioClient({ backendUrl: BASE, fetch: (input, init) => relay.fetch(new Request(input, init)), shareTabs: false })
  const state = await client.submit(await client.discover('demo'), '/echo', [new Blob(['x'])]).settled
  expect(state).toMatchObject({ status: 'failed', error: { code: 'access-denied', message: REFUSAL.message } })
  expect(app.to('/upload')).toHaveLength(0)
})

test('a refusal says when to ask again', async () => {
  const { get } = createTestBed({ authorize: () => ({ status: 429, message: 'Ten a minute.', retryAfterMs: 2500 }) })
  const response = await get(`${DEMO}/config`)
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toMatchObject([429, '3', { code: 'rate-limited' }])
})
