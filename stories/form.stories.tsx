/** The form an endpoint describes. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { parameter, summarise } from './fixtures.ts'
import { inFrame, type PartArgs } from './frame.tsx'
import { states, stream } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Form>

const meta: Meta<Args> = {
  title: 'Parts/Form',
  component: GradioProcess.Form,
  args: { stream: states.Idle },
  render: inFrame(GradioProcess.Form),
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

const checked = [
  parameter('textbox', 'Title', { props: { max_length: 40 } }),
  parameter('number', 'Width', { props: { precision: 0 } }),
  parameter('number', 'Height', { props: { precision: 0 } }),
  parameter('json', 'Crop'),
]
export const SummaryOfWhatIsWrong: Story = {
  args: { stream: stream({ endpoint: { ...summarise, parameters: checked } }), children: <GradioProcess.Submit /> },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('spinbutton', { name: 'Width' }), '1.5')
    await userEvent.type(canvas.getByRole('spinbutton', { name: 'Height' }), '0.1')
    await userEvent.type(canvas.getByRole('textbox', { name: 'Crop' }), '[[1, 2')
    await userEvent.click(canvas.getByRole('button', { name: 'Run' }))
    await expect(canvas.getByRole('group', { name: '3 values need a change.' })).toHaveFocus()
  },
}
const mayBeEmpty = { hasDefault: true, defaultValue: null }
const MODELS = { choices: ['small', 'large'] }
/** Nothing has to be filled in; the app itself says so of two. */
export const LeftEmpty: Story = {
  args: {
    stream: stream({
      endpoint: {
        ...summarise,
        parameters: [
          parameter('textbox', 'Prompt'),
          parameter('image', 'Picture'),
          parameter('image', 'Mask', mayBeEmpty),
          parameter('dropdown', 'Model', { props: MODELS }),
          parameter('number', 'Seed', { ...mayBeEmpty, props: { precision: 0 } }),
          parameter('colorpicker', 'Background'),
          parameter('datetime', 'Not before'),
        ],
      },
    }),
    children: (
      <div className="rgs-actions">
        <GradioProcess.Submit />
      </div>
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByRole('spinbutton', { name: 'Seed optional' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Run' }))
    await expect(canvas.queryByText('This needs a value.')).toBeNull()
  },
}
export const Examples: Story = {
  args: {
    stream: stream({
      endpoint: {
        ...summarise,
        examples: [
          {
            label: 'Try one of these',
            parameters: ['text', 'length', 'tone'],
            rows: [
              ['The harbour reopened on Tuesday after eleven days of repairs to its cranes.', 120, 'plain'],
              ['Minutes of the council', 60, 'formal'],
              ['A letter home', 40, 'friendly'],
            ],
            labels: [],
          },
        ],
      },
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /example 3/ }))
    await expect(canvas.getByRole('textbox', { name: 'Text' })).toHaveValue('A letter home')
    await expect(canvas.getByRole('radio', { name: 'Friendly' })).toBeChecked()
  },
}
export const ResetAfterAChange: Story = {
  args: {
    children: (
      <div className="rgs-actions">
        <GradioProcess.Submit />
        <GradioProcess.Reset />
      </div>
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('radio', { name: 'Formal' }))
    await expect(canvas.getByRole('button', { name: 'Reset' })).toBeVisible()
  },
}
export const SixtyParameters: Story = {
  args: {
    stream: stream({
      endpoint: {
        ...summarise,
        parameters: Array.from({ length: 60 }, (_, index) => parameter('number', `Weight ${index + 1}`, { defaultValue: index })),
      },
    }),
  },
}
export const NoParameters: Story = {
  args: { stream: stream({ endpoint: { ...summarise, parameters: [] } }), children: <GradioProcess.Submit /> },
}
