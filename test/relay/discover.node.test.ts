import { expect, test } from 'vitest'
import { readDiscoverResponse } from '../../src/client/protocol/relay-protocol.ts'
import { APP_URL, CONFIG, createFakeApp } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO } from './relay-client.ts'

const ENDPOINTS = [`${BASE}/apps/demo/gradio_api/call/echo`, `${BASE}/apps/demo/gradio_api/call/stateful`]

test('lists the endpoints as addresses on the relay, in exactly the promised fields', async () => {
  const { post } = createTestBed()
  const response = await post(`${BASE}/discover`, { baseUrl: 'demo' })
  const body = await response.json()
  expect(Object.keys(body)).toEqual(['success', 'supportsSSE', 'endpoints', 'app'])
  expect(readDiscoverResponse(body)).toMatchObject({
    success: true,
    supportsSSE: true,
    endpoints: ENDPOINTS,
    app: { status: 'running', root: '/api/experimental/sse/apps/demo', capabilities: { resume: true, polling: true } },
  })
})

test.each([APP_URL, `${APP_URL}/`, `  ${APP_URL}/?x=1#y `])('knows a configured app by its address %j', async (baseUrl) => {
  const { post } = createTestBed()
  expect((await (await post(`${BASE}/discover`, { baseUrl })).json()).endpoints).toEqual(ENDPOINTS)
})

test('gives an allowed app a name made of its address', async () => {
  const { post, get } = createTestBed({ apps: {}, allow: [APP_URL] })
  const { app, endpoints } = await (await post(`${BASE}/discover`, { baseUrl: APP_URL })).json()
  expect(app.root).toBe(`/api/experimental/sse/apps/${btoa(APP_URL).replaceAll('=', '')}`)
  expect(endpoints[0]).toBe(`https://site.test${app.root}/gradio_api/call/echo`)
  expect((await get(`https://site.test${app.root}/config`)).status).toBe(200)
})

test('uses the public address it was told', async () => {
  const { post } = createTestBed({ publicUrl: 'https://public.test/relay' })
  const { app, endpoints } = await (await post(`${BASE}/discover`, { baseUrl: 'demo' })).json()
  expect(app.root).toBe('https://public.test/relay/apps/demo')
  expect(endpoints[0]).toBe('https://public.test/relay/apps/demo/gradio_api/call/echo')
})

test('answers supportsSSE false where streams are switched off', async () => {
  const { post } = createTestBed({ sse: false })
  expect(await (await post(`${BASE}/discover`, { baseUrl: 'demo' })).json()).toMatchObject({ success: true, supportsSSE: false })
})

test.each([
  ['the prefix', '/gradio_api', '/gradio_api/info'],
  ['no prefix', '', '/info'],
])('asks for the info under %s', async (_name, prefix, path) => {
  const app = createFakeApp(prefix)
  app.answer('/config', () => Response.json({ ...CONFIG, api_prefix: prefix }))
  const { post } = createTestBed({}, app)
  await post(`${BASE}/discover`, { baseUrl: 'demo' })
  expect(app.requests.map((request) => request.path)).toContain(path)
})

test('describes the app from its config alone where there is no info', async () => {
  const app = createFakeApp()
  app.answer('/info', () => new Response('gone', { status: 500 }))
  const { post } = createTestBed({}, app)
  expect(await (await post(`${BASE}/discover`, { baseUrl: 'demo' })).json()).toMatchObject({ success: true, endpoints: ENDPOINTS })
  expect(app.requests.map(({ path }) => path)).toEqual(['/config', '/gradio_api/info', '/info'])
})

