/** Markdown, wherever the app may write it. Its code is loaded when the first of it is drawn; until then it is plain text. */
import type { ReactElement } from 'react'
import type { AppDescription } from '../../../core/protocol/app-description.ts'
import type { Messages } from '../../messages/messages.ts'
import { LongText } from '../code/long-text.tsx'
import { lazyPart } from '../../lazy-part.tsx'
import type { MathDelimiter } from './math-delimiters.ts'

/** Props of {@link Markdown}. */
export interface MarkdownProps {
  readonly text: string
  /** More is to come: half-finished markup is drawn calmly. @defaultValue false */
  readonly isStreaming?: boolean
  /** Whose pictures and files may be shown. */
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  readonly messages: Messages
  /** Every line break of the text is one on the page. @defaultValue false */
  readonly lineBreaks?: boolean
  /** What formulas stand between. Keep the list stable. @defaultValue none: no formulas */
  readonly mathDelimiters?: readonly MathDelimiter[] | undefined
  /** @defaultValue 'auto' */
  readonly dir?: 'rtl' | 'auto'
}

function PlainMarkdown({ text, dir = 'auto' }: MarkdownProps): ReactElement {
  return (
    <div className="rgs-markdown rgs-markdown-plain" dir={dir}>
      <LongText text={text} />
    </div>
  )
}

/** Markdown as the page's own text: sanitised, with code in colour, tables, tasks and formulas. */
export const Markdown = lazyPart<MarkdownProps>(() => import('./markdown-document.tsx'), PlainMarkdown)
