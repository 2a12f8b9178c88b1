/**
 * Where the focus goes when the focused element disappears: never to the top of the page. In real Chromium, by
 * keyboard. The cancel button at the end of a run is in `journey.browser.test.tsx`, a grid whose cells scroll away in
 * `large-table.browser.test.tsx`.
 */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { GradioProcess, type GradioStream } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { answered, type Answer } from '../../../stories/answered.ts'
import { parameter, stillClock, summarise } from '../../../stories/fixtures.ts'
import { logLines, running, states, stream } from '../../../stories/states.ts'

beforeEach(() => page.viewport(700, 700))
afterEach(() => cleanup())

const tree = (shown: GradioStream) => (
  <main>
    <button type="button">Before</button>
    <GradioProcess.View stream={shown} clock={stillClock} locale="en" />
  </main>
)
/** What has the focus, in words. */
const focused = (): string => {
  const { activeElement: element } = document
  return element === document.body ? 'the page' : (element?.getAttribute('aria-label') ?? element?.textContent ?? '')
}
async function press(name: string | RegExp, key = '{Enter}'): Promise<void> {
  ;(await screen.findByRole('button', { name })).focus()
  await userEvent.keyboard(key)
}
const drawOutput = (...answers: readonly Answer[]) => render(tree(answered(...answers)))
const drawForm = (parameters: readonly ParameterDescription[], examples?: (typeof summarise)['examples']) =>
  render(tree(stream({ endpoint: { ...summarise, parameters, ...(examples && { examples }) } })))

const canvas = new OffscreenCanvas(8, 8)
canvas.getContext('2d')?.fillRect(0, 0, 8, 8)
const pixels = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
const picture = `data:image/png;base64,${btoa(String.fromCharCode(...pixels))}`
const image = (name: string) => ({ path: name, url: picture, orig_name: name, meta: { _type: 'gradio.FileData' } })
const file = (name: string) => ({ path: `/cache/${name}`, orig_name: name, size: 812, meta: { _type: 'gradio.FileData' } })

test.each([
  ['Escape', '{Escape}'],
  ['its button', '{Enter}'],
])('a picture closed by %s gives the focus back to where it was opened', async (_name, key) => {
  drawOutput(['image', 'Harbour', image('harbour.png')])
  await press('Enlarge Harbour')
  await screen.findByRole('dialog')
  await expect.poll(focused).toBe('Close')
  await userEvent.keyboard(key)
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(focused()).toBe('Enlarge Harbour')
})

test('a gallery gives it back to the picture that was shown last', async () => {
  drawOutput(['gallery', 'Pictures', ['a.png', 'b.png', 'c.png'].map((name) => ({ image: image(name), caption: name }))])
  await press(/^Enlarge a\.png/)
  await screen.findByRole('dialog')
  await expect.poll(focused).toBe('Close')
  await userEvent.keyboard('{ArrowRight}{Escape}')
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(focused()).toMatch(/^Enlarge b\.png/)
})

test.each<[string, string | RegExp, string | RegExp, readonly Answer[]]>([
  [
    'a long list of files',
    /^Show .* more/,
    /file 49/,
    [['file', 'Files', Array.from({ length: 60 }, (_, index) => file(`file ${index}.txt`))]],
  ],
  [
    'classes',
    /^Show .* more/,
    'Summaries: Kind',
    [
      ['textbox', 'Text', 'x'],
      ['label', 'Kind', { label: 'A', confidences: Array.from({ length: 30 }, (_, at) => ({ label: `c${at}`, confidence: 0.1 })) }],
    ],
  ],
  ['JSON', /^Show .* more/, /list of 150/, [['json', 'Data', Array.from({ length: 150 }, (_, index) => index)]]],
  ['a long text', 'Show all', /^Text$/, [['textbox', 'Text', 'word '.repeat(40_000)]]],
])('%s shown further keeps it near', async (_name, button, near, answers) => {
  drawOutput(...answers)
  await press(button)
  await expect.poll(focused).toMatch(near)
})

test('examples shown further keep it near', async () => {
  const rows = Array.from({ length: 8 }, (_, index) => [`Name ${index + 1}`])
  drawForm([parameter('textbox', 'Name')], [{ label: null, parameters: ['name'], rows, labels: [] }])
  await press('Show 3 more')
  expect(focused()).toMatch(/Name 5/)
})

