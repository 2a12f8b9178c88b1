/** Runs that nobody reads: their longest duration. */
import { expect, test } from 'vitest'
import { createTestBed, DEMO, names, readFrames } from './relay-client.ts'

const MINUTE_MS = 60_000

test('a run that nobody reads is stopped at the app, though the app goes on sending', async () => {
  const bed = createTestBed({ unwatchedRunMs: MINUTE_MS })
  const eventId = await bed.join('s')
  const upstream = await bed.app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  for (let beats = 0; beats < 3; beats += 1) {
    upstream.send({ msg: 'heartbeat' })
    await bed.clock.advance(20_000)
  }
  await expect.poll(() => upstream.isCancelled).toBe(true)
  expect(JSON.parse(bed.app.to('/cancel')[0]?.body ?? '')).toMatchObject({ event_id: 'up1' })
  const frames = await readFrames(await bed.get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
  expect(names(frames)).toEqual(['process_starts', 'process_completed', 'close_stream'])
  expect(frames[1]?.message).toMatchObject({ event_id: eventId, success: false, code: 'run-timeout' })
  await bed.relay.close()
})

test.each(['stream', 'poll'])('a run goes on that is read by a %s', async (way) => {
  const bed = createTestBed({ unwatchedRunMs: MINUTE_MS })
  await bed.join('s')
  const upstream = await bed.app.stream(0)
  const reader = way === 'stream' ? readFrames(await bed.get(`${DEMO}/queue/data?session_hash=s`)) : null
  const frame = reader?.next()
  for (let beats = 0; beats < 30; beats += 1) {
    upstream.send({ msg: 'heartbeat' })
    if (way === 'poll') await bed.get(`${DEMO}/queue/poll?session_hash=s`)
    await bed.clock.advance(10_000)
    if (beats % 2 === 1) void reader?.next()
  }
  expect(upstream.isCancelled).toBe(false)
  expect(bed.relay.runCount).toBe(1)
  await frame
  await reader?.close()
  await bed.relay.close()
})

test('a run goes on to its end where nothing is set to stop it', async () => {
  const bed = createTestBed({ unwatchedRunMs: Infinity })
  await bed.join('s')
  const upstream = await bed.app.stream(0)
  for (let beats = 0; beats < 100; beats += 1) {
    upstream.send({ msg: 'heartbeat' })
    await bed.clock.advance(30_000)
  }
  expect(upstream.isCancelled).toBe(false)
})
