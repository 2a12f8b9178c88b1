/** The place in line, in words and as a row of places. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Queue>

const meta: Meta<Args> = {
  title: 'Parts/Queue',
  component: GradioProcess.Queue,
  args: { stream: states.Queued },
  render: inFrame(GradioProcess.Queue),
}
export default meta

type Story = StoryObj<Args>

export const Queued: Story = {
  args: { stream: states.Queued },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('group', { name: 'Place in line' })).toHaveTextContent('3rd in line')
  },
}
export const QueuedNext: Story = { args: { stream: states.QueuedNext } }
export const QueuedWithoutEta: Story = { args: { stream: states.QueuedWithoutEta } }
export const QueuedEtaPassed: Story = { args: { stream: states.QueuedEtaPassed } }
export const PlacesOnly: Story = { args: { stream: states.Queued, showsText: false } }
export const RightToLeft: Story = {
  args: { stream: states.Queued },
  parameters: { direction: 'rtl' },
}
export const Dark: Story = {
  args: { stream: states.Queued },
  parameters: { theme: 'dark' },
}
