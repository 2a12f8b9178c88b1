import { expect, test } from 'vitest'
import { completed, createFakeApp } from './fake-upstream-app.ts'
import { createTestBed, DEMO, names, readFrames } from './relay-client.ts'

test('passes the body of a join on as it was written, with only the session replaced', async () => {
  const { app, post } = createTestBed()
  const body = '{"data":[1.0, 12345678901234567890,"ä\\u00e4"],"fn_index":0,"session_hash":"mine","event_data":null,"trigger_id":null}'
  const response = await post(`${DEMO}/queue/join`, body)
  expect(await response.json()).toEqual({ event_id: expect.stringMatching(/^[0-9a-f]{32}$/) })
  const sent = app.to('/queue/join')[0]?.body ?? ''
  expect(sent.replace(/"session_hash":"[0-9a-f]{32}"/, '"session_hash":"mine"')).toBe(body)
})

test('sends the app its configured headers and none of the client', async () => {
  const { app, post } = createTestBed({ apps: { demo: { url: 'http://app.test:7860', headers: { authorization: 'Bearer ours' } } } })
  const theirs = { cookie: 'a=b', authorization: 'Bearer theirs', origin: 'https://site.test', 'x-hf-authorization': 'theirs' }
  await post(`${DEMO}/queue/join`, { data: [], fn_index: 0, session_hash: 's' }, theirs)
  const { headers } = app.to('/queue/join')[0] ?? {}
  expect(headers?.get('authorization')).toBe('Bearer ours')
  for (const name of ['cookie', 'origin', 'x-hf-authorization']) expect(headers?.get(name)).toBeNull()
})

test('opens one session at the app per run', async () => {
  const { app, join } = createTestBed()
  await Promise.all([join('s'), join('s')])
  await Promise.all([app.stream(0), app.stream(1)])
  const sessions = app.streams.map(({ session }) => session)
  expect(new Set(sessions).size).toBe(2)
  expect(sessions).not.toContain('s')
})

test('gives a reader without a cursor bare data lines with its own event id, then close_stream', async () => {
  const { app, join, get } = createTestBed()
  const eventId = await join('s')
  const upstream = await app.stream(0)
  const response = await get(`${DEMO}/queue/data?session_hash=s`)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    'content-encoding': 'identity',
  })
  const reader = readFrames(response)
  upstream.send('{"msg":"estimation","event_id":"up1","rank":0,"queue_size":1,"rank_eta":1.0}')
  expect((await reader.next())?.text).toBe(`data: {"msg":"estimation","event_id":"${eventId}","rank":0,"queue_size":1,"rank_eta":1.0}`)
  upstream.send(completed('up1'))
  upstream.send({ msg: 'close_stream', event_id: null })
  upstream.end()
  expect((await reader.next())?.message).toMatchObject({ msg: 'process_completed', event_id: eventId, success: true })
  expect((await reader.next())?.text).toBe('data: {"msg":"close_stream","event_id":null}')
})

test('follows a run to its end while nobody reads', async () => {
  const { app, clock, join, get } = createTestBed()
  await join('s')
  const upstream = await app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  upstream.send(completed('up1'))
  upstream.end()
  await clock.settle()
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  expect(names(frames)).toEqual(['process_starts', 'process_completed', 'close_stream'])
})

test('resumes behind the cursor, loses nothing and doubles nothing', async () => {
  const { app, join, get } = createTestBed()
  await join('s')
  const upstream = await app.stream(0)
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`))
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  const first = await reader.next()
  await reader.close()
  for (const log of ['one', 'two']) upstream.send({ msg: 'log', event_id: 'up1', log, level: 'info' })
  upstream.send(completed('up1'))
  const response = await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`, { headers: { 'last-event-id': first?.id ?? '' } })
  const frames = await readFrames(response).rest()
  expect(frames.map(({ message }) => message.log ?? message.msg)).toEqual(['one', 'two', 'process_completed', 'close_stream'])
  expect(frames.map(({ id }) => id !== null)).toEqual([true, true, true, false])
})

