/** One story per kind of field. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { ParameterDescription } from '../src/core/index.ts'
import { GradioProcess } from '../src/index.ts'
import { parameter, summarise } from './fixtures.ts'
import { PartFrame } from './frame.tsx'
import { stream } from './states.ts'

interface Args {
  parameters: readonly ParameterDescription[]
}

const meta: Meta<Args> = {
  title: 'Inputs/Kinds',
  args: { parameters: [] },
  parameters: { controls: { exclude: ['parameters'] } },
  render: ({ parameters }) => (
    <PartFrame stream={stream({ endpoint: { ...summarise, parameters } })}>
      <GradioProcess.Form />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj<Args>

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
  args: { parameters: [parameter('dropdown', 'Voices', { defaultValue: ['v2', 'v5'], props: { choices: many, multiselect: true } })] },
}
export const CheckboxGroup: Story = {
  args: { parameters: [parameter('checkboxgroup', 'Sizes', { defaultValue: [512], props: { choices: sizes } })] },
}
export const Json: Story = { args: { parameters: [parameter('json', 'Options', { defaultValue: { temperature: 0.4, stop: ['\n\n'] } })] } }
export const File: Story = {
  args: { parameters: [parameter('file', 'Document', { props: { file_types: ['.pdf', 'text'], info: 'A text or a PDF.' } })] },
  play: async ({ canvas }) => {
    await expect(canvas.getByLabelText(/Document/)).toHaveAttribute('accept', '.pdf,text/*')
  },
}
export const Files: Story = { args: { parameters: [parameter('file', 'Documents', { props: { file_count: 'multiple' } })] } }
export const Picture: Story = { args: { parameters: [parameter('image', 'Picture')] } }
export const AnyOtherKind: Story = {
  args: {
    parameters: [
      parameter('paramviewer', 'Layers', { exampleValue: { blend: 0.5 }, props: { info: 'Whatever the component takes, as JSON.' } }),
    ],
  },
}
export const Dark: Story = { args: { parameters: summarise.parameters }, parameters: { theme: 'dark' } }
