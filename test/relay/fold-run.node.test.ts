/**
 * Replaced messages are dropped, and no reader's end state depends on it: from any position, with any number of
 * returns.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '../../src/client/protocol/output-diff.ts'
import { createOutputReader } from '../../src/client/run/read-output.ts'
import type { OutputValues } from '../../src/client/run/late-steps.ts'
import { createMemoryLog } from '../../src/relay/index.ts'
import type { RunLog } from '../../src/relay/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'

const KEY = { app: 'demo', session: 's' }
const OUTPUTS = [0, 1].map((index) => ({ kind: 'value', index }) as const)

/** What an app answers with from step to step: whole at first, then edits, each a list of `[action, path, value]`. */
type Step = readonly unknown[]

const plain = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
  fc.record({ url: fc.string({ maxLength: 4 }), size: fc.nat(9) }),
  fc.array(fc.array(fc.nat(9), { maxLength: 2 }), { maxLength: 3 }),
)
const updated = fc.record(
  { __type__: fc.constant('update'), value: plain, label: fc.string({ maxLength: 3 }), info: fc.string({ maxLength: 3 }) },
  { requiredKeys: ['__type__'] },
)
const wireValue = fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: updated })

/** Edits as Gradio's `diff` makes them. */
function diff(before: unknown, after: unknown, path: readonly unknown[] = []): unknown[] {
  if (Object.is(before, after) || JSON.stringify(before) === JSON.stringify(after)) return []
  if (typeof before === 'string' && typeof after === 'string' && after.startsWith(before) && before !== '')
    return [['append', path, after.slice(before.length)]]
  if (Array.isArray(before) && Array.isArray(after)) {
    const shared = Math.min(before.length, after.length)
    return [
      ...Array.from({ length: shared }, (_, index) => diff(before[index], after[index], [...path, index])).flat(),
      ...before.slice(shared).map((_item, index) => ['delete', [...path, shared + index], null]),
      ...after.slice(shared).map((item: unknown, index) => ['add', [...path, shared + index], item]),
    ]
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((name) => {
      if (!Object.hasOwn(after, name)) return [['delete', [...path, name], null]]
      return Object.hasOwn(before, name) ? diff(before[name], after[name], [...path, name]) : [['add', [...path, name], after[name]]]
    })
  }
  return [['replace', path, after]]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function message(data: Step): string {
  return JSON.stringify({ msg: 'process_generating', event_id: 'r', output: { data, is_generating: true }, success: true })
}

/** A reader as the library's own is: it keeps what it has, and what it was shown. */
function openReader() {
  const reader = createOutputReader({ outputSlots: OUTPUTS }, true)
  const seen: OutputValues[] = []
  return {
    seen,
    take: (text: string): void => {
      // What was written above.
      const { msg, output } = JSON.parse(text) as { msg: string; output?: { data: unknown[] } }
      if (msg !== 'process_generating' || !output) return
      const { data, updates } = reader.readStep(output.data)
      seen.push({ data, updates })
    },
  }
}

async function readOn(log: RunLog, after: string, take: (text: string) => void, maxLength: number): Promise<string> {
  const page = await log.read(KEY, { after, maxLength, waitMs: 0 })
  if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
  for (const { text } of page.messages) take(text)
  return page.next
}

const values = fc.array(fc.tuple(wireValue, wireValue), { minLength: 1, maxLength: 25 })
const readings = fc.array(fc.record({ atStep: fc.nat(25), maxLength: fc.integer({ min: 1, max: 800 }) }), { maxLength: 12 })

test('every reader ends with the same values, and sees a part of what there was in order', async () => {
  await fc.assert(
    fc.asyncProperty(values, readings, fc.integer({ min: 1, max: 600 }), async (all, reads, foldLength) => {
      const log = createMemoryLog({ clock: createManualClock(), generation: 'g', foldLength })
      await log.begin(KEY, 'r')
      const whole = openReader()
      const cut = openReader()
      let cursor = ''
      let wire: Step | null = null
      for (const [step, next] of all.entries()) {
        const before: Step | null = wire
        const text = message(before ? next.map((value, index) => diff(before[index], value)) : next)
        // What the edits make of it counts: a list is only edited at its end.
        wire = before ? next.map((value, index) => applyEdits(before[index], diff(before[index], value))) : next
        whole.take(text)
        await log.append(KEY, { runId: 'r', text, ends: false })
        for (const { atStep, maxLength } of reads) if (atStep === step) cursor = await readOn(log, cursor, cut.take, maxLength)
      }
      for (let before = ''; before !== cursor || cursor === '';) {
        before = cursor
        cursor = await readOn(log, cursor, cut.take, 300)
        if (cursor === '') break
      }
      const late = openReader()
      await readOn(log, '', late.take, Infinity)
      expect(cut.seen.at(-1)).toEqual(whole.seen.at(-1))
      expect(late.seen.at(-1)).toEqual(whole.seen.at(-1))
      expect(isPart(cut.seen, whole.seen)).toBe(true)
      expect(isPart(late.seen, whole.seen)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

/** Values alone: which properties of an update have come in between is not said again. */
function isPart(some: readonly OutputValues[], all: readonly OutputValues[]): boolean {
  let at = 0
  return some.every(({ data }) => {
    while (at < all.length && JSON.stringify(all[at]?.data) !== JSON.stringify(data)) at += 1
    return at < all.length
  })
}

test('a live view of frames never fills the log, nor do runs beside it', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxSessionLength: 20_000, foldLength: 4_000 })
  const runs = ['a', 'b', 'c']
  for (const run of runs) await log.begin(KEY, run)
  for (let frame = 0; frame < 500; frame += 1) {
    for (const runId of runs) {
      const image = `"frame ${frame} ${'x'.repeat(1_000)}"`
      const data = frame === 0 ? image : `[["replace",[],${image}]]`
      const text = `{"msg":"process_generating","event_id":"${runId}","output":{"data":[${data}],"n":1.0},"success":true}`
      expect((await log.append(KEY, { runId, text, ends: false })).kind).toBe('appended')
      const progress = `{"msg":"progress","event_id":"${runId}","progress_data":[{"index":${frame}}]}`
      expect((await log.append(KEY, { runId, text: progress, ends: false })).kind).toBe('appended')
    }
  }
  const page = await log.read(KEY, { after: '', maxLength: Infinity, waitMs: 0 })
  if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
  for (const runId of runs) {
    const reader = createOutputReader({ outputSlots: [{ kind: 'value', index: 0 }] }, true)
    const own = page.messages.filter((one) => one.runId === runId && one.text.includes('process_generating'))
    // What it wrote itself.
    const seen = own.map(({ text }) => reader.readStep((JSON.parse(text) as { output: { data: unknown[] } }).output.data).data[0])
    expect(String(seen.at(-1)).startsWith('frame 499 ')).toBe(true)
    expect(own.every(({ text }) => text.includes('"n":1.0'))).toBe(true)
  }
})

test('a run that keeps more than its part is ended, and the others go on', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxSessionLength: 1_000 })
  for (const run of ['large', 'small']) await log.begin(KEY, run)
  const append = (runId: string, length: number) => log.append(KEY, { runId, text: `"${'x'.repeat(length)}"`, ends: false })
  expect((await append('large', 900)).kind).toBe('appended')
  expect((await append('small', 300)).kind).toBe('appended')
  expect((await append('large', 100)).kind).toBe('full')
  expect((await append('small', 100)).kind).toBe('appended')
  expect((await append('small', 700)).kind).toBe('full')
})

test('three runs of large values go on side by side, and one that is larger than any may be is ended alone', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', maxRunLength: 1_000, maxSessionLength: 4_000 })
  const append = (runId: string, length: number) => log.append(KEY, { runId, text: `"${'x'.repeat(length)}"`, ends: false })
  for (const run of ['a', 'b', 'c']) {
    await log.begin(KEY, run)
    expect((await append(run, 900)).kind).toBe('appended')
  }
  expect((await append('a', 200)).kind).toBe('full')
  expect((await append('b', 50)).kind).toBe('appended')
})

test('leaves a run as it came from where an edit cannot be applied', async () => {
  const log = createMemoryLog({ clock: createManualClock(), generation: 'g', foldLength: 1 })
  await log.begin(KEY, 'r')
  const texts = [
    message(['a', 'b']),
    message([[['append', [], '1']], []]),
    message([[['append', ['no'], '2']], []]),
    message([[['append', [], '3']], []]),
  ]
  for (const text of texts) await log.append(KEY, { runId: 'r', text, ends: false })
  const page = await log.read(KEY, { after: '', maxLength: Infinity, waitMs: 0 })
  if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
  expect(page.messages.map(({ text }) => text)).toEqual([message(['a1', 'b']), texts[2], texts[3]])
})
