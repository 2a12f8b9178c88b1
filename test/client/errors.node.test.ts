import { expect, test } from 'vitest'
import { GradioStreamError, isErrorCode, isGradioStreamError } from '../../src/client/errors.ts'

test('is recognised by its brand and its code, not by its class', () => {
  const error = new GradioStreamError('queue-full', { message: 'Full.', details: { retryAfterMs: 8000 } })
  expect(isGradioStreamError(error)).toBe(true)
  expect(isGradioStreamError(error, 'queue-full')).toBe(true)
  expect(isGradioStreamError(error, 'run-failed')).toBe(false)
  expect(isGradioStreamError(new Error('Full.'))).toBe(false)
  expect(isGradioStreamError(null)).toBe(false)
})

test('ends its message in the hint and keeps it in the details', () => {
  const error = new GradioStreamError('app-not-gradio', { message: 'No Gradio at x.', hint: 'Check the address.' })
  expect(error.message).toBe('No Gradio at x. Check the address.')
  expect(error.details.hint).toBe('Check the address.')
})

test('cuts what was seen and sends neither stack nor cause over a wire', () => {
  const error = new GradioStreamError('stream-invalid', { message: 'Bad.', details: { seen: 'x'.repeat(1000) }, cause: new Error('inner') })
  expect(error.details.seen).toHaveLength(201)
  expect(Object.keys(JSON.parse(JSON.stringify(error)))).toEqual(['code', 'message', 'details'])
})

test('knows its codes and no inherited name', () => {
  expect(isErrorCode('run-failed')).toBe(true)
  expect(isErrorCode('constructor')).toBe(false)
})
