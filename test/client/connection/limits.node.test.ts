/** Limits of time, size and number, and the code each ends a run with. */
import '../loaded.ts'
import { describe, expect, test } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import { connectWithParser } from '../../../src/client/connection/stream/parser-connector.ts'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp } from './fake-app.ts'
import { createClient, describeEnd, start, watch } from './runs.ts'

const direct = fixtureApp('direct')
const relay = fixtureApp('relay')
const never = (): Promise<Response> => new Promise(() => undefined)

const limits: readonly {
  timeouts: GradioClientOptions
  prepare?: (fake: FakeApp) => void
  sent?: object
  end: string
  isCancelled?: boolean
}[] = [
  { timeouts: { connectTimeoutMs: 3000 }, prepare: (fake) => fake.on.set('/queue/data', never), end: 'failed connection-timeout' },
  { timeouts: { joinTimeoutMs: 3000 }, prepare: (fake) => fake.on.set('/queue/join', never), end: 'failed join-timeout' },
  { timeouts: { queueTimeoutMs: 3000 }, sent: message.queued('e1', 4), end: 'failed queue-timeout', isCancelled: true },
  { timeouts: { inactivityTimeoutMs: 3000 }, sent: message.started('e1'), end: 'failed idle-timeout' },
  { timeouts: { runTimeoutMs: 3000 }, sent: message.started('e1'), end: 'failed run-timeout', isCancelled: true },
]

test.each(limits)('$timeouts ends a direct run with $end', async ({ timeouts, prepare, sent, end, isCancelled = false }) => {
  const fake = createFakeApp()
  prepare?.(fake)
  const watched = await start(fake, direct, timeouts)
  if (sent) fake.stream().send(sent)
  await fake.clock.advance(2990)
  expect(watched.end()).toBeNull()
  await fake.clock.advance(20)
  expect(describeEnd(watched.end())).toBe(end)
  await fake.clock.advance(10_000)
  expect(fake.asked('/cancel')).toHaveLength(isCancelled ? 1 : 0)
  expect(fake.streams.every(({ isGone }) => isGone)).toBe(true)
  expect(fake.clock.pendingCount).toBe(0)
})

test.each([
  { timeouts: { queueTimeoutMs: 3000 }, sent: message.started('e1') },
  { timeouts: { runTimeoutMs: 3000, queueTimeoutMs: 3000 }, sent: message.done('e1', 'a') },
  { timeouts: { connectTimeoutMs: null, joinTimeoutMs: null, inactivityTimeoutMs: null }, sent: message.started('e1') },
])('$timeouts has nothing to say after $sent.msg', async ({ timeouts, sent }) => {
  const fake = createFakeApp()
  const { end } = await start(fake, direct, timeouts)
  fake.stream().send(sent)
  await fake.clock.advance(600_000)
  expect(end()?.status ?? 'running').toBe(
    sent.msg === 'process_completed' ? 'succeeded' : timeouts.inactivityTimeoutMs === null ? 'running' : 'failed',
  )
  expect(describeEnd(end())).not.toMatch(/queue-timeout|run-timeout/)
})

test('the whole of a run counts from submit, though it waits for a busy app', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => json({ detail: 'Queue is full.' }, 503))
  const { end } = await start(fake, direct, { runTimeoutMs: 3000 })
  await fake.clock.advance(3000)
  expect(describeEnd(end())).toBe('failed run-timeout')
  await fake.clock.advance(60_000)
  expect(fake.asked('/queue/join')).toHaveLength(2)
})

test('tells the relay, too, that the time of a run is up', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, relay, { runTimeoutMs: 3000 })
  fake.stream().send(message.started('e1'), '1')
  await fake.clock.advance(3000)
  expect(describeEnd(end())).toBe('failed run-timeout')
  expect(fake.asked('/cancel')).toHaveLength(1)
})

test('a relay whose stream is not answered in time is polled after three tries', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', never)
  fake.on.set('/queue/poll', () => json({ messages: [], next: '', done: false }))
  const { run, end } = await start(fake, relay, { connectTimeoutMs: 3000 })
  await fake.clock.advance(20_000)
  expect(end()).toBeNull()
  expect(run.getSnapshot().connection).toMatchObject({ transport: 'polling', fallbackReason: { code: 'connection-timeout' } })
})

test.each([
  { runTimeoutMs: 0 },
  { inactivityTimeoutMs: -1 },
  { queueTimeoutMs: Number.NaN },
  { joinTimeoutMs: 2 ** 31 },
  { maxMessageBytes: 0 },
  { queueFullRetries: -1 },
  { maxDirectStreams: 0 },
])('refuses %o', (options) => {
  expect(() => new GradioClient(options)).toThrow(expect.objectContaining({ code: 'options-invalid' }))
})

