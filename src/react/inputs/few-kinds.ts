/** Fields few apps have, loaded for an endpoint that has one. */
import { readDataset } from '../dataset.ts'
import { DatasetInput } from './dataset-input.tsx'
import { DialogueEditor } from './dialogue-editor.tsx'
import { dialogueOf, toDialogueDraft } from './dialogue-draft.ts'
import type { InputKind } from './input-kind.ts'
import { MarkingEditor } from './marking-editor.tsx'
import { fromPieces, markedTextOf, toPieces } from './marked-text.ts'

/** `gr.Dialogue`: lines and who says each, or one text. Lines nothing is said in are left out; Gradio fails on `null`. */
export const dialogueInput: InputKind = {
  Component: DialogueEditor,
  labelling: 'group',
  isWide: true,
  locksItself: true,
  toDraft: ({ defaultValue, props }) => toDialogueDraft(defaultValue, props),
  read(draft, { props }) {
    const dialogue = dialogueOf(draft)
    const said = typeof dialogue === 'string' ? dialogue : dialogue.filter(({ text }) => text.trim() !== '')
    return { ok: true, value: said.length > 0 ? said : toDialogueDraft(null, props) }
  },
}

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

/** `gr.Dataset`: the place of one of its samples. */
export const datasetInput: InputKind = {
  Component: DatasetInput,
  labelling: 'group',
  isRadioGroup: true,
  isWide: true,
  read(draft, { props }, { messages }) {
    if (draft === null || draft === undefined) return { ok: true, value: null }
    const isThere = typeof draft === 'number' && readDataset(props).rows[draft] !== undefined
    return isThere ? { ok: true, value: draft } : { ok: false, message: messages.issues.choiceMissing }
  },
}
