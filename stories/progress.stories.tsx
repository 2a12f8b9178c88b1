/** Bars with a known and an unknown end, one and several deep. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Progress>

const meta: Meta<Args> = {
  title: 'Parts/Progress',
  component: GradioProcess.Progress,
  args: { stream: states.RunningWithProgress },
  render: inFrame(GradioProcess.Progress),
}
export default meta

type Story = StoryObj<Args>

export const Uploading: Story = {
  args: { stream: states.Uploading },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '34')
  },
}
export const Submitting: Story = { args: { stream: states.Submitting } }
export const RunningIndeterminate: Story = {
  args: { stream: states.RunningIndeterminate },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow')
  },
}
export const RunningDescribed: Story = { args: { stream: states.RunningDescribed } }
export const RunningWithProgress: Story = {
  args: { stream: states.RunningWithProgress },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'Step 12 of 20')
  },
}
export const RunningNested: Story = { args: { stream: states.RunningNested } }
export const Cancelling: Story = { args: { stream: states.Cancelling } }
export const RightToLeft: Story = {
  args: { stream: states.RunningNested },
  parameters: { direction: 'rtl' },
}
export const Dark: Story = {
  args: { stream: states.RunningNested },
  parameters: { theme: 'dark' },
}
