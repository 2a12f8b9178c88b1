import { expect, test, vi } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import { meaningOf } from '../../../src/client/spaces/space-stages.ts'
import { json } from '../connection/fake-app.ts'
import { API, createFakeSpace, HOST, HUB, page } from './fake-space.ts'

const UP = 'RUNNING'

/** What a promise ends in, looked at without waiting for it. */
function outcome<Value>(promise: Promise<Value>): { value?: Value; error?: unknown } {
  const seen: { value?: Value; error?: unknown } = {}
  promise.then(
    (value) => (seen.value = value),
    (error: unknown) => (seen.error = error),
  )
  return seen
}

test.each(['owner/space', ' owner/space/ ', `${HUB}/spaces/owner/space`, `${HUB}/spaces/owner/space/`, HOST])(
  'finds the app of the Space %j',
  async (address) => {
    const space = createFakeSpace(UP)
    expect(await space.discover(address)).toMatchObject({ rootUrl: HOST, route: 'direct', version: '6.31.0' })
    expect(space.states).toEqual([])
    expect(space.requests.length).toBeLessThanOrEqual(3)
  },
)

test('asks no Hub about an app that answers, nor about one that is no Space', async () => {
  const space = createFakeSpace(UP)
  await space.discover()
  await space.discover('https://app.test').catch(() => undefined)
  expect(space.requests.filter(({ url }) => url.startsWith(HUB))).toEqual([])
})

test('wakes a sleeping Space by one visit, follows its stages and describes it once it is up', async () => {
  const space = createFakeSpace('SLEEPING')
  const end = outcome(space.discover())
  await space.clock.settle()
  expect(space.states.at(-1)).toEqual({
    status: 'waking',
    space: 'owner/space',
    stage: 'SLEEPING',
    since: space.clock.now(),
    nextCheckAt: space.clock.now() + 2000,
  })
  expect(space.count(`${HOST}/config`)).toBe(1)
  await space.clock.advance(2000)
  space.stage = 'BUILDING'
  await space.clock.advance(2500)
  expect(space.states.at(-1)).toMatchObject({ status: 'building', stage: 'BUILDING' })
  space.stage = 'APP_STARTING'
  await space.clock.advance(3200)
  expect(space.states.at(-1)).toMatchObject({ status: 'waking', stage: 'APP_STARTING' })
  space.stage = UP
  await space.clock.advance(5000)
  expect(end.value).toMatchObject({ rootUrl: HOST, space: 'owner/space' })
  expect(space.states.at(-1)).toMatchObject({ status: 'running', stage: UP, nextCheckAt: null })
  expect(space.count(`${HOST}/config`)).toBe(2)
})

test('asks every 2 to 5 seconds, less and less often, and visits a sleeper again now and then', async () => {
  const space = createFakeSpace('SLEEPING')
  outcome(space.discover())
  await space.clock.advance(61_000)
  const starts = space.states.filter(({ nextCheckAt }) => nextCheckAt !== null).map(({ nextCheckAt }) => nextCheckAt ?? 0)
  const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0))
  expect(gaps.length).toBeGreaterThan(9)
  expect(gaps.every((gap, index) => gap >= 2000 && gap <= 5000 && gap >= (gaps[index - 1] ?? 0))).toBe(true)
  expect(space.count(`${HOST}/config`)).toBe(2)
})

const stages: readonly { stage: string; code: string; details?: object }[] = [
  { stage: 'PAUSED', code: 'space-paused', details: { discussionsUrl: `${HUB}/spaces/owner/space/discussions` } },
  { stage: 'NO_APP_FILE', code: 'space-broken', details: { stage: 'NO_APP_FILE' } },
  { stage: 'CONFIG_ERROR', code: 'space-broken', details: { stage: 'CONFIG_ERROR' } },
  { stage: 'BUILD_ERROR', code: 'space-broken', details: { discussionsUrl: `${HUB}/spaces/owner/space/discussions` } },
  { stage: 'RUNTIME_ERROR', code: 'space-broken', details: { stage: 'RUNTIME_ERROR' } },
  { stage: 'DELETING', code: 'space-deleted' },
  { stage: 'UP', code: 'app-unreachable' },
  { stage: 'RUNNING', code: 'app-unreachable' },
]

