/**
 * What an app says on the way, in a log, a toast or an error. There may be HTML in it, as on Gradio's own page: emphasis, code, links, lists.
 * What reads it is loaded with the first line that has any; until then the plain words stand in the same place.
 */
import { memo } from 'react'
import type { ReactElement } from 'react'
import type { AppDescription } from '../../core/protocol/app-description.ts'
import { lazyPart } from '../lazy-part.tsx'
import type { Messages } from '../messages/messages.ts'
import { hasMarks, plainWords } from './plain-words.ts'

/** Props of {@link AppWords}. */
export interface AppWordsProps {
  text: string
  /** Whose files may be linked to. */
  app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  messages: Messages
}

const MarkdownLine = lazyPart(() => import('../outputs/markdown/markdown-line.tsx'), PlainLine)

function PlainLine({ text }: AppWordsProps): ReactElement {
  return <span className="rgs-line rgs-line-plain">{plainWords(text)}</span>
}

/** The words. */
export const AppWords = memo(function AppWords(props: AppWordsProps): ReactElement {
  return hasMarks(props.text) ? <MarkdownLine {...props} /> : <PlainLine {...props} />
})
