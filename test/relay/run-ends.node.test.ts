import { expect, test } from 'vitest'
import { completed, createFakeApp } from './fake-upstream-app.ts'
import type { FakeStream } from './fake-upstream-app.ts'
import { createTestBed, DEMO, names, readFrames } from './relay-client.ts'
import type { Frame, TestBed } from './relay-client.ts'

async function framesOf({ get }: TestBed, session = 's'): Promise<Frame[]> {
  return readFrames(await get(`${DEMO}/queue/data?session_hash=${session}&last_event_id=`)).rest()
}

function cancelBody(eventId: string, session = 's'): object {
  return { session_hash: session, fn_index: 7, event_id: eventId }
}

test.each([
  ['ends without the last message', (stream: FakeStream) => stream.end()],
  ['breaks off', (stream: FakeStream) => stream.drop()],
])('ends the run with connection-lost when the stream of the app %s', async (_name, cut) => {
  const bed = createTestBed()
  const eventId = await bed.join('s')
  const upstream = await bed.app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await bed.clock.settle()
  cut(upstream)
  const frames = await framesOf(bed)
  expect(names(frames)).toEqual(['process_starts', 'process_completed', 'close_stream'])
  expect(frames[1]?.message).toMatchObject({ event_id: eventId, success: false, code: 'connection-lost' })
  expect(bed.relay.runCount).toBe(0)
})

test('ends the run when the app is silent for 40 s, and not while it sends heartbeats', async () => {
  const bed = createTestBed()
  await bed.join('s')
  const upstream = await bed.app.stream(0)
  for (let count = 0; count < 4; count += 1) {
    await bed.clock.advance(15_000)
    upstream.send({ msg: 'heartbeat', event_id: null })
    await bed.clock.settle()
  }
  expect(bed.relay.runCount).toBe(1)
  await bed.clock.advance(41_000)
  const frames = await framesOf(bed)
  expect(names(frames)).toEqual(['process_completed', 'close_stream'])
  expect(frames[0]?.message).toMatchObject({ code: 'connection-lost', output: { error: expect.stringContaining('40 s') } })
  expect(upstream.isCancelled).toBe(true)
})

test('opens the stream again where it could not be opened, since nothing was read yet', async () => {
  const app = createFakeApp()
  let attempts = 0
  app.answer('/queue/data', () => {
    attempts += 1
    if (attempts === 1) throw new TypeError('fetch failed')
    return undefined
  })
  const bed = createTestBed({}, app)
  await bed.join('s')
  await bed.clock.advance(1_000)
  ;(await app.stream(0)).send(completed('up1'))
  expect((await framesOf(bed))[0]?.message).toMatchObject({ success: true })
})

test('gives up a stream that never opens after 15 s, as a direct client does', async () => {
  const app = createFakeApp()
  app.answer('/queue/data', () => new Promise<Response>(() => {}))
  const bed = createTestBed({}, app)
  await bed.join('s')
  await bed.clock.advance(14_000)
  expect(bed.relay.runCount).toBe(1)
  await bed.clock.advance(2_000)
  expect((await framesOf(bed))[0]?.message).toMatchObject({
    code: 'connection-timeout',
    output: { error: expect.stringContaining('15 s') },
  })
  expect(app.to('/queue/data')).toHaveLength(1)
})

test('ends the run as queue-full when the app says so in its stream', async () => {
  const bed = createTestBed()
  await bed.join('s')
  ;(await bed.app.stream(0)).send({ msg: 'queue_full', event_id: null })
  expect((await framesOf(bed))[0]?.message).toMatchObject({ success: false, code: 'queue-full' })
})

test('ends the run when the app refuses its stream', async () => {
  const app = createFakeApp()
  app.answer('/queue/data', () => new Response('no', { status: 403 }))
  const bed = createTestBed({}, app)
  await bed.join('s')
  expect((await framesOf(bed))[0]?.message).toMatchObject({ success: false, code: 'connection-refused' })
})

test.each([
  ['404: Session not found.', {}, 'session-unknown'],
  ['404: Not Found', { session_not_found: true }, 'session-unknown'],
  ['Server stopped unexpectedly.', {}, 'run-failed'],
])('ends the run on the unexpected_error %j', async (message, more, code) => {
  const bed = createTestBed()
  await bed.join('s')
  ;(await bed.app.stream(0)).send({ msg: 'unexpected_error', event_id: null, message, success: false, ...more })
  expect((await framesOf(bed))[0]?.message).toMatchObject({ msg: 'process_completed', success: false, code })
})

test('ends a run that sends more than is kept, with a reason', async () => {
  const bed = createTestBed({ limits: { maxSessionLength: 1_000 } })
  await bed.join('s')
  const upstream = await bed.app.stream(0)
  for (let count = 0; count < 3; count += 1) upstream.send({ msg: 'log', event_id: 'up1', log: 'x'.repeat(500), level: 'info' })
  await bed.clock.settle()
  const frames = await framesOf(bed)
  expect(frames.at(-2)?.message).toMatchObject({ msg: 'process_completed', success: false, code: 'buffer-exceeded' })
  expect(upstream.isCancelled).toBe(true)
})

