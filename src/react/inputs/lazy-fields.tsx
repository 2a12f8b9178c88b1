/** Fields few apps have: what is drawn comes with the first of each; how they are read is here. */
import type { ReactElement } from 'react'
import { lazyPart } from '../lazy-part.tsx'
import { readDataset } from '../dataset.ts'
import { dialogueOf, toDialogueDraft } from './dialogue-draft.ts'
import { pathsOf, takesOne } from './explorer/chosen-paths.ts'
import type { InputKind } from './input-kind.ts'
import { fromPieces, markedTextOf, toPieces } from './marked-text.ts'

function Room(): ReactElement {
  return <div className="rgs-skeleton rgs-field-room" />
}

/** `gr.Dialogue`: lines and who says each, or one text. Lines nothing is said in are left out; Gradio fails on `null`. */
export const dialogueInput: InputKind = {
  Component: lazyPart(() => import('./dialogue-editor.tsx'), Room),
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
  Component: lazyPart(() => import('./marking-editor.tsx'), Room),
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
  Component: lazyPart(() => import('./dataset-input.tsx'), Room),
  labelling: 'group',
  isWide: true,
  read(draft, { props }, { messages }) {
    if (draft === null || draft === undefined) return { ok: true, value: null }
    const isThere = typeof draft === 'number' && readDataset(props).rows[draft] !== undefined
    return isThere ? { ok: true, value: draft } : { ok: false, message: messages.issues.choiceMissing }
  },
}

/** `gr.FileExplorer`: paths of files and folders. Nothing is `null` until something was chosen, and always where one at most is taken: Gradio 3 fails on an empty list. */
export const explorerInput: InputKind = {
  Component: lazyPart(() => import('./explorer/file-explorer.tsx'), Room),
  labelling: 'group',
  isWide: true,
  locksItself: true,
  toDraft: ({ defaultValue }) => (defaultValue === null || defaultValue === undefined ? null : pathsOf(defaultValue)),
  read(draft, parameter, { messages, formats }) {
    if (draft === null || draft === undefined) return { ok: true, value: null }
    const paths = pathsOf(draft)
    if (!takesOne(parameter)) return { ok: true, value: paths }
    if (paths.length > 1) return { ok: false, message: messages.issues.tooMany(1, formats) }
    return { ok: true, value: paths.length === 1 ? paths : null }
  },
}
