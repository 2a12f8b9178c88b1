import { expect, test } from 'vitest'
import { createGradioRelay } from '../../src/relay/index.ts'
import { createAllowList, normaliseAddress } from '../../src/relay/guard/allow-list.ts'
import { APP_URL } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO } from './relay-client.ts'

test.each([
  ['https://a.test/', 'https://a.test'],
  ['HTTPS://A.test:443/x/../y/?q#h', 'https://a.test/y'],
  ['https://a.test/x/%2e%2e/y', 'https://a.test/y'],
  ['https://a.test/x%2f..%2fy', null],
  ['https://user:pass@a.test', null],
  ['ftp://a.test', null],
  ['javascript:alert(1)', null],
  ['//a.test', null],
  ['', null],
])('reads the address %j as %j', (address, expected) => {
  expect(normaliseAddress(address)).toBe(expected)
})

test.each([
  ['an origin', ['https://a.test'], 'https://a.test/any/path', true],
  ['an origin that only begins alike', ['https://a.test'], 'https://a.test.evil.test', false],
  ['another port', ['https://a.test'], 'https://a.test:8443', false],
  ['a prefix', ['https://a.test/apps'], 'https://a.test/apps/one', true],
  ['a prefix that only begins alike', ['https://a.test/apps'], 'https://a.test/apps-of-others', false],
  ['a pattern', [/^https:\/\/[\w-]+\.hf\.space$/g], 'https://ann-demo.hf.space', true],
  ['a pattern that does not match', [/^https:\/\/[\w-]+\.hf\.space$/], 'https://evil.test/x.hf.space', false],
  ['nothing', [], 'https://a.test', false],
])('decides by %s', (_name, rules, address, expected) => {
  const isAllowed = createAllowList(rules)
  expect([isAllowed(address), isAllowed(address)]).toEqual([expected, expected])
})

test('asks a function with the whole address', () => {
  const isAllowed = createAllowList(({ hostname }) => hostname.endsWith('.hf.space'))
  expect([isAllowed('https://a.hf.space/x'), isAllowed('https://a.test')]).toEqual([true, false])
})

test.each([
  ['an unknown name', 'nobody'],
  ['an address that is not allowed', btoa('http://other.test')],
  ['no address', btoa('hello')],
  ['no base64', '%00'],
  ['a name of Object.prototype', 'constructor'],
])('answers 403 for %s', async (_name, id) => {
  const { app, get } = createTestBed()
  const response = await get(`${BASE}/apps/${id}/gradio_api/config`)
  expect([response.status, await response.json()]).toMatchObject([403, { detail: expect.any(String), code: 'app-not-allowed' }])
  expect(app.requests).toHaveLength(0)
})

test.each<[string, object, RegExp]>([
  ['a duration of 0', { requestTimeoutMs: 0 }, /requestTimeoutMs is 0, but must be .* above 0 and at most 2147483647/],
  ['a duration no timer takes', { inactivityTimeoutMs: 2 ** 31 }, /inactivityTimeoutMs is 2147483648, .*at most 2147483647/],
  ['a duration that is no number', { runTtlMs: '30s' }, /runTtlMs is "30s"/],
  ['a limit of 0', { limits: { maxRunsPerSession: 0 } }, /limits\.maxRunsPerSession is 0, .*at least 1/],
  ['a limit that is no number', { limits: { maxBodyBytes: Number.NaN } }, /limits\.maxBodyBytes is NaN/],
  ['a switch that is a text', { sse: 'false' }, /sse is "false", but must be true or false/],
  ['a log without methods', { log: { begin: () => undefined } }, /log is an object, .*abandon, append, read/],
  ['a bad rule', { allow: ['a.test'] }, /allow holds "a\.test", which has no scheme/],
  ['a bad address', { apps: { demo: 'localhost:7860' } }, /apps\.demo has the address "localhost:7860"/],
  ['an address with a password', { apps: { demo: 'http://ann:secret@a.test' } }, /apps\.demo has the address "http:\/\/…@a\.test"/],
  ['a relative public address', { publicUrl: '/relay' }, /publicUrl is "\/relay"/],
])('names the option and what it got for %s', (_name, options, words) => {
  expect(() => createGradioRelay(options)).toThrow(words)
  expect(() => createGradioRelay(options)).toThrow(expect.objectContaining({ code: 'options-invalid', isRetryable: false }))
})

test.each([
  ['a bad rule', { allow: ['a.test'] }],
  ['a bad address', { apps: { demo: 'localhost:7860' } }],
  ['a name with a slash', { apps: { 'a/b': APP_URL } }],
  ['a relative public address', { publicUrl: '/relay' }],
  ['a base path without a slash', { basePath: 'relay' }],
])('refuses at once to be made with %s', (_name, options) => {
  expect(() => createGradioRelay(options)).toThrow(expect.objectContaining({ code: 'options-invalid' }))
})

