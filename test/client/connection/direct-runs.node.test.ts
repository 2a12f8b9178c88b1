import { expect, test, vi } from 'vitest'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp, FakeStream } from './fake-app.ts'
import { createClient, describeEnd, start, watch } from './runs.ts'

const app = fixtureApp('direct')

test('joins first and opens the stream of the same session afterwards', async () => {
  const fake = createFakeApp()
  await start(fake, app)
  expect(fake.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    'POST /gradio_api/queue/join',
    'GET /gradio_api/queue/data',
  ])
  const body = fake.requests[0]?.body as Record<string, unknown>
  expect(body).toEqual({
    data: [10, 0.1],
    fn_index: 3,
    session_hash: expect.stringMatching(/^[\da-f]{32}$/),
    event_data: null,
    trigger_id: null,
  })
  expect(fake.stream().url.search).toBe(`?session_hash=${String(body.session_hash)}`)
})

test('reads events that a server gives a name', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', () => {
    const texts = [message.started('e1'), message.done('e1', 'ab')].map((each) => `event: update\ndata: ${JSON.stringify(each)}\n\n`)
    return new Response(texts.join(''), { headers: { 'content-type': 'text/event-stream' } })
  })
  const { end, texts } = await start(fake, app)
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['ab'])
})

test('ends a run whose stream says that the queue is full', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, app)
  fake.stream().send({ msg: 'queue_full', event_id: null })
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed queue-full')
})

test('follows a run to its end and closes the stream', async () => {
  const fake = createFakeApp()
  const { end, texts, wire, run } = await start(fake, app)
  for (const each of [
    message.queued('e1'),
    message.started('e1'),
    message.first('e1', 'a'),
    message.more('e1', 'b'),
    message.done('e1', 'ab'),
  ]) {
    fake.stream().send(each)
    await fake.clock.advance(20)
  }
  expect(describeEnd(end())).toBe('succeeded')
  expect(texts).toEqual(['a', 'ab', 'ab'])
  expect(wire).toEqual(['open', 'closed'])
  expect(run.getTrace().events.map(({ type }) => type)).toEqual([
    'submitted',
    'joined',
    'queued',
    'started',
    'output',
    'output',
    'succeeded',
  ])
  expect(fake.stream().isGone).toBe(false)
  await fake.clock.advance(2000)
  expect(fake.stream().isGone).toBe(true)
  await fake.clock.advance(60_000)
  expect(fake.clock.pendingCount).toBe(0)
})

test('takes a session of its own for each run', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  client.submit(app, '/echo', ['a'])
  client.submit(app, '/echo', ['b'])
  await fake.clock.settle()
  const hashes = fake.streams.map(({ url }) => url.searchParams.get('session_hash'))
  expect(new Set(hashes).size).toBe(2)
})

test('lets runs with state take turns in one session, each with a stream of its own', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  const runs = [client.submit(app, '/stateful', ['a']), client.submit(app, '/stateful', ['b'])].map(watch)
  await fake.clock.settle()
  expect(fake.asked('/queue/join')).toHaveLength(1)
  fake.stream().send({ msg: 'process_completed', event_id: 'e1', output: { data: [null, '1: a'] }, success: true })
  await fake.clock.settle()
  expect(fake.asked('/queue/join')).toHaveLength(1)
  fake.stream().send(message.close)
  fake.stream().end()
  await fake.clock.settle()
  expect(fake.asked('/queue/join')).toHaveLength(2)
  fake.stream().send({ msg: 'process_completed', event_id: 'e2', output: { data: [null, '2: a, b'] }, success: true })
  await fake.clock.settle()
  expect(runs.map(({ texts }) => texts)).toEqual([['1: a'], ['2: a, b']])
  expect(new Set(fake.streams.map(({ url }) => url.search)).size).toBe(1)
})

test('goes on after messages it cannot read, and counts them', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, app)
  fake.stream().text('data: <html>\n\n')
  fake.stream().send({ msg: 'from_the_future', event_id: 'e1', more: 1 })
  fake.stream().send({ msg: 'process_starts', event_id: 'e1', eta: 'soon' })
  fake.stream().send(message.done('e1', 'a'))
  await fake.clock.settle()
  expect(end()).toMatchObject({ status: 'succeeded', invalidMessageCount: 2 })
})

test('shows a stream as stalled at half the limit of silence, and as open again when it speaks', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, app)
  await fake.clock.advance(20_100)
  expect(run.getSnapshot().connection.readyState).toBe('stalled')
  fake.stream().send(message.heartbeat)
  await fake.clock.advance(20)
  expect(run.getSnapshot().connection.readyState).toBe('open')
})

const drops: readonly { name: string; fault: (stream: FakeStream, fake: FakeApp) => void | Promise<unknown>; end: string; seen: RegExp }[] =
  [
    {
      name: 'the stream breaks',
      fault: (stream) => stream.drop(),
      end: 'failed connection-lost',
      seen: /broke off \(terminated\).*without a relay.*Run it again/,
    },
    { name: 'the stream ends cleanly', fault: (stream) => stream.end(), end: 'failed connection-lost', seen: /was ended before the run/ },
    {
      name: 'the server closes the stream',
      fault: (stream) => {
        stream.send(message.close)
        stream.end()
      },
      end: 'failed connection-lost',
      seen: /was ended before the run/,
    },
    {
      name: 'the stream falls silent',
      fault: (_stream, fake) => fake.clock.advance(40_000),
      end: 'failed idle-timeout',
      seen: /silent for 40 s/,
    },
    {
      name: 'the session is gone',
      fault: (stream) => stream.send(message.sessionGone),
      end: 'failed session-unknown',
      seen: /no longer knows the session/,
    },
    {
      name: 'the last message cannot be read',
      fault: (stream) => stream.send({ msg: 'process_completed', event_id: 'e1', success: 'yes' }),
      end: 'failed stream-invalid',
      seen: /last message could not be read/,
    },
  ]

