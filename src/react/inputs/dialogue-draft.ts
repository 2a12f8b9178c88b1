/** Lines of several speakers while they are written. A dialogue can also be one text, as the app writes it. */
import { isJsonObject } from '../../core/protocol/safe-keys.ts'

/** One line. */
export interface DialogueLine {
  readonly speaker: string
  readonly text: string
}

/** Lines, or one text. */
export type DialogueDraft = readonly DialogueLine[] | string

/** The lines in a value; `null` where there is something else. */
export function readLines(value: unknown): readonly DialogueLine[] | null {
  if (!Array.isArray(value)) return null
  const lines: DialogueLine[] = []
  for (const line of value as readonly unknown[]) {
    if (!isJsonObject(line) || typeof line.text !== 'string') return null
    lines.push({ speaker: typeof line.speaker === 'string' ? line.speaker : '', text: line.text })
  }
  return lines
}

/** What a dialogue begins with: the app's own lines or text, else one empty line; a text where the app names no speakers, as on Gradio's page. */
export function toDialogueDraft(value: unknown, props: Readonly<Record<string, unknown>>): DialogueDraft {
  if (typeof value === 'string') return value
  const lines = readLines(value)
  if (lines && lines.length > 0) return lines
  const [speaker] = speakersOf(props)
  return speaker === undefined || props.ui_mode === 'text' ? '' : [{ speaker, text: '' }]
}

/** The draft in a value of any kind. */
export function dialogueOf(draft: unknown): DialogueDraft {
  return typeof draft === 'string' ? draft : (readLines(draft) ?? [])
}

/** The speakers the app names; none: anybody may speak. */
export function speakersOf({ speakers }: Readonly<Record<string, unknown>>): readonly string[] {
  return textsIn(speakers)
}

/** The tags the app names, as `(laughs)`. */
export function tagsOf({ tags }: Readonly<Record<string, unknown>>): readonly string[] {
  return textsIn(tags)
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.filter((one): one is string => typeof one === 'string'))] : []
}
