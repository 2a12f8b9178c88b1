/**
 * Converts between the text of a cell and its value, by the column's type. A text that does not fit stays, and is
 * reported when the form is submitted.
 */
import { isNumber, readNumberText } from '../../kit/numbers.ts'
import { datatypeOf, plainCell } from '../../table/cell-text.ts'

/** What is wrong with a cell. */
export interface CellIssue {
  readonly row: number
  readonly column: number
  readonly type: 'number' | 'bool' | 'date'
}

const TRUE: ReadonlySet<string> = new Set(['true', 'yes', '1'])
const FALSE: ReadonlySet<string> = new Set(['false', 'no', '0'])

/** The value of a typed text. */
export function valueOf(text: string, datatype: unknown, column: number): unknown {
  const type = datatypeOf(datatype, column)
  const plain = text.trim()
  if (type === 'number') {
    return readNumberText(plain) ?? text
  }
  if (type !== 'bool') return text
  const word = plain.toLowerCase()
  return TRUE.has(word) ? true : FALSE.has(word) ? false : text
}

/** The cell as it is sent: an empty cell is `null`, except in a text column. */
export function toSend(value: unknown, datatype: unknown, column: number): unknown {
  const isEmpty = value === '' || value === undefined || (typeof value === 'number' && !Number.isFinite(value))
  if (!isEmpty) return value
  const type = datatypeOf(datatype, column)
  return type === 'number' || type === 'bool' || type === 'date' ? null : ''
}

/** The first cell with a value of the wrong type. */
export function findIssue(data: readonly (readonly unknown[])[], datatype: unknown): CellIssue | null {
  for (const [row, cells] of data.entries()) {
    for (const [column, value] of cells.entries()) {
      if (value === '' || value === null || value === undefined) continue
      const type = datatypeOf(datatype, column)
      if (type === 'number' && !isNumber(value)) return { row, column, type }
      if (type === 'bool' && typeof value !== 'boolean') return { row, column, type }
      if (type === 'date' && Number.isNaN(Date.parse(plainCell(value)))) return { row, column, type }
    }
  }
  return null
}
