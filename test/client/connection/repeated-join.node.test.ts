/**
 * Joins through the relay whose answers are lost: repeated under the same key, recognised, cancelled. Direct joins are
 * not repeated.
 */
import { expect, test } from 'vitest'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp } from './fake-app.ts'
import { createClient, describeEnd, start, watch } from './runs.ts'

const relay = fixtureApp('relay')
const direct = fixtureApp('direct')
const never = (): Promise<Response> => new Promise(() => undefined)

/** The keys of all joins that were sent, in order. */
function keysOf(fake: FakeApp): unknown[] {
  return fake.asked('/queue/join').map(({ body }) => (body as { join_key?: unknown }).join_key)
}

/** A relay that knows joins by their keys, behind a network that loses the first answers. */
function losing(fake: FakeApp, ...lost: (() => Response | Error | Promise<Response>)[]): void {
  fake.on.set('/queue/join', ({ body }, count) => lost[count - 1]?.() ?? json({ event_id: (body as { join_key: string }).join_key }))
}

const losses: readonly { name: string; answer: () => Response | Error | Promise<Response>; delayMs: number }[] = [
  { name: 'lost', answer: () => new TypeError('fetch failed'), delayMs: 250 },
  { name: 'cut', answer: () => new Response('{"event', { headers: { 'content-type': 'application/json' } }), delayMs: 250 },
  { name: 'a page of HTML', answer: () => new Response('<p>Sign in', { headers: { 'content-type': 'text/html' } }), delayMs: 250 },
  { name: '502 of a proxy', answer: () => new Response('<h1>Bad gateway</h1>', { status: 502 }), delayMs: 250 },
  { name: '504 of a proxy in JSON', answer: () => json({ message: 'Endpoint request timed out' }, 504), delayMs: 250 },
  {
    name: '503 of a proxy with Retry-After',
    answer: () => new Response('away', { status: 503, headers: { 'retry-after': '9' } }),
    delayMs: 9000,
  },
]

test.each(losses)('sends a join again whose answer is $name, under its key, and says so', async ({ answer, delayMs }) => {
  const fake = createFakeApp()
  losing(fake, answer)
  const { run, end } = await start(fake, relay)
  expect(run.getSnapshot().state).toMatchObject({ status: 'submitting', waiting: { reason: 'no-answer', attempt: 1 } })
  const said = run.getTrace().events.find((event) => event.type === 'waiting')
  expect(said).toMatchObject({ waiting: { nextRetryAt: (said?.at ?? 0) + delayMs } })
  await fake.clock.advance(delayMs)
  const [first, second] = keysOf(fake)
  expect(first).toMatch(/^[\da-f]{32}$/)
  expect(keysOf(fake)).toEqual([first, first])
  fake.stream().send(message.done(String(second), 'a'), '1')
  await fake.clock.settle()
  expect(end()).toMatchObject({ status: 'succeeded', data: ['a'], eventId: first })
})

test('sends a join again that is not answered in time', async () => {
  const fake = createFakeApp()
  losing(fake, never)
  const { run } = await start(fake, relay, { joinTimeoutMs: 3000 })
  await fake.clock.advance(3250)
  expect(keysOf(fake)).toHaveLength(2)
  await fake.clock.advance(20)
  expect(run.getSnapshot().state.status).toBe('queued')
})

test('each run has a key of its own', async () => {
  const fake = createFakeApp()
  losing(fake)
  const client = createClient(fake)
  for (const text of ['a', 'b']) client.submit(relay, '/echo', [text])
  await fake.clock.settle()
  expect(new Set(keysOf(fake)).size).toBe(2)
})

test('gives up after eight times, with what came last', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => new Response('away', { status: 503 }))
  const { run, end } = await start(fake, relay)
  await fake.clock.advance(120_000)
  expect(end()).toMatchObject({
    status: 'failed',
    error: { code: 'relay-unreachable', details: { status: 503, seen: expect.stringContaining('away') } },
  })
  expect(new Set(keysOf(fake)).size).toBe(1)
  expect(keysOf(fake)).toHaveLength(9)
  expect(run.getTrace().events.filter((event) => event.type === 'waiting' && event.waiting?.nextRetryAt)).toHaveLength(8)
  expect(fake.clock.pendingCount).toBe(0)
})

test.each([
  { name: 'the app is busy', answer: () => json({ detail: 'Queue is full.' }, 503), code: 'queue-full' },
  {
    name: 'the relay lost the app',
    answer: () => json({ detail: 'x', code: 'app-unreachable', message: 'The app could not be reached from the relay.' }, 502),
    code: 'app-unreachable',
  },
  { name: 'the app behind it answers 504', answer: () => json({ detail: 'Gateway timeout' }, 504), code: 'join-refused' },
  { name: 'the relay fails', answer: () => json({ detail: 'The relay failed on this request.' }, 500), code: 'join-refused' },
])('a refusal is an answer: $name', async ({ answer, code }) => {
  const fake = createFakeApp()
  losing(fake, answer, answer, answer)
  const { end } = await start(fake, relay, { queueFullRetries: 0 })
  await fake.clock.advance(60_000)
  expect(describeEnd(end())).toBe(`failed ${code}`)
  expect(keysOf(fake)).toHaveLength(1)
})

