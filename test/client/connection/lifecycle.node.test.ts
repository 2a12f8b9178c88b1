/** What becomes of runs while their page is offline, frozen, asleep or closed. */
import { expect, test } from 'vitest'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp } from './fake-app.ts'
import { createFakePage } from './fake-page.ts'
import { describeEnd, start } from './runs.ts'

const relay = fixtureApp('relay')
const direct = fixtureApp('direct')

async function stage(app = relay, options = {}) {
  const fake = createFakeApp()
  const page = createFakePage()
  const watched = await start(fake, app, { lifecycle: page, ...options })
  const connection = async () => {
    await fake.clock.advance(20)
    return watched.run.getSnapshot().connection
  }
  return { fake, page, connection, ...watched }
}
const urlOf = (input: URL | RequestInfo): URL => new URL(input instanceof Request ? input.url : input)
const lastId = (fake: FakeApp): string | null => fake.stream().url.searchParams.get('last_event_id')

test('makes no attempt while offline, says so, and tries at once when online', async () => {
  const { fake, page, connection } = await stage()
  fake.stream().send(message.first('e1', 'a'), '1')
  await fake.clock.settle()
  page.tell('offline')
  fake.stream().drop()
  await fake.clock.advance(600_000)
  expect(await connection()).toMatchObject({ readyState: 'reconnecting', isOffline: true, nextRetryAt: null })
  expect(fake.asked('/queue/data')).toHaveLength(1)
  page.tell('online')
  await fake.clock.settle()
  expect(fake.asked('/queue/data')).toHaveLength(2)
  expect(lastId(fake)).toBe('1')
  expect(await connection()).toMatchObject({ readyState: 'open', isOffline: false })
})

test('goes offline in the middle of a pause: its end brings no attempt', async () => {
  const { fake, page } = await stage()
  fake.stream().send(message.heartbeat)
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.advance(10)
  page.tell('offline')
  await fake.clock.advance(60_000)
  expect(fake.asked('/queue/data')).toHaveLength(1)
})

test('an attempt that is asked for is made offline too', async () => {
  const { fake, page, run } = await stage()
  page.tell('offline')
  fake.stream().send(message.heartbeat)
  fake.stream().drop()
  await fake.clock.settle()
  run.retryNow()
  await fake.clock.settle()
  expect(fake.asked('/queue/data')).toHaveLength(2)
})

test.each(['online', 'thawed'] as const)('reads on from the last id at once when %s, and nothing is lost or doubled', async (event) => {
  const { fake, page, end, texts, connection } = await stage()
  for (const [index, each] of [message.first('e1', 'a'), message.more('e1', 'b')].entries()) fake.stream().send(each, String(index + 1))
  await fake.clock.settle()
  const old = fake.stream()
  page.tell(event)
  await fake.clock.settle()
  expect(old.isGone).toBe(true)
  expect(lastId(fake)).toBe('2')
  expect((await connection()).readyState).toBe('open')
  fake.stream().send(message.more('e1', 'b'), '2')
  fake.stream().send(message.more('e1', 'c'), '3')
  fake.stream().send(message.done('e1', 'abc'), '4')
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['a', 'ab', 'abc', 'abc'])
})

test('leaves a stream alone that spoke lately when the page is shown, and not one that is silent', async () => {
  const { fake, page } = await stage()
  fake.stream().send(message.heartbeat)
  await fake.clock.settle()
  page.tell('shown')
  await fake.clock.settle()
  expect(fake.streams).toHaveLength(1)
  await fake.clock.advance(21_000)
  page.tell('shown')
  await fake.clock.settle()
  expect(fake.streams).toHaveLength(2)
})

test('asks a poll anew that was under way when the page froze', async () => {
  const fake = createFakeApp()
  const page = createFakePage()
  fake.on.set('/queue/poll', (_request, count) =>
    count === 1 ? new Promise(() => undefined) : json({ messages: [{ id: '1', message: message.done('e1', 'a') }], next: '1', done: true }),
  )
  const { end } = await start(fake, relay, { lifecycle: page, transport: 'polling' })
  page.tell('thawed')
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
})

test('a direct stream is doubted after a thaw, and believed when it speaks', async () => {
  const { fake, page, connection } = await stage(direct)
  page.tell('thawed')
  expect((await connection()).readyState).toBe('stalled')
  fake.stream().send(message.heartbeat)
  expect((await connection()).readyState).toBe('open')
  expect(fake.streams).toHaveLength(1)
})

