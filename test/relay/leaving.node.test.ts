/** A relay that is closed while it is used: new runs, runs that go on, readers, streams that nobody ends. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { expect, test } from 'vitest'
import { completed } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, names, readFrames } from './relay-client.ts'

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
