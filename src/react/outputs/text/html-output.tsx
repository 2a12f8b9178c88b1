/** HTML of `gr.HTML`, in a frame where it can do nothing. */
import type { ReactElement } from 'react'
import { HtmlFrame } from '../html/html-frame.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

function HtmlOutput(props: OutputComponentProps): ReactElement {
  if (toText(props.value).trim() === '') return <p className="rgs-muted rgs-output-empty">{props.messages.output.empty}</p>
  return <HtmlFrame {...props} />
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** `gr.HTML`. Copying gives the source. */
export const htmlOutput: OutputKind = {
  Component: HtmlOutput,
  accepts: (value) => value === null || typeof value === 'string',
  toText,
}
