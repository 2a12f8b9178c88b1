/** `gr.Code`: a fence of Markdown around it, so that there is one way to colour code. */
import type { ReactElement } from 'react'
import { CodeBlock } from '../code-block.tsx'
import type { OutputComponentProps } from '../output-kind.ts'
import { Markdown } from './markdown.tsx'

/** Colouring more would hold the page up. */
const MOST_COLOURED_LENGTH = 60_000

export default function CodeOutput({ value, label, app, isStreaming, componentProps }: OutputComponentProps): ReactElement {
  const text = typeof value === 'string' ? value : ''
  // While it grows each piece would colour all of it again.
  if (isStreaming || text.length > MOST_COLOURED_LENGTH) return <CodeBlock text={text} label={label} />
  const language = typeof componentProps.language === 'string' ? componentProps.language.replaceAll(/[^\w+#.-]/g, '') : ''
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return <Markdown text={`${fence}${language}\n${text}\n${fence}`} app={app} hasMaths={false} />
}
