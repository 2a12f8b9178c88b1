import './loaded.ts'
import { expect, test } from 'vitest'
import { connectWithParser } from '../../src/client/connection/stream/parser-connector.ts'
import type { GradioStreamError } from '../../src/client/errors.ts'
import type { GradioClientOptions } from '../../src/client/client-options.ts'
import { SSEClient } from '../../src/client/discovery/sse-client.ts'
import { CONFIG, INFO, RELAY_CAPABILITIES, createFakeApp, json, message } from './connection/fake-app.ts'
import type { FakeApp } from './connection/fake-app.ts'

const ENDPOINT = 'http://app.test/gradio_api/call/stream_text'

function gradio(): FakeApp {
  const fake = createFakeApp()
  fake.on.set('/config', () => json(CONFIG))
  fake.on.set('/info', () => json(INFO))
  return fake
}

/** A client, and everything that it reports. */
function listen(fake: FakeApp, url: string, options: GradioClientOptions = {}) {
  const client = new SSEClient(url, {
    fetch: fake.fetch,
    clock: fake.clock,
    random: () => 0,
    transport: connectWithParser,
    backendUrl: null,
    ...options,
  })
  const data: unknown[] = []
  const events: MessageEvent[] = []
  const errors: GradioStreamError[] = []
  client.onMessage((value, event) => {
    data.push(value)
    events.push(event)
  })
  client.onError((error) => errors.push(error))
  return { client, data, events, errors }
}

/** What an `EventSource` tells, in order. */
function log(source: EventSource): string[] {
  const seen: string[] = []
  source.onopen = () => seen.push('open')
  source.onmessage = (event) => seen.push(`message ${(event.data as string).slice(0, 20)}`)
  source.onerror = () => seen.push(`error ${source.readyState}`)
  source.addEventListener('close', () => seen.push(`close ${source.readyState}`))
  return seen
}

test('joins the queue of an endpoint with its defaults and hands over its messages as JSON', async () => {
  const fake = gradio()
  const { client, data, errors } = listen(fake, ENDPOINT)
  const connecting = client.connect()
  await fake.clock.settle()
  const messages = [message.queued('e1'), message.started('e1'), message.first('e1', 'a'), message.done('e1', 'a')]
  fake.stream().send(message.heartbeat)
  for (const each of messages) fake.stream().send(each)
  const source = await connecting
  await fake.clock.advance(0)
  expect(fake.asked('/queue/join').map(({ body }) => (body as { data: unknown }).data)).toEqual([[10, 0.1]])
  expect(data).toEqual(messages)
  expect(errors).toEqual([])
  expect(source.readyState).toBe(source.CLOSED)
})

test('takes inputs by position and by name', async () => {
  const fake = gradio()
  const { client } = listen(fake, ENDPOINT)
  void client.connect([3])
  void client.connect({ [fixtureParameter(1)]: 0.5 })
  await fake.clock.settle()
  expect(fake.asked('/queue/join').map(({ body }) => (body as { data: unknown }).data)).toEqual([
    [3, 0.1],
    [10, 0.5],
  ])
  client.close()
})

test('resolves to what has the interface of EventSource, and holds events until its listeners can be there', async () => {
  const fake = gradio()
  const { client } = listen(fake, ENDPOINT)
  const connecting = client.connect()
  await fake.clock.settle()
  fake.stream().send(message.first('e1', 'a'))
  await fake.clock.settle()
  const source = await connecting
  expect([source.url, source.readyState, source.withCredentials]).toEqual([ENDPOINT, source.OPEN, false])
  expect([source.CONNECTING, source.OPEN, source.CLOSED]).toEqual([0, 1, 2])
  const seen = log(source)
  await fake.clock.advance(0)
  fake.stream().send(message.done('e1', 'a'))
  await fake.clock.settle()
  expect(seen).toEqual(['open', 'message {"msg":"process_gene', 'message {"msg":"process_comp', 'close 2'])
})

