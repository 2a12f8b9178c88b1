/**
 * The draft of a marked text: the text and its marks, made from the pieces of `gr.HighlightedText`, and converted back.
 */
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'

/** A marked piece of the text: its start, its end and its class. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly className: string
  /** The piece's original number, in a text that also has names. It stays a number until it is edited. */
  readonly score?: number
}

/** The draft. Marks are ordered and do not overlap. */
export interface MarkedText {
  readonly text: string
  readonly marks: readonly Mark[]
  /** Pieces have a number, not a name. */
  readonly isScored: boolean
}

const EMPTY: MarkedText = { text: '', marks: [], isScored: false }

/** Whether a value is such a draft. */
export function isMarkedText(value: unknown): value is MarkedText {
  return isJsonObject(value) && typeof value.text === 'string' && Array.isArray(value.marks)
}

/** The draft in any value. */
export function markedTextOf(draft: unknown): MarkedText {
  return isMarkedText(draft) ? draft : EMPTY
}

/** The draft for pieces: `{token, class_or_confidence}`, or pairs as in Gradio 3. */
export function fromPieces(value: unknown): MarkedText {
  if (!Array.isArray(value)) return typeof value === 'string' ? { ...EMPTY, text: value } : EMPTY
  let text = ''
  let isNamed = false
  const marks: Mark[] = []
  for (const piece of value as readonly unknown[]) {
    const [token, mark] = Array.isArray(piece) ? (piece as unknown[]) : isJsonObject(piece) ? [piece.token, piece.class_or_confidence] : []
    if (typeof token !== 'string' || token === '') continue
    if (typeof mark === 'string' || typeof mark === 'number') {
      isNamed ||= typeof mark === 'string'
      const place = { from: text.length, to: text.length + token.length }
      marks.push({ ...place, className: String(mark), ...(typeof mark === 'number' ? { score: mark } : {}) })
    }
    text += token
  }
  return { text, marks, isScored: marks.length > 0 && !isNamed }
}

/** The pieces of a draft: the whole text, in order. */
export function toPieces({ text, marks, isScored }: MarkedText): { token: string; class_or_confidence: string | number | null }[] {
  const pieces: { token: string; class_or_confidence: string | number | null }[] = []
  const add = (from: number, to: number, mark: string | number | null): void => {
    if (to > from) pieces.push({ token: text.slice(from, to), class_or_confidence: mark })
  }
  let at = 0
  for (const { from, to, className, score } of marks) {
    add(at, from, null)
    add(from, to, isScored ? Number(className) : score !== undefined && String(score) === className ? score : className)
    at = to
  }
  add(at, text.length, null)
  return pieces
}

/** Replaces the text. Marks move with their letters; a mark without letters is removed. */
export function withText(draft: MarkedText, text: string): MarkedText {
  const before = draft.text
  const most = Math.min(before.length, text.length)
  let start = 0
  while (start < most && before[start] === text[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end++
  const cut = before.length - end
  const grown = text.length - before.length
  const moved = (place: number, isEnd: boolean): number => {
    if (place < start || (place === start && !(isEnd && cut > start))) return place
    if (place >= cut) return place + grown
    return isEnd ? start : cut + grown
  }
  const marks = draft.marks.flatMap((mark) => {
    // Text that is typed inside a mark belongs to it; text at its edges does not.
    const from = mark.from >= start && mark.from === cut ? mark.from + grown : moved(mark.from, false)
    const to = moved(mark.to, true)
    return to > from ? [{ ...mark, from, to }] : []
  })
  return { ...draft, text, marks }
}

/** Adds a mark, which takes its letters from other marks. */
export function withMark(draft: MarkedText, mark: Mark): MarkedText {
  const others = draft.marks.flatMap((other) => {
    if (other.to <= mark.from || other.from >= mark.to) return [other]
    const left = { ...other, to: mark.from }
    const right = { ...other, from: mark.to }
    return [left, right].filter(({ from, to }) => to > from)
  })
  return { ...draft, marks: [...others, mark].toSorted((one, other) => one.from - other.from) }
}