test.each<[object, RegExp]>([
  [{ requestTimeoutMs: 0 }, /requestTimeoutMs is 0, but must be .* above 0 and at most 2147483647/],
  [{ wakeTimeoutMs: Infinity }, /wakeTimeoutMs is Infinity/],
  [{ queueTimeoutMs: 2 ** 31 }, /queueTimeoutMs is 2147483648, .*at most 2147483647, or null/],
  [{ queueFullRetries: -1 }, /queueFullRetries is -1, .*at least 0/],
  [{ shareTabs: 'false' }, /shareTabs is "false", but must be true or false/],
  [{ transport: 'stream' }, /transport is "stream", but must be "sse", "polling" or a function/],
  [{ transport: null }, /transport is null, but/],
  [{ fetch: 'fetch' }, /fetch is "fetch", but must be a function/],
])('names the option and what it got for %o', (options, words) => {
  expect(() => new GradioClient(options)).toThrow(words)
})

test.each([
  ['sse', false, "transport: 'polling'"],
  ['connect', connectWithParser, 'transport'],
  ['timeouts', { totalMs: 3000 }, 'runTimeoutMs'],
])('refuses %s, which is said in another way now, and names that', (name, value, instead) => {
  expect(() => new GradioClient({ [name]: value })).toThrow(
    expect.objectContaining({
      code: 'options-invalid',
      message: expect.stringMatching(`^The option ${name} no longer exists. Use .*${instead}`),
    }),
  )
})

test('ends a run whose message is longer than maxMessageBytes', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, direct, { maxMessageBytes: 1000 })
  fake.stream().text(`data: ${'x'.repeat(1200)}`)
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed buffer-exceeded')
})

test('ends a run whose poll is longer than maxMessageBytes and a page', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/poll', () => new Response('x'.repeat(9 * 1024 * 1024), { headers: { 'content-type': 'application/json' } }))
  const { end } = await start(fake, relay, { transport: 'polling', maxMessageBytes: 1000 })
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed buffer-exceeded')
})

test('ends a run of which too much came before its join was answered', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  client.submit(relay, '/echo', ['a'])
  await fake.clock.settle()
  let answer: (response: Response) => void = () => undefined
  fake.on.set('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const late = watch(client.submit(relay, '/stream_text'))
  await fake.clock.settle()
  for (let id = 1; id <= 1001; id += 1) fake.stream().send(message.started('e2'), String(id))
  await fake.clock.settle()
  answer(json({ event_id: 'e2' }))
  await fake.clock.settle()
  expect(describeEnd(late.end())).toBe('failed buffer-exceeded')
})

const busy: readonly { name: string; answer: () => Response; reason: string; delaysMs: number[] }[] = [
  {
    name: 'a full queue',
    answer: () => json({ detail: 'Queue is full.' }, 503),
    reason: 'queue-full',
    delaysMs: [1000, 2000, 4000, 8000, 15_000],
  },
  {
    name: 'a full queue with Retry-After',
    answer: () => json({ detail: 'Queue is full.' }, 503, { 'retry-after': '7' }),
    reason: 'queue-full',
    delaysMs: [7000, 7000, 7000, 8000, 15_000],
  },
  {
    name: '429',
    answer: () => json({ detail: 'Too many requests' }, 429, { 'retry-after': '9' }),
    reason: 'rate-limited',
    delaysMs: [9000, 9000, 9000, 9000, 15_000],
  },
  {
    name: "the relay's own 429",
    answer: () => json({ detail: 'Slow down.', code: 'rate-limited', message: 'Slow down.' }, 429),
    reason: 'rate-limited',
    delaysMs: [1000, 2000, 4000, 8000, 15_000],
  },
]

test.each(busy)('asks again after $name, five times, and says when', async ({ answer, reason, delaysMs }) => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', answer)
  const { run, end } = await start(fake, direct)
  for (const [index, delayMs] of delaysMs.entries()) {
    await fake.clock.settle()
    expect(fake.asked('/queue/join')).toHaveLength(index + 1)
    const said = run.getTrace().events.findLast((event) => event.type === 'waiting')
    expect(said).toMatchObject({ waiting: { reason, attempt: index + 1, nextRetryAt: fake.clock.now() + delayMs } })
    await fake.clock.advance(delayMs)
  }
  expect(describeEnd(end())).toBe(`failed ${reason}`)
  expect(fake.asked('/queue/join')).toHaveLength(6)
})

test('goes on as if nothing had been when the app has room again', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', (_request, count) => (count < 3 ? json({ detail: 'Queue is full.' }, 503) : undefined))
  const { run, end } = await start(fake, direct)
  await fake.clock.advance(500)
  expect(run.getSnapshot().state).toMatchObject({ status: 'submitting', waiting: { reason: 'queue-full', attempt: 1 } })
  await fake.clock.advance(5000)
  expect(run.getSnapshot().state).toMatchObject({ status: 'queued', eventId: 'e3' })
  fake.stream().send(message.done('e3', 'a'))
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
})

