/** Any value as JSON, indented; a long one folds. */
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { CodeBlock } from './code-block.tsx'
import { writeJson } from '../write-json.ts'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

const FOLDS_FROM_LINES = 24

function toText(value: unknown): string {
  return writeJson(value, 2)
}

function JsonOutput({ value, label, messages, formats }: OutputComponentProps): ReactElement {
  const text = useMemo(() => toText(value), [value])
  const lines = text.split('\n').length
  const block = <CodeBlock text={text} label={label} />
  if (lines < FOLDS_FROM_LINES) return block
  return (
    <details className="rgs-fold">
      <summary className="rgs-summary">{messages.output.json(lines, formats)}</summary>
      {block}
    </details>
  )
}

/** `gr.JSON`, and whatever has no output of its own yet. */
export const jsonOutput: OutputKind = { Component: JsonOutput, toText }