test('says resume-expired for a cursor it does not know', async () => {
  const { join, get } = createTestBed()
  await join('s')
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=gone-7`)).rest()
  expect(frames[0]?.message).toMatchObject({ msg: 'unexpected_error', code: 'resume-expired', session_not_found: false, success: false })
})

test('answers an unknown session as Gradio does, and ends', async () => {
  const { get } = createTestBed()
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=never`)).rest()
  expect(frames[0]?.message).toMatchObject({ msg: 'unexpected_error', message: '404: Not Found', session_not_found: true, success: false })
})

test('gives a second reader without a cursor the runs whose end nobody was given, from their first message', async () => {
  const { app, clock, join, get } = createTestBed()
  await join('s')
  const first = await app.stream(0)
  first.send(completed('up1', ['first']))
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message).toMatchObject({ output: { data: ['first'] } })
  expect((await reader.next())?.message).toMatchObject({ msg: 'close_stream' })
  await reader.close()
  await join('s')
  const second = await app.stream(1)
  second.send({ msg: 'process_starts', event_id: 'up2', eta: null })
  second.send(completed('up2', ['second']))
  await clock.settle()
  const later = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await later.next())?.message).toMatchObject({ msg: 'process_starts' })
  expect((await later.next())?.message).toMatchObject({ output: { data: ['second'] } })
})

