/** Code of `gr.Code`, in the colours of its language. */
import type { ReactElement } from 'react'
import { CodeView } from './code-view.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { isTextOrNone, textOrEmpty } from '../text-value.ts'

function CodeOutput({ value, label, componentProps, isStreaming, messages }: OutputComponentProps): ReactElement {
  const code = textOrEmpty(value)
  if (code === '' && !isStreaming) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const { language, wrap_lines: wraps, show_line_numbers: hasLineNumbers } = componentProps
  return (
    <CodeView
      code={code}
      language={typeof language === 'string' && language !== '' ? language : null}
      label={label}
      isGrowing={isStreaming}
      wraps={wraps === true}
      hasLineNumbers={hasLineNumbers === true}
    />
  )
}

/** `gr.Code`. */
export const codeOutput: OutputKind = {
  Component: CodeOutput,
  accepts: isTextOrNone,
  toText: textOrEmpty,
}
