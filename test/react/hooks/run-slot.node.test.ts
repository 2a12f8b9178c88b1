/** The slot: which values stay, what leaving means, and that its snapshot stays the same while nothing changes. */
import { expect, test } from 'vitest'
import { GradioStreamError } from '../../../src/core/errors.ts'
import { idleConnection } from '../../../src/core/connection/connection.ts'
import { IDLE } from '../../../src/core/run/run-state.ts'
import type { RunSnapshot } from '../../../src/core/run/run.ts'
import { IDLE_SNAPSHOT, RunSlot } from '../../../src/react/run-slot.ts'
import { type FakeRun, createFakeRun, describeApp, endpoint as fakeEndpoint } from './fake-run.ts'

const UNPUBLISHED: RunSnapshot = { state: IDLE, connection: idleConnection('direct') }
const joined = { type: 'joined', eventId: 'e' } as const
const started = { type: 'started', etaMs: null } as const
const output = (value: unknown) => ({ type: 'output', data: [value], updates: [null] }) as const
const succeeded = (value: unknown) => ({ type: 'succeeded', data: [value], updates: [null], fromCache: false }) as const
const failed = { type: 'failed', error: new GradioStreamError('run-failed', { message: 'No.' }) } as const

function createSlot(runKey: string | null = null): RunSlot {
  return new RunSlot('http://app.test', '/echo', runKey)
}

function startIn(slot: RunSlot, route: 'direct' | 'relay' = 'direct'): FakeRun {
  const run = createFakeRun(route)
  slot.attach(slot.begin([], 0), run)
  return run
}

test('is idle at first, and says so with one object', () => {
  const slot = createSlot()
  expect(slot.getSnapshot()).toBe(IDLE_SNAPSHOT)
  expect(slot.getSnapshot()).toBe(slot.getSnapshot())
  expect(slot.isIdle).toBe(true)
})

test('shows a submission before it is a run', () => {
  const slot = createSlot()
  slot.begin([], 17)
  expect(slot.getSnapshot()).toMatchObject({ run: null, state: { status: 'submitting', startedAt: 17, sequence: 0 } })
})

test('does not fall back to idle between the submission and the first state its run publishes', () => {
  const slot = createSlot()
  const attempt = slot.begin([], 17)
  slot.attach(attempt, { ...createFakeRun(), getSnapshot: () => UNPUBLISHED })
  expect(slot.getSnapshot()).toMatchObject({ state: { status: 'submitting', startedAt: 17 } })
})

test('tells listeners of its run, and stops listening to it when they are gone', () => {
  const slot = createSlot()
  let count = 0
  const stop = slot.subscribe(() => (count += 1))
  const run = startIn(slot)
  const before = count
  run.happen(joined, started, output('a'))
  expect(count).toBeGreaterThan(before)
  expect(slot.getSnapshot()).toMatchObject({ data: ['a'], isDataStale: false })
  stop()
  const after = count
  run.happen(output('b'))
  expect(count).toBe(after)
  expect(slot.getSnapshot().data).toEqual(['b'])
})

test.each([
  { what: 'a success', events: [succeeded('good')], kept: ['good'] },
  { what: 'a run that went on', events: [started, output('good')], kept: ['good'] },
  { what: 'a failure', events: [started, output('half'), failed], kept: null },
])('keeps the values of $what until the next run has some', ({ events, kept }) => {
  const slot = createSlot()
  startIn(slot).happen(joined, ...events)
  const next = startIn(slot)
  expect(slot.getSnapshot()).toMatchObject({ data: kept, isDataStale: kept !== null })
  next.happen(joined, started, output('new'))
  expect(slot.getSnapshot()).toMatchObject({ data: ['new'], isDataStale: false })
})

test('a failure in between does not lose the values before it', () => {
  const slot = createSlot()
  startIn(slot).happen(joined, succeeded('good'))
  startIn(slot).happen(joined, started, output('half'), failed)
  expect(slot.getSnapshot().data).toEqual(['half'])
  startIn(slot)
  expect(slot.getSnapshot()).toMatchObject({ data: ['good'], isDataStale: true })
})

test('a new submission cancels the run that goes on, and leaves an ended one alone', () => {
  const slot = createSlot()
  const going = startIn(slot)
  const next = startIn(slot)
  expect(going.calls).toEqual(['cancel'])
  next.happen(joined, succeeded('x'))
  startIn(slot)
  expect(next.calls).toEqual([])
})

