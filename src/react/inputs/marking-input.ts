/** The field of a text and what is marked in it. */
import type { InputKind } from './input-kind.ts'
import { MarkingEditor } from './marks/marking-editor.tsx'
import { fromPieces, markedTextOf, toPieces } from './marks/marked-text.ts'

/** `gr.HighlightedText`: a text, and what is marked in it. */
export const markingInput: InputKind = {
  Component: MarkingEditor,
  labelling: 'group',
  isWide: true,
  locksItself: true,
  toDraft: ({ defaultValue }) => fromPieces(defaultValue),
  read(draft, _parameter, { messages }) {
    const marked = markedTextOf(draft)
    const pieces = toPieces(marked)
    if (marked.isScored && marked.marks.some(({ className }) => className === '' || !Number.isFinite(Number(className)))) {
      return { ok: false, message: messages.issues.notNumber }
    }
    if (marked.marks.some(({ className }) => className.trim() === '')) return { ok: false, message: messages.marking.noClass }
    return { ok: true, value: pieces.length > 0 ? pieces : null }
  },
}
