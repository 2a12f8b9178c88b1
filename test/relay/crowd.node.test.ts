/** A relay that many use: what is kept for whom when there is room for no more. Through the routes, in one process. */
import { expect, test } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import { completed } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, names, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'

/** A run from its join to its end, read by a stream to the close. */
async function runOnce(bed: TestBed, session: string): Promise<unknown[]> {
  const index = bed.app.streams.length
  await bed.join(session)
  const upstream = await bed.app.stream(index)
  const frames = readFrames(await bed.get(`${DEMO}/queue/data?session_hash=${session}&last_event_id=`)).rest()
  upstream.send(completed(`up${index + 1}`))
  upstream.end()
  return names(await frames)
}

test('20,000 short sessions pass beside a long run and before one that comes late', async () => {
  const bed = createTestBed()
  const long = await bed.join('long')
  const longStream = await bed.app.stream(0)
  const reader = readFrames(await bed.get(`${DEMO}/queue/data?session_hash=long&last_event_id=`))
  longStream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  expect((await reader.next())?.message.msg).toBe('process_starts')
  for (let index = 0; index < 20_000; index += 1) {
    const seen = await runOnce(bed, `short${index}`)
    if (seen.join() !== 'process_completed,close_stream') expect(seen).toEqual(['process_completed', 'close_stream'])
  }
  expect(await runOnce(bed, 'late')).toEqual(['process_completed', 'close_stream'])
  longStream.send(completed('up1'))
  longStream.end()
  const rest = await reader.rest()
  expect([names(rest), rest[0]?.message.event_id]).toEqual([['process_completed', 'close_stream'], long])
}, 300_000)

test('as many cancels of joins that never came pass too, and a run goes on that nobody reads', async () => {
  const bed = createTestBed()
  const unread = await bed.join('unread')
  for (let index = 0; index < 20_000; index += 1) {
    const key = index.toString(16).padStart(32, '0')
    const { status } = await bed.post(`${DEMO}/cancel`, { session_hash: `s${index}`, join_key: key })
    if (status !== 200) expect(status).toBe(200)
  }
  // The relay has forgotten the session of a run that runs, and its cancel finds it.
  await bed.post(`${DEMO}/cancel`, { session_hash: 'unread', event_id: unread, fn_index: 0 })
  const page = await (await bed.get(`${DEMO}/queue/poll?session_hash=unread`)).json()
  expect(page.messages.at(-1).message).toMatchObject({ event_id: unread, cancelled: true })
}, 300_000)

test('a session that holds state at the app is forgotten after all that hold none', async () => {
  const bed = createTestBed({ limits: { maxSessions: 10 } })
  const stateful = async (): Promise<string | undefined> => {
    const index = bed.app.streams.length
    await bed.join('kept', { fn_index: 1 })
    const upstream = await bed.app.stream(index)
    upstream.send(completed(`up${index + 1}`))
    upstream.end()
    await readFrames(await bed.get(`${DEMO}/queue/data?session_hash=kept&last_event_id=`)).rest()
    await bed.clock.settle()
    return bed.app.streams[index]?.session
  }
  const first = await stateful()
  for (let index = 0; index < 50; index += 1) await runOnce(bed, `short${index}`)
  expect(await stateful()).toBe(first)
})

test('a page goes on whose session was forgotten between two of its runs', async () => {
  const bed = createTestBed({ limits: { maxSessions: 10 } })
  const fetchRelay = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => bed.relay.fetch(new Request(input, init))
  const client = new GradioClient({ backendUrl: BASE, fetch: fetchRelay, shareTabs: false })
  const app = await client.discover('demo')
  const submit = async (value: string): Promise<unknown> => {
    const index = bed.app.streams.length
    const run = client.submit(app, '/echo', [value])
    const upstream = await bed.app.stream(index)
    upstream.send({ msg: 'process_starts', event_id: `up${index + 1}`, eta: null })
    upstream.send(completed(`up${index + 1}`, [value]))
    upstream.end()
    const state = await run.settled
    return state.status === 'succeeded' ? state.data : state
  }
  for (const value of ['one', 'two', 'three']) {
    expect(await submit(value)).toEqual([value])
    for (let index = 0; index < 20; index += 1) await runOnce(bed, `${value}${index}`)
  }
})

test('a dozen unread results of one client end nobody else’s run', async () => {
  const KIBI = 1024
  const bed = createTestBed({
    limits: { maxRunLength: 64 * KIBI, maxLogLength: 512 * KIBI },
    authorize: (request) => ({ owner: request.headers.get('x-user') ?? 'nobody' }),
  })
  const as = (user: string): Record<string, string> => ({ 'x-user': user })
  const join = (user: string, session: string): Promise<Response> =>
    bed.post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: session }, as(user))
  await join('other', 's')
  const other = await bed.app.stream(0)
  for (let index = 1; index <= 12; index += 1) {
    await join('greedy', `s${index}`)
    const upstream = await bed.app.stream(index)
    upstream.send(completed(`up${index + 1}`, ['x'.repeat(60 * KIBI)]))
    upstream.end()
    await bed.clock.settle()
  }
  other.send({ msg: 'process_generating', event_id: 'up1', output: { data: ['y'.repeat(30 * KIBI)] }, success: true })
  other.send(completed('up1', ['y'.repeat(30 * KIBI)]))
  other.end()
  const read = async (user: string, session: string): Promise<Record<string, unknown>[]> => {
    const frames = await readFrames(
      await bed.get(`${DEMO}/queue/data?session_hash=${session}&last_event_id=`, { headers: as(user) }),
    ).rest()
    return frames.map(({ message }) => message)
  }
  expect((await read('other', 's')).map(({ msg, success }) => [msg, success])).toEqual([
    ['process_generating', true],
    ['process_completed', true],
    ['close_stream', undefined],
  ])
  expect((await read('greedy', 's1'))[0]).toMatchObject({ success: false, code: 'resume-expired' })
  expect((await read('greedy', 's12'))[0]).toMatchObject({ success: true })
})
