import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../../src/core/clock.ts'
import { scheduleByFrame } from '../../../src/core/run/schedule-flush.ts'

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
