/**
 * A text by the app: a log line, a toast or an error. It may contain HTML, as on Gradio's own page: emphasis, code,
 * links, lists. The code for marks is loaded with the first text that has some; until then plain text stands in its
 * place.
 */
import { memo } from 'react'
import type { ReactElement } from 'react'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { lazyPart } from '../kit/lazy-part.tsx'
import type { Messages } from '../messages/messages.ts'
import { hasMarks, plainWords } from '../kit/strip-markup.ts'

/** Props of {@link AppWords}. */
export interface AppWordsProps {
  text: string
  /** The app whose files may be linked. */
  app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  messages: Messages
}

const MarkdownLine = lazyPart(() => import('../outputs/markdown/markdown-line.tsx'), PlainLine)

function PlainLine({ text }: AppWordsProps): ReactElement {
  return <span className="rgs-line rgs-line-plain">{plainWords(text)}</span>
}

/** The text. */
export const AppWords = memo(function AppWords(props: AppWordsProps): ReactElement {
  return hasMarks(props.text) ? <MarkdownLine {...props} /> : <PlainLine {...props} />
})
