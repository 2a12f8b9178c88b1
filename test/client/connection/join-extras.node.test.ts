import { expect, test, vi } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import { askPageAround, hubOriginOf, isSpaceAddress, pickZeroGpuHeaders } from '../../../src/client/connection/http/visitor-headers.ts'
import type { FramedPage } from '../../../src/client/connection/http/visitor-headers.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { createGradioRelay } from '../../../src/relay/index.ts'
import { CONFIG, createFakeApp as createUpstream, INFO } from '../../relay/fake-upstream-app.ts'
import { createFakeApp } from './fake-app.ts'
import { createClient } from './runs.ts'

const echo = INFO.named_endpoints['/echo']
const infoWith = (kind: unknown) => ({ named_endpoints: { '/echo': { ...echo, oauth_token: kind } } })

function app(rootUrl: string, kind: unknown, config: object = CONFIG): AppDescription {
  return describeApp({
    address: rootUrl,
    rootUrl,
    route: 'direct',
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
    config,
    info: infoWith(kind),
  })
}

/** The body and headers of the join of one run, and all other requests. */
async function joinOf(described: AppDescription, options: ConstructorParameters<typeof GradioClient>[0]) {
  const fake = createFakeApp()
  const seen: { url: string; body: string; headers: Headers }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    seen.push({ url: request.url, body: await request.clone().text(), headers: request.headers })
    return fake.fetch(input, init)
  }
  fake.on.set('/queue/join', () => Response.json({ detail: 'enough seen' }, { status: 400 }))
  const end = await createClient(fake, { ...options, fetch }).submit(described, '/echo', ['x']).settled
  const join = seen.find(({ url }) => url.endsWith('/queue/join'))
  return { end, body: join ? JSON.parse(join.body) : null, headers: join?.headers, others: seen.filter((one) => one !== join) }
}

test.each([
  ['required', 'required'],
  ['optional', 'optional'],
  ['always', undefined],
  [{}, undefined],
  [undefined, undefined],
])('reads what /info says of the token of an endpoint: %j', (said, read) => {
  expect(app('https://a.test', said).endpoints[0]?.oauthToken).toBe(read)
})

test('knows who is signed in and that there is a button to sign in', () => {
  expect(app('https://a.test', null).user).toBe('ann')
  expect(app('https://a.test', null)).not.toHaveProperty('hasLoginButton')
  const withButton = { ...CONFIG, username: null, components: [...CONFIG.components, { id: 9, type: 'loginbutton', props: {} }] }
  expect(app('https://a.test', null, withButton)).toMatchObject({ hasLoginButton: true })
  // As Gradio 6.31 sends one; any other button has no words for signing out.
  const button = (props: object) => ({ ...CONFIG, username: null, components: [...CONFIG.components, { id: 9, type: 'button', props }] })
  const real = button({ value: 'Sign in with Hugging Face', logout_value: 'Logout ({})', name: 'button' })
  expect(app('https://a.test', null, real)).toMatchObject({ hasLoginButton: true })
  expect(app('https://a.test', null, button({ value: 'Go', name: 'button' }))).not.toHaveProperty('hasLoginButton')
  expect(app('https://a.test', null, withButton)).not.toHaveProperty('user')
})

test('a token goes into the join of an endpoint that takes one, and into nothing else', async () => {
  const { body, headers, others } = await joinOf(app('https://a.test', 'required'), { oauthToken: 'hf_visitor' })
  expect(body).toMatchObject({ oauth_token: 'hf_visitor', data: ['x'] })
  expect([...(headers ?? [])].join()).not.toContain('hf_visitor')
  expect(JSON.stringify(others)).not.toContain('hf_visitor')
})

test.each([undefined, 'sometimes'])('an endpoint that takes no token (%s) is given none', async (kind) => {
  const oauthToken = vi.fn(() => 'hf_visitor')
  const { body } = await joinOf(app('https://a.test', kind), { oauthToken })
  expect(body).not.toHaveProperty('oauth_token')
  expect(oauthToken).not.toHaveBeenCalled()
})

