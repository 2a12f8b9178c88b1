/** Colours code. Loaded when the first piece of code is drawn. */
import { common, createLowlight } from 'lowlight'

/** One piece of coloured code: text, or a span around more. */
export interface CodePiece {
  readonly type: string
  readonly value?: string
  readonly properties?: { readonly className?: unknown }
  readonly children?: readonly CodePiece[]
}

const lowlight = createLowlight(common)
const PREFIX = 'rgs-hl-'

/** Gradio's names for languages that the highlighter has under another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { jinja2: 'xml', html: 'xml', dockerfile: 'bash', latex: 'plaintext' }

/** The code in pieces; `null` if its language is unknown. */
export function highlight(code: string, language: string): readonly CodePiece[] | null {
  const name = language.toLowerCase()
  const known = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : name
  if (known === undefined || !lowlight.registered(known)) return null
  return lowlight.highlight(known, code, { prefix: PREFIX }).children
}
