/** The contract of a `RunLog`, kept over stores that fail; and what the relay does when one fails for good. */
import { describe, expect, test } from 'vitest'
import { createReliableLog } from '../../src/relay/log/reliable-log.ts'
import { createMemoryLog } from '../../src/relay/index.ts'
import type { RunLog } from '../../src/relay/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import type { ManualClock } from '../../src/testing/manual-clock.ts'
import { createFailingLog } from './failing-log.ts'
import type { Fault, FailingLog, Method } from './failing-log.ts'
import { completed } from './fake-upstream-app.ts'
import { createTestBed, DEMO, readFrames } from './relay-client.ts'
import type { Frame, TestBed } from './relay-client.ts'
import { createRetryClock } from './retry-clock.ts'
import { testRunLog } from './run-log-contract.ts'

const LIMITS = { maxRunsPerSession: 3, maxRunsPerClient: 4, maxSessionLength: 1_000, ttlMs: 60_000 }

function reliable(log: RunLog, clock: ManualClock): RunLog {
  return createReliableLog({
    log,
    isLocal: false,
    clock,
    generation: 'r',
    maxWaitingLength: 10_000,
    ttlMs: 60_000,
    onError: () => undefined,
  })
}

describe.each<[string, (count: number) => Fault]>([
  ['that never fails', () => 'none'],
  ['that rejects every other call', (count) => (count % 2 === 0 ? 'reject' : 'none')],
  ['that rejects three calls of four', (count) => (count % 4 === 3 ? 'none' : 'reject')],
])('over a store %s', (_name, faultOf) => {
  testRunLog(
    async () => {
      const clock = createRetryClock()
      const kept = createMemoryLog({ clock, generation: 'g', ...LIMITS })
      // The relay asks `expire` again each minute by itself.
      return {
        clock,
        log: reliable(
          createFailingLog(kept, (method, count) => (method === 'expire' ? 'none' : faultOf(count))),
          clock,
        ),
      }
    },
    { isCaller: true },
  )
})

interface Bed extends TestBed {
  readonly log: FailingLog
  readonly errors: unknown[]
}

function createBed(decide: (method: Method, count: number, args: readonly unknown[]) => Fault): Bed {
  const errors: unknown[] = []
  const clock = createManualClock()
  const log = createFailingLog(createMemoryLog({ clock, generation: 'g' }), decide)
  const bed = createTestBed({ log, clock, onError: (error) => errors.push(error) })
  return { ...bed, clock, log, errors }
}

async function readAll({ get }: TestBed): Promise<Frame[]> {
  return readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
}

function step(text: string): object {
  return { msg: 'log', event_id: 'up1', log: text, level: 'info' }
}

function shown(frames: readonly Frame[]): unknown[] {
  return frames.map(({ message }) => message.log ?? message.code ?? message.msg)
}

const WHOLE = ['a', 'b', 'c', 'process_completed', 'close_stream']

async function sendWhole(bed: Bed): Promise<void> {
  const upstream = await bed.app.stream(0)
  for (const text of ['a', 'b', 'c']) upstream.send(step(text))
  upstream.send(completed('up1'))
  upstream.end()
}

test.each<[string, (count: number) => Fault]>([
  ['rejects the second message once', (count) => (count === 1 ? 'reject' : 'none')],
  ['rejects the end once', (count) => (count === 3 ? 'reject' : 'none')],
  ['rejects for a time', (count) => (count >= 1 && count <= 6 ? 'reject' : 'none')],
  ['loses the answer to the second message', (count) => (count === 1 ? 'lose' : 'none')],
  ['loses the answer to the end', (count) => (count === 3 ? 'lose' : 'none')],
])('a reader gets every message once and in order from a store that %s', async (_name, faultOf) => {
  const bed = createBed((method, count) => (method === 'append' ? faultOf(count) : 'none'))
  await bed.join('s')
  await sendWhole(bed)
  await bed.clock.advance(15_000)
  expect(shown(await readAll(bed))).toEqual(WHOLE)
  expect(bed.errors).toEqual([])
  expect(bed.relay.runCount).toBe(0)
})

