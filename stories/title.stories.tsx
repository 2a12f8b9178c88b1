/** The heading of a process. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Title>

const meta: Meta<Args> = {
  title: 'Parts/Title',
  component: GradioProcess.Title,
  args: { stream: states.Idle },
  render: inFrame(GradioProcess.Title),
}
export default meta

type Story = StoryObj<Args>

export const Idle: Story = {
  args: { stream: states.Idle },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading', { name: 'Summaries' })).toBeVisible()
  },
}
export const Discovering: Story = { args: { stream: states.Discovering } }
