/** A join with a key is made once at the app, however often it comes, and can be taken back by that key. */
import { expect, test } from 'vitest'
import { completed, createFakeApp } from './fake-upstream-app.ts'
import { createTestBed, DEMO, names, readFrames } from './relay-client.ts'

const KEY = '0123456789abcdef0123456789abcdef'
const OTHER = 'fedcba9876543210fedcba9876543210'
const keyed = { data: ['x'], fn_index: 0, session_hash: 's', join_key: KEY }
const withdraw = { session_hash: 's', fn_index: 0, join_key: KEY }

test('answers a join that comes again with the same run, and asks the app once', async () => {
  const { app, clock, join, post } = createTestBed()
  expect(await join('s', keyed)).toBe(KEY)
  expect(await join('s', keyed)).toBe(KEY)
  const upstream = await app.stream(0)
  upstream.send(completed('up1'))
  upstream.end()
  await clock.advance(5_000)
  expect(await join('s', keyed)).toBe(KEY)
  expect(app.to('/queue/join').map(({ body }) => JSON.parse(body))).toEqual([
    { data: ['x'], fn_index: 0, session_hash: expect.not.stringMatching(/^s$/) },
  ])
  expect((await post(`${DEMO}/queue/join`, { ...keyed, join_key: OTHER })).status).toBe(200)
  expect(app.to('/queue/join')).toHaveLength(2)
})

test('answers two joins at once with one run', async () => {
  const { app, join } = createTestBed()
  expect(await Promise.all([join('s', keyed), join('s', keyed)])).toEqual([KEY, KEY])
  expect(app.to('/queue/join')).toHaveLength(1)
})

test('a join that comes again while the app has not answered waits with it', async () => {
  const app = createFakeApp()
  let answer: (response: Response) => void = () => {}
  app.answer('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const { clock, join } = createTestBed({}, app)
  const first = join('s', keyed)
  await clock.settle()
  const second = join('s', keyed)
  await clock.advance(4_000)
  expect(await Promise.all([first, second])).toEqual([KEY, KEY])
  expect(await join('s', keyed)).toBe(KEY)
  answer(Response.json({ event_id: 'up1' }))
  await app.stream(0)
  expect(app.to('/queue/join')).toHaveLength(1)
})

test('the same key in another session is another join', async () => {
  const { app, join } = createTestBed()
  await join('s', keyed)
  await join('other', { ...keyed, session_hash: 'other' })
  expect(app.to('/queue/join')).toHaveLength(2)
})

test('what the app refused is asked for again', async () => {
  const app = createFakeApp()
  let isFull = true
  app.answer('/queue/join', () => (isFull ? Response.json({ detail: 'Queue is full.' }, { status: 503 }) : undefined))
  const { join, post } = createTestBed({}, app)
  expect((await post(`${DEMO}/queue/join`, keyed)).status).toBe(503)
  isFull = false
  expect(await join('s', keyed)).toBe(KEY)
})

test('an app that may have begun is not asked again for the same join', async () => {
  const app = createFakeApp()
  app.answer('/queue/join', () => Promise.reject(new TypeError('terminated')))
  const { post } = createTestBed({}, app)
  const said = []
  for (let count = 0; count < 2; count += 1) {
    const response = await post(`${DEMO}/queue/join`, keyed)
    said.push({ status: response.status, body: await response.json() })
  }
  expect(said[1]).toEqual(said[0])
  expect(said[0]).toMatchObject({ status: 502, body: { code: 'app-unreachable' } })
  expect(app.to('/queue/join')).toHaveLength(1)
})

test('a run that was taken is cancelled by the key of its join', async () => {
  const { app, join, post, get } = createTestBed()
  await join('s', keyed)
  const upstream = await app.stream(0)
  expect(await (await post(`${DEMO}/cancel`, withdraw)).json()).toEqual({ success: true })
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  expect(frames[0]?.message).toMatchObject({ msg: 'process_completed', event_id: KEY, cancelled: true })
  expect(upstream.isCancelled).toBe(true)
})

test('a join that comes after it was taken back is not made', async () => {
  const { app, join, post, get } = createTestBed()
  expect((await post(`${DEMO}/cancel`, withdraw)).status).toBe(200)
  expect(await join('s', keyed)).toBe(KEY)
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  expect(names(frames)).toEqual(['process_completed', 'close_stream'])
  expect(frames[0]?.message).toMatchObject({ event_id: KEY, cancelled: true })
  expect(app.to('/queue/join')).toEqual([])
})

test('taking back a run that has ended changes nothing', async () => {
  const { app, clock, join, post, get } = createTestBed()
  await join('s', keyed)
  const upstream = await app.stream(0)
  upstream.send(completed('up1'))
  upstream.end()
  await clock.settle()
  await post(`${DEMO}/cancel`, withdraw)
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  expect(frames.map(({ message }) => message.success)).toEqual([true, undefined])
})

test('a run taken back while the app is asked ends as cancelled, whatever the app answers', async () => {
  const app = createFakeApp()
  let answer: (response: Response) => void = () => {}
  app.answer('/queue/join', () => new Promise<Response>((resolve) => (answer = resolve)))
  const { clock, get, post } = createTestBed({}, app)
  const joining = post(`${DEMO}/queue/join`, keyed)
  await clock.settle()
  await post(`${DEMO}/cancel`, withdraw)
  answer(Response.json({ detail: 'Queue is full.' }, { status: 503 }))
  expect((await joining).status).toBe(503)
  const frames = await readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  expect(frames[0]?.message).toMatchObject({ event_id: KEY, cancelled: true })
})

test('refuses what is no key, and says when there is no room to take a join back', async () => {
  const { join, post } = createTestBed({ limits: { maxRunsPerSession: 1 } })
  expect((await post(`${DEMO}/queue/join`, { ...keyed, join_key: 'x' })).status).toBe(400)
  expect((await post(`${DEMO}/cancel`, { ...withdraw, join_key: `${KEY}0` })).status).toBe(400)
  await join('s')
  expect((await post(`${DEMO}/cancel`, withdraw)).status).toBe(429)
})