test('writes one message after another, however slow the store is', async () => {
  const bed = createBed((method) => (method === 'append' ? 'hold' : 'none'))
  await bed.join('s')
  await sendWhole(bed)
  for (let count = 0; count < 4; count += 1) {
    await bed.clock.settle()
    // Two at once would be let in the wrong way round.
    expect(bed.log.calls('append')).toBe(count + 1)
    bed.log.release()
  }
  expect(shown(await readAll(bed))).toEqual(WHOLE)
})

test('an attempt that arrives behind its repetition changes nothing', async () => {
  const bed = createBed((method, count) => (method === 'append' && count === 0 ? 'hold' : 'none'))
  await bed.join('s')
  await sendWhole(bed)
  await bed.clock.advance(6_000)
  bed.log.release()
  await bed.clock.settle()
  expect(shown(await readAll(bed))).toEqual(WHOLE)
})

test.each([
  ['a message', 1, ['a', 'store-unavailable', 'close_stream']],
  ['the end', 3, WHOLE],
])('ends the run for its readers when the store never takes %s again, and tells onError', async (_name, from, expected) => {
  const bed = createBed((method, count) => (method === 'append' && count >= from ? 'reject' : 'none'))
  await bed.join('s')
  const frames = readAll(bed)
  await sendWhole(bed)
  await bed.clock.advance(16_000)
  const read = await frames
  expect(shown(read)).toEqual(expected)
  expect(read.at(-2)?.message).toMatchObject({ msg: 'process_completed' })
  expect(bed.relay.runCount).toBe(0)
  expect(bed.errors).toEqual([expect.objectContaining({ code: 'store-unavailable' })])
  // A reader that comes later gets the same end.
  expect(shown(await readAll(bed))).toEqual(expected)
})

test('stops the run at the app when the store gives it up', async () => {
  const bed = createBed((method) => (method === 'append' ? 'reject' : 'none'))
  await bed.join('s')
  const upstream = await bed.app.stream(0)
  upstream.send(step('a'))
  await bed.clock.advance(16_000)
  expect(upstream.isCancelled).toBe(true)
  expect(bed.relay.runCount).toBe(0)
})

test('a poll gets the end that the store did not take, once', async () => {
  const bed = createBed((method) => (method === 'append' ? 'reject' : 'none'))
  await bed.join('s')
  await sendWhole(bed)
  await bed.clock.advance(16_000)
  const first = await (await bed.get(`${DEMO}/queue/poll?session_hash=s&after=`)).json()
  expect(first).toMatchObject({ messages: [{ message: { code: 'store-unavailable' } }], done: true })
  const second = await (await bed.get(`${DEMO}/queue/poll?session_hash=s&after=${encodeURIComponent(first.next)}`)).json()
  expect(second).toMatchObject({ messages: [], done: true, next: first.next })
})

test('the end is in the store once it works again', async () => {
  let isDown = true
  const bed = createBed((method) => (method === 'append' && isDown ? 'reject' : 'none'))
  await bed.join('s')
  await sendWhole(bed)
  await bed.clock.advance(16_000)
  isDown = false
  await bed.clock.advance(60_000)
  const page = await bed.log.read({ app: 'demo', session: 's' }, { after: '', maxLength: 10_000, waitMs: 0 })
  expect(page).toMatchObject({ kind: 'page', pendingRuns: 0, messages: [{ ends: true }] })
  expect(shown(await readAll(bed))).toEqual(['store-unavailable', 'close_stream'])
})

test('ends a run whose messages pile up before a slow store', async () => {
  const errors: unknown[] = []
  const clock = createManualClock()
  const log = createFailingLog(createMemoryLog({ clock, generation: 'g' }), (method) => (method === 'append' ? 'hold' : 'none'))
  const bed = createTestBed({ log, clock, limits: { maxRunLength: 1_000 }, onError: (error) => errors.push(error) })
  await bed.join('s')
  const frames = readAll(bed)
  const upstream = await bed.app.stream(0)
  for (let count = 0; count < 20; count += 1) upstream.send(step('x'.repeat(100)))
  await clock.settle()
  expect(bed.relay.runCount).toBe(0)
  expect(shown(await frames)).toEqual(['store-unavailable', 'close_stream'])
  expect(errors).toHaveLength(1)
})

