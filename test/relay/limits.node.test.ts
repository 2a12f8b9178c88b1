/** What one client may use of a relay: who counts as one, what is refused, and what others notice of it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import { senderOf } from '../../src/relay/guard/sender.ts'
import type { GradioRelayOptions, RelayClientLimits } from '../../src/relay/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { completed, CONFIG, createFakeApp } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'
import { NO_REDIS, NO_SERVER, REDIS_URL, useRedis, useRedisServer } from './redis.ts'

const authorize: GradioRelayOptions['authorize'] = (request) => ({ owner: request.headers.get('x-user') ?? 'nobody' })

function createBed(perClient: Partial<RelayClientLimits>, options: GradioRelayOptions = {}): TestBed {
  return createTestBed({ authorize, limits: { perClient }, ...options })
}

const as = (user: string): Record<string, string> => ({ 'x-user': user })

function join(bed: TestBed, user: string, session: string): Promise<Response> {
  return bed.post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: session }, as(user))
}

async function refusalOf(response: Response): Promise<unknown> {
  const { code, details } = await response.json()
  return { status: response.status, retryAfterS: response.headers.get('retry-after'), code, limit: details?.limit }
}

describe('a client', () => {
  const node = (remoteAddress: string): unknown => ({ incoming: { socket: { remoteAddress } } })
  const deno = { remoteAddr: { hostname: '8.8.4.4' } }
  const bun = { requestIP: () => ({ address: '8.8.8.8' }) }
  test.each<[string, unknown, string | null, boolean | number, string | null]>([
    ['the socket of Node', node('8.8.8.8'), null, false, '8.8.8.8'],
    ['the address that Deno passes', deno, null, false, '8.8.4.4'],
    ['the server that Bun passes', bun, null, false, '8.8.8.8'],
    ['an IPv4 address written as IPv6', node('::ffff:8.8.8.8'), null, false, '8.8.8.8'],
    ['the network of an IPv6 address', node('2a00:1450:4001:82a:aaaa::200e'), null, false, '2a00:1450:4001:82a::'],
    ['nobody: nothing is passed', undefined, null, false, null],
    ['nobody: what Next.js passes', { params: Promise.resolve({}) }, null, false, null],
    ['nobody: an address that may be a proxy’s', node('127.0.0.1'), null, false, null],
    ['nobody: a header that no proxy is trusted for', undefined, '8.8.8.8', false, null],
    ['what the proxy heard', node('127.0.0.1'), '9.9.9.9, 8.8.8.8', true, '8.8.8.8'],
    ['an address of the own network behind a proxy', node('127.0.0.1'), '10.0.0.7', true, '10.0.0.7'],
    ['what the first of two proxies heard', undefined, '9.9.9.9, 8.8.8.8, 10.0.0.1', 2, '8.8.8.8'],
    ['nobody: fewer proxies than there should be', undefined, '8.8.8.8', 2, null],
    ['an address with a port', undefined, '8.8.8.8:4711', true, '8.8.8.8'],
    ['an IPv6 address with a port', undefined, '[2a00:1450:4001:82a::1]:4711', true, '2a00:1450:4001:82a::'],
    ['nobody: no address', undefined, 'unknown', true, null],
  ])('is %s', (_name, passed, forwarded, trustProxy, sender) => {
    const request = new Request(BASE, forwarded === null ? {} : { headers: { 'x-forwarded-for': forwarded } })
    expect(senderOf(request, passed, trustProxy)).toBe(sender)
  })
})

test('a client has so many runs at once, and another has its own', async () => {
  const bed = createBed({ maxRuns: 2 })
  expect((await join(bed, 'ann', 's1')).status).toBe(200)
  expect((await join(bed, 'ann', 's2')).status).toBe(200)
  const refused = { status: 429, retryAfterS: '5', code: 'rate-limited', limit: 'runs' }
  expect(await refusalOf(await join(bed, 'ann', 's3'))).toEqual(refused)
  expect(bed.app.to('/queue/join')).toHaveLength(2)
  expect((await join(bed, 'bob', 's3')).status).toBe(200)
  const upstream = await bed.app.stream(0)
  upstream.send(completed('up1'))
  upstream.end()
  await expect.poll(async () => (await join(bed, 'ann', 's3')).status).toBe(200)
})

test('a client without an owner is the address it comes from', async () => {
  const { relay } = createTestBed({ limits: { perClient: { maxRuns: 1 } } })
  const joinFrom = (remoteAddress: string, session: string): Promise<Response> => {
    const body = JSON.stringify({ data: ['x'], fn_index: 0, session_hash: session })
    const request = new Request(`${DEMO}/queue/join`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return relay.fetch(request, { incoming: { socket: { remoteAddress } } })
  }
  const statuses = [await joinFrom('8.8.8.8', 'a'), await joinFrom('8.8.8.8', 'b'), await joinFrom('8.8.4.4', 'b')].map(
    ({ status }) => status,
  )
  expect(statuses).toEqual([200, 429, 200])
})

describe('within a minute', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('a client begins so many runs, queued or not', async () => {
    const bed = createBed({ maxRunsPerMinute: 2 })
    bed.app.answer('/run/echo', () => Response.json({ data: ['x'] }))
    const run = (user: string): Promise<Response> => bed.post(`${DEMO}/run/echo`, { data: ['x'] }, as(user))
    expect([(await join(bed, 'ann', 's')).status, (await run('ann')).status]).toEqual([200, 200])
    vi.advanceTimersByTime(20_000)
    const refused = { status: 429, retryAfterS: '40', code: 'rate-limited', limit: 'runs-per-minute' }
    expect(await refusalOf(await join(bed, 'ann', 's'))).toEqual(refused)
    expect(await refusalOf(await run('ann'))).toEqual(refused)
    expect((await run('bob')).status).toBe(200)
    vi.advanceTimersByTime(40_000)
    expect((await join(bed, 'ann', 's')).status).toBe(200)
  })

  test('a client sends so many bytes, and what crosses the limit still passes', async () => {
    const bed = createBed({ maxBytesPerMinute: 1000 })
    bed.app.answer('/upload', () => Response.json(['/tmp/x']))
    const upload = (user: string, length: number, isSaid: boolean): Promise<Response> => {
      const body = new Blob(['--x\r\n', 'a'.repeat(length), '\r\n--x--']).stream()
      const said: Record<string, string> = isSaid ? { 'content-length': String(length + 12) } : {}
      const headers = { 'content-type': 'multipart/form-data; boundary=x', ...said, ...as(user) }
      return bed.get(`${DEMO}/upload`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    }
    expect((await upload('ann', 5000, true)).status).toBe(200)
    const refused = { status: 429, retryAfterS: '60', code: 'rate-limited', limit: 'bytes-per-minute' }
    expect(await refusalOf(await upload('ann', 1, true))).toEqual(refused)
    expect(await refusalOf(await join(bed, 'ann', 's'))).toEqual(refused)
    // Bytes whose number was not said are counted too.
    expect((await upload('bob', 5000, false)).status).toBe(200)
    expect(await refusalOf(await join(bed, 'bob', 's'))).toEqual(refused)
    expect((await join(bed, 'eve', 's')).status).toBe(200)
    vi.advanceTimersByTime(60_000)
    expect((await upload('ann', 1, true)).status).toBe(200)
  })
})

test('a client has so many streams open', async () => {
  const bed = createBed({ maxStreams: 2 })
  await join(bed, 'ann', 's')
  await join(bed, 'bob', 's')
  const read = (user: string): Promise<Response> => bed.get(`${DEMO}/queue/data?session_hash=s`, { headers: as(user) })
  const beats = readFrames(await bed.get(`${DEMO}/heartbeat/s`, { headers: as('ann') }))
  const frames = readFrames(await read('ann'))
  const refused = { status: 429, retryAfterS: '5', code: 'rate-limited', limit: 'streams' }
  expect(await refusalOf(await read('ann'))).toEqual(refused)
  expect(await refusalOf(await bed.get(`${DEMO}/queue/poll?session_hash=s`, { headers: as('ann') }))).toEqual(refused)
  expect((await read('bob')).status).toBe(200)
  await beats.close()
  expect((await bed.get(`${DEMO}/queue/poll?session_hash=s`, { headers: as('ann') })).status).toBe(200)
  expect((await bed.get(`${DEMO}/queue/poll?session_hash=s`, { headers: as('ann') })).status).toBe(200)
  await frames.close()
})

test('a stream whose head alone was asked for is not open', async () => {
  const bed = createBed({ maxStreams: 1 })
  await join(bed, 'ann', 's')
  const { event_id: call } = await (await bed.post(`${DEMO}/call/echo`, { data: ['x'] }, as('ann'))).json()
  for (const path of ['heartbeat/s', 'queue/data?session_hash=s', `call/echo/${call}`, 'heartbeat/s']) {
    const answer = await bed.get(`${DEMO}/${path}`, { method: 'HEAD', headers: as('ann') })
    expect([answer.status, answer.headers.get('content-type'), answer.body]).toEqual([200, 'text/event-stream; charset=utf-8', null])
  }
})

test('a page is told which limit it reached, and when to ask again', async () => {
  const bed = createBed({ maxRunsPerMinute: 1 })
  const fetchRelay = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => bed.relay.fetch(new Request(input, init))
  const client = new GradioClient({ backendUrl: BASE, fetch: fetchRelay, shareTabs: false, queueFullRetries: 0 })
  const app = await client.discover('demo')
  const first = client.submit(app, '/echo')
  await first.accepted
  const { state } = { state: await client.submit(app, '/echo').settled }
  const error = state.status === 'failed' ? state.error : null
  expect(error).toMatchObject({ code: 'rate-limited', isRetryable: true, details: { limit: 'runs-per-minute', status: 429 } })
  expect(error?.message).toContain('began as many runs within a minute as the relay allows')
  first.detach()
})

test('an upload that is refused fails with the limit', async () => {
  const bed = createBed({ maxBytesPerMinute: 1 })
  bed.app.answer('/config', () => Response.json({ ...CONFIG }))
  await join(bed, 'nobody', 's')
  const fetchRelay = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => bed.relay.fetch(new Request(input, init))
  const client = new GradioClient({ backendUrl: BASE, fetch: fetchRelay, shareTabs: false })
  const state = await client.submit(await client.discover('demo'), '/echo', [new Blob(['x'])]).settled
  expect(state).toMatchObject({ status: 'failed', error: { code: 'rate-limited', details: { limit: 'bytes-per-minute' } } })
})

describe.skipIf(NO_REDIS !== null)('at relays that share a Redis', () => {
  const redis = useRedis()

  function createFleet(perClient: Partial<RelayClientLimits>, leaseMs = 15_000): readonly [TestBed, TestBed] {
    const prefix = redis.prefix()
    const app = createFakeApp()
    const createRelay = (): TestBed => {
      const store = createRedisStore({ redis: REDIS_URL, prefix, leaseMs, maxRunsPerClient: perClient.maxRuns ?? 1000 })
      const bed = createTestBed({ store, authorize, clock: systemClock, limits: { perClient }, onError: () => undefined }, app)
      redis.closing(bed.relay)
      return { ...bed, relay: { ...bed.relay, close: () => store.log.close() } }
    }
    return [createRelay(), createRelay()]
  }

  test('a client has as many runs at once and within a minute as at one', async () => {
    const [here, other] = createFleet({ maxRunsPerMinute: 2 })
    expect([(await join(here, 'ann', 's1')).status, (await join(other, 'ann', 's2')).status]).toEqual([200, 200])
    for (const relay of [here, other]) expect(await refusalOf(await join(relay, 'ann', 's3'))).toMatchObject({ limit: 'runs-per-minute' })
    expect((await join(other, 'bob', 's3')).status).toBe(200)
  })

  test('runs of a client count until they end, or their relay is gone', async () => {
    const [here, other] = createFleet({ maxRuns: 2 }, 600)
    await join(here, 'ann', 's1')
    await join(here, 'ann', 's2')
    expect(await refusalOf(await join(other, 'ann', 's3'))).toMatchObject({ status: 429, limit: 'runs' })
    const upstream = await here.app.stream(0)
    upstream.send(completed('up1'))
    upstream.end()
    await expect.poll(async () => (await join(other, 'ann', 's3')).status).toBe(200)
    expect((await join(other, 'ann', 's4')).status).toBe(429)
    // As SIGKILL.
    await here.relay.close()
    await expect.poll(async () => (await join(other, 'ann', 's4')).status, { timeout: 5_000 }).toBe(200)
  })
})

describe.skipIf(NO_SERVER !== null)('with a Redis server of its own', () => {
  const redis = useRedisServer()

  test('a relay counts by itself while Redis is away', async () => {
    const server = await redis.start([])
    const store = createRedisStore({ redis: server.url })
    const bed = createTestBed({
      store,
      authorize,
      clock: systemClock,
      limits: { perClient: { maxBytesPerMinute: 1 } },
      onError: () => undefined,
    })
    redis.closing(bed.relay)
    bed.app.answer('/upload', () => Response.json(['/tmp/x']))
    const upload = (): Promise<Response> =>
      bed.get(`${DEMO}/upload`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x', ...as('ann') },
        body: '--x--',
      })
    await server.kill()
    expect((await upload()).status).toBe(200)
    expect(await refusalOf(await upload())).toMatchObject({ limit: 'bytes-per-minute' })
  })
})

test('a client cancels as many runs within a minute as it may begin', async () => {
  const bed = createBed({ maxRunsPerMinute: 2 })
  const cancel = (user: string, key: string): Promise<Response> =>
    bed.post(`${DEMO}/cancel`, { session_hash: 's', join_key: key.repeat(32) }, as(user))
  for (const key of ['a', 'b']) expect((await cancel('ann', key)).status).toBe(200)
  expect(await refusalOf(await cancel('ann', 'c'))).toMatchObject({ status: 429, code: 'rate-limited', limit: 'runs-per-minute' })
  expect((await cancel('bob', 'c')).status).toBe(200)
})
