import './loaded.ts'
import { expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import { discoverApp, discoverSSE } from '../../src/client/discovery/discover.ts'
import { CONFIG, INFO, RELAY_CAPABILITIES, json } from './connection/fake-app.ts'
import { readFileSync } from 'node:fs'

type Routes = Readonly<Record<string, () => Response | Error>>

const HTML = () => new Response('<!doctype html><title>hello</title>', { headers: { 'content-type': 'text/html' } })
const BACKEND = 'http://site.test/api/experimental/sse'
const DISCOVER = `POST ${BACKEND}/discover`
const ROOT = `${BACKEND}/apps/demo`

function capture(version: string, file: 'config' | 'info'): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/captures/gradio-${version}/${file}.json`, import.meta.url), 'utf8'))
}

/** The network: what is not listed is 404; everything asked is kept. */
function network(routes: Routes) {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const key = `${init?.method ?? 'GET'} ${String(input instanceof Request ? input.url : input)}`
    asked.push(key)
    const answer = (routes[key] ?? routes[key.replace('GET ', '')])?.() ?? json({ detail: 'Not Found' }, 404)
    if (answer instanceof Error) throw answer
    return answer
  }
  return { asked, fetch }
}

function redirected(response: Response, url: string): Response {
  Object.defineProperty(response, 'url', { value: url })
  return response
}

const refused = () => new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:7860') })
const running =
  (root = '/api/experimental/sse/apps/demo', supportsSSE = true) =>
  () =>
    json({
      success: true,
      supportsSSE,
      endpoints: [`${ROOT}/gradio_api/call/echo`],
      app: { status: 'running', root, capabilities: RELAY_CAPABILITIES },
    })

const versions: readonly { version: string; info: string }[] = [
  { version: '6', info: '/gradio_api/info' },
  { version: '5', info: '/gradio_api/info' },
  { version: '4', info: '/info' },
  { version: '4.8', info: '/info' },
  { version: '3', info: '/info' },
]

test.each(versions)('describes a Gradio $version app directly, from config and info', async ({ version, info }) => {
  const { fetch, asked } = network({
    'http://app.test/config': () => json(capture(version, 'config')),
    [`http://app.test${info}`]: () => json(capture(version, 'info')),
  })
  const app = await discoverApp('http://app.test', { fetch, backendUrl: null })
  expect(asked).toEqual(['GET http://app.test/config', `GET http://app.test${info}`])
  expect(app).toMatchObject({
    address: 'http://app.test',
    rootUrl: 'http://app.test',
    route: 'direct',
    supportsSSE: true,
    capabilities: { resume: false },
  })
  expect(app.endpoints.map(({ name }) => name)).toContain('/echo')
})

test.each([
  ['  http://app.test/  ', 'http://app.test'],
  ['HTTP://App.Test', 'http://app.test'],
  ['http://app.test/?__theme=dark', 'http://app.test'],
  ['http://app.test/#top', 'http://app.test'],
  ['http://app.test:80', 'http://app.test'],
  ['http://app.test/apps/demo', 'http://app.test/apps/demo'],
  ['http://app.test/apps/demo///?a=b', 'http://app.test/apps/demo'],
])('asks %j under %s', async (address, root) => {
  const { fetch, asked } = network({ [`${root}/config`]: () => json(CONFIG), [`${root}/gradio_api/info`]: () => json(INFO) })
  const app = await discoverApp(address, { fetch, backendUrl: null })
  expect(asked[0]).toBe(`GET ${root}/config`)
  expect(app).toMatchObject({ address: root, apiUrl: `${root}/gradio_api` })
})

test('goes on from the config alone when no info answers', async () => {
  const { fetch, asked } = network({ 'http://app.test/config': () => json(CONFIG), 'http://app.test/gradio_api/info': HTML })
  const app = await discoverApp('http://app.test', { fetch, backendUrl: null })
  expect(asked).toEqual(['http://app.test/config', 'http://app.test/gradio_api/info', 'http://app.test/info'].map((url) => `GET ${url}`))
  expect(app.endpoints.map(({ name }) => name)).toContain('/stream_text')
})

test.each(['api_name', 'named_endpoints'])('passes over an info that is none (%s)', async (key) => {
  const { fetch } = network({
    'http://app.test/config': () => json(CONFIG),
    'http://app.test/gradio_api/info': () => json({ [key]: 1 }),
    'http://app.test/info': () => json(INFO),
  })
  expect((await discoverApp('http://app.test', { fetch, backendUrl: null })).endpoints.length).toBeGreaterThan(5)
})

