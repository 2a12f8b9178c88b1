/** Apps of older protocols behind the relay: their clients see `sse_v3` and nothing else. */
import { expect, test } from 'vitest'
import { socketFactory } from '../client/connection/fake-socket.ts'
import { APP_URL, completed, CONFIG, createFakeApp } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'
import { createTestBed, DEMO, readFrames } from './relay-client.ts'

function olderApp(version: string, protocol: string | undefined): FakeApp {
  const app = createFakeApp('')
  const { api_prefix: _prefix, ...config } = CONFIG
  const dependencies = [
    { inputs: [1], outputs: [2], api_name: 'echo', queue: true, types: { generator: true } },
    { inputs: [4, 5], outputs: [2], api_name: 'files', queue: true },
  ]
  const components = [...CONFIG.components, { id: 4, type: 'file', props: {} }, { id: 5, type: 'image', props: {} }]
  app.answer('/config', () => Response.json({ ...config, version, protocol, components, dependencies }))
  return app
}

const starts = { msg: 'process_starts', event_id: 'up1', eta: null }

test.each([
  ['3.50.2', undefined, '4.44.1'],
  ['4.8.0', 'sse', '4.44.1'],
  ['4.29.0', 'sse_v3', '4.44.1'],
  ['4.44.1', 'sse_v3', '4.44.1'],
])('shows Gradio %s as sse_v3 with ids, and says what it is', async (version, protocol, shown) => {
  const { get } = createTestBed({}, olderApp(version, protocol))
  const config = await (await get(`${DEMO}/config`)).json()
  expect(config).toMatchObject({ protocol: 'sse_v3', version: shown, dependencies: [{ id: 0 }, { id: 1 }] })
  expect(config.upstream).toEqual(shown === version ? undefined : { version })
})

test('resets a running generator before 4.31 and reads no further', async () => {
  const { app, join, post, get } = createTestBed({}, olderApp('4.16.0', 'sse_v1'))
  const eventId = await join('s')
  const upstream = await app.stream(0)
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  upstream.send(starts)
  await reader.next()
  app.answer('/reset', () => Response.json({ success: true }))
  await post(`${DEMO}/cancel`, { session_hash: 's', fn_index: 0, event_id: eventId })
  expect(app.to('/reset')).toMatchObject([{ body: expect.stringContaining('"event_id":"up1"') }])
  expect((await reader.next())?.message).toMatchObject({ msg: 'process_completed', event_id: eventId, cancelled: true })
  expect(upstream.isCancelled).toBe(true)
})

test('tells a generator to stop as soon as it starts, where a dropped stream would not take it out of the queue', async () => {
  const { app, clock, join, post } = createTestBed({}, olderApp('4.21.0', 'sse_v2.1'))
  app.answer('/reset', () => Response.json({ success: true }))
  const eventId = await join('s')
  const upstream = await app.stream(0)
  await post(`${DEMO}/cancel`, { session_hash: 's', fn_index: 0, event_id: eventId })
  await clock.advance(5_000)
  expect([upstream.isCancelled, app.to('/reset').length]).toEqual([false, 0])
  upstream.send(starts)
  await clock.settle()
  expect([upstream.isCancelled, app.to('/reset').length]).toEqual([true, 1])
})

test('makes whole values into edits from the second on, as they were written', async () => {
  const { app, join, get } = createTestBed({}, olderApp('4.16.0', 'sse_v1'))
  const eventId = await join('s')
  const upstream = await app.stream(0)
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  const step = (data: string) =>
    `{"msg":"process_generating","event_id":"up1","output":{"data":[${data}],"is_generating":true},"success":true}`
  const shown = (data: string) => `data: ${step(data).replace('up1', eventId)}`
  for (const data of ['1.0', '[2.0]']) upstream.send(step(data))
  upstream.send(step('2.0').replace('process_generating', 'process_completed'))
  expect((await reader.next())?.text).toBe(shown('1.0'))
  expect((await reader.next())?.text).toBe(shown('[["replace",[],[2.0]]]'))
  expect((await reader.next())?.text).toBe(shown('2.0').replace('process_generating', 'process_completed').replace('true', 'false'))
})

