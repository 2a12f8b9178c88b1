/** The connection part in every state in which it is shown. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Connection>

const meta: Meta<Args> = {
  title: 'Parts/Connection',
  component: GradioProcess.Connection,
  args: { stream: states.Reconnecting },
  render: inFrame(GradioProcess.Connection),
}
export default meta

type Story = StoryObj<Args>

export const Reconnecting: Story = {
  args: { stream: states.Reconnecting },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Connection lost. Your run goes on. Reconnecting in 3 s.')).toBeVisible()
  },
}
export const ReconnectingNow: Story = { args: { stream: states.ReconnectingNow } }
export const Stalled: Story = { args: { stream: states.Stalled } }
export const PollingFallback: Story = { args: { stream: states.PollingFallback } }
export const Offline: Story = { args: { stream: states.Offline } }
export const InOnePiece: Story = { args: { stream: states.InOnePiece } }
export const PollingByChoice: Story = { args: { stream: states.PollingByChoice } }
export const LeavingEndsRun: Story = {
  args: { stream: states.LeavingEndsRun },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Closing this page ends the run.')).toBeVisible()
  },
}
export const LeavingKeepsRun: Story = { args: { stream: states.RunningWithProgress } }
export const RightToLeft: Story = {
  args: { stream: states.Reconnecting },
  parameters: { direction: 'rtl' },
}
export const Dark: Story = {
  args: { stream: states.Reconnecting },
  parameters: { theme: 'dark' },
}
