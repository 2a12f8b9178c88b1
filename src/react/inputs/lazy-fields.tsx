/** Fields few apps have: what is drawn comes with the first of each; how they are read is here. */
import type { ReactElement } from 'react'
import { lazyPart } from '../lazy-part.tsx'
import { readDataset } from '../dataset.ts'
import { dialogueOf, toDialogueDraft } from './dialogue-draft.ts'
import type { InputKind } from './input-kind.ts'
import { fromPieces, markedTextOf, toPieces } from './marked-text.ts'

function Room(): ReactElement {
  return <div className="rgs-skeleton rgs-field-room" />
}

/** `gr.Dialogue`: lines and who says each, or one text. Lines nothing is said in are left out. */
export const dialogueInput: InputKind = {
  Component: lazyPart(() => import('./dialogue-editor.tsx'), Room),
  labelling: 'group',
  isWide: true,
  locksItself: true,
  toDraft: ({ defaultValue, props }) => toDialogueDraft(defaultValue, props),
  read(draft, { hasDefault }, { messages }) {
    const dialogue = dialogueOf(draft)
    const said = typeof dialogue === 'string' ? dialogue : dialogue.filter(({ text }) => text.trim() !== '')
    if (said.length > 0) return { ok: true, value: said }
    return hasDefault ? { ok: true, value: null } : { ok: false, message: messages.issues.missing }
  },
}

/** `gr.HighlightedText`: a text, and what is marked in it. */
export const markingInput: InputKind = {
  Component: lazyPart(() => import('./marking-editor.tsx'), Room),
  labelling: 'group',
  isWide: true,
  locksItself: true,
  toDraft: ({ defaultValue }) => fromPieces(defaultValue),
  read(draft, { hasDefault }, { messages }) {
    const marked = markedTextOf(draft)
    const pieces = toPieces(marked)
    if (marked.isScored && marked.marks.some(({ className }) => className === '' || !Number.isFinite(Number(className)))) {
      return { ok: false, message: messages.issues.notNumber }
    }
    if (marked.marks.some(({ className }) => className.trim() === '')) return { ok: false, message: messages.marking.noClass }
    if (pieces.length > 0) return { ok: true, value: pieces }
    return hasDefault ? { ok: true, value: null } : { ok: false, message: messages.issues.missing }
  },
}

/** `gr.Dataset`: the place of one of its samples. */
export const datasetInput: InputKind = {
  Component: lazyPart(() => import('./dataset-input.tsx'), Room),
  labelling: 'group',
  isWide: true,
  read(draft, { hasDefault, props }, { messages }) {
    if (typeof draft === 'number' && draft < readDataset(props).rows.length) return { ok: true, value: draft }
    return hasDefault ? { ok: true, value: null } : { ok: false, message: messages.issues.choiceMissing }
  },
}
