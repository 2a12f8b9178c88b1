/** One story per kind of output. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { ReturnDescription } from '../src/client/index.ts'
import { GradioProcess, type GradioStream } from '../src/react/index.ts'
import { appFile, HALF_SUMMARY, NOW, summarise, SUMMARY } from './fixtures.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states, stream } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Parts/Output',
  component: GradioProcess.Output,
  args: { stream: states.Succeeded },
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

/** A finished run with these outputs: component, label, value. */
function finished(...outputs: readonly [string, string, unknown, Record<string, unknown>?][]): GradioStream {
  const returns: ReturnDescription[] = outputs.map(([component, label]) => ({ component, label, schema: {}, props: {} }))
  const data = outputs.map(([, , value]) => value)
  const updates = outputs.map(([, , , update]) => update ?? null)
  const begun = { sequence: 9, startedAt: NOW - 4000, logs: [], droppedLogCount: 0, invalidMessageCount: 0, eventId: 'e1' }
  return stream({
    endpoint: { ...summarise, returns },
    data,
    state: { ...begun, status: 'succeeded', data, updates, endedAt: NOW, fromCache: false },
  })
}

const file = (name: string, size: number | null) => appFile(name, { size })

export const Text: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('group', { name: 'Result' })).toHaveTextContent(SUMMARY)
  },
}
export const TextStreaming: Story = {
  args: { stream: states.RunningWithPartialOutput },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('group', { name: 'Result' })).toHaveTextContent(HALF_SUMMARY.trim())
  },
}
export const OfAnEarlierRun: Story = { args: { stream: states.NotLoadedOverResult } }
export const Stale: Story = { args: { stream: states.RunningOverLastResult } }
export const Number: Story = { args: { stream: finished(['number', 'Score', 1234.5678]) } }
export const Json: Story = {
  args: { stream: finished(['json', 'Facts', { people: ['harbour master'], cranes: { working: 2, waiting: 1 } }]) },
}
export const JsonLong: Story = {
  args: { stream: finished(['json', 'Pages', Array.from({ length: 30 }, (_, page) => ({ page: page + 1 }))]) },
}
export const Label: Story = {
  args: {
    stream: finished([
      'label',
      'Animal',
      {
        label: 'Cormorant',
        confidences: [
          { label: 'Cormorant', confidence: 0.87 },
          { label: 'Gull', confidence: 0.09 },
          { label: 'Heron', confidence: 0.04 },
        ],
      },
    ]),
  },
}
export const Files: Story = {
  args: {
    stream: finished([
      'file',
      'Documents',
      [
        file('harbour report, final.pdf', 4_120_000),
        file('notes.txt', 812),
        file('a very long name of a file that does not fit on one line.csv', null),
      ],
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('link', { name: /notes\.txt/ })).toHaveAttribute(
      'href',
      expect.stringMatching(/\/gradio_api\/file=\/tmp\/gradio\/2f\/notes\.txt$/),
    )
  },
}
export const Several: Story = {
  args: {
    stream: finished(
      ['textbox', 'Summary', SUMMARY],
      ['number', 'Words', 42],
      ['checkbox', 'Quotations kept', true],
      ['file', 'As a file', file('summary.txt', 238)],
    ),
  },
}
export const Updated: Story = { args: { stream: finished(['textbox', 'Summary', SUMMARY, { label: 'Summary, second draft' }]) } }
export const Empty: Story = { args: { stream: finished(['textbox', 'Summary', '']) } }
export const RightToLeft: Story = { args: { ...Files.args }, parameters: { direction: 'rtl' } }
export const Dark: Story = { args: { ...Several.args }, parameters: { theme: 'dark' } }
