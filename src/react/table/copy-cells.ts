/**
 * Cells in the form of spreadsheets: tabs between cells, one line per row, quotes around a cell with tabs, quotes or
 * line breaks.
 */
import { plainCell } from './cell-text.ts'
import type { TableValue } from './table-value.ts'
import type { CellRange } from './grid-cursor.ts'

function quoted(value: unknown): string {
  const text = plainCell(value)
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A block of cells. `rowAt` gives the row at a position on the screen. */
export function copyRange(range: CellRange, rowAt: (place: number) => readonly unknown[] | undefined): string {
  const lines: string[] = []
  for (let place = range.top; place <= range.bottom; place++) {
    const row = rowAt(place) ?? []
    const cells: string[] = []
    for (let column = range.left; column <= range.right; column++) cells.push(quoted(row[column]))
    lines.push(cells.join('\t'))
  }
  return lines.join('\n')
}

/** The whole table, headers first, in the app's order and with the app's values. */
export function copyTable({ headers, rows }: TableValue): string {
  const lines = [headers.map(quoted).join('\t')]
  for (const row of rows) lines.push(row.map(quoted).join('\t'))
  return lines.join('\n')
}
