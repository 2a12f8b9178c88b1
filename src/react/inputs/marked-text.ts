/** A text and the pieces marked in it, while both are edited; made from the pieces of `gr.HighlightedText`, and back. */
import { isJsonObject } from '../../core/protocol/safe-keys.ts'

/** A piece of the text, by the places where it begins and ends, and what it is. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly className: string
  /** The number it came with, where its text has names too: it stays one until it is written anew. */
  readonly score?: number
}

/** The draft. Marks are in order and do not overlap. */
export interface MarkedText {
  readonly text: string
  readonly marks: readonly Mark[]
  /** What pieces have is a number, not a name. */
  readonly isScored: boolean
}

const EMPTY: MarkedText = { text: '', marks: [], isScored: false }

/** Whether a value is such a draft. */
export function isMarkedText(value: unknown): value is MarkedText {
  return isJsonObject(value) && typeof value.text === 'string' && Array.isArray(value.marks)
}

/** The draft in a value of any kind. */
export function markedTextOf(draft: unknown): MarkedText {
  return isMarkedText(draft) ? draft : EMPTY
}

/** The draft for pieces: `{token, class_or_confidence}`, or pairs as Gradio 3 has them. */
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

/** The pieces of a draft: all of the text, in order. */
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

/** With another text: marks go with their letters, and a mark none of whose letters is left is gone. */
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
    // What is typed inside a mark belongs to it; what is typed at its edges does not.
    const from = mark.from >= start && mark.from === cut ? mark.from + grown : moved(mark.from, false)
    const to = moved(mark.to, true)
    return to > from ? [{ ...mark, from, to }] : []
  })
  return { ...draft, text, marks }
}

/** With one more mark, which takes its letters from those that were there. */
export function withMark(draft: MarkedText, mark: Mark): MarkedText {
  const others = draft.marks.flatMap((other) => {
    if (other.to <= mark.from || other.from >= mark.to) return [other]
    const left = { ...other, to: mark.from }
    const right = { ...other, from: mark.to }
    return [left, right].filter(({ from, to }) => to > from)
  })
  return { ...draft, marks: [...others, mark].toSorted((one, other) => one.from - other.from) }
}