test('sends heartbeats every 15 s in exactly the form Gradio has', async () => {
  const { clock, join, get } = createTestBed()
  await join('s')
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`))
  for (let count = 0; count < 2; count += 1) {
    const frame = reader.next()
    await clock.advance(15_000)
    expect((await frame)?.text).toBe('data: {"msg":"heartbeat","event_id":null}')
  }
})

test('leaves no timer and no wait behind when the reader goes away', async () => {
  const { app, clock, join, get } = createTestBed()
  await join('s')
  await app.stream(0)
  await clock.settle()
  const before = clock.pendingCount
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  void reader.next().catch(() => undefined)
  await clock.settle()
  expect(clock.pendingCount).toBe(before + 1)
  await reader.close()
  await clock.settle()
  expect(clock.pendingCount).toBe(before)
  expect(app.streams[0]?.isCancelled).toBe(false)
})

test('holds the answer of a join while a stream that was told to close is open, until the client closes it', async () => {
  const { app, clock, join, get } = createTestBed()
  await join('s')
  ;(await app.stream(0)).send(completed('up1'))
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  await reader.next()
  await reader.next()
  let isAnswered = false
  const second = join('s').then(() => (isAnswered = true))
  await app.stream(1)
  await clock.settle()
  expect(isAnswered).toBe(false)
  await reader.close()
  await second
  expect(isAnswered).toBe(true)
})

test('lets the join go after 2 s where the client does not close its stream, and ends that stream', async () => {
  const { app, clock, join, get } = createTestBed()
  await join('s')
  ;(await app.stream(0)).send(completed('up1'))
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  await reader.next()
  await reader.next()
  const end = reader.next()
  const second = join('s')
  await clock.advance(2_000)
  expect(await second).toMatch(/^[0-9a-f]{32}$/)
  expect(await end).toBeNull()
})

test('does not tell a stream to close while a join is on its way', async () => {
  const app = createFakeApp()
  const { clock, join, get } = createTestBed({}, app)
  await join('s')
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  let answerJoin = (): void => {}
  app.answer('/queue/join', () => new Promise((resolve) => (answerJoin = () => resolve(Response.json({ event_id: 'up2' })))))
  const second = join('s')
  await clock.settle()
  ;(await app.stream(0)).send(completed('up1'))
  expect((await reader.next())?.message.msg).toBe('process_completed')
  const next = reader.next()
  answerJoin()
  const secondId = await second
  ;(await app.stream(1)).send(completed('up2'))
  expect((await next)?.message).toMatchObject({ msg: 'process_completed', event_id: secondId })
})

test('does not tell a stream to close before the join of a run that ended at once is answered', async () => {
  const { app, clock, join, get } = createTestBed()
  await join('s')
  ;(await app.stream(0)).send(completed('up1'))
  const told = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  await told.next()
  await told.next()
  const second = join('s')
  ;(await app.stream(1)).send(completed('up2'))
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  expect((await reader.next())?.message.msg).toBe('process_completed')
  let isTold = false
  const next = reader.next().then((frame) => {
    isTold = true
    return frame
  })
  await clock.settle()
  expect(isTold).toBe(false)
  await told.close()
  await second
  expect((await next)?.message.msg).toBe('close_stream')
})

test('tells the stream to close when the join that was on its way is refused', async () => {
  const app = createFakeApp()
  const { clock, join, post, get } = createTestBed({}, app)
  await join('s')
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  let refuse = (): void => {}
  app.answer(
    '/queue/join',
    () => new Promise((resolve) => (refuse = () => resolve(Response.json({ detail: 'Queue is full.' }, { status: 503 })))),
  )
  const second = post(`${DEMO}/queue/join`, { data: [], fn_index: 0, session_hash: 's' })
  await clock.settle()
  ;(await app.stream(0)).send(completed('up1'))
  await reader.next()
  const next = reader.next()
  await clock.settle()
  refuse()
  expect((await second).status).toBe(503)
  expect((await next)?.message.msg).toBe('close_stream')
})

test('answers a join within 5 s where the app does not, and tells of a late refusal as the end of the run', async () => {
  const app = createFakeApp()
  const { clock, join, get } = createTestBed({}, app)
  let refuse = (): void => {}
  app.answer(
    '/queue/join',
    () => new Promise((resolve) => (refuse = () => resolve(Response.json({ detail: 'Queue is full.' }, { status: 503 })))),
  )
  const joined = join('s')
  await clock.advance(4_900)
  const eventId = await joined
  refuse()
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  expect(frames[0]?.message).toMatchObject({ event_id: eventId, success: false, code: 'queue-full', output: { error: 'Queue is full.' } })
})

test('answers a join within 5 s where the app does not even give its config', async () => {
  const app = createFakeApp()
  let answerConfig = (): void => {}
  app.answer('/config', () => new Promise((resolve) => (answerConfig = () => resolve(undefined))))
  const { clock, join } = createTestBed({}, app)
  const joined = join('s')
  await clock.advance(4_900)
  expect(await joined).toMatch(/^[0-9a-f]{32}$/)
  answerConfig()
  await app.stream(0)
  expect(app.to('/queue/join')).toHaveLength(1)
})

test.each([
  [
    '503 queue full',
    Response.json({ detail: 'Queue is full. Max size is 1 and size is 1.' }, { status: 503 }),
    503,
    'Queue is full. Max size is 1 and size is 1.',
  ],
  [
    '422 of a validator',
    Response.json({ detail: [{ __type__: 'validate', is_valid: false }] }, { status: 422 }),
    422,
    [{ __type__: 'validate', is_valid: false }],
  ],
  ['401', Response.json({ detail: { error: 'Not authenticated' } }, { status: 401 }), 401, { error: 'Not authenticated' }],
  ['500 as text', new Response('Internal Server Error', { status: 500 }), 500, 'The app refused the call (500).'],
  [
    '500 with a traceback',
    new Response('Traceback (most recent call last):\n File "/home/ann/app.py"', { status: 500 }),
    500,
    'The app refused the call (500).',
  ],
  ['400 as long text', new Response('x'.repeat(3_000), { status: 400 }), 400, 'The app refused the call (400).'],
  ['400 as short text', new Response('No such thing.', { status: 400 }), 400, 'No such thing.'],
  ['404 as HTML', new Response('<html>gone</html>', { status: 404 }), 404, 'The app refused the call (404).'],
  ['200 without an event id', Response.json({}), 502, 'The app took the call without naming it; it does not answer as Gradio does.'],
])('passes a refusal of the app on: %s', async (_name, answer, status, detail) => {
  const { app, post, get } = createTestBed()
  app.answer('/queue/join', () => answer.clone())
  const response = await post(`${DEMO}/queue/join`, { data: [], fn_index: 0, session_hash: 's' })
  expect(response.status).toBe(status)
  expect((await response.json()).detail).toEqual(detail)
  const poll = await get(`${DEMO}/queue/poll?session_hash=s`)
  expect(await poll.json()).toEqual({ messages: [], next: '', done: true })
})

test.each([
  ['no session', '{"data":[],"fn_index":0}', 400],
  ['no function', '{"data":[],"session_hash":"s"}', 400],
  ['no JSON', '{not json', 422],
  ['a list', '[]', 422],
])('refuses a join with %s as Gradio does', async (_name, body, status) => {
  const { app, post } = createTestBed()
  expect((await post(`${DEMO}/queue/join`, body)).status).toBe(status)
  expect(app.to('/queue/join')).toHaveLength(0)
})

test('refuses a body over the limit without reading it all', async () => {
  const { app, post } = createTestBed({ limits: { maxBodyBytes: 100 } })
  expect((await post(`${DEMO}/queue/join`, { data: ['x'.repeat(200)], fn_index: 0, session_hash: 's' })).status).toBe(413)
  expect(app.to('/queue/join')).toHaveLength(0)
})

test('refuses a run over the limit of its session with 429', async () => {
  const { join, post } = createTestBed({ limits: { maxRunsPerSession: 1 } })
  await join('s')
  const response = await post(`${DEMO}/queue/join`, { data: [], fn_index: 0, session_hash: 's' })
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '5'])
})

test('answers 403 to streams when they are switched off, and still polls', async () => {
  const { app, join, get } = createTestBed({ sse: false })
  await join('s')
  ;(await app.stream(0)).send(completed('up1'))
  const response = await get(`${DEMO}/queue/data?session_hash=s`)
  expect([response.status, (await response.json()).code]).toEqual([403, 'sse-disabled'])
  const poll = await get(`${DEMO}/queue/poll?session_hash=s&after=&wait_ms=1000`)
  expect(await poll.json()).toMatchObject({ messages: [{ message: { msg: 'process_completed' } }], done: true })
})

test('polls page by page with numbers as they were written', async () => {
  const { app, join, get } = createTestBed()
  const eventId = await join('s')
  const upstream = await app.stream(0)
  upstream.send('{"msg":"process_starts","event_id":"up1","eta":1.0}')
  const first = await get(`${DEMO}/queue/poll?session_hash=s&after=&wait_ms=20000`)
  const text = await first.text()
  expect(first.headers.get('cache-control')).toBe('no-store')
  expect(text).toContain(`"message":{"msg":"process_starts","event_id":"${eventId}","eta":1.0}}]`)
  const { next, done } = JSON.parse(text)
  expect(done).toBe(false)
  upstream.send(completed('up1'))
  const second = await (await get(`${DEMO}/queue/poll?session_hash=s&after=${next}&wait_ms=20000`)).json()
  expect(second).toMatchObject({ messages: [{ message: { msg: 'process_completed' } }], done: true })
})

test('answers an empty poll once the wait is over, at most 25 s', async () => {
  const { clock, join, get } = createTestBed()
  await join('s')
  const poll = get(`${DEMO}/queue/poll?session_hash=s&wait_ms=900000`)
  await clock.advance(25_000)
  expect(await (await poll).json()).toEqual({ messages: [], next: '', done: false })
})

test.each([
  ['an unknown session', 'never', '', 404, 'session-unknown'],
  ['an unknown cursor', 's', 'gone-1', 410, 'resume-expired'],
])('answers a poll for %s', async (_name, session, after, status, code) => {
  const { join, get } = createTestBed()
  await join('s')
  const response = await get(`${DEMO}/queue/poll?session_hash=${session}&after=${after}`)
  expect([response.status, (await response.json()).code]).toEqual([status, code])
})

test('forgets a session after its time to live', async () => {
  const { app, clock, join, get } = createTestBed({ runTtlMs: 60_000 })
  await join('s')
  ;(await app.stream(0)).send(completed('up1'))
  await clock.advance(200_000)
  expect((await get(`${DEMO}/queue/poll?session_hash=s`)).status).toBe(404)
  expect(clock.pendingCount).toBe(0)
})
