/** A relay whose process has a small heap. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createHeapWatch } from '../../src/relay/guard/heap-watch.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import type { FullHeapReport } from './full-heap-child.ts'

const HEAP_MEGABYTES = 96

test('a client that fills the heap loses its unread results, and no other client’s run fails', async () => {
  const child = fork(join(import.meta.dirname, 'full-heap-child.ts'), ['0.7'], {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`, '--conditions=gradio-stream-source'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = once(child, 'exit')
  const message = once(child, 'message')
  // A process that runs out of memory ends without a word.
  const report = await Promise.race([message.then(([value]) => value as FullHeapReport), ended.then(([code]) => `ended with ${code}`)])
  await ended
  expect(report).toMatchObject({ values: 80, success: true })
  if (typeof report === 'string') return
  expect(report.statuses.filter((status) => status === 200).length).toBeGreaterThan(10)
  expect(new Set(report.statuses)).toEqual(new Set([200, 503].filter((status) => report.statuses.includes(status))))
  expect(report.late).toContain('resume-expired')
})

test('the heap is looked at now and then, and after much has come', () => {
  const clock = createManualClock()
  let usedBytes = 10
  let looks = 0
  const read = (): { usedBytes: number; limitBytes: number } => {
    looks += 1
    return { usedBytes, limitBytes: 100 }
  }
  const heap = createHeapWatch({ clock, maxShare: 0.8, read })
  expect(heap.level()).toBe('low')
  const before = looks
  usedBytes = 75
  expect([heap.level(), looks]).toEqual(['low', before])
  expect(heap.level(1024 * 1024)).toBe('high')
  usedBytes = 80
  expect(heap.level(2 * 1024 * 1024)).toBe('full')
})

test('a runtime that does not tell is never full', () => {
  const heap = createHeapWatch({ clock: createManualClock(), maxShare: 0.1, read: () => null })
  expect([heap.level(), heap.limitBytes]).toEqual(['low', 0])
})
