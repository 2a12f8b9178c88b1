/**
 * Markdown, for every place where an app may write it. Its code is loaded with the first one; until then the text is
 * plain.
 */
import type { ReactElement } from 'react'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Messages } from '../../messages/messages.ts'
import { LongCode } from '../code/long-code.tsx'
import { lazyPart } from '../../kit/lazy-part.tsx'
import type { MathDelimiter } from './math-delimiters.ts'

/** Props of {@link Markdown}. */
export interface MarkdownProps {
  readonly text: string
  /** More will come: unfinished markup is hidden. @defaultValue false */
  readonly isStreaming?: boolean
  /** The app whose pictures and files may be shown. */
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  readonly messages: Messages
  /** Every line break in the text is a line break on the page. @defaultValue false */
  readonly lineBreaks?: boolean
  /** The delimiters of formulas. Keep the list stable. @defaultValue none: no formulas */
  readonly mathDelimiters?: readonly MathDelimiter[] | undefined
  /** @defaultValue 'auto' */
  readonly dir?: 'rtl' | 'auto'
}

function PlainMarkdown({ text, dir = 'auto' }: MarkdownProps): ReactElement {
  return (
    <div className="rgs-markdown rgs-markdown-plain" dir={dir}>
      <LongCode text={text} />
    </div>
  )
}

/** Markdown as text of the page: sanitised, with coloured code, tables, tasks and formulas. */
export const Markdown = lazyPart<MarkdownProps>(() => import('./markdown-document.tsx'), PlainMarkdown)
