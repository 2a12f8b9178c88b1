/** Marked texts, models, paths and parameters. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { answered } from './answered.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const entities = [
  { token: 'The harbour master ', class_or_confidence: null },
  { token: 'Ann Petersen', class_or_confidence: 'person' },
  { token: ' spoke in ', class_or_confidence: null },
  { token: 'Hamburg', class_or_confidence: 'place' },
  { token: ' on ', class_or_confidence: null },
  { token: 'Tuesday', class_or_confidence: 'date' },
  { token: '.', class_or_confidence: null },
]

const meta: Meta<Args> = {
  title: 'Outputs/Marked texts and models',
  component: GradioProcess.Output,
  args: { stream: answered(['highlightedtext', 'Entities', entities]) },
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

export const Classes: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Ann Petersen', { exact: false, selector: 'mark *' }).closest('mark')).toHaveTextContent(
      'Ann Petersen person',
    )
  },
}
export const Legend: Story = {
  args: {
    stream: answered([
      'highlightedtext',
      'Entities',
      entities,
      { show_legend: true, color_map: { person: '#000', place: 'yellow', date: 'red; background: url(https://evil.example/x)' } },
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('list', { name: 'Classes' })).toHaveTextContent('personplacedate')
  },
}
export const Scores: Story = {
  args: {
    stream: answered([
      'highlightedtext',
      'Influence',
      [
        ['A', 0.1],
        [' slow', -0.8],
        [' and', 0],
        [' wonderful', 0.95],
        [' crossing', 0.3],
      ].map(([token, score]) => ({ token, class_or_confidence: score })),
    ]),
  },
}
export const Dark: Story = { args: { ...Legend.args }, parameters: { theme: 'dark' } }
export const ModelNotDrawn: Story = {
  args: {
    stream: answered([
      'model3d',
      'Crane',
      { path: '/tmp/gradio/2f/crane.stl', size: 81_000, orig_name: 'crane.stl', meta: { _type: 'gradio.FileData' } },
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Models of this kind are not drawn here. It can be downloaded.')).toBeVisible()
    await expect(canvas.getByRole('link', { name: /crane\.stl/ })).toBeVisible()
  },
}
export const Paths: Story = { args: { stream: answered(['fileexplorer', 'Chosen', [['reports', 'may.txt'], ['notes.txt']]]) } }
export const Parameters: Story = {
  args: {
    stream: answered([
      'paramviewer',
      'Parameters',
      {
        value: { type: 'str | None', description: 'What it starts with.', default: 'None' },
        lines: { type: 'int', description: 'How high it is.', default: '1' },
        key: { type: 'str', description: 'Its name.', default: null },
      },
    ]),
  },
}
