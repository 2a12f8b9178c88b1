import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LOG_LIMIT, reduceRun } from '../../../src/client/run/reduce-run.ts'
import type { RunEvent, RunEventBody } from '../../../src/client/run/run-event.ts'
import { IDLE, isSettled } from '../../../src/client/run/run-state.ts'
import type { RunState } from '../../../src/client/run/run-state.ts'
import { anyBodies, done, failure, goingBodies, log, number, progress, text } from './events.ts'

const reduce = (events: readonly RunEvent[], from: RunState = IDLE): RunState => events.reduce(reduceRun, from)
const submitted: RunEventBody = { type: 'submitted' }
const joined: RunEventBody = { type: 'joined', eventId: 'a' }
const started: RunEventBody = { type: 'started', etaMs: 900 }

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !(value instanceof Error)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

test('comes to the same state in one go and in two', () => {
  fc.assert(
    fc.property(anyBodies, fc.nat(40), (bodies, cut) => {
      const events = number(bodies)
      expect(reduce(events.slice(cut), reduce(events.slice(0, cut)))).toEqual(reduce(events))
    }),
  )
})

test('is not changed by an event it has seen', () => {
  fc.assert(
    fc.property(anyBodies, fc.array(fc.nat(39), { maxLength: 10 }), (bodies, repeats) => {
      const events = number(bodies)
      const state = reduce(events)
      const again = repeats.flatMap((index) => events[index] ?? [])
      if (state.status === 'idle') return
      expect(reduce(again, state)).toBe(state)
    }),
  )
})

test('stays as it is once it has ended, whatever comes', () => {
  fc.assert(
    fc.property(goingBodies, anyBodies, fc.nat(2), (before, after, end) => {
      const ending: RunEventBody[] = [done, { type: 'failed', error: failure }, { type: 'cancelled', outcome: 'requested' }]
      const state = reduce(number([...before, ending[end] ?? done]))
      expect(isSettled(state)).toBe(true)
      expect(reduce(number(after, 1000), state)).toBe(state)
    }),
  )
})

test('takes every event in every state, numbers only upwards and writes to nothing', () => {
  fc.assert(
    fc.property(anyBodies, (bodies) => {
      let state: RunState = IDLE
      for (const event of number(bodies)) {
        const next = reduceRun(deepFreeze(state), deepFreeze(event))
        expect(next.sequence).toBe(isSettled(state) ? state.sequence : event.sequence)
        state = next
      }
    }),
  )
})

test('loses no value by leaving out a step that another of its kind follows', () => {
  fc.assert(
    fc.property(goingBodies, fc.nat(9), fc.boolean(), (before, index, isText) => {
      const first = isText ? text('a') : progress(index)
      const second = isText ? text('b') : progress(index + 1)
      const state = reduce(number([...before.filter(({ type }) => type !== 'cancel-requested'), submitted, joined, started]))
      const [one, two] = number([first, second], 1000)
      if (!one || !two || state.status !== 'running') throw new Error('not running')
      expect(reduce([one, two], state)).toEqual(reduce([two], state))
    }),
  )
})

test.each<[string, RunEventBody[], object]>([
  ['nothing', [], { status: 'idle', sequence: 0 }],
  ['submitting', [submitted], { status: 'submitting', startedAt: 1_700_000_000_010, logs: [] }],
  ['queued, place unknown', [submitted, joined], { status: 'queued', eventId: 'a', position: null, queueSize: null, etaMs: null }],
  [
    'queued',
    [submitted, joined, { type: 'queued', position: 2, queueSize: 3, etaMs: 1500 }],
    { status: 'queued', position: 2, queueSize: 3, etaMs: 1500, estimatedAt: 1_700_000_000_030 },
  ],
  ['running', [submitted, joined, started], { status: 'running', runningAt: 1_700_000_000_030, etaMs: 900, progress: [], data: null }],
  [
    'running with progress',
    [submitted, joined, started, progress(3)],
    { status: 'running', progress: [{ index: 3, fraction: 0.3 }], data: null },
  ],
  [
    'running with output',
    [submitted, joined, started, progress(3), text('a')],
    { status: 'running', progress: [{ index: 3 }], data: ['a'] },
  ],
  ['running although its start was missed', [submitted, joined, text('a')], { status: 'running', eventId: 'a', data: ['a'] }],
  [
    'running, a late place in the queue being no news',
    [submitted, joined, started, { type: 'queued', position: 0, queueSize: 1, etaMs: null }],
    { status: 'running' },
  ],
  [
    'running again where a relay began anew',
    [submitted, joined, started, progress(9), text('a'), started],
    { status: 'running', progress: [], data: ['a'], runningAt: 1_700_000_000_060 },
  ],
  ['cancelling before an answer', [submitted, { type: 'cancel-requested' }], { status: 'cancelling', eventId: null, data: null }],
  [
    'cancelling while values still come',
    [submitted, joined, started, text('a'), { type: 'cancel-requested' }, text('b'), progress(1)],
    { status: 'cancelling', eventId: 'a', data: ['b'], progress: [{ index: 1 }] },
  ],
  [
    'cancelled',
    [submitted, joined, started, text('a'), { type: 'cancel-requested' }, { type: 'cancelled', outcome: 'confirmed' }],
    { status: 'cancelled', outcome: 'confirmed', data: ['a'] },
  ],
  [
    'succeeded although cancel was asked for',
    [submitted, joined, { type: 'cancel-requested' }, done],
    { status: 'succeeded', data: ['end'], eventId: 'a' },
  ],
  [
    'failed, keeping what had come',
    [submitted, joined, started, text('a'), { type: 'failed', error: failure }],
    { status: 'failed', data: ['a'], error: failure, endedAt: 1_700_000_000_050 },
  ],
  [
    'failed before anything came',
    [submitted, { type: 'failed', error: failure }],
    { status: 'failed', eventId: null, data: null, updates: null },
  ],
  [
    'counting messages it could not read',
    [submitted, joined, { type: 'message-invalid', error: failure }],
    { status: 'queued', invalidMessageCount: 1 },
  ],
  ['untouched by a message nobody knows', [submitted, joined, { type: 'unrecognized', msg: 'new' }], { status: 'queued', sequence: 3 }],
  ['found again on a relay, its beginning elsewhere', [joined, started], { status: 'running', eventId: 'a', startedAt: 1_700_000_000_010 }],
])('is %s', (_name, bodies, expected) => {
  expect(reduce(number(bodies))).toMatchObject(expected)
})

test('keeps the newest thousand log lines and counts the others', () => {
  const state = reduce(number([submitted, ...Array.from({ length: LOG_LIMIT + 5 }, (_, index) => log(`line ${index}`))]))
  if (state.status === 'idle') throw new Error('idle')
  expect(state.logs).toHaveLength(LOG_LIMIT)
  expect(state.logs[0]).toMatchObject({ message: 'line 5', sequence: 7 })
  expect(state.droppedLogCount).toBe(5)
})
