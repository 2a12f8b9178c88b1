/** The field of a table, by keyboard and clipboard, as it is sent. */
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

const rows = parameter('dataframe', 'rows', {
  defaultValue: {
    headers: ['name', 'x', 'ok'],
    data: [
      ['a', 1, true],
      ['b', 3, false],
    ],
    metadata: null,
  },
  props: { datatype: ['str', 'number', 'bool'], row_count: [2, 'dynamic'], col_count: [3, 'fixed'] },
})

async function drawTable(one = rows) {
  const submit = vi.fn()
  draw(stream({ submit, endpoint: { ...summarise, parameters: [one] } }), <GradioProcess.Form />)
  const grid = await screen.findByRole('grid', { name: one.label }, { timeout: 10_000 })
  const send = () => {
    fireEvent.submit(screen.getByRole('form'))
    return submit.mock.lastCall?.[0] as { rows: { headers: string[]; data: unknown[][] } } | undefined
  }
  return { grid, send, submit }
}
const paste = (grid: HTMLElement, text: string) => fireEvent.paste(grid, { clipboardData: { getData: () => text } })
const cell = (row: number, column: number) => screen.getAllByRole('gridcell')[row * 3 + column]

it('edits a cell with Enter and goes down', async () => {
  const { grid, send } = await drawTable()
  grid.focus()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'x, row 1' }).value).toBe('1')
  await userEvent.keyboard('25{Enter}')
  expect(document.activeElement).toBe(grid)
  expect(grid.getAttribute('aria-activedescendant')).toMatch(/-1-1$/)
  expect(send()?.rows.data).toEqual([
    ['a', 25, true],
    ['b', 3, false],
  ])
})

it('begins with what is typed, and Tab goes on', async () => {
  const { grid, send } = await drawTable()
  grid.focus()
  await userEvent.keyboard('zoe{Tab}7{Tab}')
  expect(send()?.rows.data[0]).toEqual(['zoe', 7, true])
})

it('drops what is typed with Escape', async () => {
  const { grid } = await drawTable()
  grid.focus()
  await userEvent.keyboard('{F2}x{Escape}')
  expect(cell(0, 0)?.textContent).toBe('a')
  expect(document.activeElement).toBe(grid)
})

it('turns yes into no with Enter', async () => {
  const { grid, send } = await drawTable()
  grid.focus()
  await userEvent.keyboard('{End}{Enter}')
  expect(send()?.rows.data[0]).toEqual(['a', 1, false])
})

it('empties what is selected', async () => {
  const { grid, send } = await drawTable()
  grid.focus()
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}{Delete}')
  expect(send()?.rows.data).toEqual([
    ['', null, true],
    ['', null, false],
  ])
})

it('pastes cells of a spreadsheet, grows, and takes it back', async () => {
  const { grid, send } = await drawTable()
  grid.focus()
  paste(grid, 'x\t10\ty\tbeyond\nz\t20\tno\t\nq\t30\tyes\t')
  expect(await screen.findByText('Pasted 3 rows of 3 cells. The rest had no place.')).toBeTruthy()
  expect(send()?.rows.data).toBeUndefined()
  expect(screen.getByText('ok, row 1: this needs true or false.')).toBeTruthy()
  await userEvent.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(cell(0, 0)?.textContent).toBe('a'))
  expect(send()?.rows.data).toEqual([
    ['a', 1, true],
    ['b', 3, false],
  ])
})

it('adds and takes rows where it may, and no columns where it may not', async () => {
  const { grid, send } = await drawTable()
  await userEvent.click(screen.getByRole('button', { name: 'Add row' }))
  expect(grid.getAttribute('aria-rowcount')).toBe('4')
  await userEvent.click(screen.getByRole('button', { name: 'Delete row' }))
  expect(screen.queryByRole('button', { name: 'Add column' })).toBeNull()
  expect(send()?.rows.data).toEqual([
    ['', null, null],
    ['b', 3, false],
  ])
})

it('sends the default untouched as nothing: it is the description’s to fill in', async () => {
  const { send } = await drawTable()
  expect(send()).toEqual({})
})

it('goes to the table when something in it is wrong', async () => {
  const { grid, send } = await drawTable()
  grid.focus()
  await userEvent.keyboard('{ArrowRight}many{Enter}')
  ;(document.activeElement as HTMLElement).blur()
  send()
  expect(screen.getByText('x, row 1: this needs a number.')).toBeTruthy()
  expect(document.activeElement).toBe(grid)
})
