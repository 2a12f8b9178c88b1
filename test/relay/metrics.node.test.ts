/** Metrics as Prometheus gets them, after real runs: names, labels, and who may read them. */
import { Registry } from 'prom-client'
import { describe, expect, test } from 'vitest'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { createRelayMetrics } from '../../src/relay/metrics/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { completed } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'
import { NO_REDIS, REDIS_URL, useRedis } from './redis.ts'

const TOKEN = 'a token of the tests'

/** The value of a line such as `gradio_relay_runs{state="running"}`; 0 if it is not there. */
async function valueOf(bed: TestBed, line: string): Promise<number> {
  const text = await (await bed.get(`${BASE}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text()
  const found = text.split('\n').find((one) => one.startsWith(`gradio_relay_${line} `))
  return found === undefined ? 0 : Number(found.split(' ').at(-1))
}

function createBed(options: GradioRelayOptions = {}): TestBed {
  return createTestBed({ metrics: createRelayMetrics({ token: TOKEN }), onError: () => undefined, ...options })
}

test('shows a run while it waits and runs, and counts its end', async () => {
  const bed = createBed()
  await bed.join('s')
  const stream = await bed.app.stream(0)
  expect(await valueOf(bed, 'runs{state="waiting"}')).toBe(1)
  await bed.clock.advance(500)
  stream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await bed.clock.settle()
  expect(await valueOf(bed, 'runs{state="running"}')).toBe(1)
  expect(await valueOf(bed, 'first_message_seconds_sum{app="demo"}')).toBe(0.5)
  await bed.clock.advance(1_500)
  stream.send(completed('up1', ['HELLO']))
  await bed.clock.settle()
  expect(await valueOf(bed, 'runs{state="running"}')).toBe(0)
  expect(await valueOf(bed, 'runs_started_total{app="demo"}')).toBe(1)
  expect(await valueOf(bed, 'runs_ended_total{app="demo",status="succeeded",code="none"}')).toBe(1)
  expect(await valueOf(bed, 'run_duration_seconds_sum{app="demo",status="succeeded"}')).toBe(2)
  expect(await valueOf(bed, 'log_characters')).toBeGreaterThan(0)
  expect(await valueOf(bed, 'sessions')).toBe(1)
  expect(await valueOf(bed, 'app_request_duration_seconds_count{answered="true"}')).toBeGreaterThan(0)
})

test('counts streams, reconnects, polls, fallbacks and refusals', async () => {
  const bed = createBed({ limits: { perClient: { maxStreams: 1 } }, authorize: () => ({ owner: 'ann' }) })
  await bed.join('s')
  await bed.app.stream(0)
  await bed.get(`${DEMO}/queue/data?session_hash=s&last_event_id=&again=1`)
  expect(await valueOf(bed, 'streams{kind="resuming"}')).toBe(1)
  expect(await valueOf(bed, 'clients_near_limit{limit="streams"}')).toBe(1)
  await bed.get(`${DEMO}/queue/poll?session_hash=s&fallback=sse-held-back`)
  await bed.get(`${DEMO}/queue/poll?session_hash=s&fallback=what-a-stranger-says`)
  expect(await valueOf(bed, 'reconnects_total{resumed="true"}')).toBe(1)
  expect(await valueOf(bed, 'polls_total')).toBe(2)
  expect(await valueOf(bed, 'fallbacks_total{reason="sse-held-back"}')).toBe(1)
  expect(await valueOf(bed, 'fallbacks_total{reason="other"}')).toBe(1)
  expect(await valueOf(bed, 'refusals_total{action="read",code="rate-limited"}')).toBe(2)
})

test('counts who is near the runs of a minute', async () => {
  const bed = createBed({ limits: { perClient: { maxRunsPerMinute: 5 } }, authorize: () => ({ owner: 'ann' }) })
  for (let count = 0; count < 3; count += 1) await bed.join('s')
  expect(await valueOf(bed, 'clients_near_limit{limit="runs-per-minute"}')).toBe(0)
  await bed.join('s')
  expect(await valueOf(bed, 'clients_near_limit{limit="runs-per-minute"}')).toBe(1)
})

test('no label has what a client chose: an address, an owner, a session, a run', async () => {
  const metrics = createRelayMetrics()
  const bed = createTestBed({ metrics, allow: ['https://chosen.test'], authorize: () => ({ owner: 'ann@example.com' }) })
  const chosen = `${BASE}/apps/${btoa('https://chosen.test').replaceAll('=', '')}/gradio_api`
  const answer = await bed.post(`${chosen}/queue/join`, { data: ['x'], fn_index: 0, session_hash: 'secret-session' })
  const { event_id: run } = await answer.json()
  const stream = await bed.app.stream(0)
  stream.send({ ...completed('up1', []), success: false, output: { error: 'no' }, code: 'words of the app' })
  await bed.clock.settle()
  const text = await metrics.text()
  expect(text).toContain('gradio_relay_runs_ended_total{app="other",status="failed",code="run-failed"} 1')
  for (const said of ['chosen', 'ann', 'secret', run, 'words']) expect(text).not.toContain(said)
})

test('answers GET metrics to who has the token, and has no such route without one', async () => {
  const bed = createBed()
  const asked = (authorization: string): Promise<Response> => bed.get(`${BASE}/metrics`, { headers: { authorization } })
  expect((await bed.get(`${BASE}/metrics`)).status).toBe(401)
  expect((await asked('Bearer another token')).status).toBe(401)
  const answer = await asked(`Bearer ${TOKEN}`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')])
  expect(await answer.text()).toContain('process_resident_memory_bytes')
  expect((await createTestBed({ metrics: createRelayMetrics() }).get(`${BASE}/metrics`)).status).toBe(404)
  expect((await createTestBed().get(`${BASE}/metrics`)).status).toBe(404)
})

test('registers in a registry of the owner, without metrics of the process', async () => {
  const registry = new Registry()
  const metrics = createRelayMetrics({ registry })
  createTestBed({ metrics })
  const names = registry.getMetricsAsArray().map(({ name }) => name)
  expect(names).toContain('gradio_relay_runs')
  expect(names.filter((name) => !name.startsWith('gradio_relay_'))).toEqual([])
})

test.each<[string, () => unknown, string]>([
  ['a short token', () => createRelayMetrics({ token: 'short' }), 'at least 16 characters'],
  // @ts-expect-error An option that does not exist.
  ['an option that does not exist', () => createRelayMetrics({ tokn: TOKEN }), 'tokn'],
  [
    'metrics of another relay',
    () => {
      const metrics = createRelayMetrics()
      createTestBed({ metrics })
      createTestBed({ metrics })
    },
    'another relay',
  ],
  // @ts-expect-error A registry is not what createRelayMetrics makes.
  ['something else', () => createTestBed({ metrics: new Registry() }), 'what createRelayMetrics makes'],
])('refuses %s', (_name, make, words) => {
  expect(make).toThrow(expect.objectContaining({ code: 'options-invalid', message: expect.stringContaining(words) }))
})

describe.skipIf(NO_REDIS !== null)('with Redis', () => {
  const redis = useRedis()

  test('times the answers of Redis and shows how full it is', async () => {
    const metrics = createRelayMetrics()
    const bed = createTestBed({ metrics, store: createRedisStore({ redis: REDIS_URL, prefix: redis.prefix() }) })
    redis.closing(bed.relay)
    await bed.join('s')
    const text = await metrics.text()
    expect(text).toContain('gradio_relay_store_request_duration_seconds_count{operation="begin",answered="true"} 1')
    expect(text).toMatch(/^gradio_relay_redis_used_bytes [1-9]/m)
    expect(text).not.toMatch(/^gradio_relay_log_characters \d/m)
  })
})