test('closing drops the stream and nothing is told afterwards', async () => {
  const fake = gradio()
  const { client, data } = listen(fake, ENDPOINT)
  const connecting = client.connect()
  await fake.clock.settle()
  const source = await connecting
  source.close()
  fake.stream().send(message.first('e1', 'a'))
  await fake.clock.settle()
  expect(fake.stream().isGone).toBe(true)
  expect([source.readyState, data]).toEqual([source.CLOSED, []])
})

test('tells of a broken direct stream as an error, and closes', async () => {
  const fake = gradio()
  const { client, errors } = listen(fake, ENDPOINT)
  const connecting = client.connect()
  await fake.clock.settle()
  const seen = log(await connecting)
  await fake.clock.advance(0)
  fake.stream().drop()
  await fake.clock.settle()
  expect(seen).toEqual(['open', 'error 2', 'close 2'])
  expect(errors).toMatchObject([{ code: 'connection-lost' }])
})

test('hands over a message that is not JSON as text, tells of it, and goes on', async () => {
  const fake = gradio()
  const { client, data, errors } = listen(fake, ENDPOINT)
  void client.connect()
  await fake.clock.settle()
  fake.stream().text('data: <html>\n\n')
  fake.stream().send(message.done('e1', 'a'))
  await fake.clock.settle()
  expect(data).toEqual(['<html>', message.done('e1', 'a')])
  expect(errors).toMatchObject([{ code: 'message-invalid' }])
})

test('reads on through a relay: the same messages, an error event while it reconnects', async () => {
  const backendUrl = 'http://site.test/api/experimental/sse'
  const root = `${backendUrl}/apps/demo`
  const fake = gradio()
  fake.on.set('/discover', () =>
    json({ success: true, supportsSSE: true, endpoints: [], app: { status: 'running', root, capabilities: RELAY_CAPABILITIES } }),
  )
  const { client, data } = listen(fake, `${root}/gradio_api/call/stream_text`, { backendUrl })
  const connecting = client.connect()
  await fake.clock.settle()
  expect(fake.asked('/discover').map(({ body }) => body)).toEqual([{ baseUrl: 'demo' }])
  const seen = log(await connecting)
  await fake.clock.advance(0)
  fake.stream().send(message.first('e1', 'a'), '1')
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.advance(500)
  expect(fake.stream().url.searchParams.get('last_event_id')).toBe('1')
  fake.stream().send(message.first('e1', 'a'), '1')
  fake.stream().send(message.done('e1', 'a'), '2')
  await fake.clock.settle()
  expect(seen).toEqual(['open', 'message {"msg":"process_gene', 'error 0', 'open', 'message {"msg":"process_comp', 'close 2'])
  expect(data).toHaveLength(2)
})

test('asks a relay by the address that its path holds', async () => {
  const backendUrl = 'http://site.test/api/experimental/sse'
  const segment = btoa('https://app.hf.space').replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')
  const root = `${backendUrl}/apps/${segment}`
  const fake = gradio()
  fake.on.set('/discover', () =>
    json({ success: true, supportsSSE: true, endpoints: [], app: { status: 'running', root, capabilities: RELAY_CAPABILITIES } }),
  )
  const { client } = listen(fake, `${root}/gradio_api/call/stream_text`, { backendUrl })
  void client.connect()
  await fake.clock.settle()
  expect(fake.asked('/discover').map(({ body }) => body)).toEqual([{ baseUrl: 'https://app.hf.space' }])
  client.close()
})