test.each(stages)('$stage is $code, at once', async ({ stage, code, details = {} }) => {
  const space = createFakeSpace(stage)
  space.config = () => page()
  await expect(space.discover()).rejects.toMatchObject({ code, details })
  await expect(space.discover('owner/space')).rejects.toMatchObject({ code })
})

test.each([
  ['RUNNING', 'up'],
  ['RUNNING_BUILDING', 'up'],
  ['RUNNING_APP_STARTING', 'up'],
  ['BUILDING', 'wait'],
  ['APP_STARTING', 'wait'],
  ['SLEEPING', 'wait'],
  ['STOPPED', 'wait'],
  ['PAUSED', 'down'],
  ['__proto__', 'unknown'],
  ['constructor', 'unknown'],
  [null, 'unknown'],
])('the stage %s means: %s', (stage, kind) => {
  expect(meaningOf(stage).kind).toBe(kind)
})

test.each([
  ['disabled discussions', () => new Response(null, { headers: { 'x-error-message': 'Discussions are disabled for this repo' } })],
  ['no discussions', () => new Response(null, { status: 404 })],
  ['a broken Hub', () => new TypeError('fetch failed')],
])('offers no link to talk with %s', async (_name, answer) => {
  const space = createFakeSpace('PAUSED')
  space.on.set(`${API}/owner/space/discussions`, answer)
  const error = await space.discover().catch((cause: unknown) => cause)
  expect(error).toMatchObject({ code: 'space-paused' })
  expect(error).not.toHaveProperty('details.discussionsUrl')
})

test.each([401, 404])('a Hub that answers %d hides a private Space, or there is none', async (status) => {
  const space = createFakeSpace('SLEEPING')
  for (const path of ['owner/space/host', 'by-subdomain/owner-space']) space.on.set(`${API}/${path}`, () => json({ error: 'x' }, status))
  space.config = () => page(404)
  await expect(space.discover('owner/space')).rejects.toMatchObject({ code: 'space-private', details: { space: 'owner/space' } })
  await expect(space.discover()).rejects.toMatchObject({ code: 'space-private' })
})

test('a page with 401 misses a token, JSON with 401 wants a login', async () => {
  const space = createFakeSpace(UP)
  space.config = () => page(401)
  await expect(space.discover()).rejects.toMatchObject({ code: 'space-private' })
  space.config = () => json({ detail: { error: 'Not authenticated', auth_message: 'Members only' } }, 401)
  await expect(space.discover()).rejects.toMatchObject({ code: 'login-required', details: { authMessage: 'Members only' } })
})

test('sends the token to the Hub and to the Space, to nobody else, and asks for it afresh', async () => {
  const space = createFakeSpace('SLEEPING')
  let count = 0
  const hubToken = vi.fn(() => `hf_${(count += 1)}`)
  const headers = () => ({ authorization: 'Basic app' })
  const end = outcome(space.discover('owner/space', { hubToken, headers }))
  await space.clock.settle()
  space.stage = UP
  await space.clock.advance(2000)
  expect(end.value).toBeDefined()
  const sent = space.requests.map(({ url, headers: each }) => [
    new URL(url).host,
    each.get('authorization'),
    each.get('x-hf-authorization'),
  ])
  expect(sent[0]).toEqual(['huggingface.co', 'Bearer hf_1', null])
  expect(sent[1]).toEqual(['owner-space.hf.space', 'Basic app', 'Bearer hf_2'])
  expect(new Set(sent.map(([, hub, app]) => `${hub}${app}`)).size).toBe(sent.length)
  space.requests.length = 0
  await space.discover('https://app.test', { hubToken, headers }).catch(() => undefined)
  await space.discover('https://hf.space.evil.test', { hubToken }).catch(() => undefined)
  expect(space.requests.filter(({ headers: each }) => each.has('x-hf-authorization'))).toEqual([])
})

