/** The status line in every state that has one. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Status>

const meta: Meta<Args> = {
  title: 'Parts/Status',
  component: GradioProcess.Status,
  args: { stream: states.Submitting },
  render: inFrame(GradioProcess.Status),
}
export default meta

type Story = StoryObj<Args>

export const Uploading: Story = {
  args: { stream: states.Uploading },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Uploading 2 of 3 files · 4.1 of 12 MB')).toBeVisible()
  },
}
export const Submitting: Story = { args: { stream: states.Submitting } }
export const WaitingForBusyApp: Story = {
  args: { stream: states.WaitingForBusyApp },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The app is busy. Trying again in 8 s.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Try now' })).toBeVisible()
  },
}
export const WaitingForRate: Story = { args: { stream: states.WaitingForRate } }
export const WaitingForAnAnswer: Story = { args: { stream: states.WaitingForAnAnswer } }
export const WaitingForOtherRuns: Story = { args: { stream: states.WaitingForOtherRuns } }
export const Queued: Story = {
  args: { stream: states.Queued },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('3rd in line · about 40 s')).toBeVisible()
  },
}
export const QueuedNext: Story = { args: { stream: states.QueuedNext } }
export const QueuedWithoutEta: Story = { args: { stream: states.QueuedWithoutEta } }
export const QueuedEtaPassed: Story = {
  args: { stream: states.QueuedEtaPassed },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Next in line · taking longer than usual')).toBeVisible()
  },
}
export const RunningIndeterminate: Story = { args: { stream: states.RunningIndeterminate } }
export const RunningDescribed: Story = { args: { stream: states.RunningDescribed } }
export const RunningWithProgress: Story = {
  args: { stream: states.RunningWithProgress },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Step 12 of 20 · about 14 s left')).toBeVisible()
  },
}
export const RunningNested: Story = { args: { stream: states.RunningNested } }
export const Cancelling: Story = {
  args: { stream: states.Cancelling },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Stopping. This step has to finish first.')).toBeVisible()
  },
}
export const Cancelled: Story = {
  args: { stream: states.Cancelled },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Run again' })).toBeVisible()
  },
}
export const CancelledUnconfirmed: Story = { args: { stream: states.CancelledUnconfirmed } }
export const CancelledUnsupported: Story = { args: { stream: states.CancelledUnsupported } }
export const Succeeded: Story = {
  args: { stream: states.Succeeded },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Done in 41 s')).toBeVisible()
  },
}
export const SucceededFromCache: Story = { args: { stream: states.SucceededFromCache } }
export const Failed: Story = { args: { stream: states.Failed } }
export const QueueFull: Story = { args: { stream: states.QueueFull } }
export const RightToLeft: Story = {
  args: { stream: states.RunningWithProgress },
  parameters: { direction: 'rtl' },
}
export const Dark: Story = {
  args: { stream: states.RunningWithProgress },
  parameters: { theme: 'dark' },
}
