/** The log of a run. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Logs>

const meta: Meta<Args> = {
  title: 'Parts/Logs',
  component: GradioProcess.Logs,
  args: { stream: states.Logging },
  render: inFrame(GradioProcess.Logs),
}
export default meta

type Story = StoryObj<Args>

export const Folded: Story = {
  args: { stream: states.Logging },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Log (3)')).toBeVisible()
  },
}
export const WithWarning: Story = {
  args: { stream: states.LoggingWarning },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Two quotations could not be checked.')).toBeVisible()
  },
}
export const LongLog: Story = {
  args: { stream: states.LongLog },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('radio', { name: 'All 60' })).toBeChecked()
  },
}
export const Filtered: Story = {
  args: { stream: states.ManyLevels },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('radio', { name: 'Warnings 3' }))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3)
  },
}
export const Dark: Story = {
  args: { stream: states.LoggingWarning },
  parameters: { theme: 'dark' },
}
