/**
 * Cancelling and leaving per Gradio version, with the request that version knows and an outcome that is true
 * (docs/gradio-protocol.md#7-cancelling and docs/gradio-protocol.md#13-gradio-40-to-421).
 */
import { expect, test } from 'vitest'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import { socketFactory } from './fake-socket.ts'
import { createClient, describeEnd, start, watch } from './runs.ts'

const SESSION_VERSIONS = [
  { version: '4.16.0', protocol: 'sse_v1' },
  { version: '4.19.2', protocol: 'sse_v2' },
  { version: '4.21.0', protocol: 'sse_v2.1' },
  { version: '4.22.0', protocol: 'sse_v3' },
] as const

test.each(SESSION_VERSIONS)('resets a generator of Gradio $version and stops reading', async ({ version, protocol }) => {
  const fake = createFakeApp()
  const { run, end } = await start(fake, fixtureApp('direct', { version, protocol }))
  for (const each of [message.started('e1'), message.first('e1', 'a')]) fake.stream().send(each)
  await fake.clock.settle()
  expect(await run.cancel()).toBe('confirmed')
  expect(fake.asked('/reset').map(({ body }) => body)).toEqual([{ event_id: 'e1' }])
  expect(fake.asked('/cancel')).toEqual([])
  expect(fake.stream().isGone).toBe(true)
  expect(end()).toMatchObject({ status: 'cancelled', outcome: 'confirmed', data: ['a'] })
})

test.each(SESSION_VERSIONS)('says of a plain function of Gradio $version that it may run on', async ({ version, protocol }) => {
  const fake = createFakeApp()
  fake.on.set('/reset', () => json({ success: false }))
  const { run } = await start(fake, fixtureApp('direct', { version, protocol }), {}, '/slow')
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  expect(await run.cancel()).toBe('requested')
})

test.each([
  { version: '4.16.0', protocol: 'sse_v1', outcome: 'confirmed' },
  { version: '4.17.0', protocol: 'sse_v2', outcome: 'confirmed' },
  { version: '4.19.2', protocol: 'sse_v2', outcome: 'unsupported' },
  { version: '4.23.0', protocol: 'sse_v3', outcome: 'unsupported' },
  { version: '4.29.0', protocol: 'sse_v3', outcome: 'confirmed' },
] as const)('cancels what waits on Gradio $version by dropping its stream: $outcome', async ({ version, protocol, outcome }) => {
  const fake = createFakeApp()
  const { run } = await start(fake, fixtureApp('direct', { version, protocol }), {}, '/slow')
  fake.stream().send(message.queued('e1', 3))
  await fake.clock.settle()
  const cancelled = run.cancel()
  await fake.clock.advance(300)
  expect(await cancelled).toBe(outcome)
  expect(fake.stream().isGone).toBe(true)
})

test.each([
  { version: '4.16.0', protocol: 'sse_v1', endpoint: '/stream_text', resets: 0 },
  { version: '4.21.0', protocol: 'sse_v2.1', endpoint: '/stream_text', resets: 1 },
  { version: '4.21.0', protocol: 'sse_v2.1', endpoint: '/slow', resets: 0 },
] as const)('leaves $endpoint of Gradio $version with $resets resets', async ({ version, protocol, endpoint, resets }) => {
  const fake = createFakeApp()
  const { run } = await start(fake, fixtureApp('direct', { version, protocol }), {}, endpoint)
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  run.detach()
  await fake.clock.settle()
  expect(fake.asked('/reset')).toHaveLength(resets)
})

test('ends a run whose stream of sse_v1 ends cleanly after it, and opens the next by itself', async () => {
  const fake = createFakeApp()
  const app = fixtureApp('direct', { version: '4.16.0', protocol: 'sse_v1' })
  const client = createClient(fake)
  const first = watch(client.submit(app, '/echo'))
  await fake.clock.advance(0)
  fake.stream().send(message.done('e1', 'a'))
  fake.stream().end()
  await fake.clock.settle()
  const second = watch(client.submit(app, '/echo'))
  await fake.clock.advance(0)
  fake.stream().send(message.done('e2', 'b'))
  fake.stream().end()
  await fake.clock.settle()
  expect([first.end(), second.end()]).toMatchObject([{ data: ['a'] }, { data: ['b'] }])
  expect(fake.streams).toHaveLength(2)
})

test('fails a run whose stream of sse_v2 ends cleanly before it', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, fixtureApp('direct', { version: '4.19.2', protocol: 'sse_v2' }))
  fake.stream().send(message.started('e1'))
  fake.stream().end()
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed connection-lost')
})

test.each([
  { version: '4.16.0', protocol: 'sse_v1', endpoint: '/stream_text', resets: 0 },
  { version: '4.21.0', protocol: 'sse_v2.1', endpoint: '/stream_text', resets: 1 },
  { version: '4.21.0', protocol: 'sse_v2.1', endpoint: '/slow', resets: 0 },
] as const)(
  'a lost stream of $endpoint of Gradio $version frees the app with $resets resets',
  async ({ version, protocol, endpoint, resets }) => {
    const fake = createFakeApp()
    const { end } = await start(fake, fixtureApp('direct', { version, protocol }), {}, endpoint)
    fake.stream().send(message.started('e1'))
    await fake.clock.settle()
    fake.stream().drop()
    await fake.clock.settle()
    expect(describeEnd(end())).toBe('failed connection-lost')
    expect(fake.asked('/reset')).toHaveLength(resets)
  },
)