const rejections: readonly { name: string; url?: string; prepare?: (fake: FakeApp) => void; inputs?: unknown[]; code: string }[] = [
  {
    name: 'the app wants a login',
    prepare: (fake) => fake.on.set('/config', () => json({ detail: 'Not authenticated' }, 401)),
    code: 'login-required',
  },
  { name: 'nobody listens', prepare: (fake) => fake.on.set('/config', () => new TypeError('fetch failed')), code: 'app-unreachable' },
  { name: 'the app has no such endpoint', url: 'http://app.test/gradio_api/call/ecko', code: 'endpoint-unknown' },
  { name: 'there are too many inputs', inputs: [1, 2, 3], code: 'input-invalid' },
  {
    name: 'the queue is full',
    prepare: (fake) => fake.on.set('/queue/join', () => json({ detail: 'Queue is full.' }, 503)),
    code: 'queue-full',
  },
  { name: 'the stream is refused', prepare: (fake) => fake.on.set('/queue/data', () => json({}, 404)), code: 'connection-refused' },
  {
    name: 'the app speaks an unknown protocol',
    prepare: (fake) => fake.on.set('/config', () => json({ ...(CONFIG as object), protocol: 'sse_v9' })),
    code: 'protocol-unsupported',
  },
  { name: 'another URL is no event stream', url: 'http://app.test/page', code: 'connection-refused' },
]

test.each(rejections)('connect rejects, and onError hears of it, when $name', async ({ url = ENDPOINT, prepare, inputs, code }) => {
  const fake = gradio()
  prepare?.(fake)
  const { client, errors } = listen(fake, url)
  const connecting = client.connect(inputs)
  const failed = expect(connecting).rejects.toMatchObject({ code })
  await fake.clock.advance(1000)
  await failed
  expect(errors).toMatchObject([{ code }])
})

test.each([
  { name: 'any URL', url: 'http://feed.test/events?topic=1' },
  { name: 'a URL shaped like an endpoint’s whose server is no Gradio', url: 'http://feed.test/call/events' },
  { name: 'an event of Gradio’s own /call', url: 'http://feed.test/gradio_api/call/echo/0123' },
])('just reads $name', async ({ url }) => {
  const fake = createFakeApp()
  const body = ['id: 7\nevent: tick\ndata: 1\n\n', 'data: plain\n\n', 'data: {"a":1}\n\n'].join('')
  const stream = () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  fake.on.set(new URL(url).pathname, stream)
  const { client, data, events, errors } = listen(fake, url)
  const source = await client.connect()
  const seen = log(source)
  source.addEventListener('tick', () => seen.push('tick'))
  await fake.clock.advance(0)
  expect(data).toEqual([1, 'plain', { a: 1 }])
  expect(events.map(({ type, data: text, lastEventId, origin }) => [type, text, lastEventId, origin])).toEqual([
    ['tick', '1', '7', 'http://feed.test'],
    ['message', 'plain', '7', 'http://feed.test'],
    ['message', '{"a":1}', '7', 'http://feed.test'],
  ])
  expect(seen).toEqual(['open', 'tick', 'message plain', 'message {"a":1}', 'close 2'])
  expect(errors).toEqual([])
  expect(fake.asked('/queue/join')).toEqual([])
})

test.each([undefined, '', 'not a url', 'ftp://app.test/x', 'demo'])('throws address-invalid for %j', (url) => {
  expect(() => new SSEClient(url)).toThrow(expect.objectContaining({ code: 'address-invalid' }))
})

test('reports the error of a listener that throws, and goes on', async () => {
  const fake = gradio()
  const { client, data } = listen(fake, ENDPOINT)
  const thrown: unknown[] = []
  const reported = (error: unknown): void => void thrown.push(error)
  process.on('uncaughtException', reported)
  const others = process.listeners('uncaughtException').filter((listener) => listener !== reported)
  for (const other of others) process.off('uncaughtException', other)
  const stop = client.onMessage(() => {
    throw new Error('mine')
  })
  void client.connect()
  await fake.clock.settle()
  fake.stream().send(message.first('e1', 'a'))
  await fake.clock.settle()
  stop()
  fake.stream().send(message.done('e1', 'a'))
  await fake.clock.settle()
  process.off('uncaughtException', reported)
  for (const other of others) process.on('uncaughtException', other)
  expect(thrown).toEqual([new Error('mine')])
  expect(data).toHaveLength(2)
})

function fixtureParameter(index: number): string {
  const info = INFO as { named_endpoints: Record<string, { parameters: { parameter_name: string }[] }> }
  return info.named_endpoints['/stream_text']?.parameters[index]?.parameter_name ?? ''
}
