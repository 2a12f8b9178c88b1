/** Fields with more than one text: dialogues, marked texts, samples. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { formStories } from './form-stories.tsx'
import type { FormArgs } from './form-stories.tsx'
import { parameter } from './fixtures.ts'

const meta: Meta<FormArgs> = { title: 'Inputs/Words and samples', ...formStories }
export default meta

type Story = StoryObj<FormArgs>

const speakers = ['Ann', 'The harbour master']
const talk = parameter('dialogue', 'Dialogue', {
  defaultValue: [
    { speaker: 'Ann', text: 'When do the ferries run again?' },
    { speaker: 'The harbour master', text: 'From Friday, to the old timetable. The night boat waits for the train, as it always has.' },
  ],
  props: { speakers, tags: ['(laughs)', '(sighs)'], info: 'Each line is read by its own voice.' },
})
const entities = parameter('highlightedtext', 'Entities', {
  defaultValue: [
    { token: 'The harbour master ', class_or_confidence: null },
    { token: 'Ann Petersen', class_or_confidence: 'person' },
    { token: ' spoke in ', class_or_confidence: null },
    { token: 'Hamburg', class_or_confidence: 'place' },
    { token: '.', class_or_confidence: null },
  ],
})
const scores = parameter('highlightedtext', 'Tone', {
  defaultValue: [
    { token: 'A fine day', class_or_confidence: 0.8 },
    { token: ', but ', class_or_confidence: null },
    { token: 'a cold wind', class_or_confidence: -0.4 },
  ],
})
const samples = parameter('dataset', 'Voices', {
  defaultValue: 1,
  props: {
    components: [{ name: 'textbox' }, { name: 'number' }, { name: 'checkbox' }],
    headers: ['Voice', 'Age', 'Sings'],
    samples: [
      ['Ann', 34, true],
      ['The harbour master, who has a cold and speaks rather low', 61, false],
      ['آن', 28, true],
    ],
  },
})
const drawn: NonNullable<Story['play']> = async ({ canvasElement }) => {
  await waitFor(() => expect(canvasElement.querySelector('form:not([aria-busy])')).not.toBeNull(), { timeout: 10_000 })
}

export const Dialogue: Story = { args: { parameters: [talk] }, play: drawn }
export const DialogueDark: Story = { ...Dialogue, parameters: { theme: 'dark' }, tags: ['once'] }
export const DialogueRightToLeft: Story = { ...Dialogue, parameters: { direction: 'rtl' }, tags: ['once'] }
export const DialogueAsText: Story = {
  args: { parameters: [parameter('dialogue', 'Script', { props: { tags: ['(laughs)'], placeholder: 'What is said' } })] },
  play: drawn,
}
export const DialogueLocked: Story = {
  args: { parameters: [{ ...talk, props: { ...talk.props, interactive: false } }] },
  play: drawn,
}
export const Marking: Story = {
  args: { parameters: [entities] },
  play: async (context) => {
    await drawn(context)
    await context.userEvent.click(context.canvas.getByRole('button', { name: 'Mark' }))
    await expect(context.canvas.getByText('Select a piece of the text first.')).toBeVisible()
  },
}
export const MarkingDark: Story = { args: Marking.args ?? {}, play: drawn, parameters: { theme: 'dark' }, tags: ['once'] }
export const MarkingScores: Story = { args: { parameters: [scores] }, play: drawn }
export const MarkingLocked: Story = {
  args: { parameters: [{ ...entities, props: { interactive: false } }] },
  play: drawn,
}
export const Samples: Story = { args: { parameters: [samples] }, play: drawn }
export const SamplesDark: Story = { ...Samples, parameters: { theme: 'dark' }, tags: ['once'] }
export const NoSamples: Story = { args: { parameters: [parameter('dataset', 'Voices')] }, play: drawn }
