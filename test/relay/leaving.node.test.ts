/** A relay that is closed while it is used: new runs, runs that go on, readers, streams that nobody ends. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { expect, test } from 'vitest'
import { completed } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, names, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'

const JOIN = { data: ['x'], fn_index: 0, session_hash: 's' }

test('takes no new run while it is closed, and says so to whoever watches it', async () => {
  const { app, relay, get, post, join, clock } = createTestBed()
  await join('s')
  const upstream = await app.stream(0)
  expect([(await get(`${BASE}/readyz`)).status, (await get(`${BASE}/healthz`)).status]).toEqual([200, 200])
  const closed = relay.close({ drainMs: 60_000 })
  expect(relay.close()).toBe(closed)
  const ready = await get(`${BASE}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining', runs: 1 }])
  expect((await get(`${BASE}/healthz`)).status).toBe(200)
  for (const url of [`${DEMO}/queue/join`, `${DEMO}/run/echo`]) {
    const refusal = await post(url, JOIN)
    expect([refusal.status, refusal.headers.get('retry-after'), await refusal.json()]).toMatchObject([
      503,
      '5',
      { code: 'relay-unreachable' },
    ])
  }
  expect(app.to('/queue/join')).toHaveLength(1)
  upstream.send(completed('up1'))
  upstream.end()
  await clock.advance(60_000)
  await closed
  expect([(await get(`${DEMO}/config`)).status, (await post(`${DEMO}/queue/join`, JOIN)).status]).toEqual([503, 503])
})

test('a reader that can resume is sent away, and comes back for the end of its run', async () => {
  const { app, relay, get, join, clock } = createTestBed()
  await join('s')
  const upstream = await app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1' })
  const first = readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`))
  const begun = await first.next()
  const closed = relay.close({ drainMs: 60_000 })
  expect(await first.rest()).toEqual([])
  const second = readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=${begun?.id}`))
  const rest = second.rest()
  upstream.send(completed('up1'))
  upstream.end()
  expect(names(await rest)).toEqual(['process_completed', 'close_stream'])
  await clock.advance(60_000)
  await closed
})

test('a reader that cannot resume stays to the end of its run', async () => {
  const { app, relay, get, join, clock } = createTestBed()
  await join('s')
  const upstream = await app.stream(0)
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s`))
  const closed = relay.close({ drainMs: 60_000 })
  upstream.send(completed('up1'))
  upstream.end()
  expect((await reader.next())?.message.msg).toBe('process_completed')
  expect((await reader.next())?.message.msg).toBe('close_stream')
  await clock.advance(60_000)
  await reader.close()
  await closed
})

test('what is left when the time is over ends with its reason, also what waits for its turn', async () => {
  const { app, relay, get, join, clock } = createTestBed()
  await join('s', { fn_index: 1 })
  await app.stream(0)
  const waiting = await join('s', { fn_index: 1 })
  const closed = relay.close({ drainMs: 1000 })
  const read = readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  await clock.advance(1000)
  const frames = await read
  await closed
  const ends = frames.filter(({ message }) => message.msg === 'process_completed')
  expect(ends.map(({ message }) => message.success)).toEqual([false, false])
  expect(ends.find(({ message }) => message.event_id === waiting)?.text).toContain('before the turn of this run came')
  expect(app.to('/queue/join')).toHaveLength(1)
})

test('a heartbeat of a client does not keep a server alive', async () => {
  const { relay } = createTestBed({ basePath: '' })
  const server = serve({ fetch: relay.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const heartbeat = await fetch(`http://127.0.0.1:${port}/apps/demo/heartbeat/s`)
  const beats = heartbeat.text()
  const stopped = new Promise((resolve) => server.close(resolve))
  await relay.close()
  expect(await beats).toBe('data: ALIVE\n\n')
  await stopped
})

/** A run of `session` that goes on, and the relay that follows it. */
async function openRun(session: string): Promise<TestBed> {
  const bed = createTestBed()
  await bed.join(session)
  await bed.app.stream(0)
  return bed
}

test.each([
  ['that can resume', '&last_event_id='],
  ['that cannot', ''],
])('a reader %s gets the last end, however late it reads', async (_name, cursor) => {
  const { relay, get } = await openRun('s')
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s${cursor}`))
  let isClosed = false
  const closed = relay.close().then(() => (isClosed = true))
  // Time for everything that does not wait for the reader.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(isClosed).toBe(false)
  expect(names(await reader.rest())).toEqual(['process_completed', 'close_stream'])
  await closed
})

test('a call that is read by its event id gets its end too', async () => {
  const { relay, get, post } = createTestBed()
  const { event_id: run } = await (await post(`${DEMO}/call/echo`, { data: ['x'] })).json()
  const events = await get(`${DEMO}/call/echo/${String(run)}`)
  const closed = relay.close()
  expect(await events.text()).toContain('The relay was shut down before the run ended.')
  await closed
})

test('a reader that takes nothing does not hold the relay', async () => {
  const { relay, get, clock } = await openRun('s')
  const reader = readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`))
  const closed = relay.close()
  await clock.advance(5_000)
  await closed
  await reader.close()
})

test('a poll that waits gets the end of its run', async () => {
  const { relay, get } = await openRun('s')
  const poll = get(`${DEMO}/queue/poll?session_hash=s&wait_ms=20000`)
  await relay.close()
  expect(await (await poll).json()).toMatchObject({ messages: [{ message: { msg: 'process_completed', success: false } }], done: true })
})
