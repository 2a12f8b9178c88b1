/** Widths of columns in pixels before a person changes them: from the app, or from the content of the first rows. */
import { cellText, datatypeOf } from './cell-text.ts'
import type { TableValue } from './table-value.ts'
import { cellOf } from './table-value.ts'

/** The narrowest column: it has space for the sort sign and a few letters. */
export const LEAST_WIDTH = 56
/** The widest initial width; a person may widen it up to `WIDEST`. */
const WIDEST_FIRST = 320
/** The widest column. */
export const WIDEST = 1200
const PADDING = 26
/** Space for the sort sign. */
const SIGN = 18
/** Average width of a letter at 14 px, and a little more. */
const LETTER = 7.6
const WIDE_LETTER = /[\u1100-\uffef]/
const SAMPLE_ROWS = 40

/** Initial width of each drawn column. Percentages are of `tableWidth`; `textScale` is the enlargement of text. */
export function firstWidths(
  table: TableValue,
  datatype: unknown,
  columnWidths: unknown,
  tableWidth: number,
  textScale: number,
): readonly number[] {
  const asked: readonly unknown[] = Array.isArray(columnWidths) ? columnWidths : []
  return table.headers.map((header, column) => {
    const width = pixels(asked[column], tableWidth)
    return width === null ? fitWidth(table, column, { header, datatype, textScale }) : Math.min(WIDEST, Math.max(LEAST_WIDTH, width))
  })
}

/** The width that fits the content of the first rows. */
export function fitWidth(
  table: TableValue,
  column: number,
  { header, datatype, textScale }: { header: string; datatype: unknown; textScale: number },
): number {
  const type = datatypeOf(datatype, column)
  let longest = textWidth(header) + SIGN
  for (let row = 0; row < Math.min(SAMPLE_ROWS, table.rows.length); row++) {
    const shown = cellOf(table.displays, row, column) ?? table.rows[row]?.[column]
    longest = Math.max(longest, textWidth(cellText(shown, type, { yes: 'Yes', no: 'No' }, 60)))
  }
  return Math.round(Math.min(WIDEST_FIRST * textScale, Math.max(LEAST_WIDTH, longest * textScale + PADDING)))
}

function textWidth(text: string): number {
  const letter = WIDE_LETTER.test(text) ? LETTER * 2 : LETTER
  return Math.min(60, text.length) * letter
}

/** `100`, `"100px"` or `"20%"`; `null` for `"auto"` and everything else. */
function pixels(width: unknown, whole: number): number | null {
  if (typeof width === 'number' && Number.isFinite(width)) return width
  const [, number, unit] = typeof width === 'string' ? (/^([\d.]{1,8})(px|%)$/.exec(width.trim()) ?? []) : []
  const value = Number(number)
  if (number === undefined || !Number.isFinite(value)) return null
  return unit === '%' ? (value / 100) * whole : value
}
