/** Widths of columns in pixels, before a person changes them: what the app asks for, else by what stands in the first rows. */
import { cellText, datatypeOf } from './cell-text.ts'
import type { TableValue } from './table-value.ts'
import { cellOf } from './table-value.ts'

/** A column is never narrower: its sign for sorting and a few letters have room. */
export const LEAST_WIDTH = 56
/** A column is never wider of itself; a person may go on to `WIDEST`. */
const WIDEST_FIRST = 320
/** A column is never made wider. */
export const WIDEST = 1200
const PADDING = 26
/** Room for the sign of sorting. */
const SIGN = 18
/** Of text in 14 px, on average and a little more. */
const LETTER = 7.6
const WIDE_LETTER = /[\u1100-\uffef]/
const SAMPLE_ROWS = 40

/** First width of each drawn column. `tableWidth` is what percentages are of, `textScale` how much larger text is than usual. */
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

/** Width at which what stands in the first rows fits. */
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

/** `100`, `"100px"` or `"20%"`; `null` for `"auto"` and what is none of these. */
function pixels(width: unknown, whole: number): number | null {
  if (typeof width === 'number' && Number.isFinite(width)) return width
  const [, number, unit] = typeof width === 'string' ? (/^([\d.]{1,8})(px|%)$/.exec(width.trim()) ?? []) : []
  const value = Number(number)
  if (number === undefined || !Number.isFinite(value)) return null
  return unit === '%' ? (value / 100) * whole : value
}