test('a Hub token is not sent to a Space over plain http, and why is said', async () => {
  const space = createFakeSpace(UP)
  const failed = await space.discover('http://owner-space.hf.space', { hubToken: () => 'hf_secret' }).catch((error: unknown) => error)
  expect(failed).toMatchObject({
    code: 'address-invalid',
    isRetryable: false,
    details: { hint: expect.stringContaining('https://owner-space.hf.space') },
  })
  expect(space.requests).toEqual([])
  // Without a token there is nothing to keep.
  await space.discover('http://owner-space.hf.space', { hubToken: () => undefined }).catch(() => undefined)
  expect(space.requests.length).toBeGreaterThan(0)
})

test.each([
  ['http://hub.example', false],
  ['http://127.0.0.1.evil.test', false],
  ['http://localhost.evil.test', false],
  ['http://127.0.0.1:8080', true],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['https://hub.example', true],
])('a Hub at %s gets the token: %s', async (hubUrl, isSent) => {
  const space = createFakeSpace(UP)
  const failed = await space.discover('owner/space', { hubUrl, hubToken: () => 'hf_secret' }).catch((error: unknown) => error)
  const seen = space.requests.some(({ headers }) => headers.get('authorization') === 'Bearer hf_secret')
  expect(seen).toBe(isSent)
  if (!isSent) expect(failed).toMatchObject({ code: 'address-invalid', message: expect.stringContaining('plain http') })
})

test('runs, streams, uploads and files of a Space over plain http carry no Hub token either', async () => {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(new Request(input).url)
    return json({})
  }
  const client = new GradioClient({ backendUrl: null, fetch, hubToken: () => 'hf_secret' })
  const secure = await createFakeSpace(UP).discover()
  const plain = JSON.parse(JSON.stringify(secure).replaceAll('https://owner-space', 'http://owner-space'))
  const [endpoint] = secure.endpoints
  const end = await client.submit(plain, endpoint?.name ?? '', ['x']).settled
  expect(end).toMatchObject({ status: 'failed', error: { code: 'address-invalid' } })
  await expect(client.fetchFile(plain, `${plain.apiUrl}/file=a.txt`)).rejects.toThrow(/plain http/)
  await expect(client.listFolder(plain, { componentId: 1, path: [] })).rejects.toThrow(/plain http/)
  expect(asked).toEqual([])
})

test('gives up after the limit and says what it was doing', async () => {
  const space = createFakeSpace('APP_STARTING')
  const end = outcome(space.discover(HOST, { wakeTimeoutMs: 30_000 }))
  await space.clock.advance(29_000)
  expect(end).toEqual({})
  await space.clock.advance(2000)
  expect(end.error).toMatchObject({ code: 'wake-timeout', isRetryable: true, details: { stage: 'APP_STARTING', space: 'owner/space' } })
  expect(space.clock.pendingCount).toBe(0)
})

test('gives a stopped Space a minute', async () => {
  const space = createFakeSpace('STOPPED')
  const end = outcome(space.discover())
  await space.clock.advance(66_000)
  expect(end.error).toMatchObject({ code: 'wake-timeout' })
})

test('stops asking when its signal aborts', async () => {
  const space = createFakeSpace('SLEEPING')
  const controller = new AbortController()
  const end = outcome(space.discover(HOST, { signal: controller.signal }))
  await space.clock.settle()
  controller.abort()
  await space.clock.settle()
  expect(end.error).toMatchObject({ code: 'aborted' })
  const { length } = space.requests
  await space.clock.advance(60_000)
  expect(space.requests).toHaveLength(length)
})

test.each([
  ['RateLimit', { ratelimit: '"api";r=0;t=47' }, 47_000],
  ['Retry-After', { 'retry-after': '20' }, 20_000],
])('obeys %s of a Hub that is asked too often', async (_name, headers, pauseMs) => {
  const space = createFakeSpace('SLEEPING')
  space.on.set(`${API}/by-subdomain/owner-space`, () => json({ error: 'Too many' }, 429, headers))
  const end = outcome(space.discover())
  await space.clock.settle()
  expect(space.states.at(-1)).toMatchObject({ nextCheckAt: space.clock.now() + pauseMs })
  space.on.clear()
  space.stage = UP
  await space.clock.advance(pauseMs)
  expect(end.value).toBeDefined()
})