test('follows a call of sse: the inputs go in at its turn, as they were written', async () => {
  const app = olderApp('4.8.0', 'sse')
  const { join, get } = createTestBed({}, app)
  const body = new TransformStream<string, string>()
  const writer = body.writable.getWriter()
  app.answer(
    '/queue/join',
    () => new Response(body.readable.pipeThrough(new TextEncoderStream()), { headers: { 'content-type': 'text/event-stream' } }),
  )
  app.answer('/queue/data', () => Response.json(null))
  const eventId = await join('s')
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  const say = (message: object) => void writer.write(`data: ${JSON.stringify(message)}\n\n`)
  say({ msg: 'estimation', rank: 0 })
  expect((await reader.next())?.message).toEqual({ msg: 'estimation', rank: 0, event_id: eventId })
  expect(app.to('/queue/data')).toEqual([])
  say({ msg: 'send_data', event_id: 'up7' })
  say({ msg: 'process_starts' })
  expect((await reader.next())?.message).toEqual({ msg: 'process_starts', event_id: eventId, eta: null })
  expect(JSON.parse(app.to('/queue/data')[0]?.body ?? '')).toMatchObject({ data: ['x'], fn_index: 0, event_id: 'up7' })
  say({ msg: 'log', log: 'hello', level: 'info' })
  expect((await reader.next())?.message).toMatchObject({ msg: 'log', duration: 10, visible: true })
  say({ msg: 'process_completed', output: { data: ['x'] }, success: true })
  expect((await reader.next())?.message).toMatchObject({ msg: 'process_completed', event_id: eventId, success: true })
})

function socketBed() {
  const { WebSocket, sockets } = socketFactory()
  const app = olderApp('3.50.2', undefined)
  return { ...createTestBed({ WebSocket, apps: { demo: { url: APP_URL, headers: { cookie: 'a=b' } } } }, app), app, sockets }
}

test('follows a call of Gradio 3 with the app’s own headers, and closes the socket to cancel', async () => {
  const { clock, join, post, get, sockets } = socketBed()
  const eventId = await join('s')
  await clock.settle()
  const [socket] = sockets
  expect([socket?.url, socket?.init]).toEqual(['ws://app.test:7860/queue/join', { headers: { cookie: 'a=b' } }])
  socket?.open()
  for (const msg of ['send_hash', 'send_data', 'process_starts']) socket?.say({ msg })
  expect(socket?.sent).toMatchObject([{ fn_index: 0 }, { data: ['x'], fn_index: 0 }])
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message).toMatchObject({ msg: 'process_starts', event_id: eventId })
  await post(`${DEMO}/cancel`, { session_hash: 's', fn_index: 0, event_id: eventId })
  expect((await reader.next())?.message).toMatchObject({ event_id: eventId, cancelled: true })
  expect(socket?.closeCode).toBe(1000)
})

test('passes on to Gradio 3 what called a function, as it was written', async () => {
  const { clock, join, sockets } = socketBed()
  await join('s', { event_data: { index: [0, 1], liked: true } })
  await clock.settle()
  sockets[0]?.open()
  sockets[0]?.say({ msg: 'send_data' })
  expect(sockets[0]?.sent.at(-1)).toMatchObject({ data: ['x'], event_data: { index: [0, 1], liked: true } })
})

test('ends a run of Gradio 3 at a broken socket, and opens no second one', async () => {
  const { clock, join, get, sockets } = socketBed()
  await join('s')
  await clock.settle()
  sockets[0]?.open()
  sockets[0]?.closed(1006)
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message).toMatchObject({ msg: 'process_completed', success: false, code: 'connection-lost' })
  await clock.advance(60_000)
  expect(sockets).toHaveLength(1)
})

test.each([
  ['3.50.2', undefined],
  ['4.8.0', 'sse'],
])('says that an app of Gradio %s which is gone was not reached', async (version, protocol) => {
  const { WebSocket, sockets } = socketFactory()
  const app = olderApp(version, protocol)
  app.answer('/queue/join', () => Promise.reject(new TypeError('fetch failed')))
  const { clock, join, get } = createTestBed({ WebSocket }, app)
  await join('s')
  await clock.settle()
  sockets[0]?.closed(1006)
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message).toMatchObject({ msg: 'process_completed', success: false, code: 'app-unreachable' })
})