test('sends no key to a relay that does not know any, and nothing twice', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => new TypeError('fetch failed'))
  const { end } = await start(fake, { ...relay, capabilities: { ...relay.capabilities, repeatableJoin: false } })
  await fake.clock.advance(60_000)
  expect(describeEnd(end())).toBe('failed relay-unreachable')
  expect(keysOf(fake)).toEqual([undefined])
})

test('says of a direct join without an answer that it may run, and does not send it again', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => new TypeError('terminated'))
  const { end } = await start(fake, direct)
  await fake.clock.advance(60_000)
  expect(end()).toMatchObject({
    error: { code: 'app-unreachable', details: { mayRun: true, hint: expect.stringContaining('may have taken it all the same') } },
  })
  expect(keysOf(fake)).toEqual([undefined])
})

test('sends it again at once when told to', async () => {
  const fake = createFakeApp()
  losing(fake, ...losses.slice(5).map(({ answer }) => answer))
  const { run } = await start(fake, relay)
  run.retryNow()
  await fake.clock.advance(20)
  expect(run.getSnapshot().state.status).toBe('queued')
})

const cancelledFrame = (eventId: unknown) => ({
  msg: 'process_completed',
  event_id: eventId,
  success: false,
  output: { error: 'Cancelled' },
  cancelled: true,
})

test.each([
  { name: 'waits to be sent again', lost: () => new TypeError('fetch failed') },
  { name: 'is being sent', lost: never },
])('cancels a run whose join $name by its key, and reads its end', async ({ lost }) => {
  const fake = createFakeApp()
  losing(fake, lost, lost)
  const { run, end } = await start(fake, relay)
  const outcome = run.cancel()
  await fake.clock.settle()
  const [key] = keysOf(fake)
  expect(fake.asked('/cancel')[0]?.body).toEqual({ session_hash: expect.any(String), fn_index: 3, join_key: key })
  fake.stream().send(cancelledFrame(key), '1')
  expect(await outcome).toBe('confirmed')
  expect(describeEnd(end())).toBe('cancelled confirmed')
  await fake.clock.advance(60_000)
  expect(keysOf(fake)).toHaveLength(1)
  expect(fake.clock.pendingCount).toBe(0)
})

test('a run that was faster than its cancel has its value', async () => {
  const fake = createFakeApp()
  losing(fake, () => new TypeError('fetch failed'))
  const { run, end } = await start(fake, relay)
  void run.cancel()
  await fake.clock.settle()
  fake.stream().send(message.done(String(keysOf(fake)[0]), 'a'), '1')
  await fake.clock.settle()
  expect(end()).toMatchObject({ status: 'succeeded', data: ['a'] })
})

test('a cancel that does not reach the relay is asked for, and no more', async () => {
  const fake = createFakeApp()
  losing(fake, () => new TypeError('fetch failed'))
  fake.on.set('/cancel', () => new TypeError('fetch failed'))
  const { run, end } = await start(fake, relay)
  const outcome = run.cancel()
  await fake.clock.advance(10_000)
  expect(await outcome).toBe('requested')
  expect(describeEnd(end())).toBe('cancelled requested')
  expect(fake.asked('/cancel')).toHaveLength(3)
})

test('a busy app that is left before any answer was lost has not taken the run', async () => {
  const fake = createFakeApp()
  losing(fake, () => json({ detail: 'Queue is full.' }, 503))
  const { run } = await start(fake, relay)
  expect(await run.cancel()).toBe('confirmed')
  expect(fake.asked('/cancel')).toEqual([])
})

test('the time of a run that is up takes its join back', async () => {
  const fake = createFakeApp()
  losing(fake, ...losses.map(() => never))
  const { end } = await start(fake, relay, { runTimeoutMs: 3000 })
  await fake.clock.advance(3000)
  expect(describeEnd(end())).toBe('failed run-timeout')
  expect(fake.asked('/cancel')).toMatchObject([{ body: { join_key: keysOf(fake)[0] } }, {}])
})

test('a message on the open stream is an answer, and nothing is sent again', async () => {
  const fake = createFakeApp()
  losing(fake)
  const client = createClient(fake)
  client.submit(relay, '/echo', ['a'])
  await fake.clock.settle()
  fake.on.set('/queue/join', never)
  const late = watch(client.submit(relay, '/stream_text'))
  await fake.clock.advance(20)
  const key = String(keysOf(fake)[1])
  expect(late.run.getSnapshot().state.status).toBe('submitting')
  for (const [index, each] of [message.started(key), message.first(key, 'a'), message.more(key, 'b')].entries()) {
    fake.stream().send(each, String(index + 1))
  }
  await fake.clock.advance(20)
  expect(late.run.getSnapshot().state).toMatchObject({ status: 'running', eventId: key })
  fake.stream().send(message.done(key, 'ab'), '4')
  await fake.clock.advance(60_000)
  expect(late.texts).toEqual(['a', 'ab', 'ab'])
  expect(keysOf(fake)).toHaveLength(2)
})