test('closes a stream the app leaves open after the last message', async () => {
  const bed = createTestBed()
  await bed.join('s')
  const upstream = await bed.app.stream(0)
  upstream.send(completed('up1'))
  await bed.clock.advance(1_000)
  expect(upstream.isCancelled).toBe(true)
  expect(bed.relay.runCount).toBe(0)
  expect(bed.clock.pendingCount).toBe(1)
})

test('tells a running function to stop by its own ids, and gives one frame both official clients understand', async () => {
  const bed = createTestBed()
  const eventId = await bed.join('s')
  const upstream = await bed.app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await bed.clock.settle()
  expect(await (await bed.post(`${DEMO}/cancel`, cancelBody(eventId))).json()).toEqual({ success: true })
  expect(JSON.parse(bed.app.to('/cancel')[0]?.body ?? '')).toEqual({ session_hash: upstream.session, fn_index: 0, event_id: 'up1' })
  const frames = await framesOf(bed)
  expect(names(frames)).toEqual(['process_starts', 'process_completed', 'close_stream'])
  expect(frames[1]?.message).toEqual({
    msg: 'process_completed',
    event_id: eventId,
    output: { error: 'Cancelled' },
    success: false,
    title: null,
    cancelled: true,
  })
  expect(upstream.isCancelled).toBe(false)
  await bed.clock.advance(1_000)
  expect(upstream.isCancelled).toBe(true)
})

test('takes a run that waits at the app out of its queue by dropping the stream, without a cancel', async () => {
  const bed = createTestBed()
  const eventId = await bed.join('s')
  const upstream = await bed.app.stream(0)
  upstream.send({ msg: 'estimation', event_id: 'up1', rank: 1, queue_size: 2, rank_eta: null })
  await bed.clock.settle()
  await bed.post(`${DEMO}/cancel`, cancelBody(eventId))
  await bed.clock.settle()
  expect(bed.app.to('/cancel')).toHaveLength(0)
  expect(upstream.isCancelled).toBe(true)
  expect((await framesOf(bed)).at(-2)?.message).toMatchObject({ cancelled: true })
})

test('turns the cancel frame of the app itself into the one clients understand', async () => {
  const bed = createTestBed()
  await bed.join('s')
  ;(await bed.app.stream(0)).send({ msg: 'process_completed', event_id: 'up1', output: {}, success: true })
  expect((await framesOf(bed))[0]?.message).toMatchObject({ success: false, cancelled: true, output: { error: 'Cancelled' } })
})

test('ends a cancelled run once, though a result comes while the app is told', async () => {
  const app = createFakeApp()
  const bed = createTestBed({}, app)
  const eventId = await bed.join('s')
  const upstream = await app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await bed.clock.settle()
  app.answer('/cancel', async () => {
    upstream.send(completed('up1', ['result']))
    await bed.clock.settle()
    return Response.json({ success: true })
  })
  await bed.post(`${DEMO}/cancel`, cancelBody(eventId))
  const frames = await framesOf(bed)
  expect(names(frames)).toEqual(['process_starts', 'process_completed', 'close_stream'])
  expect(frames[1]?.message).toMatchObject({ success: false, cancelled: true })
})

test('waits for no app that does not answer a cancel, and keeps its stream until it was told', async () => {
  const app = createFakeApp()
  const bed = createTestBed({}, app)
  const eventId = await bed.join('s')
  const upstream = await app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await bed.clock.settle()
  let answerCancel = (): void => {}
  app.answer('/cancel', () => new Promise((resolve) => (answerCancel = () => resolve(Response.json({ success: true })))))
  await bed.post(`${DEMO}/cancel`, cancelBody(eventId))
  expect((await framesOf(bed))[1]?.message).toMatchObject({ cancelled: true })
  await bed.clock.advance(2_900)
  expect(upstream.isCancelled).toBe(false)
  answerCancel()
  await bed.clock.settle()
  await bed.clock.advance(1_000)
  expect(upstream.isCancelled).toBe(true)
  expect(bed.relay.runCount).toBe(0)
})

/** A run that was cancelled before the app answered its join, which `answerJoin` does. */
async function cancelBeforeAnswer(): Promise<{ bed: TestBed; eventId: string; answerJoin: () => void }> {
  const app = createFakeApp()
  const bed = createTestBed({}, app)
  let answer = (): void => {}
  app.answer('/queue/join', () => new Promise((resolve) => (answer = () => resolve(Response.json({ event_id: 'up1' })))))
  const joined = bed.join('s')
  await bed.clock.advance(4_500)
  const eventId = await joined
  await bed.post(`${DEMO}/cancel`, cancelBody(eventId))
  return { bed, eventId, answerJoin: () => answer() }
}

