/** Markdown of `gr.Markdown`. */
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { Markdown } from '../markdown/markdown.tsx'
import { readDelimiters } from '../markdown/math-delimiters.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { isTextOrNone, textOrEmpty } from '../text-value.ts'

function MarkdownOutput({ value, isStreaming, componentProps, app, messages }: OutputComponentProps): ReactElement {
  const text = textOrEmpty(value)
  const { latex_delimiters: delimiters, line_breaks: lineBreaks, rtl } = componentProps
  const mathDelimiters = useMemo(() => readDelimiters(delimiters), [delimiters])
  if (text === '' && !isStreaming) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <Markdown
      text={text}
      isStreaming={isStreaming}
      app={app}
      messages={messages}
      lineBreaks={lineBreaks === true}
      mathDelimiters={mathDelimiters}
      dir={rtl === true ? 'rtl' : 'auto'}
    />
  )
}

/** `gr.Markdown`. Copying gives the text as the app wrote it. */
export const markdownOutput: OutputKind = {
  Component: MarkdownOutput,
  accepts: isTextOrNone,
  toText: textOrEmpty,
}
