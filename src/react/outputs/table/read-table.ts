/** A table as Gradio describes it, or as a list of lists; ragged rows are made even where they are read. */
import { writeJson } from '../../write-json.ts'

/** What is drawn of a table. */
export interface TableValue {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
  /** What is shown instead of the values, cell by cell. */
  readonly shown: readonly (readonly unknown[])[] | null
  /** Gradio's own CSS, cell by cell. */
  readonly styling: readonly (readonly unknown[])[] | null
}

/** The table; `null` where the value is none. Reads no cell. */
export function readTable(value: unknown): TableValue | null {
  if (Array.isArray(value)) return isRows(value) ? { headers: numbered(value), rows: value, shown: null, styling: null } : null
  if (typeof value !== 'object' || value === null || !('data' in value) || !Array.isArray(value.data)) return null
  const { data } = value
  if (!isRows(data)) return null
  const headers: unknown = 'headers' in value ? value.headers : null
  const metadata: unknown = 'metadata' in value ? value.metadata : null
  const { display_value, styling } = typeof metadata === 'object' && metadata !== null ? (metadata as Record<string, unknown>) : {}
  return {
    headers: Array.isArray(headers) && headers.length > 0 ? headers.map(String) : numbered(data),
    rows: data,
    shown: Array.isArray(display_value) && isRows(display_value) ? display_value : null,
    styling: Array.isArray(styling) && isRows(styling) ? styling : null,
  }
}

function isRows(value: readonly unknown[]): value is readonly (readonly unknown[])[] {
  return value.every(Array.isArray)
}

function numbered(rows: readonly (readonly unknown[])[]): string[] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, index) => String(index + 1))
}

/** A cell in words. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  return typeof cell === 'number' ? String(cell) : writeJson(cell)
}

const STYLE = /^(color|background-color|font-weight|font-style|text-align)$/
const STYLE_VALUE = /^[\w\s#.,%()-]{1,60}$/

/** What of a cell's CSS may be obeyed: colours, weight and alignment, nothing that loads or covers. */
export function cellStyle(css: unknown): Record<string, string> | undefined {
  if (typeof css !== 'string' || css === '') return undefined
  const style: Record<string, string> = {}
  for (const rule of css.split(';')) {
    const [name = '', value = ''] = rule.split(':').map((part) => part.trim())
    if (STYLE.test(name) && STYLE_VALUE.test(value) && !/url|expression/i.test(value))
      style[name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] = value
  }
  return style
}