test('never follows config.root', async () => {
  const { fetch, asked } = network({ 'http://app.test/config': () => json({ ...(CONFIG as object), root: 'http://evil.test' }) })
  const app = await discoverApp('http://app.test', { fetch, backendUrl: null })
  expect([app.rootUrl, ...asked].join()).not.toContain('evil')
})

test('takes the root that a redirect of config leads to, since POSTs would lose their body in it', async () => {
  const { fetch } = network({ 'http://app.test/config': () => redirected(json(CONFIG), 'https://app.test/config') })
  const app = await discoverApp('http://app.test', { fetch, backendUrl: null })
  expect(app).toMatchObject({ address: 'http://app.test', apiUrl: 'https://app.test/gradio_api' })
})

const bad: readonly { name: string; address?: string; routes?: Routes; code: string; seen: RegExp }[] = [
  { name: 'nothing', address: '', code: 'address-invalid', seen: /is empty/ },
  { name: 'spaces', address: '   ', code: 'address-invalid', seen: /is empty/ },
  { name: 'no URL', address: 'not a url', code: 'address-invalid', seen: /"not a url" is no URL.*http/ },
  { name: 'a URL with a space in the host', address: 'http://exa mple.test', code: 'address-invalid', seen: /is no URL/ },
  { name: 'a URL without a host', address: 'http://', code: 'address-invalid', seen: /is no URL/ },
  { name: 'host and port', address: 'localhost:7860', code: 'address-invalid', seen: /Write http:\/\/localhost:7860/ },
  { name: 'a host alone', address: 'app.hf.space', code: 'address-invalid', seen: /Write https:\/\/app\.hf\.space/ },
  {
    name: 'the name of a Space that nobody knows',
    address: 'Owner/Space',
    code: 'space-private',
    seen: /Owner\/Space is private.*does not exist/,
  },
  { name: 'a name that leads out of its path', address: 'Owner/..', code: 'address-invalid', seen: /names no Space/ },
  { name: 'another scheme', address: 'ftp://app.test', code: 'address-invalid', seen: /no http or https URL/ },
  { name: 'a script', address: 'javascript:alert(1)', code: 'address-invalid', seen: /no http or https URL/ },
  { name: 'a password', address: 'http://me:secret@app.test', code: 'address-invalid', seen: /^(?!.*secret).*password/ },
  { name: 'a name without a relay', address: 'demo', code: 'address-invalid', seen: /no relay is set/ },
  {
    name: 'nobody listening',
    routes: { 'http://app.test/config': refused },
    code: 'app-unreachable',
    seen: /Nobody answered at http:\/\/app\.test\/config.*ECONNREFUSED.*Check that the app runs/,
  },
  { name: 'HTML', routes: { 'http://app.test/config': HTML }, code: 'app-not-gradio', seen: /200 text\/html: <!doctype/ },
  { name: '404', code: 'app-not-gradio', seen: /404.*Not Found/ },
  { name: '403', routes: { 'http://app.test/config': () => json({}, 403) }, code: 'access-denied', seen: /denies access \(403\)/ },
  {
    name: '429',
    routes: { 'http://app.test/config': () => new Response('slow down', { status: 429, headers: { 'retry-after': '7' } }) },
    code: 'rate-limited',
    seen: /asked too often.*Try again in 7 s/,
  },
  {
    name: 'JSON of another kind',
    routes: { 'http://app.test/config': () => json({ hello: 1 }) },
    code: 'app-not-gradio',
    seen: /is not Gradio's config/,
  },
  { name: 'a JSON list', routes: { 'http://app.test/config': () => json([]) }, code: 'app-not-gradio', seen: /is not Gradio's config/ },
  { name: 'null', routes: { 'http://app.test/config': () => json(null) }, code: 'app-not-gradio', seen: /is not Gradio's config/ },
  {
    name: 'broken JSON',
    routes: { 'http://app.test/config': () => new Response('{"version"') },
    code: 'app-not-gradio',
    seen: /\{"version"/,
  },
  {
    name: 'a login',
    routes: { 'http://app.test/config': () => json({ detail: { error: 'Not authenticated', auth_message: 'Hello' } }, 401) },
    code: 'login-required',
    seen: /it says: Hello/,
  },
  {
    name: 'a login of 4',
    routes: { 'http://app.test/config': () => json({ detail: 'Not authenticated' }, 401) },
    code: 'login-required',
    seen: /wants a login/,
  },
  {
    name: 'an app that starts',
    routes: { 'http://app.test/config': () => new Response('starting', { status: 503 }) },
    code: 'app-unreachable',
    seen: /503.*starting.*try again/i,
  },
  {
    name: 'a prefix that leaves the app',
    routes: { 'http://app.test/config': () => json({ ...(CONFIG as object), api_prefix: '/../x' }) },
    code: 'app-not-gradio',
    seen: /no path within/,
  },
  {
    name: 'a protocol nobody knows',
    routes: { 'http://app.test/config': () => json({ ...(CONFIG as object), protocol: 'sse_v9' }) },
    code: 'protocol-unsupported',
    seen: /sse_v9/,
  },
]

test.each(bad)(
  'rejects with a typed error, and discoverSSE answers with it: $name',
  async ({ address = 'http://app.test', routes = {}, code, seen }) => {
    const options = { fetch: network(routes).fetch, backendUrl: null }
    await expect(discoverApp(address, options)).rejects.toMatchObject({ code, message: expect.stringMatching(seen) })
    await expect(new GradioClient(options).discover(address)).rejects.toMatchObject({ code })
    const discovery = await discoverSSE(address, options)
    expect(discovery).toMatchObject({
      success: false,
      supportsSSE: false,
      endpoints: [],
      error: expect.stringMatching(seen),
      failure: { code },
    })
  },
)

test('does not throw for what is no text or a wrong option', async () => {
  // What a JavaScript caller can do.
  expect(await discoverSSE(undefined as unknown as string)).toMatchObject({ success: false, failure: { code: 'address-invalid' } })
  expect(await discoverSSE('http://app.test', { backendUrl: 'ftp://x' })).toMatchObject({ failure: { code: 'options-invalid' } })
  expect(await discoverSSE('http://app.test', { requestTimeoutMs: 0 })).toMatchObject({ failure: { code: 'options-invalid' } })
})

test('stops when its signal aborts', async () => {
  const controller = new AbortController()
  const discovering = discoverApp('http://app.test', {
    fetch: () => new Promise(() => undefined),
    backendUrl: null,
    signal: controller.signal,
  })
  controller.abort()
  await expect(discovering).rejects.toMatchObject({ code: 'aborted' })
})

test('answers with one URL per endpoint', async () => {
  const { fetch } = network({ 'http://app.test/config': () => json(CONFIG), 'http://app.test/gradio_api/info': () => json(INFO) })
  const discovery = await discoverSSE('http://app.test', { fetch, backendUrl: null })
  expect(discovery).toMatchObject({ success: true, supportsSSE: true, app: { version: '6.31.0' } })
  expect(discovery.endpoints[0]).toBe('http://app.test/gradio_api/call/echo')
})

test('says whether Gradio 3 can be reached: with a WebSocket, and not without', async () => {
  const { fetch } = network({
    'http://app.test/config': () => json(capture('3', 'config')),
    'http://app.test/info': () => json(capture('3', 'info')),
  })
  const options = { fetch, backendUrl: null }
  const WebSocket = class extends EventTarget {} as unknown as typeof globalThis.WebSocket
  expect(await discoverSSE('http://app.test', { ...options, WebSocket })).toMatchObject({ success: true, supportsSSE: true })
  vi.stubGlobal('WebSocket', undefined)
  expect(await discoverSSE('http://app.test', options)).toMatchObject({ success: true, supportsSSE: false })
  vi.unstubAllGlobals()
})

test('asks the relay first, and the app under the root it names', async () => {
  const { fetch, asked } = network({
    [DISCOVER]: running(),
    [`${ROOT}/config`]: () => json(CONFIG),
    [`${ROOT}/gradio_api/info`]: () => json(INFO),
  })
  const app = await discoverApp('http://app.test/', { fetch, backendUrl: BACKEND })
  expect(asked).toEqual([DISCOVER, `GET ${ROOT}/config`, `GET ${ROOT}/gradio_api/info`])
  expect(app).toMatchObject({
    address: 'http://app.test',
    route: 'relay',
    rootUrl: ROOT,
    capabilities: RELAY_CAPABILITIES,
    supportsSSE: true,
  })
})

test('finds an app by the name it has in the relay, and keeps that the relay wants polling', async () => {
  const { fetch } = network({ [DISCOVER]: running(undefined, false), [`${ROOT}/config`]: () => json(CONFIG) })
  expect(await discoverSSE('demo', { fetch, backendUrl: BACKEND })).toMatchObject({
    success: true,
    supportsSSE: false,
    app: { address: 'demo', supportsSSE: false },
  })
})

const failure = (status: string, code: string, message: string) => () =>
  json({
    success: false,
    supportsSSE: false,
    endpoints: [],
    error: message,
    app: { status, failure: { code, message, details: { hint: 'Do this.' } } },
  })
const direct: Routes = { 'http://app.test/config': () => json(CONFIG) }

const relays: readonly { name: string; routes: Routes; address?: string; route?: string; code?: string; seen?: RegExp }[] = [
  { name: '404', routes: direct, route: 'direct' },
  { name: '405', routes: { ...direct, [DISCOVER]: () => json({}, 405) }, route: 'direct' },
  { name: 'HTML', routes: { ...direct, [DISCOVER]: HTML }, route: 'direct' },
  { name: 'JSON of another kind', routes: { ...direct, [DISCOVER]: () => json({ ok: true }) }, route: 'direct' },
  {
    name: 'success without an app',
    routes: { ...direct, [DISCOVER]: () => json({ success: true, supportsSSE: true, endpoints: [] }) },
    route: 'direct',
  },
  { name: '500', routes: { ...direct, [DISCOVER]: () => new Response('oops', { status: 500 }) }, route: 'direct' },
  { name: 'nothing', routes: { ...direct, [DISCOVER]: refused }, route: 'direct' },
  {
    name: '500, and the app neither',
    routes: { [DISCOVER]: () => new Response('oops', { status: 500 }) },
    code: 'relay-unreachable',
    seen: /500.*oops.*Asked itself.*404/,
  },
  { name: '404, and a name was asked for', routes: {}, address: 'demo', code: 'address-invalid', seen: /"demo" is no URL.*404/ },
  {
    name: '500, and a name was asked for',
    routes: { [DISCOVER]: () => new Response('oops', { status: 500 }) },
    address: 'demo',
    code: 'relay-unreachable',
    seen: /oops/,
  },
  { name: '401', routes: { ...direct, [DISCOVER]: () => json({}, 401) }, code: 'discovery-failed', seen: /does not let this client in/ },
  {
    name: 'not-allowed',
    routes: { ...direct, [DISCOVER]: failure('not-allowed', 'app-not-allowed', 'Not on the list.') },
    code: 'app-not-allowed',
    seen: /^Not on the list\.$/,
  },
  {
    name: 'login-required',
    routes: { ...direct, [DISCOVER]: failure('login-required', 'login-required', 'Sign in.') },
    code: 'login-required',
    seen: /Sign in/,
  },
  {
    name: 'a code of a newer relay',
    routes: { ...direct, [DISCOVER]: failure('unreachable', 'app-asleep', 'It sleeps.') },
    code: 'app-unreachable',
    seen: /It sleeps/,
  },
  {
    name: 'no success and no reason',
    routes: { ...direct, [DISCOVER]: () => json({ success: false, supportsSSE: false, endpoints: [], error: 'Nope.' }) },
    code: 'discovery-failed',
    seen: /Nope\. Check that/,
  },
  {
    name: 'a root on another host',
    routes: { ...direct, [DISCOVER]: running('https://evil.test/x') },
    code: 'discovery-failed',
    seen: /not on its own host/,
  },
  {
    name: 'a root without a scheme on another host',
    routes: { ...direct, [DISCOVER]: running('//evil.test/x') },
    code: 'discovery-failed',
    seen: /not on its own host/,
  },
  {
    name: 'a root that is sent on to another host',
    routes: { [DISCOVER]: running(), [`${ROOT}/config`]: () => redirected(json(CONFIG), 'http://evil.test/config') },
    code: 'connection-refused',
    seen: /evil/,
  },
]

test.each(relays)('a relay that answers $name', async ({ routes, address = 'http://app.test', route, code, seen }) => {
  const { fetch, asked } = network(routes)
  const discovering = discoverApp(address, { fetch, backendUrl: BACKEND })
  if (route) expect(await discovering).toMatchObject({ route })
  else await expect(discovering).rejects.toMatchObject({ code, message: expect.stringMatching(seen ?? /./) })
  expect(asked.join()).not.toContain('evil')
})

test('goes without a relay where its relative URL has no page to stand on', async () => {
  const { fetch, asked } = network(direct)
  expect(await discoverApp('http://app.test', { fetch })).toMatchObject({ route: 'direct' })
  expect(asked[0]).toBe('GET http://app.test/config')
})
