/**
 * The draft of a table: its initial value, its edits, and the value to send. Pure; an edit makes new rows only where it
 * changes them.
 */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { CellRange } from '../../table/grid-cursor.ts'
import { readTable } from '../../table/table-value.ts'

/** A draft has the same shape as the value of `gr.Dataframe`. */
export interface TableDraft {
  readonly headers: readonly string[]
  readonly data: readonly (readonly unknown[])[]
}

/** Whether and how far a table may grow. */
export interface TableLimits {
  readonly canAddRows: boolean
  readonly canAddColumns: boolean
  readonly leastRows: number
  readonly mostRows: number
  readonly leastColumns: number
  readonly mostColumns: number
  /** Columns that cannot be edited. */
  readonly fixedColumns: ReadonlySet<number>
}

/** Most rows of an editable table. */
const MOST_ROWS = 100_000
const MOST_COLUMNS = 500
const FIRST_ROWS = 3

type Props = ParameterDescription['props']

/**
 * `row_count` and `col_count` (`column_count` from 6 on) as `[count, "fixed" | "dynamic"]`, and `row_limits`,
 * `column_limits`.
 */
export function readLimits(props: Props): TableLimits {
  const rows = countOf(props.row_count)
  const columns = countOf(props.column_count ?? props.col_count)
  const [leastRows, mostRows] = limitsOf(props.row_limits, MOST_ROWS)
  const [leastColumns, mostColumns] = limitsOf(props.column_limits, MOST_COLUMNS)
  const fixed: readonly unknown[] = Array.isArray(props.static_columns) ? props.static_columns : []
  const fixedColumns = new Set(fixed.filter((column) => typeof column === 'number'))
  return {
    canAddRows: !rows.isFixed,
    canAddColumns: !columns.isFixed && fixedColumns.size === 0,
    leastRows,
    mostRows,
    leastColumns: Math.max(1, leastColumns),
    mostColumns,
    fixedColumns,
  }
}

function countOf(pair: unknown): { count: number | null; isFixed: boolean } {
  const [count, mode]: readonly unknown[] = Array.isArray(pair) ? pair : [pair]
  return { count: typeof count === 'number' && count > 0 ? Math.min(count, MOST_ROWS) : null, isFixed: mode === 'fixed' }
}

function limitsOf(pair: unknown, most: number): readonly [number, number] {
  const [low, high]: readonly unknown[] = Array.isArray(pair) ? pair : []
  return [typeof low === 'number' ? Math.max(0, low) : 0, typeof high === 'number' ? Math.min(most, high) : most]
}

/** The initial draft: the default, or empty rows without one. */
export function firstDraft({ defaultValue, props }: ParameterDescription): TableDraft {
  const table = readTable(defaultValue ?? props.value) ?? readTable(null)
  const given = table && table.headers.length > 0 ? table.headers : headersOf(props)
  if (table && table.rows.length > 0) return evened(given, table.rows)
  const rows = Math.min(MOST_ROWS, countOf(props.row_count).count ?? FIRST_ROWS)
  return { headers: given, data: Array.from({ length: rows }, () => emptyRow(given.length)) }
}

function headersOf(props: Props): readonly string[] {
  if (Array.isArray(props.headers) && props.headers.length > 0) return props.headers.slice(0, MOST_COLUMNS).map(String)
  const count = Math.min(MOST_COLUMNS, countOf(props.column_count ?? props.col_count).count ?? 3)
  return Array.from({ length: count }, (_, index) => String(index + 1))
}

function evened(headers: readonly string[], rows: readonly (readonly unknown[])[]): TableDraft {
  const width = headers.length
  return {
    headers,
    data: rows.map((row) => (row.length === width ? row : Array.from({ length: width }, (_, column) => row[column] ?? ''))),
  }
}

function emptyRow(width: number): readonly unknown[] {
  return Array.from({ length: width }, () => '')
}

