/** HTML of `gr.HTML`, in a frame where it can do nothing. As plain text until the frame is loaded. */
import type { ReactElement } from 'react'
import { CodeBlock } from './code-block.tsx'
import { lazyPart } from '../lazy-part.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

function HtmlSource({ value, label }: OutputComponentProps): ReactElement {
  return <CodeBlock text={toText(value)} label={label} />
}

const Frame = lazyPart(() => import('./html/html-frame.tsx'), HtmlSource)

function HtmlOutput(props: OutputComponentProps): ReactElement {
  if (toText(props.value).trim() === '') return <p className="rgs-muted rgs-output-empty">{props.messages.output.empty}</p>
  return <Frame {...props} />
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
