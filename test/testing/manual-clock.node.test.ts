/** The manual clock: time moves only by hand, timers run in order, promises between them. */
import { expect, test } from 'vitest'
import { wait } from '../../src/client/kit/wait.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'

test('runs due timers in the order of their time, then of their making', async () => {
  const clock = createManualClock()
  const seen: string[] = []
  clock.schedule(() => seen.push('late'), 20)
  clock.schedule(() => seen.push('first of two'), 10)
  clock.schedule(() => seen.push('second of two'), 10)
  await clock.advance(15)
  expect(seen).toEqual(['first of two', 'second of two'])
  expect(clock.pendingCount).toBe(1)
})

test('lets promises settle between two timers, so that chained waits end in one advance', async () => {
  const clock = createManualClock()
  const start = clock.now()
  const times: number[] = []
  const chain = (async () => {
    for (let count = 0; count < 3; count += 1) {
      await wait(clock, 10)
      times.push(clock.now() - start)
    }
  })()
  await clock.advance(100)
  await chain
  expect(times).toEqual([10, 20, 30])
  expect(clock.now() - start).toBe(100)
})

test('does not run a timer that was cancelled, and keeps the delays that were asked for', async () => {
  const clock = createManualClock()
  let count = 0
  const cancel = clock.schedule(() => (count += 1), 5)
  cancel()
  await clock.advance(10)
  expect(count).toBe(0)
  expect(clock.requestedDelaysMs).toEqual([5])
  expect(await clock.advanceToNext()).toBe(false)
})

test('says so when a timer renews itself without time passing', async () => {
  const clock = createManualClock({ maxTimers: 20 })
  const again = () => {
    clock.schedule(again, 0)
  }
  again()
  await expect(clock.advance(1)).rejects.toThrow('renews itself')
})

test('an option that does not exist is refused', () => {
  const options: object = { startsAt: 0 }
  expect(() => createManualClock(options)).toThrow('The option startsAt does not exist in createManualClock. Did you mean "startAt"?')
})