test('a function decides by app and endpoint', async () => {
  const oauthToken = vi.fn(async ({ app: address }: { app: string }) => (address === 'https://mine.test' ? 'hf_visitor' : undefined))
  expect((await joinOf(app('https://mine.test', 'optional'), { oauthToken })).body).toMatchObject({ oauth_token: 'hf_visitor' })
  expect((await joinOf(app('https://other.test', 'optional'), { oauthToken })).body).not.toHaveProperty('oauth_token')
  expect(oauthToken).toHaveBeenCalledWith({ app: 'https://mine.test', endpoint: '/echo', url: 'https://mine.test/gradio_api' })
})

test.each([
  ['http://a.test', false],
  ['http://127.0.0.1:7860', true],
  ['http://localhost:7860', true],
])('a token over plain http to %s is sent: %s', async (url, isSent) => {
  const { end, body } = await joinOf(app(url, 'required'), { oauthToken: 'hf_visitor' })
  expect(body?.oauth_token === 'hf_visitor').toBe(isSent)
  if (!isSent) expect(end).toMatchObject({ error: { code: 'address-invalid', message: expect.stringContaining('plain http') } })
})

test("a visitor's headers go on the join of a Space and nowhere else", async () => {
  const zeroGpuHeaders = vi.fn(async () => ({ 'X-IP-Token': 'visitor', cookie: 'a=b', authorization: 'Bearer x' }))
  const space = await joinOf(app('https://owner-space.hf.space', null), { zeroGpuHeaders })
  expect(space.headers?.get('x-ip-token')).toBe('visitor')
  expect(space.headers?.has('cookie')).toBe(false)
  expect(space.headers?.has('authorization')).toBe(false)
  expect(space.others.some(({ headers }) => headers.has('x-ip-token'))).toBe(false)
  zeroGpuHeaders.mockClear()
  for (const url of ['https://a.test', 'http://owner-space.hf.space', 'https://owner-space.hf.space.evil.test']) {
    expect((await joinOf(app(url, null), { zeroGpuHeaders })).headers?.has('x-ip-token')).toBe(false)
  }
  expect(zeroGpuHeaders).not.toHaveBeenCalled()
})

test('a run goes without headers where the page around fails', async () => {
  const zeroGpuHeaders = async () => Promise.reject(new Error('gone'))
  const { body, headers } = await joinOf(app('https://owner-space.hf.space', null), { zeroGpuHeaders })
  expect(body).not.toBeNull()
  expect(headers?.has('x-ip-token')).toBe(false)
})

test.each([
  ['https://owner-space.hf.space', 'x-ip-token', 'visitor'],
  ['https://app.test', null, null],
])("the relay passes a visitor's headers on to %s: %s", async (url, name, value) => {
  const upstream = createUpstream()
  const relay = createGradioRelay({ apps: { demo: url }, sse: true, fetch: (input, init) => upstream.fetch(input, init) })
  const fetch: typeof globalThis.fetch = (input, init) => relay.fetch(new Request(input, init))
  const client = new GradioClient({
    backendUrl: 'https://site.test/api/experimental/sse',
    fetch,
    zeroGpuHeaders: async () => ({ 'x-ip-token': 'visitor', 'x-evil': 'y' }),
  })
  const run = client.submit(await client.discover('demo'), '/echo', ['x'])
  await vi.waitFor(() => expect(upstream.to('/queue/join')).toHaveLength(1))
  expect(upstream.to('/queue/join')[0]?.headers.get('x-ip-token')).toBe(value)
  expect(upstream.to('/queue/join')[0]?.headers.has('x-evil')).toBe(false)
  expect(upstream.requests.filter(({ headers }) => headers.has('x-ip-token')).length).toBe(name === null ? 0 : 1)
  run.detach()
  await relay.close()
})

