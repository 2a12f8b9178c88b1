/** Announcements for screen readers; nothing of them is visible. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Announcer>

const meta: Meta<Args> = {
  title: 'Parts/Announcer',
  // It is heard, not seen.
  tags: ['moving'],
  component: GradioProcess.Announcer,
  args: { stream: states.Queued },
  render: inFrame(GradioProcess.Announcer),
}
export default meta

type Story = StoryObj<Args>

export const Queued: Story = { args: { stream: states.Queued } }
export const RunningWithProgress: Story = {
  args: { stream: states.RunningWithProgress },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Running, 50%.')
  },
}
export const Succeeded: Story = { args: { stream: states.Succeeded } }
export const Failed: Story = {
  args: { stream: states.Failed },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('Text too long')
  },
}
