import { expect, test } from 'vitest'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import { createClient, describeEnd, start, watch } from './runs.ts'

const direct = fixtureApp('direct')
const relay = fixtureApp('relay')

test('cancels a generator: the app is told, and its last word confirms', async () => {
  const fake = createFakeApp()
  const { run, end } = await start(fake, direct)
  for (const each of [message.queued('e1'), message.started('e1'), message.first('e1', 'a')]) fake.stream().send(each)
  await fake.clock.settle()
  const outcome = run.cancel()
  await fake.clock.settle()
  expect(run.getSnapshot().state.status).not.toBe('cancelled')
  expect(fake.asked('/cancel').map(({ body }) => body)).toEqual([
    { event_id: 'e1', fn_index: 3, session_hash: fake.stream().url.searchParams.get('session_hash') },
  ])
  fake.stream().send(message.cancelled('e1'))
  expect(await outcome).toBe('confirmed')
  expect(end()).toMatchObject({ status: 'cancelled', outcome: 'confirmed', data: ['a'] })
})

test('cancels a plain function that runs: asked for, but it may run on', async () => {
  const fake = createFakeApp()
  const { run, end } = await start(fake, direct, {}, '/slow')
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  const outcome = run.cancel()
  fake.stream().send(message.cancelled('e1'))
  expect(await outcome).toBe('requested')
  expect(describeEnd(end())).toBe('cancelled requested')
})

test('settles after a while when the app says nothing more', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, direct)
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  const outcome = run.cancel()
  await fake.clock.advance(5000)
  expect(await outcome).toBe('requested')
  expect(fake.stream().isGone).toBe(true)
})

test('takes a waiting run out of a direct queue by dropping its stream before it tells the app', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, direct, {}, '/slow')
  fake.stream().send(message.queued('e1', 3))
  await fake.clock.settle()
  fake.on.set('/cancel', () => {
    expect(fake.stream().isGone).toBe(true)
    return json({ success: true })
  })
  const outcome = run.cancel()
  await fake.clock.advance(300)
  expect(await outcome).toBe('confirmed')
  expect(fake.asked('/cancel')).toHaveLength(1)
})

test('does not drop the stream of a run that starts while it is being cancelled', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, direct, {}, '/slow')
  fake.stream().send(message.queued('e1'))
  await fake.clock.settle()
  const outcome = run.cancel()
  fake.stream().send(message.started('e1'))
  await fake.clock.advance(300)
  expect(fake.stream().isGone).toBe(false)
  fake.stream().send(message.cancelled('e1'))
  expect(await outcome).toBe('requested')
})

test('tells the relay of a waiting run and keeps the stream', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, relay, {}, '/slow')
  fake.stream().send(message.queued('e1', 3), '1')
  await fake.clock.settle()
  const outcome = run.cancel()
  await fake.clock.settle()
  expect(fake.stream().isGone).toBe(false)
  fake.stream().send({ msg: 'process_completed', event_id: 'e1', success: false, output: { error: 'Cancelled' }, cancelled: true }, '2')
  expect(await outcome).toBe('confirmed')
})

