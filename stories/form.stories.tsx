/** The form an endpoint describes. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/index.ts'
import { type PartArgs, PartFrame } from './frame.tsx'
import { states } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Form>

const meta: Meta<Args> = {
  title: 'Parts/Form',
  component: GradioProcess.Form,
  args: { stream: states.Idle },
  render: ({ stream, ...args }) => (
    <PartFrame stream={stream}>
      <GradioProcess.Form {...args} />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj<Args>

export const Idle: Story = {
  args: { stream: states.Idle },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Text' })).toBeVisible()
  },
}
export const MoreOpen: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByText('More (3)'))
    await expect(canvas.getByRole('spinbutton', { name: 'Seed' })).toBeVisible()
  },
}
export const JsonError: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByText('More (3)'))
    const field = canvas.getByRole('textbox', { name: 'Options' })
    await userEvent.clear(field)
    await userEvent.type(field, '{{"temperature": ')
    await userEvent.tab()
    await expect(field).toBeInvalid()
    await expect(field).toHaveValue('{"temperature": ')
  },
}
export const Discovering: Story = { args: { stream: states.Discovering } }
export const Refused: Story = {
  args: { stream: states.InputInvalid },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Text' })).toHaveAccessibleDescription(/no language/)
  },
}
export const RightToLeft: Story = {
  args: { stream: states.Idle },
  parameters: { direction: 'rtl' },
}
export const Dark: Story = {
  args: { stream: states.InputInvalid },
  parameters: { theme: 'dark' },
}
export const Narrow320: Story = {
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 288 }}>
        <Story />
      </div>
    ),
  ],
}
