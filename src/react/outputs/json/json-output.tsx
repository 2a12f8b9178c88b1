/** Any value as a tree that folds. Copying gives JSON. */
import type { ReactElement } from 'react'
import { writeJson } from '../../kit/write-json.ts'
import { JsonTree } from './json-tree.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

function JsonOutput({ value, label, componentProps, messages, formats }: OutputComponentProps): ReactElement {
  const { open } = componentProps
  return (
    <JsonTree value={value} label={label} isOpen={typeof open === 'boolean' && open ? true : null} messages={messages} formats={formats} />
  )
}

/**
 * `gr.JSON`, and values without an output of their own. A text is drawn as text: chats declare their replies as JSON.
 */
export const jsonOutput: OutputKind = {
  Component: JsonOutput,
  accepts: (value) => typeof value !== 'string',
  toText: (value) => writeJson(value, 2),
}
