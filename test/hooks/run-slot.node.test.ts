/** The slot: which values stay, what leaving means, and that its snapshot stays the same while nothing changes. */
import { expect, test } from 'vitest'
import { GradioStreamError } from '../../src/client/errors.ts'
import type { Run, SubmittedRun } from '../../src/client/run/run.ts'
import { IDLE_SNAPSHOT, RunSlot, type SlotEntry } from '../../src/hooks/run-slot.ts'
import type { TriggeredCall } from '../../src/hooks/triggered-call.ts'
import { type FakeRun, createFakeRun, describeApp, endpoint as fakeEndpoint } from './fake-run.ts'

const joined = { type: 'joined', eventId: 'e' } as const
const started = { type: 'started', etaMs: null } as const
const output = (value: unknown) => ({ type: 'output', data: [value], updates: [null] }) as const
const succeeded = (value: unknown) => ({ type: 'succeeded', data: [value], updates: [null], fromCache: false }) as const
const failed = { type: 'failed', error: new GradioStreamError('run-failed', { message: 'No.' }) } as const

function createSlot(runKey: string | null = null): RunSlot {
  return new RunSlot('http://app.test', '/echo', runKey)
}

/** A submission of that run, which nothing holds back. */
function submissionOf(run: SubmittedRun, call: TriggeredCall | null = null): SlotEntry {
  return { run, inputs: [], call, isPaused: () => false, watchPause: () => () => {}, moveTo: () => {} }
}

function startIn(slot: RunSlot, route: 'direct' | 'relay' = 'direct'): FakeRun {
  const run = createFakeRun(route)
  slot.begin(submissionOf(run))
  return run
}

/** A run whose app is still being found. */
function searchIn(slot: RunSlot): { readonly calls: readonly string[] } & SubmittedRun {
  const run = { ...createFakeRun(), app: null, endpoint: null, inputs: null }
  slot.begin(submissionOf(run))
  return run
}

test('is idle at first, and says so with one object', () => {
  const slot = createSlot()
  expect(slot.getSnapshot()).toBe(IDLE_SNAPSHOT)
  expect(slot.getSnapshot()).toBe(slot.getSnapshot())
  expect(slot.isIdle).toBe(true)
})

test('shows a submission before its app is found, and gives its run from then on', () => {
  const slot = createSlot()
  const run = createFakeRun()
  let app: Run['app'] | null = null
  slot.begin(
    submissionOf({
      ...run,
      get app() {
        return app
      },
    }),
  )
  expect(slot.getSnapshot()).toMatchObject({ run: null, connection: null, state: { status: 'submitting', sequence: 1 } })
  app = run.app
  slot.refresh()
  expect(slot.getSnapshot()).toMatchObject({ run: { id: run.id }, state: { status: 'submitting' } })
})

test('says that a submission waits for the network, until its app is found', () => {
  const slot = createSlot()
  let isPaused = true
  let tell = (): void => {}
  slot.begin({
    ...submissionOf({ ...createFakeRun(), app: null }),
    isPaused: () => isPaused,
    watchPause: (listener) => {
      tell = listener
      return () => {}
    },
  })
  let count = 0
  slot.subscribe(() => (count += 1))
  expect(slot.getSnapshot().isPaused).toBe(true)
  isPaused = false
  tell()
  expect(count).toBe(1)
  expect(slot.getSnapshot().isPaused).toBe(false)
})

test('tells listeners of its run, and stops listening to it when they are gone', () => {
  const slot = createSlot()
  let count = 0
  const stop = slot.subscribe(() => (count += 1))
  const run = startIn(slot)
  const before = count
  run.happen(joined, started, output('a'))
  expect(count).toBeGreaterThan(before)
  expect(slot.getSnapshot()).toMatchObject({ data: ['a'], previousData: null })
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
])('keeps the values of $what apart from those of the next run', ({ events, kept }) => {
  const slot = createSlot()
  startIn(slot).happen(joined, ...events)
  const next = startIn(slot)
  expect(slot.getSnapshot()).toMatchObject({ data: null, previousData: kept })
  next.happen(joined, started, output('new'))
  expect(slot.getSnapshot()).toMatchObject({ data: ['new'], previousData: kept })
})

test('a failure in between does not lose the values before it', () => {
  const slot = createSlot()
  startIn(slot).happen(joined, succeeded('good'))
  startIn(slot).happen(joined, started, output('half'), failed)
  expect(slot.getSnapshot().data).toEqual(['half'])
  startIn(slot)
  expect(slot.getSnapshot()).toMatchObject({ data: null, previousData: ['good'] })
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

test('a submission that is cancelled while its app is being found has no run', async () => {
  const slot = createSlot()
  const run = searchIn(slot)
  expect(await slot.cancel()).toBe('confirmed')
  expect(run.calls).toEqual(['cancel'])
  expect(slot.getSnapshot()).toMatchObject({ run: null, state: { status: 'cancelled', outcome: 'confirmed' } })
})

test('there is nothing to cancel when idle', async () => {
  expect(await createSlot().cancel()).toBeNull()
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

test('leaving while the app is being found gives the run up', async () => {
  const slot = createSlot()
  const run = searchIn(slot)
  await slot.leave(undefined)
  expect(slot.holds(run)).toBe(false)
  expect(run.calls).toEqual(['detach'])
})

/**
 * A chat that is asked again: the slot's endpoint returns components 1 and 2, the endpoint that runs instead returns 2
 * alone.
 */
function retryIn(slot: RunSlot) {
  const values = (...ids: number[]) => ids.map((componentId) => ({ label: '', component: 'chatbot', schema: {}, props: {}, componentId }))
  const own = { ...fakeEndpoint, returns: values(1, 2) }
  const retry = { ...fakeEndpoint, name: '/retry', returns: values(2) }
  const first = { ...createFakeRun(), app: { ...describeApp(), endpoints: [own, retry] } }
  slot.begin(submissionOf(first))
  first.happen(joined, started, { type: 'succeeded', data: ['note', 'old'], updates: [null, null], fromCache: false })
  const again = { ...createFakeRun(), app: first.app, endpoint: retry }
  slot.begin(submissionOf(again, { endpoint: retry, trigger: { componentId: 2, data: null } }))
  return again
}

test('shows the values of a run in its place where its own endpoint has them, and keeps the others', () => {
  const slot = createSlot()
  const again = retryIn(slot)
  expect(slot.getSnapshot()).toMatchObject({ data: null, previousData: ['note', 'old'], call: { endpoint: { name: '/retry' } } })
  again.happen(joined, started, output('new'))
  const snapshot = slot.getSnapshot()
  expect(snapshot).toMatchObject({
    data: ['note', 'new'],
    previousData: ['note', 'old'],
    state: { status: 'running', data: ['note', 'new'] },
  })
  expect(slot.getSnapshot()).toBe(snapshot)
  again.happen(succeeded('newest'))
  expect(slot.getSnapshot()).toMatchObject({ data: ['note', 'newest'], state: { status: 'succeeded', updates: [null, null] } })
})

test('keeps what it shows when the run in its place fails, and is itself again with the next', () => {
  const slot = createSlot()
  const again = retryIn(slot)
  again.happen(joined, started, failed)
  expect(slot.getSnapshot()).toMatchObject({ data: null, previousData: ['note', 'old'], state: { status: 'failed' } })
  startIn(slot)
  expect(slot.getSnapshot()).toMatchObject({ data: null, previousData: ['note', 'old'], call: null })
})
