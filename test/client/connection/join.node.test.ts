import { expect, test } from 'vitest'
import { createFakeApp, fixtureApp, json } from './fake-app.ts'
import type { FakeApp } from './fake-app.ts'
import { createClient, start } from './runs.ts'

const validated = { detail: [{ __type__: 'validate', is_valid: false, message: 'Age must be 18 or more', parameter_name: 'age' }] }
const fastApi = { detail: [{ type: 'missing', loc: ['body', 'data'], msg: 'Field required', input: {} }] }

const SIGN_IN_PAGE = '<!doctype html><form action="/go"><input name=user><input name=pw type="password"></form>'
const refusals: readonly { name: string; answer: () => Response | Error; code: string; seen: RegExp; details?: object }[] = [
  {
    name: 'the queue is full',
    answer: () => json({ detail: 'Queue is full. Max size is 1 and size is 1.' }, 503, { 'retry-after': '4' }),
    code: 'queue-full',
    seen: /Max size is 1/,
    details: { status: 503, retryAfterMs: 4000 },
  },
  {
    name: 'a proxy answers 503',
    answer: () => new Response('<h1>Asleep</h1>', { status: 503 }),
    code: 'join-refused',
    seen: /503.*Asleep/,
    details: { status: 503 },
  },
  {
    name: 'a validator refuses a value',
    answer: () => json(validated, 422),
    code: 'input-invalid',
    seen: /"age": Age must be 18/,
    details: { issues: [{ parameter: 'age', message: 'Age must be 18 or more' }] },
  },
  {
    name: 'FastAPI refuses the body',
    answer: () => json(fastApi, 422),
    code: 'input-invalid',
    seen: /Field required/,
    details: { issues: [{ parameter: null, message: 'Field required (at body.data)' }] },
  },
  {
    name: '422 says something else',
    answer: () => json({ detail: 'no' }, 422),
    code: 'join-refused',
    seen: /422.*no/,
    details: { status: 422 },
  },
  {
    name: 'the app wants a login',
    answer: () => json({ detail: { error: 'Not authenticated', auth_message: 'Members only' } }, 401),
    code: 'login-required',
    seen: /Members only/,
    details: { authMessage: 'Members only', reason: 'signed-out' },
  },
  {
    name: 'a page to sign in at comes in its place',
    answer: () => new Response(SIGN_IN_PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    code: 'login-required',
    seen: /signed out.*Nothing was begun/,
    details: { reason: 'signed-out', status: 200 },
  },
  {
    name: 'an old app wants a login',
    answer: () => json({ detail: 'Not authenticated' }, 401),
    code: 'login-required',
    seen: /signed out.*401.*Nothing was begun/,
  },
  {
    name: 'no session',
    answer: () => json({ detail: 'Session hash not found.' }, 400),
    code: 'join-refused',
    seen: /Session hash not found/,
    details: { status: 400 },
  },
  {
    name: 'a validator raises',
    answer: () => json({ detail: 'the validator broke' }, 400),
    code: 'input-invalid',
    seen: /refused this call of \/\w+: the validator broke\. Check/,
    details: { status: 400, issues: [{ parameter: null, message: 'the validator broke' }] },
  },
  {
    name: 'a gateway forbids it',
    answer: () => new Response('<h1>Forbidden</h1>', { status: 403, headers: { 'content-type': 'text/html' } }),
    code: 'access-denied',
    seen: /denies access \(403\).*Forbidden/,
    details: { status: 403 },
  },
  {
    name: 'a gateway finds it too large',
    answer: () => new Response('<h1>413</h1>', { status: 413, headers: { 'content-type': 'text/html' } }),
    code: 'join-refused',
    seen: /too large.*Send less/,
    details: { status: 413 },
  },
  { name: 'no such route', answer: () => json({ detail: 'Not Found' }, 404), code: 'join-refused', seen: /404.*Not Found/ },
  {
    name: 'the app breaks',
    answer: () => new Response('Internal Server Error', { status: 500 }),
    code: 'join-refused',
    seen: /Internal Server Error/,
  },
  { name: '200 without an event id', answer: () => json({}), code: 'join-refused', seen: /200 application\/json: \{\}/ },
  {
    name: '200 with HTML',
    answer: () => new Response('<p>hi', { headers: { 'content-type': 'text/html' } }),
    code: 'join-refused',
    seen: /<p>hi/,
  },
  {
    name: 'nobody listens',
    answer: () => new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:7860') }),
    code: 'app-unreachable',
    seen: /ECONNREFUSED/,
  },
]

test.each(refusals)('fails a run with a typed error when $name', async ({ answer, code, seen, details = {} }) => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', answer)
  const { end } = await start(fake, fixtureApp('direct'), { queueFullRetries: 0 }, '/validated')
  expect(end()).toMatchObject({ status: 'failed', error: { code, message: expect.stringMatching(seen), details } })
  expect(fake.asked('/queue/data')).toEqual([])
  expect(fake.clock.pendingCount).toBe(0)
})