/** Whether a value is such a draft: another description may have left something else. */
export function isTableDraft(draft: unknown): draft is TableDraft {
  return (
    typeof draft === 'object' &&
    draft !== null &&
    'headers' in draft &&
    'data' in draft &&
    Array.isArray(draft.headers) &&
    Array.isArray(draft.data)
  )
}

/** Changes one cell. */
export function withCell({ headers, data }: TableDraft, row: number, column: number, value: unknown): TableDraft {
  return { headers, data: data.map((cells, index) => (index === row ? cells.with(column, value) : cells)) }
}

/** Changes one header. */
export function withHeader({ headers, data }: TableDraft, column: number, header: string): TableDraft {
  return { headers: headers.with(column, header), data }
}

/** Empties a block of cells, except in fixed columns. */
export function withCleared(
  { headers, data }: TableDraft,
  { top, bottom, left, right }: CellRange,
  { fixedColumns }: TableLimits,
): TableDraft {
  const cleared = (cells: readonly unknown[]) =>
    cells.map((cell, column) => (column < left || column > right || fixedColumns.has(column) ? cell : ''))
  return { headers, data: data.map((cells, row) => (row < top || row > bottom ? cells : cleared(cells))) }
}

/** Adds an empty row after a row. */
export function withRow({ headers, data }: TableDraft, after: number): TableDraft {
  return { headers, data: data.toSpliced(after + 1, 0, emptyRow(headers.length)) }
}

/** Adds an empty column after a column. */
export function withColumn({ headers, data }: TableDraft, after: number): TableDraft {
  const header = String(headers.length + 1)
  return { headers: headers.toSpliced(after + 1, 0, header), data: data.map((cells) => cells.toSpliced(after + 1, 0, '')) }
}

/** Removes rows. */
export function withoutRows({ headers, data }: TableDraft, top: number, bottom: number): TableDraft {
  return { headers, data: data.toSpliced(top, bottom - top + 1) }
}

/** Removes columns. */
export function withoutColumns({ headers, data }: TableDraft, left: number, right: number): TableDraft {
  const count = right - left + 1
  return { headers: headers.toSpliced(left, count), data: data.map((cells) => cells.toSpliced(left, count)) }
}

/** The result of a paste. */
export interface Pasted {
  readonly draft: TableDraft
  readonly rows: number
  readonly columns: number
  /** A part of it did not fit. */
  readonly isCut: boolean
}

/** Writes cells over the table, from one cell on. The table grows where it may. `read` turns a text into a value. */
export function withPasted(
  draft: TableDraft,
  cells: readonly (readonly string[])[],
  row: number,
  column: number,
  limits: TableLimits,
  read: (text: string, column: number) => unknown,
): Pasted {
  const wide = cells.reduce((most, line) => Math.max(most, line.length), 0)
  const mostColumns = limits.canAddColumns ? Math.max(limits.mostColumns, draft.headers.length) : draft.headers.length
  const mostRows = limits.canAddRows ? Math.max(limits.mostRows, draft.data.length) : draft.data.length
  const columns = Math.max(0, Math.min(wide, mostColumns - column))
  const rows = Math.max(0, Math.min(cells.length, mostRows - row))
  const width = Math.max(draft.headers.length, column + columns)
  const headers = Array.from({ length: width }, (_, index) => draft.headers[index] ?? String(index + 1))
  const data = Array.from({ length: Math.max(draft.data.length, row + rows) }, (_, index) => {
    const before = draft.data[index] ?? []
    const line = index >= row && index < row + rows ? cells[index - row] : undefined
    if (!line && before.length === width) return before
    return Array.from({ length: width }, (_, place) => {
      const text = place >= column && place < column + columns ? line?.[place - column] : undefined
      return text === undefined || limits.fixedColumns.has(place) ? (before[place] ?? '') : read(text, place)
    })
  })
  return { draft: { headers, data }, rows, columns, isCut: rows < cells.length || columns < wide }
}
