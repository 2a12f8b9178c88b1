import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { idleConnection } from '../../../src/client/connection/connection-state.ts'
import { reduceRun } from '../../../src/client/run/reduce-run.ts'
import type { RunEvent } from '../../../src/client/run/run-event.ts'
import { IDLE } from '../../../src/client/run/run-state.ts'
import type { RunState } from '../../../src/client/run/run-state.ts'
import { createRunStore } from '../../../src/client/run/run-store.ts'
import { anyBodies, done, log, progress, text } from './events.ts'

/** A store whose frames come when told to, at a time that ticks once per event. */
function createStore(options: { record?: (event: RunEvent) => void } = {}) {
  let now = 1000
  const frames: (() => void)[] = []
  const clock = { now: () => now++, schedule: () => () => {} }
  const store = createRunStore({ route: 'direct', clock, schedule: (flush) => void frames.push(flush), ...options })
  return { store, frames, frame: () => frames.splice(0).forEach((flush) => flush()) }
}

test('tells subscribers once per frame, however many events came', () => {
  const { store, frames, frame } = createStore()
  const listener = vi.fn()
  store.subscribe(listener)
  store.dispatch({ type: 'submitted' })
  for (let index = 0; index < 10; index++) store.dispatch(progress(index))
  expect(frames).toHaveLength(1)
  expect(listener).not.toHaveBeenCalled()
  frame()
  expect(listener).toHaveBeenCalledTimes(1)
  expect(store.getSnapshot().state).toMatchObject({ status: 'running', progress: [{ index: 9 }], sequence: 11 })
})

test('keeps one snapshot between publications while getState is ahead', () => {
  const { store, frame } = createStore()
  const before = store.getSnapshot()
  store.dispatch({ type: 'submitted' })
  expect(store.getSnapshot()).toBe(before)
  expect(store.getState().status).toBe('submitting')
  frame()
  const after = store.getSnapshot()
  expect(after).not.toBe(before)
  frame()
  expect(store.getSnapshot()).toBe(after)
})

test('publishes the end at once', () => {
  const { store, frame } = createStore()
  const listener = vi.fn()
  store.subscribe(listener)
  store.dispatch(text('a'))
  store.dispatch(done)
  expect(listener).toHaveBeenCalledTimes(1)
  expect(store.getSnapshot().state.status).toBe('succeeded')
  frame()
  expect(listener).toHaveBeenCalledTimes(1)
})

test('ignores what comes after the end', () => {
  const record = vi.fn()
  const { store } = createStore({ record })
  store.dispatch(done)
  const state = store.getState()
  store.dispatch(progress(1))
  expect(store.getState()).toBe(state)
  expect(record).toHaveBeenCalledTimes(1)
})

test('publishes a change of the connection and none where it says the same', () => {
  const { store, frames, frame } = createStore()
  store.setConnection(idleConnection('direct'))
  expect(frames).toHaveLength(0)
  store.dispatch(done)
  store.setConnection({ ...idleConnection('direct'), readyState: 'closed' })
  expect(store.getConnection().readyState).toBe('closed')
  expect(store.getSnapshot().connection.readyState).toBe('idle')
  frame()
  expect(store.getSnapshot().connection.readyState).toBe('closed')
})

test('tells an observer of every event at once, with the state it made', () => {
  const { store } = createStore()
  const seen: [number, string][] = []
  const stop = store.observe((event, state) => seen.push([event.sequence, state.status]))
  store.dispatch({ type: 'submitted' })
  store.dispatch(progress(1))
  store.dispatch(progress(2))
  stop()
  store.dispatch(progress(3))
  expect(seen).toEqual([
    [1, 'submitting'],
    [2, 'running'],
    [3, 'running'],
  ])
})

test('comes to the same state whether it is watched, read in between, or neither', () => {
  fc.assert(
    fc.property(anyBodies, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (bodies, reads) => {
      const events: RunEvent[] = []
      const [quiet, watched, read] = [createStore({ record: (event) => events.push(event) }), createStore(), createStore()]
      watched.store.observe(() => {})
      bodies.forEach((body, index) => {
        for (const { store } of [quiet, watched, read]) store.dispatch(body)
        if (reads[index]) read.store.getState()
        if (reads[39 - index]) read.frame()
      })
      const expected = events.reduce<RunState>(reduceRun, IDLE)
      expect(quiet.store.getState()).toEqual(expected)
      expect(watched.store.getState()).toEqual(expected)
      expect(read.store.getState()).toEqual(expected)
    }),
  )
})

test('forgets a subscriber that left, and only that one', () => {
  const { store } = createStore()
  const listener = vi.fn()
  const stop = store.subscribe(listener)
  store.subscribe(listener)
  stop()
  stop()
  store.dispatch(log('a'))
  store.flush()
  expect(listener).toHaveBeenCalledTimes(1)
})

test('reports a listener that throws and goes on with the others', () => {
  const queue = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => {})
  const { store } = createStore()
  const listener = vi.fn()
  store.observe(() => {
    throw new Error('of the observer')
  })
  store.subscribe(() => {
    throw new Error('of the subscriber')
  })
  store.subscribe(listener)
  store.dispatch(done)
  expect(listener).toHaveBeenCalledTimes(1)
  const errors = queue.mock.calls.map(([task]) => task)
  expect(errors[0]).toThrow('of the observer')
  expect(errors[1]).toThrow('of the subscriber')
  queue.mockRestore()
})

test('publishes by the clock where there are no frames', () => {
  const tasks: [() => void, number][] = []
  const clock = { now: () => 0, schedule: (task: () => void, delayMs: number) => (tasks.push([task, delayMs]), () => {}) }
  const store = createRunStore({ route: 'relay', clock })
  store.dispatch({ type: 'submitted' })
  store.dispatch(progress(1))
  expect(tasks.map(([, delayMs]) => delayMs)).toEqual([0])
  tasks[0]?.[0]()
  expect(store.getSnapshot()).toMatchObject({ state: { status: 'running' }, connection: { route: 'relay' } })
})