test("keeps the relay's own code", async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => json({ detail: 'Not allowed', code: 'app-not-allowed', message: 'This app is not allowed.' }, 403))
  const { end } = await start(fake, fixtureApp('relay'))
  expect(end()).toMatchObject({ error: { code: 'app-not-allowed', message: '/stream_text was not taken: This app is not allowed.' } })
})

test('names the relay when it cannot be reached', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => new TypeError('fetch failed'))
  const { end } = await start(fake, fixtureApp('relay'))
  await fake.clock.advance(60_000)
  expect(end()).toMatchObject({ error: { code: 'relay-unreachable', message: expect.stringContaining('http://relay.test') } })
})

test('gives up a join that is not answered in time, though fetch does not obey its signal', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => new Promise(() => undefined))
  const { end } = await start(fake, fixtureApp('direct'), { requestTimeoutMs: 5000 })
  await fake.clock.advance(5000)
  expect(end()).toMatchObject({ error: { code: 'join-timeout', message: expect.stringContaining('no answer within 5 s') } })
})

test('gives up a join whose answer begins and never ends', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{"event')) })))
  const { end } = await start(fake, fixtureApp('direct'), { requestTimeoutMs: 5000 })
  await fake.clock.advance(5000)
  expect(end()).toMatchObject({ error: { code: 'join-timeout' } })
})

test('fails a run whose values cannot be written as JSON, without asking', async () => {
  const fake = createFakeApp()
  const run = createClient(fake).submit(fixtureApp('direct'), '/echo', [
    {
      toJSON: () => {
        throw new Error('of its own')
      },
    },
  ])
  expect(await run.settled).toMatchObject({
    error: { code: 'input-invalid', message: expect.stringContaining('cannot be written as JSON') },
  })
  expect(fake.requests).toEqual([])
})

test('asks for headers anew for each request, and tells where it goes', async () => {
  const targets: string[] = []
  const headers = ({ url, route }: { url: string; route: string }): Record<string, string> => {
    targets.push(`${route} ${new URL(url).pathname}`)
    return { authorization: `Bearer ${targets.length}` }
  }
  const fake: FakeApp = createFakeApp()
  await start(fake, fixtureApp('direct'), { headers })
  expect(targets).toEqual(['direct /gradio_api/queue/join', 'direct /gradio_api/queue/data'])
})

test('fails a run when the headers cannot be had', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, fixtureApp('direct'), { headers: () => Promise.reject(new Error('no token')) })
  expect(end()).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('no token') } })
})

test('tells the app what called it, where it was no form', async () => {
  const fake = createFakeApp()
  const client = createClient(fake, { backendUrl: null })
  client.submit(fixtureApp('direct'), '/stream_text')
  client.submit(fixtureApp('direct'), '/stream_text', [], { trigger: { componentId: 7, data: { index: 1, liked: true } } })
  await fake.clock.advance(0)
  expect(fake.asked('/queue/join').map(({ body }) => body)).toMatchObject([
    { event_data: null, trigger_id: null },
    { event_data: { index: 1, liked: true }, trigger_id: 7 },
  ])
})
