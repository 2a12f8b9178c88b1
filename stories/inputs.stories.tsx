/** One story per kind of field that is typed or chosen; files and long lists have stories of their own. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { formStories } from './form-stories.tsx'
import type { FormArgs } from './form-stories.tsx'
import { parameter, summarise } from './fixtures.ts'

const meta: Meta<FormArgs> = { title: 'Inputs/Typed and chosen', ...formStories }
export default meta

type Story = StoryObj<FormArgs>

const sizes = [
  ['Small, 512 px', 512],
  ['Medium, 768 px', 768],
  ['Large, 1024 px', 1024],
]
const many = Array.from({ length: 24 }, (_, index) => [`Voice ${index + 1}`, `v${index + 1}`])

export const Text: Story = {
  args: { parameters: [parameter('textbox', 'Title', { defaultValue: 'Harbour news', props: { info: 'Shown over the summary.' } })] },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('textbox', { name: 'Title' })).toHaveAccessibleDescription('Shown over the summary.')
  },
}
export const TextLines: Story = {
  args: { parameters: [parameter('textbox', 'Prompt', { props: { lines: 3, placeholder: 'A harbour at dawn' } })] },
}
export const TextNearItsLimit: Story = {
  args: {
    parameters: [parameter('textbox', 'Name', { defaultValue: 'A name of nearly forty characters, no?', props: { max_length: 40 } })],
  },
}
export const TextWithLineBreaks: Story = {
  args: { parameters: [parameter('textbox', 'Title', { defaultValue: 'Harbour news\nin two lines' })] },
}
export const EmailAddress: Story = {
  args: { parameters: [parameter('textbox', 'Mail', { defaultValue: 'ann', props: { type: 'email' } })] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox'), '!')
    await userEvent.tab()
    await expect(canvas.getByRole('textbox')).toBeInvalid()
  },
}
export const Password: Story = { args: { parameters: [parameter('textbox', 'Key', { props: { type: 'password' } })] } }
export const Number: Story = {
  args: { parameters: [parameter('number', 'Guidance', { defaultValue: 7.5, props: { minimum: 1, maximum: 20 } })] },
}
export const NumberRequired: Story = { args: { parameters: [parameter('number', 'Width', { props: { precision: 0 } })] } }
export const Slider: Story = {
  args: { parameters: [parameter('slider', 'Steps', { defaultValue: 30, props: { minimum: 1, maximum: 50, step: 1 } })] },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('slider', { name: 'Steps' })).toHaveValue('30')
  },
}
export const SliderChanged: Story = {
  ...Slider,
  play: async ({ canvas, userEvent }) => {
    await userEvent.clear(canvas.getByRole('spinbutton'))
    await userEvent.type(canvas.getByRole('spinbutton'), '7')
    await expect(canvas.getByRole('button', { name: 'Reset Steps' })).not.toHaveAttribute('aria-disabled')
  },
}
export const SliderRightToLeft: Story = { args: { ...Slider.args }, parameters: { direction: 'rtl' } }
export const Checkbox: Story = {
  args: { parameters: [parameter('checkbox', 'Upscale', { defaultValue: true, props: { info: 'Doubles the size.' } })] },
}
export const Radio: Story = { args: { parameters: [parameter('radio', 'Size', { defaultValue: 768, props: { choices: sizes } })] } }
export const RadioRequired: Story = { args: { parameters: [parameter('radio', 'Size', { props: { choices: sizes } })] } }
export const Dropdown: Story = { args: { parameters: [parameter('dropdown', 'Voice', { defaultValue: 'v3', props: { choices: many } })] } }
export const DropdownRequired: Story = { args: { parameters: [parameter('dropdown', 'Voice', { props: { choices: many } })] } }
export const DropdownWithOwnText: Story = {
  args: {
    parameters: [parameter('dropdown', 'Voice', { defaultValue: 'A deep one', props: { choices: many, allow_custom_value: true } })],
  },
}
export const DropdownOfSeveral: Story = {
  args: { parameters: [parameter('dropdown', 'Sizes', { defaultValue: [512, 768], props: { choices: sizes, multiselect: true } })] },
}
export const CheckboxGroup: Story = {
  args: { parameters: [parameter('checkboxgroup', 'Sizes', { defaultValue: [512], props: { choices: sizes } })] },
}
export const Json: Story = { args: { parameters: [parameter('json', 'Options', { defaultValue: { temperature: 0.4, stop: ['\n\n'] } })] } }
export const JsonWrong: Story = {
  args: { parameters: [parameter('json', 'Options', { defaultValue: {} })] },
  play: async ({ canvas, userEvent }) => {
    const field = canvas.getByRole('textbox')
    await userEvent.clear(field)
    await userEvent.type(field, '{{"temperature": NaN}')
    await userEvent.tab()
    await expect(field).toHaveAccessibleDescription(/line 1, column 17/)
    await expect(canvas.getByRole('button', { name: 'Show the place' })).toBeVisible()
  },
}
export const Code: Story = {
  args: {
    parameters: [parameter('code', 'Script', { defaultValue: 'def run(text):\n    return text.upper()', props: { language: 'python' } })],
  },
}
export const Color: Story = { args: { parameters: [parameter('colorpicker', 'Ink', { defaultValue: '#3b5bdb' })] } }
export const ColorOfAnotherForm: Story = {
  args: { parameters: [parameter('colorpicker', 'Ink', { defaultValue: 'rgba(59, 91, 219, 0.5)' })] },
}
export const DateAndTime: Story = { args: { parameters: [parameter('datetime', 'From', { defaultValue: '2026-03-01 12:00:00' })] } }
export const DateAlone: Story = {
  args: { parameters: [parameter('datetime', 'Day', { defaultValue: '2026-03-01', props: { include_time: false } })] },
}
export const Locked: Story = {
  args: {
    parameters: [
      parameter('textbox', 'Model', { defaultValue: 'base-3', props: { interactive: false } }),
      parameter('dropdown', 'Voice', { defaultValue: 'v3', props: { choices: many, interactive: false } }),
      parameter('checkbox', 'Upscale', { defaultValue: true, props: { interactive: false } }),
      parameter('slider', 'Steps', { defaultValue: 30, props: { minimum: 1, maximum: 50, step: 1, interactive: false } }),
    ],
  },
}
export const AnyOtherKind: Story = {
  args: {
    parameters: [
      parameter('paramviewer', 'Layers', {
        exampleValue: { blend: 0.5 },
        pythonType: 'dict(str, float)',
        schema: { type: 'object' },
        props: { info: 'Whatever the component takes, as JSON.' },
      }),
    ],
  },
}
export const Dark: Story = { args: { parameters: summarise.parameters }, parameters: { theme: 'dark' } }
