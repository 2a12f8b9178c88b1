/**
 * Tables in values: `{headers, data, metadata}` of `gr.Dataframe`, or a plain list of lists. Rows are never copied: a
 * table may have 100,000 of them, and only visible cells are read.
 */

/** Most rows that are drawn; copying copies all. Browsers cannot lay out much more in one box. */
export const MOST_ROWS = 200_000
/** Most columns that are drawn. */
export const MOST_COLUMNS = 1000

/** A table in which every row has the same columns. A cell may hold any value. */
export interface TableValue {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
  /** What a cell shows instead of its value (`metadata.display_value`), row by row. */
  readonly displays: readonly unknown[]
  /** Style texts of cells (`metadata.styling`), row by row. Untrusted. */
  readonly styles: readonly unknown[]
  /** The number of columns, which can be more than are drawn. */
  readonly columnCount: number
}

const NONE: readonly unknown[] = []
const known = new WeakMap<object, TableValue>()

/** The table in a value; `null` if it has none. The same object for the same value. */
export function readTable(value: unknown): TableValue | null {
  if (value === null || value === undefined) return { headers: [], rows: [], displays: NONE, styles: NONE, columnCount: 0 }
  if (typeof value !== 'object') return null
  const before = known.get(value)
  if (before) return before
  const table = Array.isArray(value) ? toTable({ data: value }) : toTable(value)
  if (table) known.set(value, table)
  return table
}

function toTable(value: { headers?: unknown; data?: unknown; metadata?: unknown }): TableValue | null {
  const { headers, data, metadata } = value
  if (!isRows(data)) return null
  const given: readonly unknown[] = Array.isArray(headers) ? headers : []
  let columnCount = given.length
  for (const row of data) if (row.length > columnCount) columnCount = row.length
  // Each member is checked before its use.
  const { display_value, styling } = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as Record<string, unknown>
  return {
    headers: Array.from({ length: Math.min(MOST_COLUMNS, columnCount) }, (_, index) => headerText(given[index], index)),
    // Gradio's own empty table has one row without cells.
    rows: columnCount === 0 ? [] : data,
    displays: Array.isArray(display_value) ? display_value : NONE,
    styles: Array.isArray(styling) ? styling : NONE,
    columnCount,
  }
}

function isRows(data: unknown): data is readonly (readonly unknown[])[] {
  return Array.isArray(data) && data.every((row) => Array.isArray(row))
}

function headerText(header: unknown, index: number): string {
  if (typeof header === 'string' && header !== '') return header
  return typeof header === 'number' || typeof header === 'bigint' ? String(header) : String(index + 1)
}

/** One cell of a matrix that may be ragged or hold any value. */
export function cellOf(matrix: readonly unknown[], row: number, column: number): unknown {
  const cells = matrix[row]
  // A list of unknown values.
  return Array.isArray(cells) ? (cells as readonly unknown[])[column] : undefined
}