test('asks authorize for everything but healthz', async () => {
  const { get, post } = createTestBed({ authorize: (request) => request.headers.get('x-user') === 'ann' })
  expect((await get(`${BASE}/healthz`)).status).toBe(200)
  expect((await get(`${DEMO}/config`)).status).toBe(401)
  expect((await post(`${BASE}/discover`, { baseUrl: 'demo' })).status).toBe(401)
  expect((await get(`${DEMO}/config`, { headers: { 'x-user': 'ann' } })).status).toBe(200)
})

test('sends no CORS headers unless it is told to, and refuses what a browser marks as another site', async () => {
  const { app, get, relay } = createTestBed()
  const plain = await get(`${DEMO}/config`, { headers: { origin: 'https://evil.test' } })
  expect(plain.headers.get('access-control-allow-origin')).toBeNull()
  const marked = await get(`${DEMO}/info`, { headers: { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' } })
  expect(marked.status).toBe(403)
  const preflight = await relay.fetch(new Request(`${DEMO}/queue/join`, { method: 'OPTIONS', headers: { origin: 'https://evil.test' } }))
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([403, null])
  expect(app.to('/info')).toHaveLength(0)
})

test('lets a listed origin in, with its preflight and on refusals', async () => {
  const { get, relay } = createTestBed({ cors: ['https://page.test'] })
  const headers = { origin: 'https://page.test', 'sec-fetch-site': 'cross-site', 'access-control-request-headers': 'content-type' }
  const preflight = await relay.fetch(new Request(`${DEMO}/queue/join`, { method: 'OPTIONS', headers }))
  expect(preflight.status).toBe(204)
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    'access-control-allow-origin': 'https://page.test',
    'access-control-allow-headers': 'content-type',
  })
  for (const url of [`${DEMO}/config`, `${DEMO}/queue/data`, `${BASE}/apps/nobody/config`]) {
    expect((await get(url, { headers })).headers.get('access-control-allow-origin')).toBe('https://page.test')
  }
})

test('takes only JSON, which a page of another site cannot send unasked', async () => {
  const { app, post } = createTestBed()
  const response = await post(`${DEMO}/queue/join`, '{"data":[],"fn_index":0,"session_hash":"s"}', { 'content-type': 'text/plain' })
  expect(response.status).toBe(415)
  expect(app.requests).toHaveLength(0)
})

test('answers what fails inside with 500 and no more, and tells its operator', async () => {
  const failure = new Error('secret stack')
  const told: unknown[] = []
  const { get } = createTestBed({
    authorize: () => {
      throw failure
    },
    onError: (error) => told.push(error),
  })
  const response = await get(`${DEMO}/config`)
  expect([response.status, await response.text()]).toEqual([500, '{"detail":"The relay failed on this request."}'])
  expect(told).toEqual([failure])
})

test('answers 404 to what it does not have', async () => {
  const { get } = createTestBed()
  for (const url of [`${BASE}/nothing`, `${DEMO}/call/echo/1`, 'https://site.test/']) expect((await get(url)).status).toBe(404)
})

test('lies where it is told', async () => {
  const { relay } = createTestBed({ basePath: '/relay/' })
  expect((await relay.fetch(new Request('https://site.test/relay/healthz'))).status).toBe(200)
})

test.each([
  ['true', true],
  ['1', false],
  [undefined, false],
])('reads USE_SSE_EXPERIMENTAL=%s from the environment', async (value, expected) => {
  const before = process.env.USE_SSE_EXPERIMENTAL
  if (value === undefined) delete process.env.USE_SSE_EXPERIMENTAL
  else process.env.USE_SSE_EXPERIMENTAL = value
  try {
    const { post } = createTestBed({ sse: undefined })
    expect((await (await post(`${BASE}/discover`, { baseUrl: 'demo' })).json()).supportsSSE).toBe(expected)
  } finally {
    if (before === undefined) delete process.env.USE_SSE_EXPERIMENTAL
    else process.env.USE_SSE_EXPERIMENTAL = before
  }
})

test.each([
  ['the app', { url: 'http://gradio.internal' }, 'https://huggingface.co'],
  ['the Hub', { url: 'https://owner-space.hf.space' }, 'http://hub.internal'],
])('refuses to be set up with a Hub token that would go over plain http to %s', (_what, app, hubUrl) => {
  const make = (headers: Record<string, string>) => () => createGradioRelay({ apps: { demo: { ...app, headers } }, hubUrl })
  expect(make({ authorization: 'Bearer hf_secret' })).toThrow(/plain http/)
  expect(make({ 'X-HF-Authorization': 'Bearer hf_secret' })).toThrow(expect.objectContaining({ code: 'options-invalid' }))
  expect(make({ authorization: 'Basic own' })).not.toThrow()
  expect(() =>
    createGradioRelay({ apps: { demo: { url: 'http://127.0.0.1:7860', headers: { authorization: 'Bearer hf_x' } } } }),
  ).not.toThrow()
})
