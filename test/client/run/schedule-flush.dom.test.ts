import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../../src/client/kit/clock.ts'
import { scheduleByFrame } from '../../../src/client/run/schedule-flush.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function show(state: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
}

test('waits for the next frame while the page is seen', () => {
  show('visible')
  const flush = vi.fn()
  scheduleByFrame(systemClock)(flush)
  expect(flush).not.toHaveBeenCalled()
  vi.advanceTimersToNextFrame()
  expect(flush).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1000)
  expect(flush).toHaveBeenCalledTimes(1)
})

test('tells all stores of a page in one frame, in the order they asked', () => {
  show('visible')
  const frame = vi.spyOn(globalThis, 'requestAnimationFrame')
  const told: string[] = []
  scheduleByFrame(systemClock)(() => told.push('one'))
  scheduleByFrame(systemClock)(() => told.push('other'))
  expect(frame).toHaveBeenCalledTimes(1)
  vi.advanceTimersToNextFrame()
  expect(told).toEqual(['one', 'other'])
})

test('asks for a new frame when a store has news while it is told', () => {
  show('visible')
  const again = vi.fn()
  scheduleByFrame(systemClock)(() => scheduleByFrame(systemClock)(again))
  vi.advanceTimersToNextFrame()
  expect(again).not.toHaveBeenCalled()
  vi.advanceTimersToNextFrame()
  expect(again).toHaveBeenCalledTimes(1)
})

test('asks for no frame while the page is hidden', () => {
  show('hidden')
  const frame = vi.spyOn(globalThis, 'requestAnimationFrame')
  const flush = vi.fn()
  scheduleByFrame(systemClock)(flush)
  vi.advanceTimersByTime(0)
  expect(flush).toHaveBeenCalledTimes(1)
  expect(frame).not.toHaveBeenCalled()
})

test('does not wait for ever when the page is hidden before its frame comes', () => {
  show('visible')
  vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(1)
  const cancel = vi.spyOn(globalThis, 'cancelAnimationFrame').mockImplementation(() => {})
  const flush = vi.fn()
  scheduleByFrame(systemClock)(flush)
  vi.advanceTimersByTime(250)
  expect(flush).toHaveBeenCalledTimes(1)
  expect(cancel).toHaveBeenCalledWith(1)
})
