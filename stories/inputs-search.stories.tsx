/** Choices that are searched: one of thousands, several, and texts of one's own. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { ParameterDescription } from '../src/client/index.ts'
import { GradioProcess } from '../src/react/index.ts'
import { parameter, summarise } from './fixtures.ts'
import { PartFrame } from './frame.tsx'
import { stream } from './states.ts'

interface Args {
  parameters: readonly ParameterDescription[]
}

const meta: Meta<Args> = {
  title: 'Inputs/Searched',
  args: { parameters: [] },
  parameters: { controls: { exclude: ['parameters'] } },
  render: ({ parameters }) => (
    <div style={{ minBlockSize: 420 }}>
      <PartFrame stream={stream({ endpoint: { ...summarise, parameters } })}>
        <GradioProcess.Form />
      </PartFrame>
    </div>
  ),
}
export default meta

type Story = StoryObj<Args>

const cities = Array.from({ length: 5000 }, (_, index) => [`City ${index + 1}`, index + 1])
const voices = Array.from({ length: 24 }, (_, index) => [`Voice ${index + 1}`, `v${index + 1}`])

export const OneOfThousands: Story = {
  args: { parameters: [parameter('dropdown', 'City', { defaultValue: 17, props: { choices: cities } })] },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('combobox', { name: 'City' })).toHaveValue('City 17')
  },
}
export const Open: Story = {
  args: OneOfThousands.args ?? {},
  play: async ({ canvas, userEvent }) => {
    const field = await canvas.findByRole('combobox', { name: 'City' })
    await userEvent.clear(field)
    await userEvent.type(field, '499')
    await expect(await canvas.findByRole('option', { name: 'City 499' })).toBeVisible()
  },
}
export const Several: Story = {
  args: { parameters: [parameter('dropdown', 'Voices', { defaultValue: ['v2', 'v5'], props: { choices: voices, multiselect: true } })] },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Remove Voice 2' })).toBeVisible()
  },
}
export const SeveralRightToLeft: Story = { ...Several, parameters: { direction: 'rtl' } }
export const OwnText: Story = {
  args: {
    parameters: [
      parameter('dropdown', 'Tags', {
        defaultValue: ['sea'],
        props: { choices: ['sea', 'sky'], multiselect: true, allow_custom_value: true },
      }),
    ],
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('combobox', { name: 'Tags' }), 'harbour')
    await expect(await canvas.findByRole('option', { name: 'Use “harbour”' })).toBeVisible()
  },
}
export const NothingMatches: Story = {
  args: OneOfThousands.args ?? {},
  play: async ({ canvas, userEvent }) => {
    const field = await canvas.findByRole('combobox', { name: 'City' })
    await userEvent.clear(field)
    await userEvent.type(field, 'zz')
    await expect(await canvas.findByText('Nothing matches.')).toBeVisible()
  },
}
export const OpenDark: Story = { ...Open, parameters: { theme: 'dark' } }
