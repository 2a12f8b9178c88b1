import { expect, test } from 'vitest'
import { readText, retryAfterMs } from '../../../src/client/connection/http/read-answer.ts'

const signal = new AbortController().signal

test.each([
  { value: '7', ms: 7000 },
  { value: '0', ms: 0 },
  { value: '-3', ms: 0 },
  { value: 'Thu, 01 Jan 1970 00:00:20 GMT', ms: 15_000 },
  { value: 'Thu, 01 Jan 1970 00:00:01 GMT', ms: 0 },
  { value: 'soon', ms: undefined },
])('reads Retry-After $value at five seconds past the epoch as $ms ms', ({ value, ms }) => {
  expect(retryAfterMs(new Response('', { headers: { 'retry-after': value } }), 5000)).toBe(ms)
})

test('reads no more than it was allowed, and lets go of the rest', async () => {
  let isCancelled = false
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('0123456789')),
    cancel: () => void (isCancelled = true),
  })
  expect(await readText(new Response(body), 25, signal)).toEqual({ text: '0123456789012345678901234', isWhole: false })
  expect(isCancelled).toBe(true)
})

test('puts letters together that were cut in two', async () => {
  const bytes = new TextEncoder().encode('a€b')
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  expect(await readText(new Response(body), 100, signal)).toEqual({ text: 'a€b', isWhole: true })
})
