import { expect, test } from 'vitest'
import { createMemoryLog } from '../../src/relay/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { testRunLog } from './run-log-contract.ts'

testRunLog(async () => {
  const clock = createManualClock()
  return { clock, log: createMemoryLog({ clock, generation: 'g', maxRunsPerSession: 3, maxSessionLength: 1_000, ttlMs: 60_000 }) }
})

test('makes room for a new session by the oldest that owes nobody anything', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxSessions: 2 })
  const [first, second, third] = ['s1', 's2', 's3'].map((session) => ({ app: 'demo', session }))
  if (!first || !second || !third) throw new Error('unreachable')
  await log.begin(first, 'a')
  await log.begin(second, 'b')
  expect(await log.begin(third, 'c')).toEqual({ kind: 'refused', reason: 'too-many-sessions' })
  await log.append(second, { runId: 'b', text: '1', ends: true })
  expect((await log.begin(third, 'c')).kind).toBe('refused')
  await log.markDelivered(second, 'b')
  expect(await log.begin(third, 'c')).toEqual({ kind: 'begun' })
  expect((await log.open(second)).kind).toBe('unknown')
})

test('bounds what all sessions hold together', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxLength: 1_000 })
  const [first, second] = ['s1', 's2'].map((session) => ({ app: 'demo', session }))
  if (!first || !second) throw new Error('unreachable')
  await log.begin(first, 'a')
  await log.begin(second, 'b')
  await log.append(first, { runId: 'a', text: 'x'.repeat(800), ends: false })
  // Each has an equal part: the larger one is full, the other goes on.
  expect((await log.append(second, { runId: 'b', text: 'y'.repeat(300), ends: false })).kind).toBe('appended')
  expect((await log.append(second, { runId: 'b', text: 'y'.repeat(300), ends: false })).kind).toBe('full')
  expect((await log.append(first, { runId: 'a', text: 'x'.repeat(100), ends: false })).kind).toBe('full')
  await log.append(first, { runId: 'a', text: '!', ends: true })
  await log.markDelivered(first, 'a')
  expect((await log.append(second, { runId: 'b', text: 'y'.repeat(300), ends: false })).kind).toBe('appended')
})