const oldest = fixtureApp('direct', { version: '4.8.0', protocol: 'sse' })
const started = { msg: 'process_starts' }

test.each([
  { name: 'a waiting call', endpoint: '/slow', messages: [{ msg: 'estimation', rank: 2 }], outcome: 'confirmed', resets: 0 },
  {
    name: 'a generator',
    endpoint: '/stream_text',
    messages: [{ msg: 'send_data', event_id: 'e1' }, started],
    outcome: 'confirmed',
    resets: 1,
  },
  {
    name: 'a plain function',
    endpoint: '/slow',
    messages: [{ msg: 'send_data', event_id: 'e1' }, started],
    outcome: 'requested',
    resets: 1,
  },
] as const)('cancels $name of sse: $outcome', async ({ endpoint, messages, outcome, resets }) => {
  const fake = createFakeApp()
  fake.on.set('/reset', () => json({ success: endpoint === '/stream_text' }))
  const { run } = await start(fake, oldest, {}, endpoint)
  for (const each of messages) fake.stream().send(each)
  await fake.clock.settle()
  expect(await run.cancel()).toBe(outcome)
  expect(fake.asked('/reset')).toHaveLength(resets)
  expect(fake.stream().isGone).toBe(true)
})

test('hands the inputs of sse in at the call’s turn, and not before', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, oldest, {}, '/echo')
  fake.stream().send({ msg: 'estimation', rank: 1, queue_size: 2 })
  await fake.clock.advance(20)
  expect(run.getSnapshot().state).toMatchObject({ status: 'queued', position: 1 })
  expect(fake.asked('/queue/data')).toEqual([])
  fake.stream().send({ msg: 'send_data', event_id: 'e9' })
  await fake.clock.advance(20)
  expect(fake.asked('/queue/data')).toMatchObject([{ method: 'POST', body: { event_id: 'e9', data: ['hello'], fn_index: 0 } }])
  expect(run.getSnapshot().state).toMatchObject({ status: 'queued', eventId: 'e9' })
})

test.each([
  ['the queue is full', (fake: ReturnType<typeof createFakeApp>) => fake.stream().send({ msg: 'queue_full' }), 'failed queue-full'],
  ['the stream ends without a word', (fake: ReturnType<typeof createFakeApp>) => fake.stream().end(), 'failed connection-lost'],
  ['the stream breaks', (fake: ReturnType<typeof createFakeApp>) => fake.stream().drop(), 'failed connection-lost'],
  [
    'the inputs are refused',
    (fake: ReturnType<typeof createFakeApp>) => {
      fake.on.set('/queue/data', () => json('no', 500))
      fake.stream().send({ msg: 'send_data', event_id: 'e1' })
    },
    'failed join-refused',
  ],
])('ends a run of sse when %s', async (_name, happen, expected) => {
  const fake = createFakeApp()
  const { end } = await start(fake, oldest, { queueFullRetries: 0 }, '/echo')
  happen(fake)
  await fake.clock.settle()
  expect(describeEnd(end())).toBe(expected)
})

test.each([
  { name: 'a missing endpoint', answer: () => json('Internal Server Error', 500), code: 'join-refused' },
  { name: 'a login', answer: () => json({ detail: 'Not authenticated' }, 401), code: 'login-required' },
  { name: 'nobody', answer: () => new TypeError('fetch failed'), code: 'app-unreachable' },
])('fails a run of sse at $name', async ({ answer, code }) => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', answer)
  const { end } = await start(fake, oldest, {}, '/echo')
  await fake.clock.settle()
  expect(describeEnd(end())).toBe(`failed ${code}`)
})

test('gives up on a silent stream of sse', async () => {
  const fake = createFakeApp()
  const { end, wire } = await start(fake, oldest, {}, '/echo')
  fake.stream().send({ msg: 'heartbeat' })
  await fake.clock.advance(41_000)
  expect(describeEnd(end())).toBe('failed idle-timeout')
  expect(wire).toContain('stalled')
})

const three = fixtureApp('direct', { version: '3.50.2', protocol: 'ws' })

async function startSocket(endpoint: string, options: GradioClientOptions = {}) {
  const { WebSocket, sockets } = socketFactory()
  const fake = createFakeApp()
  const watched = await start(fake, three, { WebSocket, ...options }, endpoint)
  const [socket] = sockets
  if (!socket) throw new Error('no socket was opened')
  socket.open()
  socket.say({ msg: 'send_hash' })
  return { ...watched, fake, socket, sockets }
}

