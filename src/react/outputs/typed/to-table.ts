/** Finds lists that are tables: records with plain values, or rows of equal length. */
import { isRecord } from '../media/media-values.ts'

/** A table in the form of `gr.Dataframe`. */
export interface Table {
  readonly headers: readonly string[]
  readonly data: readonly (readonly unknown[])[]
}

const MOST_COLUMNS = 60

/** The table in a value, with columns named by `nameOf`; `null` for anything else. */
export function toTable(value: unknown, nameOf: (name: string) => string): Table | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const items: readonly unknown[] = value
  return items.every(isRecord) ? fromRecords(items, nameOf) : items.every(Array.isArray) ? fromRows(items) : null
}

function fromRecords(records: readonly Readonly<Record<string, unknown>>[], nameOf: (name: string) => string): Table | null {
  const names = new Set<string>()
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      if (!isCell(value)) return null
      names.add(name)
    }
    if (names.size > MOST_COLUMNS) return null
  }
  const columns = [...names]
  if (columns.length === 0) return null
  const data = records.map((record) => columns.map((name) => (Object.hasOwn(record, name) ? record[name] : null)))
  return { headers: columns.map(nameOf), data }
}

function fromRows(rows: readonly (readonly unknown[])[]): Table | null {
  const width = rows[0]?.length ?? 0
  // One column is just a list.
  if (width < 2 || width > MOST_COLUMNS || !rows.every((row) => row.length === width && row.every(isCell))) return null
  return { headers: Array.from({ length: width }, (_, index) => String(index + 1)), data: rows }
}

function isCell(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}
