import { expect, test } from 'vitest'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp, FakeRequest } from './fake-app.ts'
import { createClient, describeEnd, start, watch } from './runs.ts'

const app = fixtureApp('relay')
const lastId = (request?: { url: URL }): string | null | undefined => request?.url.searchParams.get('last_event_id')

/** Plays the log of one run as a relay would, by poll: every message after the cursor. */
function serveLog(fake: FakeApp, log: readonly object[]): void {
  fake.on.set('/queue/poll', ({ url }: FakeRequest) => {
    const after = Number(url.searchParams.get('after') || 0)
    const messages = log.slice(after).map((each, index) => ({ id: String(after + index + 1), message: each }))
    return json({ messages, next: String(log.length), done: true })
  })
}

const LOG = [
  message.queued('e1'),
  message.started('e1'),
  message.first('e1', 'a'),
  message.more('e1', 'b'),
  message.more('e1', 'c'),
  message.done('e1', 'abc'),
]

test('asks for ids from the first stream on', async () => {
  const fake = createFakeApp()
  await start(fake, app)
  expect(lastId(fake.stream())).toBe('')
})

test('carries all runs that overlap over one session and one stream, told apart by event id', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  const runs = [0, 1, 2].map(() => watch(client.submit(app, '/stream_text')))
  await fake.clock.settle()
  expect(fake.streams).toHaveLength(1)
  ;['e2', 'e3', 'e1'].forEach((id, index) => fake.stream().send(message.done(id, `text of ${id}`), String(index + 1)))
  await fake.clock.settle()
  expect(runs.map(({ texts }) => texts)).toEqual([['text of e1'], ['text of e2'], ['text of e3']])
  expect(new Set(fake.asked('/queue/join').map(({ body }) => (body as { session_hash: string }).session_hash)).size).toBe(1)
  expect(fake.stream().isGone).toBe(true)
  await fake.clock.advance(0)
  expect(fake.clock.pendingCount).toBe(0)
})

test('keeps messages that overtake the answer to their join', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  const first = watch(client.submit(app, '/stream_text'))
  await fake.clock.settle()
  let answer: (response: Response) => void = () => undefined
  fake.on.set('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const second = watch(client.submit(app, '/stream_text'))
  await fake.clock.settle()
  fake.stream().send(message.first('e9', 'a'), '1')
  fake.stream().send(message.more('e9', 'b'), '2')
  await fake.clock.settle()
  answer(json({ event_id: 'e9' }))
  await fake.clock.settle()
  fake.stream().send(message.done('e9', 'ab'), '3')
  fake.stream().send(message.done('e1', 'x'), '4')
  await fake.clock.settle()
  expect([first.texts, second.texts]).toEqual([['x'], ['a', 'ab', 'ab']])
})

test('begins a new session once all runs have ended', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  for (const id of ['e1', 'e2']) {
    client.submit(app, '/echo', ['a'])
    await fake.clock.settle()
    fake.stream().send(message.done(id, 'a'), '1')
    await fake.clock.settle()
  }
  expect(new Set(fake.streams.map(({ url }) => url.searchParams.get('session_hash'))).size).toBe(2)
  expect(fake.streams.map(lastId)).toEqual(['', ''])
})

const faults: readonly { name: string; cut: (fake: FakeApp) => void | Promise<unknown> }[] = [
  { name: 'breaks', cut: (fake) => fake.stream().drop() },
  {
    name: 'breaks in the middle of a message',
    cut: (fake) => (fake.stream().text('id: 4\ndata: {"msg":"process_gen'), fake.stream().drop()),
  },
  { name: 'ends cleanly', cut: (fake) => fake.stream().end() },
  { name: 'is closed by the server', cut: (fake) => fake.stream().send(message.close) },
  { name: 'falls silent', cut: (fake) => fake.clock.advance(40_000) },
]

test.each(faults)('reads on after the last id when the stream $name, and nothing is lost or doubled', async ({ cut }) => {
  const fake = createFakeApp()
  const { end, texts, run } = await start(fake, app)
  LOG.slice(0, 3).forEach((each, index) => fake.stream().send(each, String(index + 1)))
  await fake.clock.settle()
  await cut(fake)
  await fake.clock.settle()
  await fake.clock.advance(20)
  expect(run.getSnapshot().connection).toMatchObject({ readyState: 'reconnecting', attempt: 1, nextRetryAt: expect.any(Number) })
  await fake.clock.advance(500)
  expect(fake.streams).toHaveLength(2)
  expect(lastId(fake.stream())).toBe('3')
  LOG.slice(2).forEach((each, index) => fake.stream().send(each, String(index + 3)))
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['a', 'ab', 'abc', 'abc'])
})

