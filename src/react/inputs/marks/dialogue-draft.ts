/** The draft of a dialogue: lines of several speakers, or one text. */
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'

/** One line. */
export interface DialogueLine {
  readonly speaker: string
  readonly text: string
}

/** Lines, or one text. */
export type DialogueDraft = readonly DialogueLine[] | string

/** The lines in a value; `null` for anything else. */
export function readLines(value: unknown): readonly DialogueLine[] | null {
  if (!Array.isArray(value)) return null
  const lines: DialogueLine[] = []
  for (const line of value as readonly unknown[]) {
    if (!isJsonObject(line) || typeof line.text !== 'string') return null
    lines.push({ speaker: typeof line.speaker === 'string' ? line.speaker : '', text: line.text })
  }
  return lines
}

/**
 * The initial draft: the app's own lines or text, else one empty line; a text if the app names no speakers, as on
 * Gradio's page.
 */
export function toDialogueDraft(value: unknown, props: Readonly<Record<string, unknown>>): DialogueDraft {
  if (typeof value === 'string') return value
  const lines = readLines(value)
  if (lines && lines.length > 0) return lines
  const [speaker] = speakersOf(props)
  return speaker === undefined || props.ui_mode === 'text' ? '' : [{ speaker, text: '' }]
}

/** The draft in any value. */
export function dialogueOf(draft: unknown): DialogueDraft {
  return typeof draft === 'string' ? draft : (readLines(draft) ?? [])
}

/** The speakers that the app names; none: any name is allowed. */
export function speakersOf({ speakers }: Readonly<Record<string, unknown>>): readonly string[] {
  return textsIn(speakers)
}

/** The app's tags, for example `(laughs)`. */
export function tagsOf({ tags }: Readonly<Record<string, unknown>>): readonly string[] {
  return textsIn(tags)
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.filter((one): one is string => typeof one === 'string'))] : []
}
