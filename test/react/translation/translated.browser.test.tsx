/**
 * Pages that the browser translates: every kind of output, every state of every part, and two whole runs have the same
 * words as on an untranslated page, and nothing breaks. All words of a process are compared, before and after.
 */
/// <reference types="vite/client" />
import '../../client/loaded.ts'
import { cleanup, render } from '@testing-library/react'
import type { ComponentType, ReactElement } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { GradioProcess, type GradioStream } from '../../../src/react/index.ts'
import { defaultOutputs } from '../../../src/react/outputs/output-registry.ts'
import '../../../src/react/styles/index.css'
import { completed, edited, failed, generating, log, processStarts, progress } from '../../../src/testing/scenario-steps.ts'
import { promptParameter, textReturn } from '../../../src/testing/scenarios/parameters.ts'
import type { Scenario } from '../../../src/testing/index.ts'
import { finished, growing } from '../../../stories/finished.ts'
import type { GivenOutput } from '../../../stories/finished.ts'
import { stillClock } from '../../../stories/fixtures.ts'
import { states } from '../../../stories/states.ts'
import { closeProcesses, openProcess, SECOND } from '../process/live-process.tsx'
import { everyKind } from './every-kind.ts'
import { isTranslated, translate, wordsOf } from './translator.ts'
import type { TranslatorOptions } from './translator.ts'

const BROWSERS: readonly [name: string, options: TranslatorOptions][] = [
  ['at once', { obeys: false }],
  ['two frames later', { frames: 2 }],
]
const faults: unknown[] = []
// A size that is told a frame later is no fault.
const takeFault = (text: string): void => void (/ResizeObserver loop/.test(text) || faults.push(text))
const takeEvent = (event: ErrorEvent): void => takeFault(event.message)
let stop = (): void => {}

// What is loaded late takes no time then: the words of a kind are those of its own code.
beforeAll(
  () =>
    Promise.all(
      Object.values(
        import.meta.glob(['../../../src/react/outputs/**/*.{ts,tsx}', '../../../src/react/process/*.tsx', '!**/plotly/**']),
      ).map((load) => load()),
    ),
  120_000,
)
beforeEach(() => {
  faults.length = 0
  addEventListener('error', takeEvent)
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => takeFault(words.map(String).join(' ')))
})
afterEach(() => {
  stop()
  stop = () => {}
  cleanup()
  closeProcesses()
  removeEventListener('error', takeEvent)
  vi.restoreAllMocks()
})

const settle = async (): Promise<void> => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
}
// A form and toasts, which rise when they please, are drawn by the tests of whole runs; the others need a process
// around them only.
const PARTS = Object.entries(GradioProcess)
  .filter(([name]) => /^[A-Z]/.test(name) && !['Root', 'View', 'Follow', 'Provider', 'Form', 'Toasts'].includes(name))
  // A part needs no props; the entries of a component that has parts are of any type.
  .map(([name, Part]) => [name, Part as ComponentType] as const)
type Draw = (stream: GradioStream) => ReactElement
const parts: Draw = (stream) => (
  <main>
    <GradioProcess.View stream={stream} clock={stillClock} locale="en">
      {PARTS.map(([name, Part]) => (
        <Part key={name} />
      ))}
    </GradioProcess.View>
  </main>
)
const result: Draw = (stream) => (
  <main>
    <GradioProcess.View stream={stream} clock={stillClock} locale="en">
      <GradioProcess.Output />
    </GradioProcess.View>
  </main>
)

/** The words on the page, of each output for itself. */
function wordsIn(container: HTMLElement): readonly string[] {
  const outputs = [...container.querySelectorAll('.rgs-output')]
  return outputs.length > 1 ? outputs.map(wordsOf) : [wordsOf(container)]
}

