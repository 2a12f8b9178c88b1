/** What went wrong, what to do next, and the technical half folded. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/index.ts'
import { type PartArgs, PartFrame } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Error>

const meta: Meta<Args> = {
  title: 'Parts/Error',
  component: GradioProcess.Error,
  args: { stream: states.Failed },
  render: ({ stream, ...args }) => (
    <PartFrame stream={stream}>
      <GradioProcess.Error {...args} />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj<Args>

export const Failed: Story = {
  args: { stream: states.Failed },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
export const FailedWithoutWords: Story = { args: { stream: states.FailedWithoutWords } }
export const FileTooLarge: Story = {
  args: { stream: states.FileTooLarge },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/at most 50 MB are taken/)).toBeVisible()
  },
}
export const NotLoaded: Story = {
  args: { stream: states.NotLoaded },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
export const PageOutdated: Story = {
  args: { stream: states.PageOutdated },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The result shown here is lost then.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Reload the page' })).toBeVisible()
  },
}
export const QueueFull: Story = { args: { stream: states.QueueFull } }
export const ConnectionLost: Story = { args: { stream: states.ConnectionLost } }
export const InputInvalid: Story = { args: { stream: states.InputInvalid } }
export const NotGradio: Story = { args: { stream: states.NotGradio } }
export const Unreachable: Story = { args: { stream: states.Unreachable } }
export const LoginRequired: Story = {
  args: { stream: states.LoginRequired },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('link', { name: 'Sign in' })).toBeVisible()
  },
}
export const UnknownEndpoint: Story = {
  args: { stream: states.UnknownEndpoint },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Did you mean /summarise?')).toBeVisible()
  },
}
export const DetailsOpen: Story = {
  args: { stream: states.QueueFull },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByText('Details'))
    await expect(canvas.getByText('queue-full')).toBeVisible()
  },
}
export const Dark: Story = {
  args: { stream: states.Failed },
  parameters: { theme: 'dark' },
}
