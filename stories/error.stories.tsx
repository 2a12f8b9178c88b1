/** What went wrong, what to do next, and the technical half folded. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioStreamError } from '../src/client/index.ts'
import { GradioProcess, type GradioStream } from '../src/react/index.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { failedWith, states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Error>

const meta: Meta<Args> = {
  title: 'Parts/Error',
  component: GradioProcess.Error,
  args: { stream: states.Failed },
  render: inFrame(GradioProcess.Error),
}
export default meta

type Story = StoryObj<Args>

/** A run whose function failed with this text. */
function saying(text: string): GradioStream {
  return failedWith(
    new GradioStreamError('run-failed', {
      message: `/summarise failed: ${text}`,
      hint: 'Check the values and run it again.',
      details: { endpoint: '/summarise', appMessage: text },
    }),
  )
}

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
    // Through a relay, and without the app's address, there is no place to sign in at; sign-in.stories.tsx has those
    // with one.
    await expect(canvas.getByText('This app wants you to sign in.')).toBeVisible()
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
export const LongText: Story = {
  args: { stream: saying('The text has 212,000 words; this model reads 100,000 at most. '.repeat(90)) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
export const Traceback: Story = {
  args: {
    stream: saying(
      'Traceback (most recent call last):\n  File "/app/app.py", line 41, in summarise\n    chunks = split(text, size)\nValueError: size must be positive',
    ),
  },
}
export const Findings: Story = {
  args: { stream: saying('{"detail":[{"loc":["body","data",0],"msg":"Input should be a valid integer","type":"int_parsing"}]}') },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('body › data › 0: Input should be a valid integer')).toBeVisible()
  },
}
export const AsAnObject: Story = { args: { stream: saying('{"code":7,"where":{"layer":"conv1"},"why":["shape","dtype"]}') } }
export const Dark: Story = {
  args: { stream: states.Failed },
  parameters: { theme: 'dark' },
}
