/**
 * Tables far larger than a page, in real Chromium: what is drawn of them, and that nothing of a reader's place is lost.
 */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from 'vitest/browser'
import { afterEach, expect, test } from 'vitest'
import '../../../src/react/styles/index.css'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { answered, portTable } from '../../../stories/answered.ts'
import { draw } from '../process/draw.tsx'

afterEach(() => {
  cleanup()
  document.documentElement.dir = ''
  document.documentElement.style.fontSize = ''
})

const huge = portTable(100_000, 50)

function drawTable(value: unknown, props: Record<string, unknown> = {}) {
  const drawn = draw(answered(['dataframe', 'Ports', value, props]), <GradioProcess.Output />)
  return { ...drawn, update: (next: unknown) => drawn.show(answered(['dataframe', 'Ports', next, props])) }
}
// The first one fetches the code of the grid.
const findGrid = () => screen.findByRole('grid', { name: 'Ports' }, { timeout: 15_000 })
const box = (grid: HTMLElement) => {
  const scroller = grid.parentElement
  if (!scroller) throw new Error('The grid is in no box.')
  return scroller
}
const rowNumbers = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent)

test('draws a small piece of 100,000 rows and 50 columns, and says how many there are', async () => {
  drawTable(huge)
  const grid = await findGrid()
  expect([grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')]).toEqual(['100001', '50'])
  expect(grid.querySelectorAll('td[role=gridcell]').length).toBeLessThan(1000)
  expect(screen.getByText('100,000 rows × 50 columns')).toBeTruthy()
})

test('goes to the last cell by keyboard, and tells which it is', async () => {
  drawTable(huge, { show_row_numbers: true })
  const grid = await findGrid()
  grid.focus()
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await waitFor(() => expect(rowNumbers()).toContain('100,000'))
  await waitFor(() => {
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
    expect(active?.getAttribute('aria-colindex')).toBe('51')
    expect(active?.parentElement?.getAttribute('aria-rowindex')).toBe('100001')
  })
  expect(document.activeElement).toBe(grid)
})

test('keeps the focus when the active cell is scrolled away', async () => {
  drawTable(huge)
  const grid = await findGrid()
  grid.focus()
  box(grid).scrollTop = 500_000
  await waitFor(() => expect(grid.getAttribute('aria-activedescendant')).toBeNull())
  expect(document.activeElement).toBe(grid)
  await userEvent.keyboard('{ArrowDown}')
  await waitFor(() => expect(grid.getAttribute('aria-activedescendant')).toMatch(/-1-0$/))
})

test('sorts up, down and not at all', async () => {
  drawTable(huge, { show_row_numbers: true })
  const grid = await findGrid()
  const header = screen.getByRole('columnheader', { name: 'Ships' })
  const button = within(header).getByRole('button')
  fireEvent.click(button)
  expect(header.getAttribute('aria-sort')).toBe('ascending')
  await waitFor(() => expect(grid.getAttribute('aria-busy')).toBeNull(), { timeout: 10_000 })
  // Of those that are alike the first comes first.
  expect(rowNumbers().slice(0, 2)).toEqual(['1', '9,974'])
  fireEvent.click(button)
  await waitFor(() => expect(grid.getAttribute('aria-busy')).toBeNull(), { timeout: 10_000 })
  expect(header.getAttribute('aria-sort')).toBe('descending')
  expect(rowNumbers()[0]).not.toBe('1')
  fireEvent.click(button)
  expect(header.getAttribute('aria-sort')).toBe('none')
  expect(rowNumbers().slice(0, 2)).toEqual(['1', '2'])
})

test('keeps place and order while rows come', async () => {
  const { update } = drawTable(portTable(5000), { show_row_numbers: true })
  const grid = await findGrid()
  fireEvent.click(screen.getByRole('button', { name: 'Ships' }))
  await waitFor(() => expect(grid.getAttribute('aria-busy')).toBeNull(), { timeout: 10_000 })
  box(grid).scrollTop = 3400
  await waitFor(() => expect(rowNumbers()).not.toContain('1'))
  update(portTable(5100))
  await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('5101'))
  expect(box(grid).scrollTop).toBe(3400)
  expect(screen.getByRole('columnheader', { name: 'Ships' }).getAttribute('aria-sort')).toBe('ascending')
  await waitFor(() => expect(grid.getAttribute('aria-busy')).toBeNull(), { timeout: 10_000 })
})

test('copies what is selected with the keyboard', async () => {
  drawTable(huge)
  const grid = await findGrid()
  grid.focus()
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}')
  const clipboardData = new DataTransfer()
  grid.dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true, clipboardData }))
  expect(clipboardData.getData('text/plain')).toBe('Hamburg\t0\nRotterdam\t7919')
})

test('draws columns as they are scrolled to, from right to left too', async () => {
  document.documentElement.dir = 'rtl'
  drawTable(huge)
  const grid = await findGrid()
  expect(screen.queryByRole('columnheader', { name: 'Berth 45' })).toBeNull()
  grid.focus()
  await userEvent.keyboard('{End}')
  const last = await screen.findByRole('columnheader', { name: 'Berth 45' })
  const { left } = box(grid).getBoundingClientRect()
  await waitFor(() => expect(Math.abs(last.getBoundingClientRect().left - left)).toBeLessThan(40))
})

test('makes a column wider by keyboard', async () => {
  drawTable(portTable(10))
  const grid = await findGrid()
  const header = screen.getByRole('columnheader', { name: 'Port' })
  const before = header.getBoundingClientRect().width
  grid.focus()
  await userEvent.keyboard('{ArrowUp}{Alt>}{ArrowRight}{ArrowRight}{/Alt}')
  await waitFor(() => expect(Math.round(header.getBoundingClientRect().width - before)).toBe(32))
})

test.each([
  ['100%', 100_000],
  ['200%', 100_000],
  ['100%', 50],
  ['200%', 50],
] as const)('keeps words whole, and the active cell in sight, with text at %s and %i rows', async (size, rows) => {
  document.documentElement.style.fontSize = size
  drawTable(rows === 50 ? portTable(50, 20) : huge)
  const grid = await findGrid()
  const clipped = [...grid.querySelectorAll('.rgs-grid-text')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
  expect(clipped.map(({ textContent }) => textContent)).toEqual([])
  grid.focus()
  const head = screen.getByRole('columnheader', { name: 'Port' })
  for (const keys of [
    '{PageDown}'.repeat(6),
    '{ArrowDown}'.repeat(3),
    '{PageUp}'.repeat(4),
    '{ArrowUp}'.repeat(2),
    '{Control>}{End}{/Control}{Home}',
  ]) {
    await userEvent.keyboard(keys)
    await waitFor(() => {
      const cell = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.getBoundingClientRect()
      const least = head.getBoundingClientRect().bottom - 1
      const most = box(grid).getBoundingClientRect().bottom
      expect(cell && cell.top >= least && cell.bottom <= most, `${keys}: ${cell?.top} to ${cell?.bottom} in ${least} to ${most}`).toBe(true)
    })
  }
})