test('a conversation started over keeps it in its field', async () => {
  drawForm([parameter('textbox', 'Name'), parameter('chatbot', 'Talk', { defaultValue: [{ role: 'user', content: 'Hello' }] })].slice(1))
  await press('Start over')
  expect(focused()).toBe('Message')
})

test('a file taken out of a list gives it to the control for files', async () => {
  drawForm([parameter('file', 'Papers', { defaultValue: [file('a.txt'), file('b.txt')], props: { file_count: 'multiple' } })])
  await press('Remove a.txt')
  expect(document.activeElement).toBe(screen.getByLabelText(/Papers/, { selector: 'input' }))
})

test('a choice among several is taken out by keyboard, and the field keeps it', async () => {
  const choices = Array.from({ length: 20 }, (_, index) => `Voice ${index + 1}`)
  drawForm([parameter('dropdown', 'Voices', { defaultValue: ['Voice 2', 'Voice 5'], props: { choices, multiselect: true } })])
  const field = await screen.findByRole('combobox', { name: 'Voices' })
  field.focus()
  await userEvent.keyboard('{ArrowLeft}{Backspace}')
  expect(screen.queryByRole('button', { name: 'Remove Voice 5' })).toBeNull()
  expect(document.activeElement?.closest('.rgs-chips')).not.toBeNull()
})

test('a reset of the form gives it to the first field', async () => {
  drawForm([parameter('textbox', 'Name')])
  const field = await screen.findByRole('textbox', { name: 'Name' })
  field.focus()
  await userEvent.keyboard('x')
  await press('Reset')
  expect(document.activeElement).toBe(field)
})

test('a value put right in a fold does not fold it over the focus', async () => {
  const more = Array.from({ length: 8 }, (_, index) => parameter('number', `More ${index}`, { defaultValue: index, props: { maximum: 9 } }))
  drawForm(more)
  ;(await screen.findByText(/^More \(/)).focus()
  await userEvent.keyboard('{Enter}')
  const field = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'More 7' })
  field.focus()
  field.select()
  await userEvent.keyboard('10{Control>}{Enter}{/Control}')
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(field)
  field.select()
  await userEvent.keyboard('8')
  await expect.poll(() => field.getAttribute('aria-invalid')).toBeNull()
  expect(field.checkVisibility()).toBe(true)
  expect(document.activeElement).toBe(field)
})

test('folds keep it, open and closed', async () => {
  const lines = logLines(['info', 'Opened the file.'], ['info', 'Read it.'])
  render(tree({ ...states.RunningWithProgress, state: running(4, { logs: lines }) }))
  const fold = await screen.findByText('Log (2)')
  const summary = fold.closest('summary')
  summary?.focus()
  for (const isOpen of [true, false]) {
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => summary?.closest('details')?.open).toBe(isOpen)
    expect(document.activeElement).toBe(summary)
  }
})

test('a log that goes with the next run gives it to the action', async () => {
  const lines = logLines(['info', 'Opened the file.'])
  const { rerender } = render(tree({ ...states.Succeeded, state: { ...running(4, { logs: lines }) } }))
  ;(await screen.findByText('Log (1)')).closest('summary')?.focus()
  rerender(tree(states.Submitting))
  await expect.poll(focused).toMatch(/Cancel/)
})

test('a toast dismissed gives it to the next one, and the last to where it came from', async () => {
  const { rerender } = render(tree(states.RunningIndeterminate))
  const lines = logLines(['info', 'One.'], ['info', 'Two.'])
  rerender(tree({ ...states.RunningIndeterminate, state: running(4, { logs: lines }) }))
  await expect.poll(() => screen.queryAllByRole('button', { name: 'Dismiss' }), { timeout: 10_000 }).toHaveLength(2)
  const before = screen.getByRole('button', { name: 'Before' })
  before.focus()
  await userEvent.keyboard('{F6}')
  expect(focused()).toBe('Messages from the app')
  await userEvent.keyboard('{Tab}{Tab}{Enter}')
  await expect.poll(() => screen.queryAllByRole('button', { name: 'Dismiss' })).toHaveLength(1)
  expect(document.activeElement?.closest('.rgs-toasts')).not.toBeNull()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => screen.queryAllByRole('button', { name: 'Dismiss' })).toHaveLength(0)
  await expect.poll(() => document.activeElement).toBe(before)
})