/** The words of each of a row of streams, drawn one over the other. */
async function wordsOfEach(row: readonly GradioStream[], tree: Draw): Promise<(readonly string[])[]> {
  const words: (readonly string[])[] = []
  const page = render(<main />)
  for (const stream of row) {
    page.rerender(tree(stream))
    let before = ''
    let still = 0
    // What is loaded late, or drawn later, has come when the words stand still.
    await expect
      .poll(
        async () => {
          await settle()
          const now = wordsIn(page.container).join('\n')
          still = now === before ? still + 1 : 0
          before = now
          return still
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(2)
    words.push(wordsIn(page.container))
  }
  page.unmount()
  return words
}

async function expectSameWords(row: readonly GradioStream[], tree: Draw, options: TranslatorOptions): Promise<void> {
  const expected = await wordsOfEach(row, tree)
  faults.length = 0
  const page = render(<main />)
  stop = translate(page.container, options)
  for (const [index, stream] of row.entries()) {
    page.rerender(tree(stream))
    await settle()
    await expect.poll(() => wordsIn(page.container), { timeout: 5000, message: `step ${index}` }).toEqual(expected[index])
  }
  expect(isTranslated(page.container)).toBe(true)
  expect(faults).toEqual([])
}

const KINDS = Object.keys(defaultOutputs)

test('there is a growing value of every kind of output', () => {
  expect(Object.keys(everyKind).toSorted()).toEqual(KINDS.toSorted())
})

test.each(BROWSERS)('a translated page shows the whole of every kind, translated %s', { timeout: 120_000 }, async (_when, options) => {
  const outputs = (step: number): GivenOutput[] => KINDS.map((kind) => [kind, kind, everyKind[kind]?.at(step), everyKind[kind]?.props])
  const run = (from: number) => [
    growing(...outputs(from)),
    growing(...outputs(from + 1)),
    growing(...outputs(from + 2)),
    finished(...outputs(from + 2)),
  ]
  await expectSameWords([states.Idle, ...run(0), states.Queued, ...run(3)], result, options)
})

test.each(BROWSERS)('a translated page shows every state of a run, translated %s', { timeout: 120_000 }, async (_when, options) => {
  const row = Object.values<GradioStream>(states)
  await expectSameWords([...row, states.Idle, states.RunningOverLastResult, states.Failed], parts, options)
})

const SEA = ['The sea', ' is **wide**', ' and `deep`.\n\nIt', ' goes on.']
const streams: Scenario = {
  name: 'tell',
  description: 'Tells of the sea.',
  isGenerator: true,
  parameters: [promptParameter()],
  returns: [{ ...textReturn('Story'), component: 'markdown' }],
  steps: [
    processStarts(SECOND, 8),
    progress(SECOND, { index: 3, length: 10, description: 'Reading', unit: 'pages' }),
    log(SECOND, 'warning', 'The *prompt* was cut.', { title: 'Long prompt', durationSeconds: null }),
    generating(SECOND, [SEA[0]]),
    ...SEA.slice(1).map((words) => edited(SECOND, [['append', [], words]])),
    completed(SECOND, [SEA.join('')]),
  ],
}
const status = () => document.querySelector('.rgs-root')?.getAttribute('data-status')
const heard = () => wordsOf(document.querySelector('output[aria-live]') ?? document.body)

test.each(BROWSERS)('three runs on a translated page show and say all, translated %s', { timeout: 60_000 }, async (_when, options) => {
  const page = openProcess(streams)
  await expect.poll(() => page.queryByRole('button', { name: 'Run' })?.getAttribute('aria-disabled')).toBeNull()
  stop = translate(document.body, options)
  for (let run = 0; run < 3; run++) {
    page.getByRole('button', { name: /Run/ }).click()
    await expect.poll(status).not.toMatch(/idle|succeeded/)
    for (let step = 0; step < 12 && status() !== 'succeeded'; step++) await page.next()
    await expect.poll(status).toBe('succeeded')
    await settle()
    await expect.poll(heard).toMatch(/^Done/)
    const story = page.getByRole('region', { name: /Story/ })
    expect(wordsOf(story)).toMatch(/The sea is wide and deep\. ?It goes on\./)
    expect(wordsOf(document.querySelector('.rgs-status') ?? document.body)).toMatch(/^Done in/)
  }
  expect(faults).toEqual([])
})

test('an error on a translated page is said and shown, and goes with the next run', { timeout: 60_000 }, async () => {
  const page = openProcess({
    ...streams,
    steps: [processStarts(SECOND), failed(SECOND, 'The **GPU** ran out.', { title: 'Out of memory' })],
  })
  await expect.poll(() => page.queryByRole('button', { name: 'Run' })?.getAttribute('aria-disabled')).toBeNull()
  stop = translate(document.body)
  for (let run = 0; run < 2; run++) {
    page.getByRole('button', { name: /Run/ }).click()
    await expect.poll(status).not.toMatch(/idle|failed/)
    expect(document.querySelector('.rgs-error')).toBeNull()
    for (let step = 0; step < 5 && status() !== 'failed'; step++) await page.next()
    await settle()
    expect(wordsOf(page.getByRole('alert'))).toMatch(/^Out of memory/)
    expect(wordsOf(document.querySelector('.rgs-error') ?? document.body)).toContain('ran out.')
  }
  expect(faults).toEqual([])
})