test('waits for the answer to the join and cancels then', async () => {
  const fake = createFakeApp()
  let answer: (response: Response) => void = () => undefined
  fake.on.set('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const { run } = await start(fake, direct)
  const outcome = run.cancel()
  await fake.clock.advance(1000)
  expect(fake.asked('/cancel')).toEqual([])
  answer(json({ event_id: 'late' }))
  await fake.clock.advance(300)
  expect(await outcome).toBe('confirmed')
  expect(fake.asked('/cancel').map(({ body }) => body)).toEqual([expect.objectContaining({ event_id: 'late' })])
})

const refusals: readonly { name: string; status: number; end: string }[] = [
  { name: 'as refused when the app refuses it', status: 500, end: 'failed join-refused' },
  { name: 'as cancelled when the app is busy, and is not asked again', status: 503, end: 'cancelled confirmed' },
]

test.each(refusals)('a run that is cancelled before its join is answered ends $name', async ({ status, end }) => {
  const fake = createFakeApp()
  let answer: (response: Response) => void = () => undefined
  fake.on.set('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const watched = await start(fake, direct)
  const outcome = watched.run.cancel()
  answer(json({ detail: 'Queue is full.' }, status))
  expect(await outcome).toBe('confirmed')
  await fake.clock.advance(60_000)
  expect(describeEnd(watched.end())).toBe(end)
  expect(fake.asked('/queue/join')).toHaveLength(1)
})

test('cancels a run that waits for its turn without asking anybody', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  const [first, second, third] = ['a', 'b', 'c'].map((text) => watch(client.submit(direct, '/stateful', [text])))
  await fake.clock.settle()
  expect(await second?.run.cancel()).toBe('confirmed')
  expect(first?.end()).toBeNull()
  void first?.run.cancel()
  await fake.clock.advance(5000)
  expect(fake.asked('/queue/join').map(({ body }) => (body as { data: unknown[] }).data[0])).toEqual(['a', 'c'])
  expect(third?.run.getSnapshot().state.status).toBe('queued')
})

const answers: readonly { name: string; answer: () => Response | Error; route: 'direct' | 'relay'; outcome: string; asked: number }[] = [
  {
    name: 'the app has no such route',
    answer: () => json({ detail: 'Not Found' }, 404),
    route: 'direct',
    outcome: 'unsupported',
    asked: 1,
  },
  { name: 'the app breaks', answer: () => new Response('', { status: 500 }), route: 'direct', outcome: 'requested', asked: 1 },
  { name: 'nobody answers', answer: () => new TypeError('fetch failed'), route: 'direct', outcome: 'requested', asked: 1 },
  { name: 'the relay cannot be reached', answer: () => new TypeError('fetch failed'), route: 'relay', outcome: 'requested', asked: 3 },
]

test.each(answers)('ends a running run when $name ($route)', async ({ answer, route, outcome, asked }) => {
  const fake = createFakeApp()
  fake.on.set('/cancel', answer)
  const { run, end } = await start(fake, fixtureApp(route))
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  const known = run.cancel()
  await fake.clock.advance(10_000)
  expect(await known).toBe(outcome)
  expect(describeEnd(end())).toBe(`cancelled ${outcome}`)
  expect(fake.asked('/cancel')).toHaveLength(asked)
  expect(fake.stream().isGone).toBe(true)
})

test('cancels once however often it is asked, and answers at once after the end', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, direct)
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  expect(run.cancel()).toBe(run.cancel())
  await fake.clock.settle()
  fake.stream().send(message.done('e1', 'too late'))
  await fake.clock.settle()
  expect(fake.asked('/cancel')).toHaveLength(1)
  expect((await run.settled).status).toBe('succeeded')
  expect(await run.cancel()).toBe('confirmed')
})

test('ends a run as cancelled while the app is silent: the stream, and the answer to the cancel', async () => {
  const fake = createFakeApp()
  const { run, end } = await start(fake, direct)
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  fake.on.set('/cancel', () => new Promise<Response>(() => {}))
  const outcome = run.cancel()
  await fake.clock.advance(2000)
  expect(await outcome).toBe('requested')
  expect(describeEnd(end())).toBe('cancelled requested')
  expect(fake.stream().isGone).toBe(true)
})

test('ends a run as cancelled at once where the stream is known to be silent', async () => {
  const fake = createFakeApp()
  const { run, end } = await start(fake, direct)
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  fake.on.set('/cancel', () => new Promise<Response>(() => {}))
  await fake.clock.advance(25_000)
  expect(run.getSnapshot().connection.readyState).toBe('stalled')
  void run.cancel()
  await fake.clock.advance(0)
  expect(describeEnd(end())).toBe('cancelled requested')
  expect(fake.asked('/cancel')).toHaveLength(1)
})

test('ends a run as cancelled whose join is not answered, and tells the app once it is', async () => {
  const fake = createFakeApp()
  let answer = (_response: Response): void => {}
  fake.on.set('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const { run, end } = await start(fake, direct)
  const outcome = run.cancel()
  await fake.clock.advance(2000)
  expect(await outcome).toBe('requested')
  expect(describeEnd(end())).toBe('cancelled requested')
  answer(json({ event_id: 'e1' }))
  await fake.clock.settle()
  expect(fake.asked('/cancel').map(({ body }) => body)).toMatchObject([{ event_id: 'e1' }])
})

test('ends as cancelled when the stream breaks while the app is asked', async () => {
  const fake = createFakeApp()
  const { run, end } = await start(fake, direct)
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  fake.on.set('/cancel', () => new Promise<Response>(() => {}))
  const outcome = run.cancel()
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.settle()
  expect(await outcome).toBe('requested')
  expect(describeEnd(end())).toBe('cancelled requested')
})