test('a run that comes for a submission given up is not shown', async () => {
  const slot = createSlot()
  const attempt = slot.begin([], 0)
  expect(await slot.cancel(5)).toBe('confirmed')
  slot.attach(attempt, createFakeRun())
  expect(slot.getSnapshot()).toMatchObject({ run: null, state: { status: 'cancelled', outcome: 'confirmed', endedAt: 5 } })
  await expect(attempt.taken).rejects.toMatchObject({ code: 'aborted' })
})

test('there is nothing to cancel when idle', async () => {
  expect(await createSlot().cancel(0)).toBeNull()
})

test.each([
  { route: 'direct', onUnmount: undefined, runKey: null, calls: ['cancel'] },
  { route: 'relay', onUnmount: undefined, runKey: null, calls: ['detach'] },
  { route: 'direct', onUnmount: 'detach', runKey: null, calls: ['detach'] },
  { route: 'relay', onUnmount: 'cancel', runKey: null, calls: ['cancel'] },
  { route: 'relay', onUnmount: undefined, runKey: 'key', calls: [] },
  { route: 'direct', onUnmount: undefined, runKey: 'key', calls: ['cancel'] },
] as const)('leaving a run, $route, onUnmount $onUnmount, key $runKey: $calls', async ({ route, onUnmount, runKey, calls }) => {
  const slot = createSlot(runKey)
  const run = startIn(slot, route)
  run.happen(joined)
  await slot.leave(onUnmount)
  expect(run.calls).toEqual(calls)
})

test('leaving an ended run does nothing', async () => {
  const slot = createSlot()
  const run = startIn(slot)
  run.happen(joined, succeeded('x'))
  await slot.leave('cancel')
  expect(run.calls).toEqual([])
})

test('leaving before the submission has become a run gives it up', async () => {
  const slot = createSlot()
  const attempt = slot.begin([], 0)
  await slot.leave(undefined)
  expect(slot.isCurrent(attempt)).toBe(false)
  await expect(attempt.taken).rejects.toMatchObject({ code: 'aborted' })
})

/** A chat that is asked again: the slot's endpoint answers with components 1 and 2, what runs in its place with 2 alone. */
function retryIn(slot: RunSlot) {
  const values = (...ids: number[]) => ids.map((componentId) => ({ label: '', component: 'chatbot', schema: {}, props: {}, componentId }))
  const own = { ...fakeEndpoint, returns: values(1, 2) }
  const retry = { ...fakeEndpoint, name: '/retry', returns: values(2) }
  const first = { ...createFakeRun(), app: { ...describeApp(), endpoints: [own, retry] } }
  slot.attach(slot.begin([], 0), first)
  first.happen(joined, started, { type: 'succeeded', data: ['note', 'old'], updates: [null, null], fromCache: false })
  const again = { ...createFakeRun(), app: first.app, endpoint: retry }
  slot.attach(slot.begin([], 0, { endpoint: retry, trigger: { componentId: 2, data: null } }), again)
  return again
}

test('shows the values of a run in its place where its own endpoint has them, and keeps the others', () => {
  const slot = createSlot()
  const again = retryIn(slot)
  expect(slot.getSnapshot()).toMatchObject({ data: ['note', 'old'], isDataStale: true, call: { endpoint: { name: '/retry' } } })
  again.happen(joined, started, output('new'))
  const snapshot = slot.getSnapshot()
  expect(snapshot).toMatchObject({ data: ['note', 'new'], isDataStale: false, state: { status: 'running', data: ['note', 'new'] } })
  expect(slot.getSnapshot()).toBe(snapshot)
  again.happen(succeeded('newest'))
  expect(slot.getSnapshot()).toMatchObject({ data: ['note', 'newest'], state: { status: 'succeeded', updates: [null, null] } })
})

test('keeps what it shows when the run in its place fails, and is itself again with the next', () => {
  const slot = createSlot()
  const again = retryIn(slot)
  again.happen(joined, started, failed)
  expect(slot.getSnapshot()).toMatchObject({ data: ['note', 'old'], isDataStale: true, state: { status: 'failed' } })
  slot.begin([], 0)
  expect(slot.getSnapshot()).toMatchObject({ data: ['note', 'old'], call: null })
})
