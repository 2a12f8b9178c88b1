/** Tables, small and very large. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { answered, portTable } from './answered.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Outputs/Tables',
  component: GradioProcess.Output,
  args: { stream: answered(['dataframe', 'Ports', portTable(8)]) },
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

/** The columns a component describes. */
const typed = { datatype: ['str', 'number', 'number', 'bool', 'date'] }
const firstCells = (grid: HTMLElement) =>
  within(grid)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent)

export const Small: Story = {
  args: { stream: answered(['dataframe', 'Ports', portTable(8), typed]) },
  play: async ({ canvas }) => {
    const grid = await canvas.findByRole('grid', { name: 'Ports' })
    await expect(grid).toHaveAttribute('aria-rowcount', '9')
    await expect(canvas.getByRole('columnheader', { name: 'Tonnes' })).toHaveAttribute('aria-sort', 'none')
  },
}
export const Sorted: Story = {
  args: { ...Small.args },
  play: async ({ canvas }) => {
    const grid = await canvas.findByRole('grid')
    await userEvent.click(canvas.getByRole('button', { name: 'Port' }))
    await expect(canvas.getByRole('columnheader', { name: 'Port' })).toHaveAttribute('aria-sort', 'ascending')
    await expect(firstCells(grid).slice(0, 3)).toEqual(['Antwerp', 'Gdańsk', 'Genoa'])
  },
}
export const TenThousandRows: Story = {
  args: { stream: answered(['dataframe', 'Ports', portTable(10_000), { ...typed, show_row_numbers: true }]) },
  play: async ({ canvas }) => {
    const grid = await canvas.findByRole('grid')
    await expect(grid).toHaveAttribute('aria-rowcount', '10001')
    grid.focus()
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await waitFor(() => expect(canvas.getByText('10,000')).toBeVisible())
    await userEvent.keyboard('{Control>}{Home}{/Control}')
    await waitFor(() => expect(canvas.getByRole('rowheader', { name: '1' })).toBeVisible())
  },
}
export const ManyColumns: Story = { args: { stream: answered(['dataframe', 'Berths', portTable(2000, 200)]) } }
export const RowNumbers: Story = { args: { stream: answered(['dataframe', 'Ports', portTable(8), { ...typed, show_row_numbers: true }]) } }
export const Styled: Story = {
  args: {
    stream: answered([
      'dataframe',
      'Scores',
      {
        headers: ['Model', 'Score', 'Change'],
        data: [
          ['Heron', 0.912345, 0.02],
          ['Gull', 0.77, -0.11],
          ['Tern', 0.5, 0],
        ],
        metadata: {
          display_value: [
            ['Heron', '0.91', '+2 %'],
            ['Gull', '0.77', '−11 %'],
            ['Tern', '0.50', '0 %'],
          ],
          styling: [
            ['font-weight: bold', 'background-color: lightgreen', 'color: green'],
            ['', 'background-color: #fde68a; position: fixed; background-image: url(https://evil.example/x)', 'color: #b91c1c'],
            ['', 'background-color: darkred', ''],
          ],
        },
      },
    ]),
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('grid')
    await expect(canvas.getByText('0.77').closest('td')?.style.position).toBe('')
    await expect(canvas.getByText('0.91').closest('td')).toHaveStyle({ backgroundColor: 'rgb(144, 238, 144)' })
  },
}
export const Odd: Story = {
  args: {
    stream: answered([
      'dataframe',
      'Odd values',
      {
        headers: ['Text', 'Number', 7],
        data: [
          ['<img src=x onerror=alert(1)>', Number.NaN, null],
          [{ nested: { list: [1, 2, 3] } }, Infinity],
          ['a longer text that does not fit into its column and is clipped at the end of it', 1e21, true, 'beyond the headers'],
        ],
        metadata: null,
      },
    ]),
  },
}
export const Markup: Story = {
  args: {
    stream: answered([
      'dataframe',
      'Links',
      {
        headers: ['Markdown', 'HTML'],
        data: [['**Bold** and [a link](https://example.com)', '<b onclick="alert(1)">Bold</b> &amp; <script>alert(1)</script>plain']],
      },
      { datatype: ['markdown', 'html'] },
    ]),
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('grid')
    await expect(canvas.getByText('Bold and a link')).toBeVisible()
    await expect(canvas.getByText('Bold & plain')).toBeVisible()
  },
}
export const Wrapped: Story = {
  args: {
    stream: answered([
      'dataframe',
      'Notes',
      {
        headers: ['Port', 'Note'],
        data: [
          ['Hamburg', 'The harbour reopened on Tuesday after eleven days. Two of the three cranes work again; the third waits for a part.'],
          ['Genoa', 'Open.'],
        ],
      },
      { wrap: true, column_widths: ['120px', '60%'] },
    ]),
  },
}
export const ListsOfLists: Story = { args: { stream: answered(['dataframe', 'Matrix', [[1, 2, 3], [4, 5], [6]]]) } }
export const Empty: Story = {
  args: { stream: answered(['dataframe', 'Ports', { headers: [], data: [[]], metadata: null }]) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('No rows')).toBeVisible()
  },
}
export const OnlyHeaders: Story = {
  args: { stream: answered(['dataframe', 'Ports', { headers: ['Port', 'Ships'], data: [], metadata: null }]) },
}
export const RightToLeft: Story = { args: { ...RowNumbers.args }, parameters: { direction: 'rtl' } }
export const Dark: Story = { args: { ...Styled.args }, parameters: { theme: 'dark' } }
