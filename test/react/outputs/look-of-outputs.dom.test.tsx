/**
 * Outputs with more than one text: dialogues, samples, texts with files. What is drawn, and that a value of another
 * kind is not lost.
 */
import { screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { defaultOutputs } from '../../../src/react/outputs/output-registry.ts'
import { finished, type GivenOutput } from '../../../stories/finished.ts'
import { draw } from '../process/draw.tsx'

async function drawn(...output: GivenOutput): Promise<HTMLElement> {
  draw(finished(output), <GradioProcess.Output />)
  return screen.findByRole('region', { name: `Summaries: ${output[1]}` })
}

const TALK = [
  { speaker: 'Ann', text: 'How are you?' },
  { speaker: 'Bob', text: 'Well,\nthank you.' },
  { speaker: '', text: '(silence)' },
]
const file = (name: string, mime_type: string | null = null) => ({
  path: `/tmp/gradio/2f/${name}`,
  orig_name: name,
  mime_type,
  meta: { _type: 'gradio.FileData' },
})
const samples = { components: [{ name: 'textbox' }], samples: [['first'], ['second']] }

it('draws each line of a dialogue with its speaker, in the app’s colour where that is one', async () => {
  const color_map = { Ann: '#ffaa00', Bob: 'red;background:url(//evil.example)' }
  const region = await drawn('dialogue', 'Talk', TALK, { color_map })
  const lines = await within(region).findAllByRole('listitem')
  expect(lines.map(({ textContent }) => textContent)).toEqual(['Ann How are you?', 'Bob Well,\nthank you.', '(silence)'])
  expect(lines[0]?.style.getPropertyValue('--rgs-tint')).toBe('#ffaa00')
  expect(lines[1]?.style.getPropertyValue('--rgs-tint')).toBe('var(--rgs-plot-2)')
})

it.each<[string, GivenOutput, string]>([
  ['a dialogue as one text', ['dialogue', 'Out', '[Ann] Hello'], '[Ann] Hello'],
  ['a dialogue of nothing', ['dialogue', 'Out', []], 'Nothing'],
  ['no dialogue', ['dialogue', 'Out', null], 'Nothing'],
  ['a dialogue that is none', ['dialogue', 'Out', [{ text: 7 }]], 'text: 7'],
  ['markup said in it', ['dialogue', 'Out', [{ speaker: '<b>x</b>', text: '<img src=x>' }]], '<b>x</b> <img src=x>'],
  ['a sample', ['dataset', 'Out', 1, samples], 'Sample 2 second'],
  ['a sample by its name', ['dataset', 'Out', 0, { ...samples, sample_labels: ['The first'] }], 'Sample 1 The first'],
  ['a sample that is not there', ['dataset', 'Out', 1234, samples], '1234'],
  ['a place before all', ['dataset', 'Out', -1, samples], '-1'],
  ['a sample of an app that says nothing of them', ['dataset', 'Out', 3], '3'],
  ['a sample that is none', ['dataset', 'Out', 'x', samples], 'x'],
  ['all samples where none is pointed to', ['dataset', 'Out', null, samples], 'second'],
  ['a text without files', ['multimodaltextbox', 'Out', { text: 'hi', files: [] }], 'hi'],
  ['a text alone', ['multimodaltextbox', 'Out', 'hi'], 'hi'],
  ['no text', ['multimodaltextbox', 'Out', { text: '', files: [] }], 'Nothing'],
  ['files that are none', ['multimodaltextbox', 'Out', { text: 'hi', files: 'a.png' }], 'files'],
  ['a file that is none', ['multimodaltextbox', 'Out', { text: 'hi', files: [7] }], '0: 7'],
])('%s', async (_name, output, text) => {
  const region = await drawn(...output)
  await vi.waitFor(() => expect(region.lastElementChild?.textContent?.trim()).toContain(text), { timeout: 5000 })
})

it('shows the pictures of a text and links its other files, from the app’s own address only', async () => {
  const files = [file('a.png', 'image/png'), file('b.pdf'), { ...file('c.webp'), url: 'https://evil.example/c.webp' }]
  const region = await drawn('multimodaltextbox', 'Asked', { text: 'Look at these', files })
  expect(region.textContent).toContain('Look at these')
  const names = within(region)
    .getAllByRole('img')
    .map((one) => [one.getAttribute('alt'), new URL(one.getAttribute('src') ?? '').host])
  expect(names).toEqual([
    ['a.png', 'relay.example'],
    ['c.webp', 'relay.example'],
  ])
  expect(
    within(region)
      .getByRole('link', { name: /b\.pdf/ })
      .getAttribute('href'),
  ).toContain('relay.example')
})

it.each([
  ['dialogue', TALK, 'Ann: How are you?\nBob: Well,\nthank you.\n(silence)'],
  ['dialogue', '[Ann] Hello', '[Ann] Hello'],
  ['multimodaltextbox', { text: 'hi', files: [file('a.png')] }, 'hi'],
])('copies a %s as text', (component, value, text) => {
  expect(defaultOutputs[component]?.toText?.(value)).toBe(text)
})
