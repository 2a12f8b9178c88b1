/** The separate cancel button. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Cancel>

const meta: Meta<Args> = {
  title: 'Parts/Cancel',
  component: GradioProcess.Cancel,
  args: { stream: states.RunningIndeterminate },
  render: inFrame(GradioProcess.Cancel),
}
export default meta

type Story = StoryObj<Args>

export const Running: Story = {
  args: { stream: states.RunningIndeterminate },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toBeVisible()
  },
}
export const Queued: Story = { args: { stream: states.Queued } }
export const Cancelling: Story = { args: { stream: states.Cancelling } }
export const Dark: Story = {
  args: { stream: states.Queued },
  parameters: { theme: 'dark' },
}
