/** `onRunEnd`: the facts of each run's end, once. */
import { expect, test } from 'vitest'
import type { GradioRelayOptions, RunEnd } from '../../src/relay/index.ts'
import { completed } from './fake-upstream-app.ts'
import { createTestBed, DEMO } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'

function createBed(options: GradioRelayOptions = {}): TestBed & { ends: RunEnd[]; errors: unknown[] } {
  const ends: RunEnd[] = []
  const errors: unknown[] = []
  const bed = createTestBed({
    onRunEnd: (end) => void ends.push(end),
    onError: (error) => void errors.push(error),
    tokens: { secret: 'a secret of the tests, 32 letters' },
    ...options,
  })
  return { ...bed, ends, errors }
}

test('tells the facts of a run that succeeded, and its values to who asks for them', async () => {
  const { app, clock, join, ends } = createBed({ authorize: () => ({ owner: 'ann@example.com' }) })
  const startedAt = clock.now()
  const run = await join('s')
  const stream = await app.stream(0)
  await clock.advance(2_000)
  stream.send(completed('up1', ['HELLO']))
  await clock.settle()
  const [end, ...more] = ends
  expect([end, more]).toEqual([
    {
      app: 'demo',
      endpoint: '/echo',
      run,
      owner: 'ann@example.com',
      status: 'succeeded',
      code: null,
      startedAt,
      endedAt: startedAt + 2_000,
      readData: expect.any(Function),
    },
    [],
  ])
  expect(end?.readData()).toEqual(['HELLO'])
  expect(JSON.stringify(end)).not.toContain('session')
})

test('tells of a run that the server began, as of any other', async () => {
  const { app, clock, relay, ends } = createBed()
  const { runId } = await relay.submit({ app: 'demo', endpoint: '/echo', owner: 'ann' })
  const stream = await app.stream(0)
  stream.send(completed('up1', ['HELLO']))
  await clock.settle()
  expect(ends).toMatchObject([{ run: runId, owner: 'ann', status: 'succeeded' }])
})

test.each<[string, (bed: TestBed, run: string) => unknown, object]>([
  [
    'the function failed',
    ({ app }) => app.streams[0]?.send({ ...completed('up1', []), success: false, output: { error: 'no' } }),
    { code: 'run-failed' },
  ],
  ['its stream broke', ({ app }) => app.streams[0]?.drop(), { code: 'connection-lost' }],
  ['the relay was shut down', ({ relay }) => relay.close(), { code: 'connection-lost' }],
])('tells why a run failed: %s', async (_name, act, facts) => {
  const bed = createBed()
  const run = await bed.join('s')
  await bed.app.stream(0)
  await act(bed, run)
  await bed.clock.advance(20_000)
  expect(bed.ends).toMatchObject([{ run, owner: null, status: 'failed', ...facts }])
  expect(bed.ends[0]?.readData()).toBeNull()
})

test('tells of a cancelled run once, also if it is cancelled twice', async () => {
  const { app, clock, join, post, ends } = createBed()
  const run = await join('s')
  await app.stream(0)
  for (let count = 0; count < 2; count += 1) await post(`${DEMO}/cancel`, { session_hash: 's', fn_index: 0, event_id: run })
  await clock.advance(5_000)
  expect(ends).toMatchObject([{ run, status: 'cancelled', code: null }])
})

test('a join that the app refuses was no run', async () => {
  const { app, clock, post, ends } = createBed()
  app.answer('/queue/join', () => Response.json({ detail: 'Queue is full.' }, { status: 503 }))
  await post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: 's' })
  await clock.advance(5_000)
  expect(ends).toEqual([])
})

test('a run that sends more than fits ends with that, once', async () => {
  const { app, clock, join, ends } = createBed({ limits: { maxRunLength: 1_000 } })
  await join('s')
  const stream = await app.stream(0)
  for (let count = 0; count < 2; count += 1) {
    stream.send({ msg: 'log', event_id: 'up1', log: 'x'.repeat(600), level: 'info' })
    await clock.settle()
  }
  expect(ends).toMatchObject([{ status: 'failed', code: 'buffer-exceeded' }])
})

test.each<[string, () => void | Promise<void>]>([
  [
    'throws',
    () => {
      throw new Error('no')
    },
  ],
  ['rejects', () => Promise.reject(new Error('no'))],
])('a hook that %s is told to onError, and changes nothing for the run', async (_name, onRunEnd) => {
  const { app, clock, join, get, errors } = createBed({ onRunEnd })
  await join('s')
  const stream = await app.stream(0)
  stream.send(completed('up1', ['HELLO']))
  await clock.settle()
  expect(errors).toEqual([expect.objectContaining({ message: 'no' })])
  expect(await (await get(`${DEMO}/queue/poll?session_hash=s`)).json()).toMatchObject({ done: true, messages: [{}] })
})