test('takes the host from the Space itself where the route for it is gone', async () => {
  const space = createFakeSpace(UP)
  space.on.set(`${API}/owner/space/host`, () => json({}, 500))
  space.on.set(`${API}/owner/space`, () => json({ id: 'owner/space', host: HOST }))
  expect(await space.discover('owner/space')).toMatchObject({ rootUrl: HOST })
})

test.each([
  'http://owner-space.hf.space',
  'https://evil.test',
  'https://hf.space',
  'https://x.hf.space.evil.test',
  'https://me:secret@evil.test/.hf.space',
  'https://owner-space.hf.space:8443',
  'javascript:alert(1)//.hf.space',
  42,
  null,
  ['https://a.hf.space'],
  { toString: 1 },
])('follows no host that is none: %j', async (host) => {
  const space = createFakeSpace(UP)
  space.on.set(`${API}/owner/space/host`, () => json({ host }))
  const error = await space.discover('owner/space').catch((cause: unknown) => cause)
  expect(error).toMatchObject({ code: expect.stringMatching(/^(discovery-failed|space-private)$/) })
  expect(space.requests.every(({ url }) => url.startsWith(HUB))).toBe(true)
})

test('says what the Space answered where the Hub says nothing', async () => {
  const space = createFakeSpace(null)
  await expect(space.discover()).rejects.toMatchObject({ code: 'app-unreachable', details: { status: 503 } })
  space.config = () => page(200)
  await expect(space.discover()).rejects.toMatchObject({ code: 'app-not-gradio' })
  await expect(space.discover('owner/space')).rejects.toMatchObject({ code: 'discovery-failed', isRetryable: true })
})

test('goes on waiting while the Hub is away for a moment', async () => {
  const space = createFakeSpace('SLEEPING')
  const end = outcome(space.discover())
  await space.clock.advance(2000)
  space.stage = null
  await space.clock.advance(30_000)
  expect(end).toEqual({})
  space.stage = UP
  await space.clock.advance(5000)
  expect(end.value).toBeDefined()
})

test('gives an address some moments to know that its Space is up', async () => {
  const space = createFakeSpace('APP_STARTING')
  const end = outcome(space.discover())
  await space.clock.settle()
  space.config = () => page(502)
  space.stage = UP
  await space.clock.advance(6000)
  expect(end).toEqual({})
  await space.clock.advance(60_000)
  expect(end.error).toMatchObject({ code: 'app-unreachable' })
})

test('knows a Space on a domain of its own by what it said before', async () => {
  const space = createFakeSpace(UP)
  const config = await (await fetchConfig()).json()
  let isUp = true
  space.on.set('https://app.example/config', () => (isUp ? json({ ...config, space_id: 'owner/space' }) : page()))
  const { GradioClient } = await import('../../../src/client/client.ts')
  const client = new GradioClient({ backendUrl: null, clock: space.clock, fetch: fetchOf(space) })
  expect(await client.discover('https://app.example')).toMatchObject({ space: 'owner/space' })
  isUp = false
  space.stage = 'PAUSED'
  await expect(client.discover('https://app.example')).rejects.toMatchObject({ code: 'space-paused' })
})

async function fetchConfig(): Promise<Response> {
  const { CONFIG } = await import('../connection/fake-app.ts')
  return json(CONFIG)
}

function fetchOf(space: ReturnType<typeof createFakeSpace>): typeof fetch {
  return async (input, init) => {
    const { url } = new Request(input, init)
    const answer = space.on.get(url)?.() ?? (url.endsWith('/runtime') ? json({ stage: space.stage }) : json({}, 404))
    if (answer instanceof Error) throw answer
    return answer
  }
}
