/** `gr.Markdown`, drawn while it streams. */
import type { ReactElement } from 'react'
import type { OutputComponentProps } from '../output-kind.ts'
import { Markdown } from './markdown.tsx'

export default function MarkdownOutput({ value, isStreaming, app, messages, componentProps }: OutputComponentProps): ReactElement {
  const text = typeof value === 'string' ? value : ''
  if (text === '' && !isStreaming) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <Markdown
      text={text}
      isStreaming={isStreaming}
      app={app}
      hasMaths={mayHaveMaths(componentProps)}
      keepsLineBreaks={componentProps.line_breaks === true}
    />
  )
}

/** An app that lists no delimiters wants none; one that says nothing has Gradio's. */
function mayHaveMaths({ latex_delimiters: delimiters }: OutputComponentProps['componentProps']): boolean {
  return !Array.isArray(delimiters) || delimiters.length > 0
}