test('obeys retry, and Retry-After of an answer', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', (_request, count) =>
    count === 2 ? new Response('', { status: 503, headers: { 'retry-after': '30' } }) : undefined,
  )
  const { run } = await start(fake, app)
  fake.stream().text('retry: 7000\n\n')
  fake.stream().send(message.heartbeat)
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.advance(6999)
  expect(fake.asked('/queue/data')).toHaveLength(1)
  await fake.clock.advance(1)
  expect(fake.asked('/queue/data')).toHaveLength(2)
  await fake.clock.advance(29_999)
  expect(run.getSnapshot().connection).toMatchObject({ readyState: 'reconnecting', attempt: 2 })
  expect(fake.asked('/queue/data')).toHaveLength(2)
  await fake.clock.advance(1)
  expect(fake.asked('/queue/data')).toHaveLength(3)
})

test('connects again at once when asked to', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, app)
  fake.stream().text('retry: 60000\n\n')
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.settle()
  run.retryNow()
  await fake.clock.settle()
  expect(fake.streams).toHaveLength(2)
})

const refusals: readonly { name: string; answer: (count: number) => Response | Error | undefined; code: string; tries: number }[] = [
  { name: '404', answer: () => json({ detail: 'Not Found' }, 404), code: 'connection-refused', tries: 1 },
  { name: '403', answer: () => json({ detail: 'off' }, 403), code: 'connection-refused', tries: 1 },
  { name: '405', answer: () => json({ detail: 'off' }, 405), code: 'connection-refused', tries: 1 },
  { name: '501', answer: () => json({ detail: 'off' }, 501), code: 'connection-refused', tries: 1 },
  { name: 'HTML', answer: () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), code: 'connection-refused', tries: 1 },
  { name: '502 each time', answer: () => new Response('', { status: 502 }), code: 'connection-refused', tries: 3 },
  { name: 'a network error each time', answer: () => new TypeError('fetch failed'), code: 'connection-lost', tries: 3 },
]

test.each(refusals)('polls when the stream is answered with $name, and keeps the reason', async ({ answer, code, tries }) => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', (_request, count) => answer(count))
  serveLog(fake, LOG)
  const { end, texts, run } = await start(fake, app)
  await fake.clock.advance(5000)
  expect(fake.asked('/queue/data')).toHaveLength(tries)
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['a', 'ab', 'abc', 'abc'])
  expect(run.getSnapshot().connection).toMatchObject({
    transport: 'polling',
    fallbackReason: { code, message: expect.stringContaining('/queue/data') },
  })
})

test('polls after a stream that opened and stayed silent: something on the way holds it back', async () => {
  const fake = createFakeApp()
  serveLog(fake, LOG)
  const { end } = await start(fake, app)
  await fake.clock.advance(40_000)
  expect(fake.streams).toHaveLength(1)
  expect(describeEnd(end())).toBe('succeeded')
})

test('polls after a server that keeps closing though the run is pending, and ends when polling knows no more', async () => {
  const fake = createFakeApp()
  fake.on.set(
    '/queue/data',
    () =>
      new Response(`data: ${JSON.stringify(message.heartbeat)}\n\ndata: ${JSON.stringify(message.close)}\n\n`, {
        headers: { 'content-type': 'text/event-stream' },
      }),
  )
  fake.on.set('/queue/poll', () => json({ messages: [], next: '', done: true }))
  const { end } = await start(fake, app)
  await fake.clock.advance(20_000)
  expect(describeEnd(end())).toBe('failed session-unknown')
  expect([fake.asked('/queue/data').length, fake.asked('/queue/poll').length]).toEqual([3, 3])
})

test('goes over from stream to polling with the last id, so that nothing is lost or doubled', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', (_request, count) => (count > 1 ? new TypeError('fetch failed') : undefined))
  serveLog(fake, LOG)
  const { end, texts } = await start(fake, app)
  LOG.slice(0, 4).forEach((each, index) => fake.stream().send(each, String(index + 1)))
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.advance(10_000)
  expect(fake.asked('/queue/poll').map(({ url }) => url.searchParams.get('after'))).toEqual(['4'])
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['a', 'ab', 'abc', 'abc'])
})

test.each([
  {
    name: 'the client switched streams off',
    change: {},
    options: { transport: 'polling' as const },
    reason: /switched off in this client/,
  },
  { name: 'the relay asks for it', change: { supportsSSE: false }, options: {}, reason: /relay asks its clients to poll/ },
])('polls from the start when $name', async ({ change, options, reason }) => {
  const fake = createFakeApp()
  serveLog(fake, LOG)
  const { end, run } = await start(fake, fixtureApp('relay', change), options)
  expect(fake.asked('/queue/data')).toEqual([])
  expect(describeEnd(end())).toBe('succeeded')
  expect(run.getSnapshot().connection.fallbackReason).toMatchObject({ code: 'sse-disabled', message: expect.stringMatching(reason) })
})