test('the relay sends no token on over plain http', async () => {
  const upstream = createUpstream()
  const relay = createGradioRelay({ apps: { demo: 'http://app.test' }, sse: true, fetch: upstream.fetch })
  const body = JSON.stringify({ data: ['x'], fn_index: 0, session_hash: 's', oauth_token: 'hf_visitor' })
  const url = 'https://site.test/api/experimental/sse/apps/demo/gradio_api/queue/join'
  const answer = await relay.fetch(new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } }))
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'address-invalid' }])
  expect(upstream.requests).toEqual([])
})

/** A page in a frame, and the page around it. */
function frame(hostname: string, answer: unknown) {
  const posted: [unknown, string][] = []
  const timers: (() => void)[] = []
  let hear: (event: Pick<MessageEvent, 'data' | 'origin' | 'source'>) => void = () => {}
  const parent = {
    postMessage: (message: unknown, origin: string, ports?: MessagePort[]) => {
      posted.push([message, origin])
      if (answer !== undefined) ports?.[0]?.postMessage(answer)
    },
  }
  // Only these members of a window are used.
  const asParent = parent as unknown as FramedPage['parent']
  const page: FramedPage = {
    hostname,
    parent: asParent,
    addEventListener: (_type, listener) => (hear = listener),
    schedule: (task) => {
      timers.push(task)
      return () => undefined
    },
  }
  const say = (data: unknown, origin: string, source: unknown = parent) => hear({ data, origin, source: source as Window })
  return { posted, timers, say, ask: askPageAround(page) }
}

test('asks the page around, and takes what it answers by name', async () => {
  const { ask, posted, say } = frame('owner-space.hf.space', { 'X-IP-Token': 'visitor', 'x-zerogpu-uuid': 'u', 'x-evil': 'z' })
  expect(posted).toEqual([['supports-zerogpu-headers', 'https://huggingface.co']])
  say('supports-zerogpu-headers', 'https://huggingface.co')
  expect(await ask?.()).toEqual({ 'x-ip-token': 'visitor', 'x-zerogpu-uuid': 'u' })
  expect(posted[1]).toEqual(['zerogpu-headers', 'https://huggingface.co'])
})

test('a page that is not the Hub is not believed', async () => {
  const { ask, posted, timers, say } = frame('owner-space.hf.space', { 'x-ip-token': 'forged' })
  say('supports-zerogpu-headers', 'https://evil.test')
  say('supports-zerogpu-headers', 'https://huggingface.co', {})
  for (const passed of timers) passed()
  expect(await ask?.()).toEqual({})
  expect(posted).toHaveLength(1)
})

test('a page around that never answers holds no run up', async () => {
  const { ask, timers, say } = frame('owner-space.hf.space', undefined)
  say('supports-zerogpu-headers', 'https://huggingface.co')
  const asked = ask?.()
  await vi.waitFor(() => expect(timers).toHaveLength(2))
  for (const passed of timers) passed()
  expect(await asked).toEqual({})
})

test.each([
  ['owner-space.hf.space', 'https://huggingface.co'],
  ['owner-space.one.dev.spaces.example', 'https://moon-one.dev.spaces.huggingface.tech'],
  ['hf.space.evil.test', null],
  ['app.test', null],
  ['', null],
])('the page around %j is from %s', (hostname, origin) => {
  expect(hubOriginOf(hostname)).toBe(origin)
  if (origin === null) expect(frame(hostname, {}).ask).toBeNull()
})

test('takes no value that is no header, and no address that only looks like a Space', () => {
  expect(
    pickZeroGpuHeaders([
      ['x-ip-token', 'a\r\nb'],
      ['x-zerogpu-token', 3],
      ['x-zerogpu-uuid', ''],
    ]),
  ).toEqual({})
  expect(isSpaceAddress('https://a-b.hf.space/gradio_api')).toBe(true)
  for (const url of ['http://a.hf.space', 'https://a.hf.space:8443', 'https://a.hf.space.evil.test', 'https://hf.space', 'nothing'])
    expect(isSpaceAddress(url)).toBe(false)
})