test('ends a run of Gradio 3 whose socket never opens', async () => {
  const { clock, join, get, sockets } = socketBed()
  await join('s')
  await clock.advance(40_000)
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message).toMatchObject({
    success: false,
    code: 'connection-timeout',
    output: { error: expect.stringContaining('did not open') },
  })
  expect(sockets[0]?.closeCode).toBe(1000)
})

test('asks a full queue of Gradio 3 again, and says meanwhile that the run waits', async () => {
  const { clock, join, get, sockets } = socketBed()
  const eventId = await join('s')
  await clock.settle()
  sockets[0]?.open()
  sockets[0]?.say({ msg: 'queue_full' })
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message).toEqual({ msg: 'estimation', event_id: eventId, rank: null, queue_size: null, rank_eta: null })
  await clock.advance(2_000)
  expect(sockets).toHaveLength(2)
  sockets[1]?.open()
  for (const msg of ['send_hash', 'send_data', 'process_starts']) sockets[1]?.say({ msg })
  expect((await reader.next())?.message).toMatchObject({ msg: 'process_starts' })
})

test('gives a full queue of Gradio 3 up after five times, and at once when the run is cancelled', async () => {
  for (const isCancelled of [false, true]) {
    const { clock, join, post, get, sockets } = socketBed()
    const eventId = await join('s')
    await clock.settle()
    for (let count = 0; count < (isCancelled ? 1 : 6); count += 1) {
      sockets[count]?.open()
      sockets[count]?.say({ msg: 'queue_full' })
      if (isCancelled) await post(`${DEMO}/cancel`, { session_hash: 's', fn_index: 0, event_id: eventId })
      // Until it asks again: a socket that is not opened is given up after 15 s.
      for (let seconds = 0; seconds < 40 && sockets.length === count + 1; seconds += 1) await clock.advance(1_000)
    }
    const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
    expect(frames.at(-2)?.message).toMatchObject(isCancelled ? { cancelled: true } : { success: false, code: 'queue-full' })
    expect(sockets).toHaveLength(isCancelled ? 1 : 6)
  }
})

test('writes files for Gradio 3 as it takes them, and those it answers as newer clients know them', async () => {
  const { app, clock, join, get, sockets } = socketBed()
  app.answer('/file=/tmp/pic.png', () => new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-type': 'image/png' } }))
  const data = [{ path: '/tmp/a b.txt', orig_name: 'a b.txt' }, { path: '/tmp/pic.png' }]
  await join('s', { data, fn_index: 1 })
  await clock.settle()
  const [socket] = sockets
  socket?.open()
  socket?.say({ msg: 'send_data' })
  expect(socket?.sent).toMatchObject([{ data: [{ name: '/tmp/a b.txt', data: null, is_file: true }, 'data:image/png;base64,AQID'] }])
  socket?.say({ msg: 'process_completed', output: { data: [{ name: '/tmp/a b.txt', data: null, is_file: true }] }, success: true })
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message).toMatchObject({
    output: { data: [{ path: '/tmp/a b.txt', url: `${DEMO}/file=/tmp/a%20b.txt`, meta: { _type: 'gradio.FileData' } }] },
  })
})

test('passes frames of an input stream on under the app’s own ids', async () => {
  const { app, clock, join, post } = createTestBed()
  app.answer('/stream/up1', () => Response.json({ msg: 'success' }))
  app.answer('/stream/up1/close', () => Response.json({ msg: 'success' }))
  const eventId = await join('s')
  const upstream = await app.stream(0)
  const frame = '{"data":[1.0],"fn_index":5,"session_hash":"s"}'
  expect(await (await post(`${DEMO}/stream/${eventId}`, frame)).json()).toEqual({ msg: 'success' })
  expect(app.to('/stream/up1')[0]?.body).toBe(`{"data":[1.0],"fn_index":0,"session_hash":"${upstream.session}"}`)
  expect((await post(`${DEMO}/stream/${eventId}/close`, {})).status).toBe(200)
  expect((await post(`${DEMO}/stream/nobody`, frame)).status).toBe(404)
  upstream.send(completed('up1'))
  upstream.end()
  await clock.advance(2_000)
  expect((await post(`${DEMO}/stream/${eventId}`, frame)).status).toBe(404)
})
