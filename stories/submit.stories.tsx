/** Run, and Cancel in the same place. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { type PartArgs, PartFrame } from './frame.tsx'
import { summarise } from './fixtures.ts'
import { states } from './states.ts'

const bare = { ...summarise, parameters: [] }

type Args = PartArgs<typeof GradioProcess.Submit>

const meta: Meta<Args> = {
  title: 'Parts/Submit',
  component: GradioProcess.Submit,
  args: { stream: { ...states.Idle, endpoint: bare } },
  render: ({ stream, ...args }) => (
    <PartFrame stream={stream}>
      <GradioProcess.Form>
        <GradioProcess.Submit {...args} />
      </GradioProcess.Form>
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj<Args>

export const Idle: Story = {}
export const Running: Story = {
  args: { stream: { ...states.RunningIndeterminate, endpoint: bare } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toBeVisible()
  },
}
export const Cancelling: Story = {
  args: { stream: { ...states.Cancelling, endpoint: bare } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Stopping' })).toHaveAttribute('aria-disabled', 'true')
  },
}
export const Resting: Story = { args: { stream: { ...states.RunningIndeterminate, endpoint: bare }, cancels: false } }
export const Dark: Story = { parameters: { theme: 'dark' } }
