/**
 * The Tab key through a form with every kind of field, in real Chromium: each stop is seen, nothing covers it, the way is the one of the
 * eye and the same backwards, and what is stopped at is large enough to be pressed.
 */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { GradioProcess } from '../../../src/index.ts'
import '../../../src/react/styles/index.css'
import { portTable } from '../../../stories/answered.ts'
import { parameter, stillClock, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { findCovered, findDisorder, findUnseen, nameOf, tabThrough } from '../../accessibility/focus.ts'
import { controlsOf, findSmallTargets } from '../../accessibility/targets.ts'

const choices = ['Calm', 'Rough', 'Frozen']
const voices = Array.from({ length: 24 }, (_, index) => `Voice ${index + 1}`)
const file = (name: string) => ({ path: `/cache/${name}`, orig_name: name, size: 812, meta: { _type: 'gradio.FileData' } })

/** Every kind that has a field, most of them with something in it. */
const FIELDS = [
  parameter('textbox', 'Name', { defaultValue: 'Ann', props: { info: 'As on the list.' } }),
  parameter('textbox', 'Story', { props: { lines: 3 } }),
  parameter('number', 'Width'),
  parameter('slider', 'Steps', { defaultValue: 30, props: { minimum: 1, maximum: 50 } }),
  parameter('checkbox', 'Loud', { defaultValue: true }),
  parameter('checkboxgroup', 'Weather', { defaultValue: ['Calm'], props: { choices } }),
  parameter('radio', 'Sea', { defaultValue: 'Rough', props: { choices } }),
  parameter('dropdown', 'Voice', { props: { choices } }),
  parameter('dropdown', 'Voices', { defaultValue: ['Voice 2', 'Voice 5'], props: { choices: voices, multiselect: true } }),
  parameter('colorpicker', 'Ink', { defaultValue: '#3b5bdb' }),
  parameter('datetime', 'From', { defaultValue: '2026-03-01 12:00:00' }),
  parameter('json', 'Options', { defaultValue: { a: 1 } }),
  parameter('code', 'Script', { defaultValue: 'print(1)' }),
  parameter('file', 'Papers', { defaultValue: [file('minutes.txt'), file('notes.txt')], props: { file_count: 'multiple' } }),
  parameter('image', 'Picture'),
  parameter('audio', 'Song'),
  parameter('imageslider', 'Before and after'),
  parameter('imageeditor', 'Sketch', { props: { sources: [], canvas_size: [320, 200], layers: { layers: ['Ink', 'Colour'] } } }),
  parameter('multimodaltextbox', 'Question', { props: { file_count: 'multiple' } }),
  parameter('chatbot', 'Talk', { defaultValue: [{ role: 'user', content: 'Hello' }] }),
  parameter('dataframe', 'Ports', { defaultValue: portTable(4), props: { row_count: [4, 'dynamic'], col_count: [5, 'dynamic'] } }),
  parameter('dialogue', 'Dialogue', {
    defaultValue: [{ speaker: 'Ann', text: 'When do the ferries run?' }],
    props: { speakers: ['Ann', 'Bo'], tags: ['(laughs)'] },
  }),
  parameter('highlightedtext', 'Marked', {
    defaultValue: [
      { token: 'The harbour', class_or_confidence: 'place' },
      { token: ' is open', class_or_confidence: null },
    ],
  }),
  parameter('dataset', 'Sample', { props: { samples: [['One'], ['Two']], headers: ['Name'], components: ['textbox'] } }),
].map((one) => ({ ...one, hasDefault: false }))
const EXAMPLES = [{ label: null, parameters: ['name'], rows: [['Bo'], ['Cy']], labels: [] }]

interface Look {
  name: string
  width: number
  direction: 'ltr' | 'rtl'
  media: Readonly<Record<string, string>>
}
const LOOKS: readonly Look[] = [
  { name: 'in normal colours', width: 900, direction: 'ltr', media: {} },
  { name: 'in forced colours', width: 900, direction: 'ltr', media: { 'forced-colors': 'active' } },
  { name: 'right-to-left, 320 px wide, dark', width: 320, direction: 'rtl', media: { 'prefers-color-scheme': 'dark' } },
]

afterEach(async () => {
  cleanup()
  document.documentElement.dir = 'ltr'
  document.documentElement.removeAttribute('style')
  await emulate({})
})

test.each(LOOKS)('every stop is seen, in order, and free: $name', { timeout: 120_000 }, async ({ width, direction, media }) => {
  await page.viewport(width, 700)
  await emulate({ 'prefers-reduced-motion': 'reduce', ...media })
  document.documentElement.dir = direction
  document.documentElement.style.colorScheme = 'light dark'
  const { before, after } = await draw()

  const found: string[] = []
  const stops = await tabThrough(before, after, '{Tab}', async (stop) => {
    found.push(...findCovered(stop), ...(await findUnseen(stop)))
  })
  expect(found).toEqual([])
  const back = await tabThrough(after, before, '{Shift>}{Tab}{/Shift}')
  expect(back.map(nameOf).toReversed()).toEqual(stops.map(nameOf))
  expect(findDisorder(stops, (stop) => stop.closest('.rgs-field') ?? stop)).toEqual([])

  const controls = controlsOf(document.body)
  expect(findSmallTargets(controls)).toEqual([])
  const reached = [before, ...stops, after]
  expect(controls.filter((control) => !reached.some((stop) => stop === control || leadsTo(stop, control))).map(nameOf)).toEqual([])
})

/** By arrow keys, as the platform and ARIA's patterns have it: from one dot of a group to the next, from a field to its chips. */
function leadsTo(stop: HTMLElement, control: HTMLElement): boolean {
  if (stop instanceof HTMLInputElement && control instanceof HTMLInputElement && control.type === 'radio') return stop.name === control.name
  return control.closest('.rgs-chips')?.contains(stop) ?? false
}

async function draw(): Promise<{ before: HTMLElement; after: HTMLElement }> {
  render(
    <main>
      <style>{'* { caret-color: transparent !important }'}</style>
      <button type="button">Before</button>
      <GradioProcess.View
        stream={stream({ endpoint: { ...summarise, parameters: FIELDS, examples: EXAMPLES } })}
        clock={stillClock}
        locale="en"
      />
      <button type="button">After</button>
    </main>,
  )
  await screen.findByRole('grid', { name: /Ports/ }, { timeout: 15_000 })
  await screen.findByRole('application', {}, { timeout: 15_000 })
  await screen.findByRole('combobox', { name: /Voices/ }, { timeout: 15_000 })
  await expect.poll(() => document.querySelector('.rgs-late, .rgs-skeleton'), { timeout: 15_000 }).toBeNull()
  return { before: screen.getByRole('button', { name: 'Before' }), after: screen.getByRole('button', { name: 'After' }) }
}

async function emulate(media: Readonly<Record<string, string>>): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: Object.entries(media).map(([name, value]) => ({ name, value })) })
}
