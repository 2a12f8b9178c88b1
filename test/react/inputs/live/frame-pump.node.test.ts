/** When frames are sent: never before the last is answered, never faster than the app wants them, and none lost. */
import { expect, test } from 'vitest'
import { FramePump } from '../../../../src/react/inputs/live/frame-pump.ts'
import { createManualClock } from '../../../../src/testing/manual-clock.ts'
import { createFakeRun } from '../../../hooks/fake-run.ts'

const EVERY_MS = 200
const output = { type: 'output', data: [1], updates: [null] } as const

function open(waiting: string[] = []) {
  const clock = createManualClock()
  const run = createFakeRun()
  const sent: unknown[] = []
  const calls: string[] = []
  let failures = 0
  const pump = new FramePump({
    run: {
      ...run,
      send: (frame) => {
        sent.push(frame)
        return failures-- > 0 ? Promise.reject(new Error('offline')) : Promise.resolve()
      },
      closeInput: () => Promise.resolve(void calls.push('closeInput')),
      cancel: () => {
        calls.push('cancel')
        return Promise.resolve('confirmed')
      },
    },
    everyMs: EVERY_MS,
    clock,
    take: () => {
      const frame = waiting.shift()
      return frame === undefined ? null : [frame]
    },
    onLost: (frame) => waiting.unshift(String(frame[0])),
    onAnswer: () => {},
  })
  const answer = async () => {
    run.happen(output)
    await clock.settle()
  }
  return { clock, run, sent, calls, pump, answer, waiting, fail: (count: number) => (failures = count) }
}

test('sends a frame only when the last has been answered', async () => {
  const { clock, sent, answer } = open(['a', 'b'])
  await clock.advance(10 * EVERY_MS)
  expect(sent).toEqual([])
  await answer()
  expect(sent).toEqual([['a']])
  await clock.advance(10 * EVERY_MS)
  expect(sent).toEqual([['a']])
  await answer()
  expect(sent).toEqual([['a'], ['b']])
})

test('sends no faster than the app wants', async () => {
  const { clock, sent, answer } = open(['a', 'b'])
  await answer()
  expect(sent).toEqual([])
  await clock.advance(EVERY_MS)
  await answer()
  await clock.advance(EVERY_MS - 1)
  expect(sent).toEqual([['a']])
  await clock.advance(1)
  expect(sent).toEqual([['a'], ['b']])
})

test('waits for a frame where there is none yet', async () => {
  const { clock, sent, answer, waiting } = open()
  await answer()
  await clock.advance(5 * EVERY_MS)
  waiting.push('late')
  await clock.advance(EVERY_MS)
  expect(sent).toEqual([['late']])
})

test('sends nothing in a pause, and goes on after it', async () => {
  const { clock, sent, answer, pump } = open(['a'])
  pump.setPaused(true)
  await answer()
  await clock.advance(5 * EVERY_MS)
  expect(sent).toEqual([])
  pump.setPaused(false)
  await clock.settle()
  expect(sent).toEqual([['a']])
})

test('sends a frame again that did not arrive, but not one whose answer came', async () => {
  const { clock, sent, answer, fail } = open(['a', 'b'])
  fail(2)
  await clock.advance(EVERY_MS)
  await answer()
  await clock.advance(2000)
  expect(sent).toEqual([['a'], ['a']])
  await answer()
  await clock.advance(2000)
  expect(sent).toEqual([['a'], ['a'], ['b']])
})

test('sends the rest at the end, waits for its answer, and ends the stream', async () => {
  const { clock, sent, calls, answer, pump } = open(['rest'])
  pump.end()
  await clock.settle()
  expect(calls).toEqual([])
  await answer()
  expect(sent).toEqual([['rest']])
  await answer()
  expect(calls).toEqual(['closeInput'])
})

test('does not wait for ever for a last answer, nor for the end of the run', async () => {
  const { clock, calls, pump } = open(['rest'])
  pump.end()
  await clock.advance(5000)
  expect(calls).toEqual(['closeInput'])
  await clock.advance(5000)
  expect(calls).toEqual(['closeInput', 'cancel'])
})

test('sends nothing after the run has ended', async () => {
  const { clock, run, sent, answer } = open(['a'])
  await answer()
  run.happen({ type: 'succeeded', data: [], updates: [], fromCache: false })
  await clock.advance(5 * EVERY_MS)
  expect(sent).toEqual([])
})

test('an answer that came before anybody listened counts', async () => {
  const clock = createManualClock()
  const run = createFakeRun()
  const sent: unknown[] = []
  const trace = { ...run.getTrace(), events: [{ ...output, sequence: 2, at: 0 }] }
  const pump = new FramePump({
    run: { ...run, getTrace: () => trace, send: (frame) => Promise.resolve(void sent.push(frame)) },
    everyMs: EVERY_MS,
    clock,
    take: () => (sent.length === 0 ? ['a'] : null),
    onLost: () => {},
    onAnswer: () => {},
  })
  await clock.advance(EVERY_MS)
  expect(sent).toEqual([['a']])
  pump.stop()
})
