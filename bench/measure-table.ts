/**
 * A table of 10,000 rows, and one of 100,000 rows and 50 columns, in Chromium: first paint, a second of scrolling,
 * sorting.
 */
import type { Browser } from 'playwright'
import type { TableMeasurement } from './pages/table/page.tsx'
import { openTab, serveSite } from './site.ts'
import { traceTasks, type TaskTimes } from './tasks.ts'

/** One table, round by round. */
export interface TableTimes {
  readonly rows: number
  readonly columns: number
  readonly rounds: readonly (TableMeasurement & { readonly paint: TaskTimes; readonly scroll: TaskTimes; readonly sort: TaskTimes })[]
}

const TABLES = [
  [10_000, 5],
  [100_000, 50],
] as const

/** Draws each so many times. */
export async function measureTable(browser: Browser, rounds: number): Promise<TableTimes[]> {
  const site = await serveSite('table')
  try {
    const measured: TableTimes[] = []
    for (const [rows, columns] of TABLES) {
      const times: TableTimes['rounds'][number][] = []
      for (let round = 0; round < rounds; round++) times.push(await measure(browser, site.url, rows, columns))
      measured.push({ rows, columns, rounds: times })
    }
    return measured
  } finally {
    site.close()
  }
}

async function measure(browser: Browser, url: string, rows: number, columns: number): Promise<TableTimes['rounds'][number]> {
  const page = await openTab(browser, { width: 1024, height: 768 })
  await page.goto(url)
  let measured: TableMeasurement | undefined
  const between = await traceTasks(browser, page, async () => {
    measured = await page.evaluate(([rows, columns]) => window.measureTable(rows, columns), [rows, columns] as const)
  })
  await page.close()
  if (!measured) throw new Error('The page has measured nothing.')
  return {
    ...measured,
    paint: between('bench:paint', 'bench:scroll'),
    scroll: between('bench:scroll', 'bench:sort'),
    sort: between('bench:sort', 'bench:sorted'),
  }
}