test.each(drops)('ends a run when $name, and opens no second stream', async ({ fault, end, seen }) => {
  const fake = createFakeApp()
  const watched = await start(fake, app)
  fake.stream().send(message.first('e1', 'a'))
  await fake.clock.settle()
  await fault(fake.stream(), fake)
  await fake.clock.settle()
  const state = watched.end()
  expect(describeEnd(state)).toBe(end)
  expect(state).toMatchObject({ data: ['a'], error: { message: expect.stringMatching(seen) } })
  expect(JSON.stringify(watched.run.getTrace())).not.toContain(String(fake.stream().url.searchParams.get('session_hash')))
  await fake.clock.advance(600_000)
  expect(fake.streams).toHaveLength(1)
  expect(watched.run.getSnapshot().connection.readyState).toBe('closed')
})

const openings: readonly {
  name: string
  answer: (count: number) => Response | Error | undefined
  streams: number
  end: string
  tries: number
}[] = [
  {
    name: 'a network error twice',
    answer: (count) => (count < 3 ? new TypeError('fetch failed') : undefined),
    streams: 1,
    end: 'no end',
    tries: 3,
  },
  { name: 'a network error each time', answer: () => new TypeError('fetch failed'), streams: 0, end: 'failed connection-lost', tries: 3 },
  { name: '502 once', answer: (count) => (count < 2 ? new Response('', { status: 502 }) : undefined), streams: 1, end: 'no end', tries: 2 },
  { name: '404', answer: () => json({ detail: 'Not Found' }, 404), streams: 0, end: 'failed connection-refused', tries: 1 },
  {
    name: 'HTML',
    answer: () => new Response('<p>', { headers: { 'content-type': 'text/html' } }),
    streams: 0,
    end: 'failed connection-refused',
    tries: 1,
  },
]

test.each(openings)(
  'opens a stream that has not been open yet again where that can help: $name',
  async ({ answer, streams, end, tries }) => {
    const fake = createFakeApp()
    fake.on.set('/queue/data', (_request, count) => answer(count))
    const watched = await start(fake, app)
    await fake.clock.advance(5000)
    expect(describeEnd(watched.end())).toBe(end)
    expect(fake.streams).toHaveLength(streams)
    expect(fake.asked('/queue/data')).toHaveLength(tries)
  },
)

test('fails at once and asks nothing where streams are switched off and there is no relay', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, app, { transport: 'polling' })
  expect(end()).toMatchObject({
    status: 'failed',
    error: { code: 'options-invalid', message: expect.stringContaining('set backendUrl to a relay') },
  })
  expect(fake.requests).toEqual([])
})

test('throws protocol-unsupported for an app of Gradio 3 where there is no WebSocket', () => {
  vi.stubGlobal('WebSocket', undefined)
  const old = fixtureApp('direct', { protocol: 'ws', version: '3.50.2' })
  expect(() => createClient(createFakeApp()).submit(old, '/echo')).toThrow(
    expect.objectContaining({ code: 'protocol-unsupported', message: expect.stringContaining('option WebSocket') }),
  )
  vi.unstubAllGlobals()
})

test('throws for an endpoint there is not and for inputs that do not fit, before it asks anything', () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  expect(() => client.submit(app, '/ecko')).toThrow(
    expect.objectContaining({ code: 'endpoint-unknown', message: expect.stringContaining('Did you mean /echo?') }),
  )
  expect(() => client.submit(app, '/echo', { nope: 1 })).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  expect(client.runs.size).toBe(0)
  expect(fake.requests).toEqual([])
})

test('detaching drops the stream and settles the run as aborted', async () => {
  const fake = createFakeApp()
  const { run, end } = await start(fake, app)
  run.detach()
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed aborted')
  expect(fake.stream().isGone).toBe(true)
})

test('detaching before the join is answered cancels the run that the app then takes', async () => {
  const fake = createFakeApp()
  let answer: (response: Response) => void = () => undefined
  fake.on.set('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const { run } = await start(fake, app)
  run.detach()
  answer(json({ event_id: 'late' }))
  await fake.clock.settle()
  expect(fake.asked('/cancel').map(({ body }) => body)).toEqual([expect.objectContaining({ event_id: 'late', fn_index: 3 })])
  expect(fake.streams).toEqual([])
})

test('holds a run until it ends, and lets go of all of them when closed', async () => {
  const fake = createFakeApp()
  const client = createClient(fake)
  const runs = [client.submit(app, '/echo', ['a']), client.submit(app, '/stateful', ['b']), client.submit(app, '/stateful', ['c'])]
  await fake.clock.settle()
  expect(client.runs.size).toBe(3)
  client.close()
  expect((await Promise.all(runs.map((run) => run.settled))).map(describeEnd)).toEqual(Array(3).fill('failed aborted'))
  expect(client.runs.size).toBe(0)
  await fake.clock.advance(60_000)
  expect(fake.streams.every(({ isGone }) => isGone)).toBe(true)
  expect(fake.clock.pendingCount).toBe(0)
})