test.each<[string, Fault]>([
  ['rejects', 'reject'],
  ['loses its answer', 'lose'],
])('a join is begun once when the store %s at first', async (_name, fault) => {
  const bed = createBed((method, count) => (method === 'begin' && count === 0 ? fault : 'none'))
  const joined = bed.join('s')
  await bed.clock.advance(1_000)
  await joined
  await sendWhole(bed)
  await bed.clock.settle()
  expect(shown(await readAll(bed))).toEqual(WHOLE)
  expect(bed.app.to('/queue/join')).toHaveLength(1)
})

test.each<[string, Fault]>([
  ['rejects', 'reject'],
  ['loses its answers', 'lose'],
])('refuses a join where the store %s, and takes the same join later', async (_name, fault) => {
  let isDown = true
  const bed = createBed((method) => (method === 'begin' && isDown ? fault : 'none'))
  const body = { data: ['x'], fn_index: 0, session_hash: 's', join_key: 'f'.repeat(32) }
  const refused = bed.post(`${DEMO}/queue/join`, body)
  await bed.clock.advance(4_000)
  expect((await refused).status).toBe(503)
  expect(await (await refused).json()).toMatchObject({ code: 'store-unavailable' })
  expect(bed.app.to('/queue/join')).toHaveLength(0)
  expect(bed.errors).toHaveLength(1)
  isDown = false
  expect((await bed.post(`${DEMO}/queue/join`, body)).status).toBe(200)
  await sendWhole(bed)
  await bed.clock.settle()
  expect(shown(await readAll(bed))).toEqual(WHOLE)
})

test('takes back a run whose begin was never answered, so that its session ends', async () => {
  let isDown = true
  const bed = createBed((method) => (method === 'begin' && isDown ? 'lose' : 'none'))
  const refused = bed.post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: 's' })
  await bed.clock.advance(4_000)
  expect((await refused).status).toBe(503)
  isDown = false
  await bed.clock.advance(10_000)
  expect(await bed.log.read({ app: 'demo', session: 's' }, { after: '', maxLength: 1, waitMs: 0 })).toMatchObject({ pendingRuns: 0 })
})

test.each<[string, (count: number) => Fault]>([
  ['rejects three reads', (count) => (count < 3 ? 'reject' : 'none')],
  ['loses every other page', (count) => (count % 2 === 0 ? 'lose' : 'none')],
])('a stream goes on over a store that %s', async (_name, faultOf) => {
  const bed = createBed((method, count) => (method === 'read' ? faultOf(count) : 'none'))
  await bed.join('s')
  const frames = readAll(bed)
  await sendWhole(bed)
  await bed.clock.advance(14_000)
  expect(shown(await frames)).toEqual(WHOLE)
})

test('says that the store cannot be read, in a stream and to a poll', async () => {
  const bed = createBed((method) => (method === 'read' ? 'reject' : 'none'))
  await bed.join('s')
  const frames = readAll(bed)
  const poll = bed.get(`${DEMO}/queue/poll?session_hash=s&after=`)
  await bed.clock.advance(16_000)
  expect(shown(await frames)).toEqual(['store-unavailable', 'close_stream'])
  expect((await poll).status).toBe(503)
  expect(await (await poll).json()).toMatchObject({ code: 'store-unavailable' })
  expect(bed.errors).toHaveLength(2)
})

test('closes with a store that answers nothing any more', async () => {
  let isDown = false
  const bed = createBed(() => (isDown ? 'reject' : 'none'))
  await bed.join('s')
  const frames = readAll(bed)
  await bed.clock.settle()
  isDown = true
  await bed.relay.close()
  expect(shown(await frames)).toContain('connection-lost')
  expect(bed.relay.runCount).toBe(0)
})
