import { expect, test } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import type { AppState } from '../../src/client/spaces/app-state.ts'
import { createScenarioServer, scenarios, spaces } from '../../src/testing/index.ts'
import type { ScenarioSpace } from '../../src/testing/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { GradioStreamError } from '../../src/client/errors.ts'
import { createSpaces } from '../../src/relay/upstream/hub-lookup.ts'
import { BASE } from './relay-client.ts'
// Loaded when first needed, which no manual clock waits for.
import '../../src/client/spaces/wait-for-relay.ts'

const HOST = 'https://owner-space.hf.space'

/** A relay whose network is a Space and the Hub. */
function createBed(space: ScenarioSpace, options: GradioRelayOptions = { allow: [HOST] }) {
  const clock = createManualClock()
  const server = createScenarioServer({ space, clock, scenarios: [scenarios.instant] })
  const asked: { readonly url: string; readonly headers: Headers }[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    asked.push({ url: request.url, headers: request.headers })
    return server.fetch(request)
  }
  const relay = createGradioRelay({ sse: true, fetch, clock, ...options })
  const discover = async (baseUrl: string) => {
    const body = JSON.stringify({ baseUrl })
    return (
      await relay.fetch(new Request(`${BASE}/discover`, { method: 'POST', body, headers: { 'content-type': 'application/json' } }))
    ).json()
  }
  const client = new GradioClient({ backendUrl: BASE, clock, fetch: (input, init) => relay.fetch(new Request(input, init)) })
  return { clock, asked, discover, client }
}

test('says that a Space sleeps, starts, is built, in the promised fields', async () => {
  const { discover, clock } = createBed(spaces.sleeping)
  expect(await discover(HOST)).toEqual({
    success: false,
    supportsSSE: false,
    endpoints: [],
    error: expect.stringContaining('ask again'),
    app: { status: 'waking', state: { space: 'owner/space', stage: 'SLEEPING' } },
  })
  await clock.advance(25_000)
  expect((await discover(HOST)).app).toMatchObject({ status: 'waking', state: { stage: 'APP_STARTING' } })
  await clock.advance(40_000)
  expect(await discover(HOST)).toMatchObject({ success: true, app: { status: 'running' } })
  expect((await createBed(spaces.building).discover(HOST)).app).toMatchObject({ status: 'building' })
})

test.each(['owner/space', 'https://huggingface.co/spaces/owner/space', HOST])('a client waits for %s through it', async (address) => {
  const { client, clock } = createBed(spaces.sleeping)
  const states: AppState[] = []
  const discovering = client.discover(address, { onState: (state) => states.push(state) })
  await clock.advance(70_000)
  expect(await discovering).toMatchObject({ route: 'relay', address })
  expect(states[0]).toMatchObject({ status: 'waking', stage: 'SLEEPING', space: 'owner/space' })
  expect(states.at(-1)).toMatchObject({ status: 'running' })
})

test.each([
  ['paused', 'paused', 'space-paused'],
  ['notBuilt', 'broken', 'space-broken'],
  ['deleting', 'broken', 'space-deleted'],
  ['private', 'login-required', 'space-private'],
  ['unheardOf', 'unreachable', 'app-unreachable'],
] as const)('says what befalls a Space that is %s', async (name, status, code) => {
  expect((await createBed(spaces[name]).discover(HOST)).app).toMatchObject({ status, failure: { code } })
})

test('tells a client that knows a name neither the Space nor its address', async () => {
  for (const space of [spaces.sleeping, spaces.paused, spaces.notBuilt, spaces.private]) {
    const { discover } = createBed(space, { apps: { demo: HOST } })
    expect(JSON.stringify(await discover('demo'))).not.toMatch(/owner.space|hf\.space/)
  }
})

test('asks the Hub with the token of the app, and gives it to nobody else', async () => {
  const headers = { authorization: 'Bearer hf_secret' }
  const { discover, asked } = createBed({ ...spaces.private, stages: [{ stage: 'SLEEPING' }] }, { apps: { demo: { url: HOST, headers } } })
  expect((await discover('demo')).app).toMatchObject({ status: 'waking' })
  expect(asked.map(({ url, headers: sent }) => [new URL(url).host, sent.get('authorization')])).toEqual([
    ['owner-space.hf.space', 'Bearer hf_secret'],
    ['huggingface.co', 'Bearer hf_secret'],
  ])
})

test.each([
  ['http://hub.example', 0],
  ['http://127.0.0.1.evil.test', 0],
  ['http://127.0.0.1:8080', 1],
  ['https://hub.example', 1],
])('a Hub at %s is sent the token of an app %i times', async (hubUrl, times) => {
  // Below `createGradioRelay`, which refuses such a Hub at once: nothing else may send it either.
  const asked: Headers[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push(new Request(input, init).headers)
    return Response.json({ runtime: { stage: 'SLEEPING' } })
  }
  const hub = createSpaces({ hubUrl, fetch, clock: createManualClock(), requestTimeoutMs: 1000 })
  const app = {
    name: 'demo',
    isNamed: true,
    id: 'demo',
    url: HOST,
    headers: { authorization: 'Bearer hf_secret' },
    restart: new Set<string>(),
  }
  const failure = new GradioStreamError('app-unreachable', { message: 'Nobody answered.' })
  const explained = await hub.explain(app, failure, false).catch((error: unknown) => error)
  expect(asked.filter((headers) => headers.get('authorization') === 'Bearer hf_secret')).toHaveLength(times)
  if (times === 0) expect(explained).toMatchObject({ code: 'address-invalid', message: expect.stringContaining('plain http') })
})

test('asks the Hub once for many clients that wait', async () => {
  const { discover, asked } = createBed(spaces.starting)
  await Promise.all(Array.from({ length: 20 }, () => discover(HOST)))
  expect(asked.filter(({ url }) => url.startsWith('https://huggingface.co'))).toHaveLength(1)
})

test('leaves a Hub alone that asks to slow down', async () => {
  const { discover, asked, clock } = createBed(spaces.rateLimited)
  expect((await discover(HOST)).app).toMatchObject({ status: 'waking', state: { retryAfterMs: 2000 } })
  await discover(HOST)
  expect(asked.filter(({ url }) => url.startsWith('https://huggingface.co'))).toHaveLength(1)
  await clock.advance(2001)
  await discover(HOST)
  expect(asked.filter(({ url }) => url.startsWith('https://huggingface.co'))).toHaveLength(2)
})

test('allows a Space asked for by its name only where its host is allowed', async () => {
  const { discover, asked } = createBed(spaces.running, { allow: ['https://other.hf.space'] })
  expect((await discover('owner/space')).app).toMatchObject({ status: 'not-allowed' })
  expect((await discover('nobody/nothing')).app).toMatchObject({ failure: { code: 'space-private' } })
  expect(asked.every(({ url }) => url.startsWith('https://huggingface.co/api/spaces/'))).toBe(true)
})
