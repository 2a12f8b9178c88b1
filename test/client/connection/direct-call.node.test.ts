/** The last resort without a relay, and frames of input streams. */
import { featuresOf } from '../../../src/client/protocol/describe/app-features.ts'
import { expect, test } from 'vitest'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import { createClient, describeEnd, start, watch } from './runs.ts'

const app = fixtureApp('direct')

test('calls a plain function around the queue where streams are switched off, and says so', async () => {
  const fake = createFakeApp()
  fake.on.set('/run/echo', () => json({ data: ['hello'], is_generating: false }))
  const { run, end } = await start(fake, app, { transport: 'polling' }, '/echo')
  await fake.clock.settle()
  expect(end()).toMatchObject({ status: 'succeeded', data: ['hello'] })
  expect(run.getSnapshot().connection).toMatchObject({
    transport: 'request',
    readyState: 'closed',
    fallbackReason: { code: 'sse-disabled' },
  })
  expect(fake.requests.map(({ url }) => url.pathname)).toEqual(['/gradio_api/run/echo'])
})

test('calls around the queue once a stream was refused, never for the run that had joined already', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } }))
  fake.on.set('/run/echo', () => json({ data: ['hello'] }))
  const client = createClient(fake)
  const first = watch(client.submit(app, '/echo'))
  await fake.clock.advance(0)
  expect(describeEnd(first.end())).toBe('failed connection-refused')
  expect(fake.asked('/run/echo')).toEqual([])
  const second = watch(client.submit(app, '/echo'))
  await fake.clock.advance(0)
  expect(describeEnd(second.end())).toBe('succeeded')
  expect(second.run.getSnapshot().connection).toMatchObject({ transport: 'request', fallbackReason: { code: 'connection-refused' } })
  const generator = watch(client.submit(app, '/stream_text'))
  await fake.clock.advance(0)
  expect(describeEnd(generator.end())).toBe('failed connection-refused')
})

test.each([
  { name: 'a generator', version: '6.31.0', endpoint: '/stream_text' },
  { name: 'a function with state', version: '6.31.0', endpoint: '/stateful' },
  { name: 'Gradio 4, where a progress bar never returns', version: '4.44.1', endpoint: '/echo' },
  { name: 'JSON of Gradio 5, which comes as Python text', version: '5.50.0', endpoint: '/many_inputs' },
])('does not call $name around the queue', async ({ version, endpoint }) => {
  const fake = createFakeApp()
  const client = createClient(fake, { transport: 'polling' })
  const values = endpoint === '/many_inputs' ? { dropdown: 'red' } : undefined
  const { end } = watch(client.submit({ ...app, version, features: featuresOf(version) }, endpoint, values))
  await fake.clock.advance(0)
  expect(describeEnd(end())).toBe('failed options-invalid')
  expect(fake.requests).toEqual([])
})

test.each([
  { name: 'the function failed', answer: () => json({ error: 'boom' }, 500), expected: 'failed run-failed' },
  { name: 'the app wants a login', answer: () => json({ detail: 'Not authenticated' }, 401), expected: 'failed login-required' },
  { name: 'the answer is none', answer: () => new Response('oops', { status: 502 }), expected: 'failed join-refused' },
])('ends a call around the queue when $name', async ({ answer, expected }) => {
  const fake = createFakeApp()
  fake.on.set('/run/echo', answer)
  const { end } = await start(fake, app, { transport: 'polling' }, '/echo')
  await fake.clock.settle()
  expect(describeEnd(end())).toBe(expected)
})

test('cancels a call around the queue, which may run on', async () => {
  const fake = createFakeApp()
  fake.on.set('/run/echo', () => new Promise<Response>(() => {}))
  const { run } = await start(fake, app, { transport: 'polling' }, '/echo')
  expect(await run.cancel()).toBe('requested')
})

const streaming = { msg: 'process_streaming', event_id: 'e1', output: { data: ['frame 1', null] }, success: true }

test.each(['direct', 'relay'] as const)('sends frame after frame into one run and ends it: %s', async (route) => {
  const fake = createFakeApp()
  fake.on.set('/stream/e1', () => json({ msg: 'success' }))
  fake.on.set('/stream/e1/close', () => json({ msg: 'success' }))
  const image = { url: 'data:image/png;base64,AQID', path: null, meta: { _type: 'gradio.FileData' } }
  const watched = watch(createClient(fake).submit(fixtureApp(route), '/stream_in', [image]))
  await fake.clock.advance(0)
  for (const each of [message.started('e1'), streaming]) fake.stream().send(each)
  await fake.clock.settle()
  await watched.run.send([image])
  expect(fake.asked('/stream/e1').map(({ body }) => body)).toMatchObject([
    { data: [image, null], fn_index: 23, session_hash: expect.any(String) },
  ])
  await watched.run.closeInput()
  expect(fake.asked('/stream/e1/close')).toHaveLength(1)
  fake.stream().send({ msg: 'process_completed', event_id: 'e1', output: { data: ['frame 2', null] }, success: true })
  await fake.clock.settle()
  expect(watched.texts).toEqual(['frame 1', 'frame 2'])
  expect(describeEnd(watched.end())).toBe('succeeded')
  await expect(watched.run.send([image])).rejects.toMatchObject({ code: 'session-unknown' })
  await expect(watched.run.closeInput()).resolves.toBeUndefined()
})

test('sends the files in a frame before the frame', async () => {
  const fake = createFakeApp()
  fake.on.set('/upload', () => json(['/tmp/frame.png']))
  fake.on.set('/stream/e1', () => json({ msg: 'success' }))
  const { run } = watch(createClient(fake).submit(app, '/stream_in', [null]))
  await fake.clock.advance(0)
  const sent = run.send([new File(['pixels'], 'frame.png', { type: 'image/png' })])
  await fake.clock.settle()
  await sent
  expect(fake.asked('/stream/e1').map(({ body }) => body)).toMatchObject([
    { data: [{ path: '/tmp/frame.png', orig_name: 'frame.png', meta: { _type: 'gradio.FileData' } }, null] },
  ])
  // A frame goes once: the app is not asked who it is, as for files that may be sent again.
  expect(fake.asked('/app_id')).toHaveLength(0)
})

test('refuses frames for an endpoint that is no input stream', async () => {
  const fake = createFakeApp()
  const { run } = await start(fake, app, {}, '/echo')
  await expect(run.send(['x'])).rejects.toMatchObject({ code: 'protocol-unsupported', message: expect.stringContaining('submit it') })
  await expect(run.closeInput()).rejects.toMatchObject({ code: 'protocol-unsupported' })
})

test('says that a frame came too late', async () => {
  const fake = createFakeApp()
  fake.on.set('/stream/e1', () => json({ detail: 'Not Found' }, 404))
  const image = { url: 'data:image/png;base64,AQID', path: null, meta: { _type: 'gradio.FileData' } }
  const { run } = watch(createClient(fake).submit(app, '/stream_in', [image]))
  await fake.clock.advance(0)
  await expect(run.send([image])).rejects.toMatchObject({ code: 'session-unknown', message: expect.stringContaining('time limit') })
})
