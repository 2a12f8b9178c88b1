/** Any value as JSON: a small one as it is written, a larger one as a tree that folds. */
import type { ReactElement } from 'react'
import { writeJson } from '../write-json.ts'
import { CodeBlock } from './code-block.tsx'
import { JsonTree } from './json-tree.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

/** So many values are read at a glance. */
const FEW_VALUES = 16

function JsonOutput({ value, label, messages, formats }: OutputComponentProps): ReactElement {
  if (countValues(value, FEW_VALUES) <= FEW_VALUES) return <CodeBlock text={writeJson(value, 2)} label={label} />
  return <JsonTree value={value} label={label} messages={messages} formats={formats} />
}

/** How many values there are, or one more than `most`. */
function countValues(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' && value.length > 2000 ? most + 1 : 1
  let count = 1
  for (const member of Object.values(value)) {
    count += countValues(member, most - count)
    if (count > most) return count
  }
  return count
}

/** `gr.JSON`, and whatever has no output of its own yet. */
export const jsonOutput: OutputKind = { Component: JsonOutput, toText: (value) => writeJson(value, 2) }
