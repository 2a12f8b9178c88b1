/** Any value as a tree that folds. Copying gives it as JSON. */
import type { ReactElement } from 'react'
import { writeJson } from '../write-json.ts'
import { JsonTree } from './json/json-tree.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

function JsonOutput({ value, label, componentProps, messages, formats }: OutputComponentProps): ReactElement {
  const { open } = componentProps
  return (
    <JsonTree value={value} label={label} isOpen={typeof open === 'boolean' && open ? true : null} messages={messages} formats={formats} />
  )
}

/** `gr.JSON`, and whatever has no output of its own yet. A text is better drawn as one: what chats answer with is declared as JSON. */
export const jsonOutput: OutputKind = {
  Component: JsonOutput,
  accepts: (value) => typeof value !== 'string',
  toText: (value) => writeJson(value, 2),
}
