import { expect, test } from 'vitest'
import { createTraceRecorder } from '../../../src/client/run/trace.ts'
import { done, failure, log, number, progress, text } from './events.ts'

const run = { runId: 'r', endpoint: '/x', gradioVersion: '6.31.0', route: 'relay' as const }

test('writes down what happened as JSON, errors too', () => {
  const recorder = createTraceRecorder(run)
  const events = number([{ type: 'submitted' }, text('a'), { type: 'failed', error: failure }])
  events.forEach((event) => recorder.record(event))
  const trace = recorder.getTrace()
  expect(trace).toMatchObject({ version: 1, ...run })
  expect(trace.events.map((event) => event.sequence)).toEqual([1, 2, 3])
  expect(trace.events[2]).toEqual({ ...events[2], error: failure.toJSON() })
  expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
})

test('writes a seed of 64 bits as text, so that the trace stays JSON', () => {
  const recorder = createTraceRecorder(run)
  const seed = 9007199254740993n
  const event = { type: 'output', data: [{ seeds: [seed, 7] }, 'a'], updates: [], sequence: 1, at: 0 } as const
  recorder.record(event)
  const trace = recorder.getTrace()
  expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
  expect(trace.events[0]).toEqual({ ...event, data: [{ seeds: ['9007199254740993', 7] }, 'a'] })
})

test('keeps at most 5,000 events of a long run, its beginning and its end', () => {
  const recorder = createTraceRecorder(run)
  const bodies = Array.from({ length: 20_000 }, (_, index) => (index % 2 ? text('a') : progress(1)))
  number([...bodies, done]).forEach((event) => recorder.record(event))
  const { events } = recorder.getTrace()
  expect(events).toHaveLength(5000)
  expect(events.slice(0, 3).map((event) => event.sequence)).toEqual([1, 2, 3])
  expect(events.at(-1)).toMatchObject({ type: 'succeeded', sequence: 20_001 })
  const sequences = events.map((event) => event.sequence)
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
})

test('keeps a growing text of 40,000 tokens within two million characters', () => {
  const recorder = createTraceRecorder(run)
  let value = ''
  for (let sequence = 1; sequence <= 40_000; sequence++) recorder.record({ ...text((value += 'token ')), sequence, at: 0 })
  const json = JSON.stringify(recorder.getTrace())
  expect(json.length).toBeLessThan(2_000_000)
  expect(recorder.getTrace().events.at(-1)).toMatchObject({ sequence: 40_000, data: [value] })
})

test('keeps the newest value, however large, and none of the others beside it', () => {
  const recorder = createTraceRecorder(run)
  const large = (name: string) => text(name.padEnd(3_000_000, '.'))
  number([large('a'), large('b'), log('c')]).forEach((event) => recorder.record(event))
  expect(recorder.getTrace().events.map((event) => event.sequence)).toEqual([2, 3])
})

test('counts large structures without walking all of them', () => {
  const recorder = createTraceRecorder(run)
  const rows = Array.from({ length: 300_000 }, () => 1)
  for (let sequence = 1; sequence <= 100; sequence++) recorder.record({ type: 'output', data: [rows], updates: [null], sequence, at: 0 })
  expect(recorder.getTrace().events).toHaveLength(1)
})

test('writes the seed of the last values as text too', () => {
  const recorder = createTraceRecorder(run)
  recorder.record({ type: 'succeeded', data: [{ seed: 9007199254740993n }], updates: [null], fromCache: false, sequence: 1, at: 0 })
  expect(JSON.parse(JSON.stringify(recorder.getTrace())).events[0].data).toEqual([{ seed: '9007199254740993' }])
})