test('asks a busy app at once when told to', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', (_request, count) => (count === 1 ? json({ detail: 'Queue is full.' }, 503) : undefined))
  const { run } = await start(fake, direct)
  run.retryNow()
  await fake.clock.advance(20)
  expect(run.getSnapshot().state.status).toBe('queued')
})

test.each([direct, relay])('a run that waits for a busy app is cancelled at once, and never sent again ($route)', async (app) => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', () => json({ detail: 'Queue is full.' }, 503))
  const { run, end } = await start(fake, app)
  expect(await run.cancel()).toBe('confirmed')
  expect(describeEnd(end())).toBe('cancelled confirmed')
  await fake.clock.advance(120_000)
  expect(fake.asked('/queue/join')).toHaveLength(1)
  expect(fake.asked('/cancel')).toEqual([])
  expect(fake.clock.pendingCount).toBe(0)
})

describe('direct streams at once', () => {
  const waitsOf = (runs: readonly ReturnType<typeof watch>[]): unknown[] =>
    runs.map(({ run }) => {
      const { state } = run.getSnapshot()
      return state.status === 'submitting' ? (state.waiting?.reason ?? null) : state.status
    })

  test('runs over the cap wait and say so, and follow in order as streams end', async () => {
    const fake = createFakeApp()
    const client = createClient(fake, { maxDirectStreams: 2 })
    const runs = [1, 2, 3, 4].map(() => watch(client.submit(direct, '/stream_text')))
    await fake.clock.advance(20)
    expect(waitsOf(runs)).toEqual(['queued', 'queued', 'connection-limit', 'connection-limit'])
    expect(fake.streams).toHaveLength(2)
    fake.streams[0]?.send(message.done('e1', 'a'))
    await fake.clock.settle()
    // Its run has ended; its connection has not.
    expect(fake.streams).toHaveLength(2)
    fake.streams[0]?.end()
    await fake.clock.advance(20)
    expect(waitsOf(runs)).toEqual(['succeeded', 'queued', 'queued', 'connection-limit'])
  })

  test('a cancelled or detached run gives its place to the next, waiting or not', async () => {
    const fake = createFakeApp()
    const client = createClient(fake, { maxDirectStreams: 1 })
    const runs = [1, 2, 3, 4].map(() => watch(client.submit(direct, '/stream_text')))
    await fake.clock.advance(20)
    expect(await runs[1]?.run.cancel()).toBe('confirmed')
    runs[2]?.run.detach()
    runs[0]?.run.detach()
    await fake.clock.advance(1000)
    expect(waitsOf(runs)).toEqual(['failed', 'cancelled', 'failed', 'queued'])
    expect(fake.asked('/queue/join')).toHaveLength(2)
  })

  test('hosts are counted apart, and through the relay there is nothing to count', async () => {
    const fake = createFakeApp()
    const client = createClient(fake, { maxDirectStreams: 1 })
    const other = fixtureApp('direct', { apiUrl: 'http://other.test/gradio_api' })
    const runs = [direct, other, relay, relay].map((app) => watch(client.submit(app, '/stream_text')))
    await fake.clock.advance(20)
    expect(waitsOf(runs)).toEqual(['queued', 'queued', 'queued', 'queued'])
  })

  test('a run with state says that it waits for its turn', async () => {
    const fake = createFakeApp()
    const client = createClient(fake)
    const runs = ['a', 'b'].map((text) => watch(client.submit(direct, '/stateful', [text])))
    await fake.clock.advance(20)
    expect(waitsOf(runs)).toEqual(['queued', 'turn'])
  })

  test('forty runs share four streams and all end', async () => {
    const fake = createFakeApp()
    const client = createClient(fake, { maxDirectStreams: 4 })
    const runs = Array.from({ length: 40 }, () => watch(client.submit(direct, '/stream_text')))
    for (let done = 0; done < 40; done += 1) {
      await fake.clock.settle()
      expect(fake.streams.filter(({ isGone }) => !isGone).length).toBeLessThanOrEqual(4)
      fake.streams[done]?.send(message.done(`e${done + 1}`, 'a'))
      fake.streams[done]?.end()
    }
    await fake.clock.settle()
    expect(runs.filter(({ end }) => end()?.status === 'succeeded')).toHaveLength(40)
  })
})

test('the relay that no longer has the messages ends the run with resume-expired', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, relay)
  fake
    .stream()
    .send({ msg: 'unexpected_error', event_id: null, message: 'Gone.', session_not_found: false, success: false, code: 'resume-expired' })
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed resume-expired')
})