test.each<[string, string, (app: FakeApp) => void, string, string]>([
  [
    'nobody listening',
    'demo',
    (app) => app.answer('/config', () => Promise.reject(new TypeError('fetch failed'))),
    'unreachable',
    'app-unreachable',
  ],
  ['a broken app', 'demo', (app) => app.answer('/config', () => new Response('oops', { status: 502 })), 'unreachable', 'app-unreachable'],
  ['HTML', 'demo', (app) => app.answer('/config', () => new Response('<html></html>')), 'not-gradio', 'app-not-gradio'],
  ['404', 'demo', (app) => app.answer('/config', () => new Response('{}', { status: 404 })), 'not-gradio', 'app-not-gradio'],
  ['wrong JSON', 'demo', (app) => app.answer('/config', () => Response.json({ hello: 1 })), 'not-gradio', 'app-not-gradio'],
  [
    'a login',
    'demo',
    (app) => app.answer('/config', () => Response.json({ detail: {} }, { status: 401 })),
    'login-required',
    'login-required',
  ],
  [
    'an unknown protocol',
    'demo',
    (app) => app.answer('/config', () => Response.json({ ...CONFIG, protocol: 'sse_v9' })),
    'unknown',
    'protocol-unsupported',
  ],
  [
    'a redirect elsewhere',
    'demo',
    (app) => app.answer('/config', () => Response.redirect('http://inside.test/config')),
    'unknown',
    'connection-refused',
  ],
  ['an app that is not allowed', 'http://other.test', () => {}, 'not-allowed', 'app-not-allowed'],
  ['what is no address', 'no such name', () => {}, 'unknown', 'address-invalid'],
])('says in words and codes what is wrong: %s', async (_name, baseUrl, prepare, status, code) => {
  const app = createFakeApp()
  prepare(app)
  const { post } = createTestBed({}, app)
  const response = await post(`${BASE}/discover`, { baseUrl })
  expect(response.status).toBe(200)
  const text = await response.text()
  expect(readDiscoverResponse(JSON.parse(text))).toMatchObject({
    success: false,
    supportsSSE: false,
    endpoints: [],
    error: expect.stringMatching(/\w"?\.$/),
    app: { status, failure: { code } },
  })
  expect(text).not.toContain('app.test')
})

test.each(['', '{not json', '[]', '{}', '{"baseUrl":5}', '{"baseUrl":" "}'])(
  'answers 400 in the same shape to the body %j',
  async (body) => {
    const { post } = createTestBed()
    const response = await post(`${BASE}/discover`, body)
    expect(response.status).toBe(400)
    expect(readDiscoverResponse(await response.json())).toMatchObject({ success: false, supportsSSE: false, endpoints: [] })
  },
)

test('follows a redirect within the app', async () => {
  const app = createFakeApp()
  app.answer('/config', ({ path }) => (path === '/config' ? Response.redirect(`${APP_URL}/config?again`) : undefined))
  const { post } = createTestBed({}, app)
  expect(await (await post(`${BASE}/discover`, { baseUrl: 'demo' })).json()).toMatchObject({ success: true })
})

test('gives up on an app that does not answer', async () => {
  const app = createFakeApp()
  const { post, clock } = createTestBed({ fetch: hangOn(app.fetch, '/config') }, app)
  const response = post(`${BASE}/discover`, { baseUrl: 'demo' })
  await clock.advance(30_000)
  expect(await (await response).json()).toMatchObject({ success: false, app: { status: 'unreachable' } })
})

/** A fetch that answers this path with nothing until its signal aborts. */
function hangOn(fetchApp: typeof fetch, path: string): typeof fetch {
  return (input, init) => {
    if (!new Request(input).url.endsWith(path)) return fetchApp(input, init)
    return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))))
  }
}

test.each(['discover', 'info', 'app_id'])('%s is answered before its client gives up, however often the app is asked', async (what) => {
  const app = createFakeApp()
  const bed = createTestBed({}, app)
  let answerConfig = (): void => {}
  app.answer('/config', () => new Promise((resolve) => (answerConfig = () => resolve(Response.json(CONFIG)))))
  for (const path of ['/info', '/app_id']) app.answer(path, () => new Promise(() => {}))
  const asking = what === 'discover' ? bed.post(`${BASE}/discover`, { baseUrl: 'demo' }) : bed.get(`${DEMO}/${what}`)
  await bed.clock.advance(20_000)
  answerConfig()
  await bed.clock.settle()
  await bed.clock.advance(5_000)
  expect(await (await asking).text()).toMatch(/did not answer|app-unreachable/)
})
