/** The content of a cell as text. The app's markup is removed, never drawn. */
import { writeJson } from '../kit/write-json.ts'

/** The type of a column, by Gradio's names; anything else is text. */
export type Datatype = 'str' | 'number' | 'bool' | 'date' | 'markdown' | 'html'

const DATATYPES: ReadonlySet<unknown> = new Set<Datatype>(['str', 'number', 'bool', 'date', 'markdown', 'html'])
/** A cell shows a few lines. A longer text is cut, and copied whole. */
const LONGEST_TEXT = 1000

/** `datatype` of the component: one for all columns, or one per column. */
export function datatypeOf(datatype: unknown, column: number): Datatype {
  const one: unknown = Array.isArray(datatype) ? datatype[column] : datatype
  // Only members of the set pass.
  return DATATYPES.has(one) ? (one as Datatype) : 'str'
}

/** Words that a cell may need. */
export interface CellWords {
  readonly yes: string
  readonly no: string
}

/** The text of a cell, cut if it is very long. */
export function cellText(value: unknown, datatype: Datatype, words: CellWords, longest: number = LONGEST_TEXT): string {
  const text = typeof value === 'boolean' ? (value ? words.yes : words.no) : plainCell(value)
  const limit = Math.min(longest, LONGEST_TEXT)
  // Removes markup from a long enough piece, not from megabytes.
  const piece = text.length > limit * 8 ? text.slice(0, limit * 8) : text
  const plain = datatype === 'html' ? withoutTags(piece) : datatype === 'markdown' ? withoutMarks(piece) : piece
  return plain.length > limit ? `${plain.slice(0, limit)}…` : plain
}

/** A cell for copying and editing: exact, and the same in every language. */
export function plainCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : writeJson(value)
}

/** An empty cell: nothing to show, and nothing to sort by. */
export function isEmptyCell(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (typeof value === 'number' && Number.isNaN(value))
}

function withoutTags(html: string): string {
  if (!/[<&]/.test(html)) return html
  if (typeof DOMParser === 'undefined') return html.replaceAll(/<[^>]*>/g, '')
  // A document without a window: nothing in it runs or loads.
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const hidden of body.querySelectorAll('script, style, template, noscript')) hidden.remove()
  return body.textContent
}

/** Markdown in a cell is mostly emphasis and links. */
function withoutMarks(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\s]*\)/g, '$1')
    .replaceAll(/(\*\*|__|~~|`)(?=\S)([^*_~`\n]*)\1/g, '$2')
    .replaceAll(/^#{1,6} /gm, '')
}