test('a direct stream that stays silent after a thaw is given up soon', async () => {
  const { fake, page, end } = await stage(direct)
  page.tell('thawed')
  await fake.clock.advance(20_000)
  expect(describeEnd(end())).toBe('failed idle-timeout')
})

test('a direct stream is not given up for silence while there is no network', async () => {
  const { fake, page, end, connection } = await stage(direct)
  page.tell('offline')
  await fake.clock.advance(300_000)
  expect(end()).toBeNull()
  expect(await connection()).toMatchObject({ readyState: 'stalled', isOffline: true })
  page.tell('online')
  await fake.clock.advance(10_000)
  fake.stream().send(message.done('e1', 'a'))
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
})

test.each([
  { route: 'relay', app: relay, streams: 2 },
  { route: 'direct', app: direct, streams: 1 },
])('a computer that slept for an hour ends no run ($route)', async ({ app, streams }) => {
  const { fake, end } = await stage(app)
  fake.stream().send(message.first('e1', 'a'), '1')
  await fake.clock.settle()
  fake.clock.sleep(3_600_000)
  await fake.clock.advance(1000)
  expect(end()).toBeNull()
  expect(fake.streams).toHaveLength(streams)
  fake.stream().send(message.done('e1', 'a'), '2')
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
})

test('needs no network for a server on the same computer', async () => {
  const { fake, page, connection } = await stage(fixtureApp('relay', { apiUrl: 'http://127.0.0.1:7860/gradio_api' }))
  page.tell('offline')
  fake.stream().send(message.heartbeat)
  fake.stream().drop()
  await fake.clock.advance(1000)
  expect(fake.asked('/queue/data')).toHaveLength(2)
  expect((await connection()).isOffline).toBe(false)
})

test('a closing page tells a direct app to stop what runs, by a request that survives it', async () => {
  const kept: (boolean | undefined)[] = []
  const fake = createFakeApp()
  const page = createFakePage()
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (urlOf(input).pathname.endsWith('/cancel')) kept.push(init?.keepalive)
    return fake.fetch(input, init)
  }
  await start(fake, direct, { lifecycle: page, fetch })
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  page.tell('closing')
  await fake.clock.settle()
  expect(kept).toEqual([true])
  expect(fake.asked('/cancel').map(({ body }) => body)).toEqual([expect.objectContaining({ event_id: 'e1', fn_index: 3 })])
  expect(fake.stream().isGone).toBe(true)
})

test.each([
  { name: 'a waiting run to a direct app, whose stream takes it out', app: direct, sent: message.queued('e1', 2) },
  { name: 'a run of the relay, which goes on', app: relay, sent: message.started('e1') },
])('a closing page cancels nothing of $name', async ({ app, sent }) => {
  const { fake, page } = await stage(app)
  fake.stream().send(sent, '1')
  await fake.clock.settle()
  page.tell('closing')
  await fake.clock.settle()
  expect(fake.asked('/cancel')).toEqual([])
  expect(fake.stream().isGone).toBe(app === direct)
})

test('watches its page no longer than its runs go on', async () => {
  const { fake, page, end } = await stage()
  expect(page.watchers).toBeGreaterThan(0)
  fake.stream().send(message.done('e1', 'a'), '1')
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
  expect(page.watchers).toBe(0)
})

test('asks for credentials anew at every attempt', async () => {
  let token = 0
  const seen: string[] = []
  const fake = createFakeApp()
  const fetch: typeof globalThis.fetch = (input, init) => {
    seen.push(`${urlOf(input).pathname.split('/').pop()} ${new Headers(init?.headers).get('authorization')}`)
    return fake.fetch(input, init)
  }
  const headers = async (): Promise<Record<string, string>> => ({ authorization: `${(token += 1)}` })
  await start(fake, relay, { fetch, headers })
  fake.stream().send(message.heartbeat)
  fake.stream().drop()
  await fake.clock.advance(1000)
  fake.stream().send(message.heartbeat)
  fake.stream().drop()
  await fake.clock.advance(1000)
  expect(seen).toEqual(['join 1', 'data 2', 'data 3', 'data 4'])
})
