/**
 * The page of `measure-table.ts`: draws a table when it is told to, scrolls it, sorts it, and measures what that took.
 */
import { createRoot } from 'react-dom/client'
import { GradioProcess } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { answered, portTable } from '../../../stories/answered.ts'
import { stillClock } from '../../../stories/fixtures.ts'

/** Milliseconds, but for the counts. */
export interface TableMeasurement {
  /** From the value to its first rows on the screen, code loaded before. */
  readonly paintMs: number
  /** Frames drawn while scrolling for a second. */
  readonly frames: number
  /** From the press to the rows in order. */
  readonly sortMs: number
  readonly cells: number
}

declare global {
  interface Window {
    measureTable: (rows: number, columns: number) => Promise<TableMeasurement>
  }
}

const root = createRoot(document.querySelector('#root') ?? document.body)

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
const settle = async (): Promise<void> => {
  for (let frame = 0; frame < 12; frame++) await nextFrame()
}
function show(value: unknown): void {
  root.render(
    <GradioProcess.View stream={answered(['dataframe', 'Ports', value])} clock={stillClock} locale="en" layout="inline">
      <GradioProcess.Output />
    </GradioProcess.View>,
  )
}

async function until<Found>(find: () => Found | null | false | undefined): Promise<Found> {
  for (;;) {
    const found = find()
    if (found) return found
    await nextFrame()
  }
}
const findGrid = (): HTMLTableElement | null => document.querySelector<HTMLTableElement>('table[role=grid]')

window.measureTable = async (rows, columns) => {
  show(portTable(3))
  await until(findGrid)
  show(null)
  await until(() => findGrid() === null)
  const value = portTable(rows, columns)
  await settle()

  performance.mark('bench:paint')
  const begunAt = performance.now()
  show(value)
  const grid = await until(() => document.querySelector('td[role=gridcell]') && findGrid())
  await nextFrame()
  const paintMs = performance.now() - begunAt
  await settle()

  const box = grid.parentElement
  if (!box) throw new Error('The grid is in no box.')
  performance.mark('bench:scroll')
  const scrolledAt = performance.now()
  let frames = 0
  for (await nextFrame(); performance.now() - scrolledAt < 1000; frames++) {
    box.scrollTop += 220
    await nextFrame()
  }
  await settle()
  const cells = grid.querySelectorAll('td[role=gridcell]').length

  performance.mark('bench:sort')
  const sortedAt = performance.now()
  grid.querySelector<HTMLElement>('[data-column="2"] button')?.click()
  await nextFrame()
  await nextFrame()
  await until(() => grid.getAttribute('aria-busy') === null)
  const sortMs = performance.now() - sortedAt
  await settle()
  performance.mark('bench:sorted')
  return { paintMs, frames, sortMs, cells }
}
