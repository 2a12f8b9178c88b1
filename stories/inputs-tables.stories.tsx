/** Tables to type into. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import type { ParameterDescription } from '../src/client/index.ts'
import { GradioProcess } from '../src/react/index.ts'
import { portTable } from './answered.ts'
import { parameter, summarise } from './fixtures.ts'
import { PartFrame } from './frame.tsx'
import { stream } from './states.ts'

interface Args {
  parameters: readonly ParameterDescription[]
}

const types = { datatype: ['str', 'number', 'number', 'bool', 'date'] }
const table = (props: Record<string, unknown> = {}, value: unknown = portTable(4)) =>
  parameter('dataframe', 'Ports', {
    defaultValue: value,
    props: { ...types, row_count: [4, 'dynamic'], col_count: [5, 'fixed'], ...props },
  })

const meta: Meta<Args> = {
  title: 'Inputs/Tables',
  args: { parameters: [table()] },
  parameters: { controls: { exclude: ['parameters'] } },
  render: ({ parameters }) => (
    <PartFrame stream={stream({ endpoint: { ...summarise, parameters } })}>
      <GradioProcess.Form />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj<Args>

export const Rows: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('grid', { name: 'Ports' }, { timeout: 15_000 })).toHaveAttribute('aria-readonly', 'false')
    await expect(canvas.getByRole('button', { name: 'Add row' })).toBeVisible()
  },
}
export const Editing: Story = {
  play: async ({ canvas }) => {
    const grid = await canvas.findByRole('grid', {}, { timeout: 15_000 })
    grid.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}')
    await expect(canvas.getByRole('textbox', { name: 'Ships, row 2' })).toHaveFocus()
  },
}
export const RowsAndColumns: Story = { args: { parameters: [table({ col_count: [5, 'dynamic'] })] } }
export const Fixed: Story = { args: { parameters: [table({ row_count: [4, 'fixed'] })] } }
export const Empty: Story = {
  args: { parameters: [table({ col_count: [3, 'dynamic'] }, { headers: ['Port', 'Ships', 'Tonnes'], data: [], metadata: null })] },
}
export const Large: Story = { args: { parameters: [table({ show_row_numbers: true }, portTable(5000))] } }
export const Dark: Story = { args: { ...Rows.args }, parameters: { theme: 'dark' } }
export const RightToLeft: Story = { args: { ...Rows.args }, parameters: { direction: 'rtl' } }