test('tells Gradio 3 what called it, where it was no form', async () => {
  const { WebSocket, sockets } = socketFactory()
  const fake = createFakeApp()
  createClient(fake, { WebSocket }).submit(three, '/echo', ['hello'], { trigger: { componentId: 7, data: { index: [0, 1], liked: true } } })
  await fake.clock.advance(0)
  const [socket] = sockets
  socket?.open()
  socket?.say({ msg: 'send_data' })
  expect(socket?.sent.at(-1)).toMatchObject({ data: ['hello'], event_data: { index: [0, 1], liked: true } })
})

test('speaks with Gradio 3: who calls, then the inputs when they are asked for', async () => {
  const { socket, fake, end, run } = await startSocket('/echo')
  expect(socket.url).toBe('ws://app.test/gradio_api/queue/join')
  expect(socket.sent).toEqual([{ fn_index: 0, session_hash: expect.stringMatching(/^[\da-f]{32}$/) }])
  socket.say({ msg: 'estimation', rank: 0, queue_size: 1 })
  socket.say({ msg: 'send_data' })
  expect(socket.sent.at(-1)).toMatchObject({ data: ['hello'], event_data: null, fn_index: 0 })
  socket.say(started)
  socket.say({ msg: 'process_completed', output: { data: ['hello'] }, success: true })
  socket.closed(1000)
  await fake.clock.settle()
  expect(end()).toMatchObject({ status: 'succeeded', data: ['hello'] })
  expect(run.getSnapshot().connection).toMatchObject({ transport: 'websocket', readyState: 'closed' })
  expect(fake.requests).toEqual([])
})

test.each([
  { name: 'a waiting call', endpoint: '/slow', messages: [{ msg: 'estimation', rank: 2 }], outcome: 'confirmed' },
  { name: 'a generator', endpoint: '/stream_text', messages: [{ msg: 'send_data' }, started], outcome: 'confirmed' },
  { name: 'a plain function', endpoint: '/slow', messages: [{ msg: 'send_data' }, started], outcome: 'requested' },
] as const)('cancels $name of Gradio 3 by closing its socket: $outcome', async ({ endpoint, messages, outcome }) => {
  const { socket, run, fake } = await startSocket(endpoint)
  for (const each of messages) socket.say(each)
  expect(await run.cancel()).toBe(outcome)
  await fake.clock.settle()
  expect(socket.closeCode).toBe(1000)
})

test('does not say that a generator of Gradio 3 has stopped which nobody could tell', async () => {
  const { socket, run, fake } = await startSocket('/stream_text')
  for (const each of [{ msg: 'send_data' }, started]) socket.say(each)
  socket.isSilent = true
  const outcome = run.cancel()
  await fake.clock.advance(2000)
  expect(await outcome).toBe('requested')
  expect(socket.closeCode).toBe(1000)
})

test('does not say that a generator of sse has stopped where its reset is not answered', async () => {
  const fake = createFakeApp()
  fake.on.set('/reset', () => new TypeError('fetch failed'))
  const { run } = await start(fake, oldest, {}, '/stream_text')
  for (const each of [{ msg: 'send_data', event_id: 'e1' }, started]) fake.stream().send(each)
  await fake.clock.settle()
  expect(await run.cancel()).toBe('requested')
})

test.each([
  ['is closed before the end', 1000, 'failed connection-lost'],
  ['breaks', 1006, 'failed connection-lost'],
])('ends a run of Gradio 3 whose socket %s', async (_name, code, expected) => {
  const { socket, end, fake, sockets } = await startSocket('/echo')
  socket.closed(code)
  await fake.clock.advance(60_000)
  expect(describeEnd(end())).toBe(expected)
  expect(sockets).toHaveLength(1)
})

test('says that nobody answered where the socket of Gradio 3 does not open', async () => {
  const { WebSocket, sockets } = socketFactory()
  const fake = createFakeApp()
  const { end } = await start(fake, three, { WebSocket }, '/echo')
  sockets[0]?.closed(1006)
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed app-unreachable')
})

test('tells of a full queue of Gradio 3', async () => {
  const { socket, end, fake } = await startSocket('/echo', { queueFullRetries: 0 })
  socket.say({ msg: 'queue_full' })
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed queue-full')
})

test('reads a picture back that was uploaded, since Gradio 3 takes it as data only', async () => {
  const { WebSocket, sockets } = socketFactory()
  const fake = createFakeApp()
  fake.on.set('pic.png', () => new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-type': 'image/png' } }))
  const client = createClient(fake, { WebSocket })
  const picture = { path: '/tmp/pic.png', meta: { _type: 'gradio.FileData' } }
  const file = { path: '/tmp/note.txt', orig_name: 'note.txt', size: 4, meta: { _type: 'gradio.FileData' } }
  client.submit(three, '/files', [file, picture])
  await fake.clock.settle()
  const [socket] = sockets
  socket?.open()
  socket?.say({ msg: 'send_data' })
  expect(socket?.sent.at(-1)).toMatchObject({
    data: [{ name: '/tmp/note.txt', data: null, is_file: true, orig_name: 'note.txt', size: 4 }, 'data:image/png;base64,AQID'],
  })
})
