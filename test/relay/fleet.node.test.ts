/** Relays that share a Redis: a run begun at one is read, cancelled and fed at any other, also after its relay died. */
import { describe, expect, test } from 'vitest'
import type { GradioRelayOptions, RunEnd } from '../../src/relay/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { APP_URL, completed, createFakeApp } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'
import { createTestBed, DEMO, names, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'
import { NO_REDIS, REDIS_URL, useRedis } from './redis.ts'

const SECRET = 'a secret of the tests, 32 letters'

interface Relay extends TestBed {
  /** As SIGKILL: nothing is said to anybody. */
  kill(): Promise<void>
}

describe.skipIf(NO_REDIS !== null)('a fleet', () => {
  const redis = useRedis()

  function createFleet(
    size: number,
    options: GradioRelayOptions = {},
  ): { app: FakeApp; prefix: string; relays: readonly [Relay, Relay, ...Relay[]] } {
    const app = createFakeApp()
    const prefix = redis.prefix()
    const relays = Array.from({ length: size }, (): Relay => {
      const store = createRedisStore({ redis: REDIS_URL, prefix, leaseMs: 600, clock: options.clock ?? systemClock })
      const bed = createTestBed({ store, clock: systemClock, onError: () => undefined, ...options }, app)
      redis.closing(bed.relay)
      return { ...bed, kill: () => store.log.close() }
    })
    const [first, second, ...others] = relays
    if (!first || !second) throw new Error('A fleet has two relays at least.')
    return { app, prefix, relays: [first, second, ...others] }
  }

  const stream = (relay: Relay): Promise<Response> => relay.get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)

  test('a log beside a store is refused', async () => {
    const store = createRedisStore({ redis: REDIS_URL, prefix: redis.prefix() })
    expect(() => createTestBed({ store, log: store.log })).toThrow('beside "store"')
    await store.log.close()
  })

  test('a run that was joined at one relay is read at another', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    const runId = await here.join('s')
    const frames = readFrames(await stream(other)).rest()
    const upstream = await app.stream(0)
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    upstream.send(completed('up1'))
    upstream.end()
    const read = await frames
    expect(names(read)).toEqual(['process_starts', 'process_completed', 'close_stream'])
    expect(read[1]?.message.event_id).toBe(runId)
  })

  test('a reader goes on at another relay where it stopped', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    await here.join('s')
    const upstream = await app.stream(0)
    const reader = readFrames(await stream(here))
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    const first = await reader.next()
    await reader.close()
    upstream.send(completed('up1'))
    upstream.end()
    const rest = readFrames(await other.get(`${DEMO}/queue/data?session_hash=s&last_event_id=${first?.id}`)).rest()
    expect(names(await rest)).toEqual(['process_completed', 'close_stream'])
  })

  test('readers of a relay that is closed are sent to another, and nothing is said of a run that goes on there', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    await here.join('s')
    const upstream = await app.stream(0)
    const reader = readFrames(await stream(other))
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    const first = await reader.next()
    const rest = reader.rest()
    const poll = other.get(`${DEMO}/queue/poll?session_hash=s&after=${first?.id}&wait_ms=20000`)
    await other.relay.close()
    expect(await rest).toEqual([])
    expect(await (await poll).json()).toEqual({ messages: [], next: first?.id, done: false })
    const again = readFrames(await here.get(`${DEMO}/queue/data?session_hash=s&last_event_id=${first?.id}`)).rest()
    upstream.send(completed('up1'))
    upstream.end()
    expect(names(await again)).toEqual(['process_completed', 'close_stream'])
  })

  test('a call that was begun at one relay is read at another, as curl does behind a load balancer', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    const { event_id: eventId } = await (await here.post(`${DEMO}/call/echo`, { data: ['hi'] })).json()
    const read = other.get(`${DEMO}/call/echo/${eventId}`)
    const upstream = await app.stream(0)
    upstream.send(completed('up1', ['hi']))
    upstream.end()
    expect(await (await read).text()).toBe('event: complete\ndata: ["hi"]\n\n')
  })

  test('a join that is repeated at another relay is the same run', async () => {
    const { app, relays } = createFleet(2)
    const joinKey = 'a'.repeat(32)
    for (const relay of relays) expect(await relay.join('s', { join_key: joinKey })).toBe(joinKey)
    expect(app.to('/queue/join')).toHaveLength(1)
  })

  test('a run is cancelled at a relay that has never heard of its session', async () => {
    const { app, relays } = createFleet(3)
    const [here, reading, other] = relays
    const runId = await here.join('s')
    const frames = readFrames(await stream(reading)).rest()
    const upstream = await app.stream(0)
    upstream.send({ msg: 'estimation', event_id: 'up1', rank: 3, queue_size: 4, rank_eta: null })
    await other?.post(`${DEMO}/cancel`, { session_hash: 's', event_id: runId, fn_index: 0 })
    expect((await frames).at(-2)?.message).toMatchObject({ msg: 'process_completed', event_id: runId, cancelled: true })
    expect(upstream.isCancelled).toBe(true)
  })

  test('a run that the server began at one relay is followed and cancelled at others, by its token', async () => {
    const { app, relays } = createFleet(3, { tokens: { secret: SECRET } })
    const [here, reading, other] = relays
    const { runId, token } = await here.relay.submit({ app: 'demo', endpoint: '/echo', owner: 'ann' })
    const headers = { 'x-gradio-run-token': token }
    const frames = readFrames(await reading.get(`${DEMO}/queue/data?session_hash=${runId}`, { headers }))
    const upstream = await app.stream(0)
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    expect((await frames.next())?.message).toMatchObject({ msg: 'process_starts', event_id: runId, relay_at: expect.any(Number) })
    await other?.post(`${DEMO}/cancel`, { session_hash: runId, event_id: runId, fn_index: 0 }, headers)
    expect((await frames.rest())[0]?.message).toMatchObject({ msg: 'process_completed', event_id: runId, cancelled: true })
    const late = await here.get(`${DEMO}/queue/poll?session_hash=${runId}`, { headers })
    expect(await late.json()).toMatchObject({ done: true, messages: [{}, { message: { cancelled: true } }] })
  })

  test('a join that was never answered is withdrawn at another relay', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    const joinKey = 'b'.repeat(32)
    await here.join('s', { join_key: joinKey })
    const frames = readFrames(await stream(other)).rest()
    await app.stream(0)
    await other.post(`${DEMO}/cancel`, { session_hash: 's', join_key: joinKey })
    expect((await frames).at(-2)?.message).toMatchObject({ event_id: joinKey, cancelled: true })
  })

  test('a frame reaches a run by any relay, and none after its end', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    app.answer('/stream/up1', () => Response.json({ msg: 'success' }))
    const runId = await here.join('s')
    const upstream = await app.stream(0)
    const send = async (): Promise<number> => (await other.post(`${DEMO}/stream/${runId}`, { data: ['x'] })).status
    await expect.poll(send).not.toBe(404)
    expect(app.to('/stream/up1').length).toBeGreaterThan(0)
    upstream.send(completed('up1'))
    upstream.end()
    await expect.poll(send).toBe(404)
  })

  test('the reader of a run whose relay was killed gets what was sent, and the reason', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    const runId = await here.join('s')
    const upstream = await app.stream(0)
    const reader = readFrames(await stream(other))
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    expect((await reader.next())?.message.msg).toBe('process_starts')
    await here.kill()
    const rest = await reader.rest()
    expect(names(rest)).toEqual(['process_completed', 'close_stream'])
    expect(rest[0]?.message).toMatchObject({ event_id: runId, success: false, code: 'relay-lost' })
  })

  const STATEFUL = { fn_index: 1 }

  test('runs that hold state take turns in one session at the app, in the order in which they were joined anywhere', async () => {
    const { app, relays } = createFleet(3)
    for (const [index, relay] of relays.entries()) await relay.join('s', { ...STATEFUL, data: [index] })
    for (const index of relays.keys()) {
      const upstream = await app.stream(index)
      expect(app.to('/queue/join')).toHaveLength(index + 1)
      expect(JSON.parse(app.to('/queue/join')[index]?.body ?? '')).toMatchObject({ data: [index], session_hash: app.streams[0]?.session })
      upstream.send(completed(`up${index + 1}`))
      upstream.end()
    }
    expect(new Set(app.streams.map(({ session }) => session)).size).toBe(1)
    expect(names(await readFrames(await stream(relays[0])).rest()).filter((name) => name === 'process_completed')).toHaveLength(3)
  })

  test('a run that waits for its turn is cancelled at any relay, and never begun', async () => {
    const { app, relays } = createFleet(3)
    const [first, second, third] = relays
    await first.join('s', STATEFUL)
    const waiting = await second.join('s', STATEFUL)
    await third?.join('s', STATEFUL)
    const frames = readFrames(await stream(first)).rest()
    await third?.post(`${DEMO}/cancel`, { session_hash: 's', event_id: waiting, fn_index: 1 })
    for (const index of [0, 1]) {
      const upstream = await app.stream(index)
      upstream.send(completed(`up${index + 1}`))
      upstream.end()
    }
    const ends = (await frames).filter(({ message }) => message.msg === 'process_completed')
    expect(ends.filter(({ message }) => message.cancelled).map(({ message }) => message.event_id)).toEqual([waiting])
    expect(ends).toHaveLength(3)
    expect(app.to('/queue/join')).toHaveLength(2)
  })

  test('a run that waits for its turn at a relay that was killed is joined by another, in its place', async () => {
    const { app, relays } = createFleet(3)
    const [first, second, third] = relays
    for (const [index, relay] of [first, second, third].entries()) await relay?.join('s', { ...STATEFUL, data: [index] })
    await second.kill()
    const frames = readFrames(await stream(first)).rest()
    for (const index of relays.keys()) {
      const upstream = await app.stream(index)
      expect(JSON.parse(app.to('/queue/join')[index]?.body ?? '')).toMatchObject({ data: [index], session_hash: app.streams[0]?.session })
      upstream.send(completed(`up${index + 1}`))
      upstream.end()
    }
    const ends = (await frames).filter(({ message }) => message.msg === 'process_completed')
    expect(ends.map(({ message }) => message.success)).toEqual([true, true, true])
    expect(app.to('/queue/join')).toHaveLength(3)
  })

  test.each([
    ['as text', {}],
    ['encrypted', { tokens: { secret: SECRET } }],
  ])('a join that a relay did not send before it was killed is sent by another; it lay in Redis %s', async (how, options) => {
    const { app, relays, prefix } = createFleet(2, options)
    const [here, other] = relays
    const asked = app.to('/config').length
    app.answer('/config', () => (app.to('/config').length === asked + 1 ? new Promise(() => {}) : undefined))
    const joinKey = 'c'.repeat(32)
    void here.join('s', { join_key: joinKey, data: ['the input'] }).catch(() => undefined)
    const orders = `${prefix}:{demo:s}:orders`
    await expect.poll(() => redis.client.hlen(orders)).toBe(1)
    expect(String(await redis.client.hvals(orders)).includes('the input')).toBe(how === 'as text')
    await here.kill()
    const upstream = await app.stream(0)
    expect(JSON.parse(app.to('/queue/join')[0]?.body ?? '')).toMatchObject({ data: ['the input'] })
    expect(await redis.client.exists(orders)).toBe(0)
    upstream.send(completed('up1'))
    upstream.end()
    const read = await readFrames(await stream(other)).rest()
    expect(read.at(-2)?.message).toMatchObject({ msg: 'process_completed', event_id: joinKey, success: true })
    expect(app.to('/queue/join')).toHaveLength(1)
  })

  test('a run that was cancelled while no relay had it is not begun', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    app.answer('/config', () => (app.to('/config').length === 1 ? new Promise(() => {}) : undefined))
    const joinKey = 'd'.repeat(32)
    void here.join('s', { join_key: joinKey }).catch(() => undefined)
    await expect.poll(async () => (await stream(other)).status).toBe(200)
    await here.kill()
    const reader = readFrames(await stream(other))
    await other.post(`${DEMO}/cancel`, { session_hash: 's', event_id: joinKey, fn_index: 0 })
    expect((await reader.rest()).at(-2)?.message).toMatchObject({ event_id: joinKey, cancelled: true })
    expect(app.to('/queue/join')).toHaveLength(0)
  })

  const step = (eventId: string, value: unknown): object => ({
    msg: 'process_generating',
    event_id: eventId,
    output: { data: [value], is_generating: true },
    success: true,
  })

  test('a run that may be restarted is begun again, which its readers are told, and goes on from the value that they have', async () => {
    const ends: unknown[] = []
    const onRunEnd = ({ run, status }: RunEnd): void => void ends.push([run, status])
    const { app, relays } = createFleet(2, { apps: { demo: { url: APP_URL, restart: ['echo'] } }, onRunEnd })
    const [here, other] = relays
    const runId = await here.join('s', { data: ['x'] })
    const reader = readFrames(await stream(other))
    const before = await app.stream(0)
    before.send(step('up1', 'one'))
    expect((await reader.next())?.message.msg).toBe('process_generating')
    await here.kill()
    const upstream = await app.stream(1)
    expect(JSON.parse(app.to('/queue/join')[1]?.body ?? '')).toMatchObject({ data: ['x'], fn_index: 0 })
    upstream.send(step('up2', 'first'))
    upstream.send(step('up2', [['append', [], '!']]))
    upstream.send(completed('up2'))
    upstream.end()
    const rest = await reader.rest()
    expect(names(rest)).toEqual(['log', 'process_generating', 'process_generating', 'process_completed', 'close_stream'])
    expect(rest[0]?.message).toMatchObject({ code: 'run-restarted', level: 'warning', event_id: runId })
    expect(rest.slice(1, 3).map(({ message }) => message.output)).toMatchObject([
      { data: [[['replace', [], 'first']]] },
      { data: [[['append', [], '!']]] },
    ])
    expect(ends).toEqual([[runId, 'succeeded']])
    // The relay that was thought to be gone is refused with its next message, and drops the app's stream.
    expect(app.to('/queue/join')).toHaveLength(2)
  })

  test('a relay that leaves gives runs that wait for their turn to others', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    await other.join('s', STATEFUL)
    await here.join('s', STATEFUL)
    await here.relay.close()
    const frames = readFrames(await stream(other)).rest()
    for (const index of [0, 1]) {
      const upstream = await app.stream(index)
      upstream.send(completed(`up${index + 1}`))
      upstream.end()
    }
    const ended = (await frames).filter(({ message }) => message.msg === 'process_completed')
    expect(ended.map(({ message }) => message.success)).toEqual([true, true])
  })

  test('the answer of a join waits for a stream at another relay that was told to close', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    await here.join('s')
    const upstream = await app.stream(0)
    const told = readFrames(await here.get(`${DEMO}/queue/data?session_hash=s`))
    upstream.send(completed('up1'))
    upstream.end()
    expect((await told.next())?.message.msg).toBe('process_completed')
    expect((await told.next())?.message.msg).toBe('close_stream')
    let isAnswered = false
    const joined = other.join('s').then(() => (isAnswered = true))
    await app.stream(1)
    expect(isAnswered).toBe(false)
    await told.close()
    await joined
  })

  test('a stream is not told to close when a join has come at another relay', async () => {
    const { app, relays } = createFleet(2)
    const [here, other] = relays
    await here.join('s')
    const reader = readFrames(await here.get(`${DEMO}/queue/data?session_hash=s`))
    const upstream = await app.stream(0)
    await other.join('s')
    upstream.send(completed('up1'))
    upstream.end()
    expect((await reader.next())?.message.msg).toBe('process_completed')
    const second = await app.stream(1)
    second.send(completed('up2'))
    second.end()
    expect(names(await reader.rest())).toEqual(['process_completed', 'close_stream'])
  })

  test('the turn of a relay that was killed goes to the next', async () => {
    let aheadMs = 0
    const clock = { ...systemClock, now: () => systemClock.now() + aheadMs }
    const { app, relays } = createFleet(2, { clock })
    const [here, other] = relays
    await here.join('s', STATEFUL)
    await app.stream(0)
    await other.join('s', STATEFUL)
    const reader = readFrames(await stream(other))
    await here.kill()
    for (let frame = await reader.next(); frame?.message.code !== 'relay-lost'; frame = await reader.next()) expect(frame).not.toBeNull()
    // The moment that a relay has to close its stream at the app.
    aheadMs = 20_000
    const upstream = await app.stream(1)
    upstream.send(completed('up2'))
    upstream.end()
    expect((await reader.rest()).map(({ message }) => message.success)).toContain(true)
  })
})
