/** The field of a dialogue: lines and who says each, or one text. */
import { DialogueEditor } from './marks/dialogue-editor.tsx'
import { dialogueOf, toDialogueDraft } from './marks/dialogue-draft.ts'
import type { InputKind } from './input-kind.ts'

/**
 * `gr.Dialogue`: lines and who says each, or one text. Lines nothing is said in are left out; Gradio fails on
 * `null`.
 */
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