test('ends a session that the relay has forgotten, by stream', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, app)
  fake.stream().send(message.sessionGone)
  await fake.clock.advance(0)
  expect(describeEnd(end())).toBe('failed session-unknown')
  expect(fake.clock.pendingCount).toBe(0)
})

const polls: readonly { name: string; answer: (count: number) => Response | Error; end: string; tries: number }[] = [
  { name: 'the session is unknown', answer: () => json({ detail: 'gone' }, 404), end: 'failed session-unknown', tries: 1 },
  { name: 'the id has expired', answer: () => json({ detail: 'gone' }, 410), end: 'failed resume-expired', tries: 1 },
  { name: 'a login is wanted', answer: () => json({ detail: 'Not authenticated' }, 401), end: 'failed login-required', tries: 1 },
  { name: 'polling is refused', answer: () => json({ detail: 'no' }, 405), end: 'failed connection-refused', tries: 1 },
  { name: 'the answer is no poll', answer: () => json({ hello: 1 }), end: 'failed connection-refused', tries: 1 },
  { name: 'the answer is never JSON', answer: () => new Response('<!doctype html>'), end: 'failed connection-lost', tries: 31 },
  {
    name: 'answers are cut short or pages of HTML for a while',
    answer: (count) =>
      [new Response(''), new Response('{"messages":[{"id":"1","mess'), new Response('<!doctype html>')][count - 1] ??
      json({ messages: [{ id: '1', message: message.done('e1', 'a') }], next: '1', done: true }),
    end: 'succeeded',
    tries: 4,
  },
  { name: 'the network stays away', answer: () => new TypeError('fetch failed'), end: 'failed connection-lost', tries: 31 },
  {
    name: 'it breaks for a while',
    answer: (count) =>
      count < 5
        ? new Response('', { status: 502 })
        : json({ messages: [{ id: '1', message: message.done('e1', 'a') }], next: '1', done: true }),
    end: 'succeeded',
    tries: 5,
  },
]

test.each(polls)('ends a run that is polled when $name', async ({ answer, end, tries }) => {
  const fake = createFakeApp()
  fake.on.set('/queue/poll', (_request, count) => answer(count))
  const watched = await start(fake, app, { transport: 'polling' })
  await fake.clock.advance(900_000)
  expect(describeEnd(watched.end())).toBe(end)
  expect(fake.asked('/queue/poll')).toHaveLength(tries)
  expect(JSON.stringify(watched.run.getTrace())).not.toContain('session_hash=')
  expect(fake.clock.pendingCount).toBe(0)
})

test('does not hurry a server that does not hold its polls', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/poll', () => json({ messages: [], next: '', done: false }))
  await start(fake, app, { transport: 'polling' })
  await fake.clock.advance(10_000)
  expect(fake.asked('/queue/poll').length).toBeLessThanOrEqual(11)
})

test('gives up a relay without polling after thirty attempts in a row', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', () => new TypeError('fetch failed'))
  const { end } = await start(fake, fixtureApp('relay', { capabilities: { ...app.capabilities, polling: false } }))
  await fake.clock.advance(900_000)
  expect(end()).toMatchObject({ status: 'failed', error: { code: 'connection-lost', message: expect.stringContaining('in 31 attempts') } })
})

test('detaching leaves the run to the relay and the stream to the other runs', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  const [first, second] = [client.submit(app, '/echo', ['a']), client.submit(app, '/echo', ['b'])]
  await fake.clock.settle()
  first?.detach()
  await fake.clock.settle()
  expect(fake.stream().isGone).toBe(false)
  fake.stream().send(message.done('e1', 'unwatched'), '1')
  fake.stream().send(message.done('e2', 'b'), '2')
  await fake.clock.settle()
  expect(describeEnd((await first?.settled) ?? null)).toBe('failed aborted')
  expect(describeEnd((await second?.settled) ?? null)).toBe('succeeded')
  expect(fake.asked('/cancel')).toEqual([])
})

test('ends in the same state by stream and by poll', async () => {
  const ends = []
  for (const transport of ['sse', 'polling'] as const) {
    const fake = createFakeApp()
    serveLog(fake, LOG)
    const { run, texts } = await start(fake, app, { transport })
    if (transport === 'sse') LOG.forEach((each, index) => fake.stream().send(each, String(index + 1)))
    const { status, sequence, ...rest } = await run.settled
    ends.push({ status, sequence, data: 'data' in rest ? rest.data : null, texts })
  }
  expect(ends[0]).toEqual(ends[1])
})
