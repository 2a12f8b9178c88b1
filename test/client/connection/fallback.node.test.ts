/** When polling takes over from streams, how it polls, and when streams are tried again. */
import { expect, test } from 'vitest'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp } from './fake-app.ts'
import { describeEnd, start } from './runs.ts'

const app = fixtureApp('relay')

/** Serves what has been logged so far; answers nothing new with an empty page. */
function serveLog(fake: FakeApp): object[] {
  const log: object[] = []
  fake.on.set('/queue/poll', ({ url }) => {
    const after = Number(url.searchParams.get('after') || 0)
    const messages = log.slice(after).map((each, index) => ({ id: String(after + index + 1), message: each }))
    return json({ messages, next: String(log.length), done: false })
  })
  return log
}
const waits = (fake: FakeApp): (string | null)[] => fake.asked('/queue/poll').map(({ url }) => url.searchParams.get('wait_ms'))

test('finds a proxy that holds the stream back by asking whether there is news', async () => {
  const fake = createFakeApp()
  serveLog(fake).push(message.first('e1', 'a'), message.done('e1', 'a'))
  const { run, end, texts } = await start(fake, app)
  await fake.clock.advance(1999)
  expect(fake.asked('/queue/poll')).toEqual([])
  await fake.clock.advance(1)
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['a', 'a'])
  expect(waits(fake)).toEqual([null])
  expect(run.getSnapshot().connection.fallbackReason).toMatchObject({
    code: 'sse-held-back',
    message: expect.stringContaining('holds it back'),
  })
})

test('asks less and less often while neither has news, and not at all once the stream has spoken', async () => {
  const fake = createFakeApp()
  serveLog(fake)
  const { run } = await start(fake, app)
  await fake.clock.advance(14_000)
  expect(fake.asked('/queue/poll')).toHaveLength(3)
  fake.stream().send(message.heartbeat)
  await fake.clock.advance(17_000)
  expect(fake.asked('/queue/poll')).toHaveLength(3)
  expect(run.getSnapshot().connection).toMatchObject({ transport: 'sse', fallbackReason: null })
})

test('drops what the stream brings after all when a poll has brought it', async () => {
  const fake = createFakeApp()
  let answer: (response: Response) => void = () => undefined
  fake.on.set('/queue/poll', (_request, count) =>
    count === 1 ? new Promise<Response>((resolve) => (answer = resolve)) : new Promise(() => undefined),
  )
  const { texts } = await start(fake, app)
  await fake.clock.advance(2000)
  fake.stream().send(message.first('e1', 'a'), '1')
  await fake.clock.settle()
  answer(json({ messages: [{ id: '1', message: message.first('e1', 'a') }], next: '1', done: false }))
  await fake.clock.settle()
  expect(texts).toEqual(['a'])
})

test('polls after five streams in a row that lived less than five seconds, though each brought something', async () => {
  const fake = createFakeApp()
  serveLog(fake)
  const { run } = await start(fake, app)
  for (let life = 1; life <= 5; life += 1) {
    fake.stream().send(life === 1 ? message.first('e1', '1') : message.more('e1', String(life)), String(life))
    await fake.clock.advance(1000)
    fake.stream().end()
    await fake.clock.advance(1000)
  }
  expect(run.getSnapshot().connection).toMatchObject({
    transport: 'polling',
    fallbackReason: { message: expect.stringMatching(/5th stream in a row/) },
  })
})

test('tries streams again after five minutes of polling, and shows it only when one speaks', async () => {
  const fake = createFakeApp()
  const log = serveLog(fake)
  fake.on.set('/queue/data', (_request, count) => (count === 1 ? json({}, 404) : undefined))
  const { run, end, texts, wire } = await start(fake, app)
  log.push(message.first('e1', 'a'))
  await fake.clock.advance(299_000)
  expect(fake.asked('/queue/data')).toHaveLength(1)
  await fake.clock.advance(4000)
  expect(fake.asked('/queue/data')).toHaveLength(2)
  expect(run.getSnapshot().connection).toMatchObject({ transport: 'polling', fallbackReason: { code: 'connection-refused' } })
  fake.stream().send(message.done('e1', 'ab'), '2')
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['a', 'ab'])
  expect(run.getSnapshot().connection).toMatchObject({ transport: 'sse', fallbackReason: null })
  expect(wire).toEqual(['polling', 'closed'])
})

test('goes back to polling at the first sign that streams still do not get through, and waits twice as long', async () => {
  const fake = createFakeApp()
  serveLog(fake)
  fake.on.set('/queue/data', () => json({}, 502))
  const { end } = await start(fake, app)
  await fake.clock.advance(3_600_000)
  // Three at first, then after 5, 10, 20 minutes: the next is due after 75.
  expect(fake.asked('/queue/data')).toHaveLength(6)
  expect(end()).toBeNull()
})

test.each([400, 422])('asks without wait_ms where it is refused with %i, at plain intervals', async (status) => {
  const fake = createFakeApp()
  fake.on.set('/queue/poll', ({ url }) =>
    url.searchParams.has('wait_ms') ? json({ detail: 'wait_ms' }, status) : json({ messages: [], next: '', done: false }),
  )
  await start(fake, app, { transport: 'polling' })
  await fake.clock.advance(10_000)
  expect(waits(fake)).toEqual(['20000', null, null, null, null, null, null])
})

test('asks at plain intervals where polls are answered at once', async () => {
  const fake = createFakeApp()
  serveLog(fake)
  await start(fake, app, { transport: 'polling' })
  await fake.clock.advance(10_000)
  expect(waits(fake)).toEqual(['20000', '20000', '20000', null, null, null, null])
})

test('asks at plain intervals where held polls are cut off', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/poll', ({ url }) => {
    if (!url.searchParams.has('wait_ms')) return json({ messages: [{ id: '1', message: message.done('e1', 'a') }], next: '1', done: true })
    return new Promise<Response>((_resolve, reject) => fake.clock.schedule(() => reject(new TypeError('cut')), 10_000))
  })
  const { end } = await start(fake, app, { transport: 'polling' })
  await fake.clock.advance(60_000)
  expect(describeEnd(end())).toBe('succeeded')
  expect(waits(fake)).toEqual(['20000', '20000', '20000', null])
})