test('waits for no app that does not answer the join of a run that is cancelled', async () => {
  const { bed, eventId, answerJoin } = await cancelBeforeAnswer()
  expect((await framesOf(bed))[0]?.message).toMatchObject({ event_id: eventId, cancelled: true })
  answerJoin()
  await bed.clock.advance(1_000)
  expect(bed.relay.runCount).toBe(0)
})

test('cancels a run whose join the app has not answered yet', async () => {
  const { bed, eventId, answerJoin } = await cancelBeforeAnswer()
  answerJoin()
  expect((await framesOf(bed))[0]?.message).toMatchObject({ event_id: eventId, cancelled: true })
})

test.each([
  ['a run nobody knows', 's', 'f'.repeat(32)],
  ['a run of another session', 'other', null],
])('answers success to a cancel of %s and stops nothing', async (_name, session, otherId) => {
  const bed = createTestBed()
  const eventId = await bed.join('s')
  await bed.join('other')
  const response = await bed.post(`${DEMO}/cancel`, cancelBody(otherId ?? eventId, session))
  expect(await response.json()).toEqual({ success: true })
  expect(bed.relay.runCount).toBe(2)
  expect(await (await bed.post(`${DEMO}/reset`, { event_id: eventId })).json()).toEqual({ success: true })
})

test('runs calls that hold state in one session at the app, one after another', async () => {
  const bed = createTestBed()
  await bed.join('s', { fn_index: 1 })
  const waitingId = await bed.join('s', { fn_index: 1 })
  expect(bed.app.to('/queue/join')).toHaveLength(1)
  const first = await bed.app.stream(0)
  first.send(completed('up1'))
  first.end()
  const second = await bed.app.stream(1)
  expect(second.session).toBe(first.session)
  second.send(completed('up2'))
  second.end()
  const own = (await framesOf(bed)).filter(({ message }) => message.event_id === waitingId)
  expect(own.map(({ message }) => message)).toMatchObject([
    { msg: 'estimation', rank: 0, queue_size: 1, rank_eta: null },
    { msg: 'process_completed', success: true },
  ])
})

test('waits a second with the next call of a shared session after a stream was dropped', async () => {
  const bed = createTestBed()
  const eventId = await bed.join('s', { fn_index: 1 })
  await bed.join('s', { fn_index: 1 })
  await bed.app.stream(0)
  await bed.post(`${DEMO}/cancel`, cancelBody(eventId))
  await bed.clock.advance(999)
  expect(bed.app.to('/queue/join')).toHaveLength(1)
  await bed.clock.advance(1)
  expect(bed.app.to('/queue/join')).toHaveLength(2)
})

test('takes a call that waits for its turn out of the line when it is cancelled', async () => {
  const bed = createTestBed()
  await bed.join('s', { fn_index: 1 })
  const second = await bed.join('s', { fn_index: 1 })
  const third = await bed.join('s', { fn_index: 1 })
  await bed.post(`${DEMO}/cancel`, cancelBody(second))
  const first = await bed.app.stream(0)
  first.send(completed('up1'))
  first.end()
  const next = await bed.app.stream(1)
  next.send(completed('up2'))
  next.end()
  const frames = await framesOf(bed)
  expect(bed.app.to('/queue/join')).toHaveLength(2)
  expect(frames.filter(({ message }) => message.event_id === second).at(-1)?.message).toMatchObject({ cancelled: true })
  expect(frames.filter(({ message }) => message.event_id === third).at(-1)?.message).toMatchObject({ success: true })
})

test('goes on with the line when the app refuses one of it', async () => {
  const app = createFakeApp()
  const bed = createTestBed({}, app)
  await bed.join('s', { fn_index: 1 })
  const second = await bed.join('s', { fn_index: 1 })
  const third = await bed.join('s', { fn_index: 1 })
  let asked = 0
  app.answer('/queue/join', () => ((asked += 1) === 1 ? Response.json({ detail: 'Queue is full.' }, { status: 503 }) : undefined))
  const first = await app.stream(0)
  first.send(completed('up1'))
  first.end()
  const next = await app.stream(1)
  next.send(completed('up2'))
  next.end()
  const frames = await framesOf(bed)
  expect(frames.filter(({ message }) => message.event_id === second).at(-1)?.message).toMatchObject({ code: 'queue-full' })
  expect(frames.filter(({ message }) => message.event_id === third).at(-1)?.message).toMatchObject({ success: true })
})

test('ends every run with a reason when the relay is closed', async () => {
  const bed = createTestBed()
  await bed.join('s')
  const upstream = await bed.app.stream(0)
  const reader = readFrames(await bed.get(`${DEMO}/queue/data?session_hash=s&last_event_id=`))
  const frames = reader.rest()
  await bed.relay.close()
  expect((await frames)[0]?.message).toMatchObject({ success: false, code: 'connection-lost' })
  expect(upstream.isCancelled).toBe(true)
  expect(bed.clock.pendingCount).toBe(0)
})
