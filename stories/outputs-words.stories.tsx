/** Outputs with more than one text: dialogues, texts with files, samples. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { finished } from './finished.ts'
import { appFile } from './fixtures.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Outputs/Words and samples',
  component: GradioProcess.Output,
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

const talk = [
  { speaker: 'Ann', text: 'When do the ferries run again?' },
  { speaker: 'The harbour master', text: 'From Friday, to the old timetable.\nThe night boat waits for the train, as it always has.' },
  { speaker: 'Ann', text: 'Thank you.' },
  { speaker: 'آن', text: 'شكرا جزيلا' },
]
const file = (name: string, type: string) => appFile(name, { size: 4120, type })

export const Dialogue: Story = {
  args: { stream: finished(['dialogue', 'Dialogue', talk, { color_map: { Ann: '#ffaa00' } }]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The harbour master', {}, { timeout: 10_000 })).toBeVisible()
  },
}
export const DialogueDark: Story = { ...Dialogue, parameters: { theme: 'dark' }, tags: ['once'] }
export const DialogueRightToLeft: Story = { ...Dialogue, parameters: { direction: 'rtl' }, tags: ['once'] }
export const TextWithFiles: Story = {
  args: {
    stream: finished([
      'multimodaltextbox',
      'Question',
      { text: 'Which of these runs on Friday?', files: [file('harbour map.pdf', 'application/pdf'), file('timetable.csv', 'text/csv')] },
    ]),
  },
}
export const TextAlone: Story = { args: { stream: finished(['multimodaltextbox', 'Question', { text: 'Which runs?', files: [] }]) } }
export const Sample: Story = {
  args: {
    stream: finished([
      'dataset',
      'Voice',
      1,
      {
        components: [{ name: 'textbox' }, { name: 'number' }],
        samples: [
          ['Ann', 34],
          ['The harbour master, who has a cold', 61],
        ],
      },
    ]),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/who has a cold/, {}, { timeout: 10_000 })).toBeVisible()
  },
}
