/**
 * The author's text among the fields: Markdown, with sanitised HTML. The form waits for its code, so that nothing
 * moves.
 */
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { LayoutText } from '@gradio-stream/client/internal/protocol/describe/layout'
import { lazyPart } from '../kit/lazy-part.tsx'
import type { LazyPart } from '../kit/lazy-part.tsx'
import type { MarkdownProps } from '../outputs/markdown/markdown.tsx'
import { readDelimiters } from '../outputs/markdown/math-delimiters.ts'
import { plainWords } from '../kit/strip-markup.ts'
import { useGradioProcess } from '../kit/process-context.ts'

function PlainWords({ text }: MarkdownProps): ReactElement {
  return <p dir="auto">{plainWords(text)}</p>
}

/** Draws Markdown; plain words if its code could not be loaded. */
export const AuthorText: LazyPart<MarkdownProps> = lazyPart<MarkdownProps>(
  () => import('../outputs/markdown/markdown-document.tsx'),
  PlainWords,
)

/** The text. */
export function FormText({ node: { text, props } }: { node: LayoutText }): ReactElement {
  const { stream, settings } = useGradioProcess()
  const mathDelimiters = useMemo(() => readDelimiters(props.latex_delimiters), [props.latex_delimiters])
  return (
    <div className="rgs-form-text">
      <AuthorText
        text={text}
        app={stream.discovery.data ?? null}
        messages={settings.messages}
        lineBreaks={props.line_breaks === true}
        mathDelimiters={mathDelimiters}
        dir={props.rtl === true ? 'rtl' : 'auto'}
      />
    </div>
  )
}
