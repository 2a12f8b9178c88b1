/** Draws a line with marks. Loaded by `parts/app-text.tsx` with the first one. */
import { useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import ReactMarkdown from 'react-markdown'
import type { Components } from 'react-markdown'
import type { AppWordsProps } from '../../parts/app-text.tsx'
import { Link, MarkdownSettings } from './markdown-link.tsx'
import { lineRehypePlugins, lineRemarkPlugins } from './parse-line.ts'

const Heading = ({ children }: { children?: ReactNode }): ReactElement => (
  <p>
    <strong>{children}</strong>
  </p>
)
const Block = ({ children }: { children?: ReactNode }): ReactElement => <p>{children}</p>

const components: Components = {
  a: ({ href, title, children }) => (
    <Link href={href} title={title}>
      {children}
    </Link>
  ),
  pre: Block,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
}

/** The line. */
export default function MarkdownLine({ text, app, messages }: AppWordsProps): ReactElement {
  const settings = useMemo(() => ({ app, messages }), [app, messages])
  return (
    <MarkdownSettings.Provider value={settings}>
      <span className="rgs-line">
        <ReactMarkdown
          remarkPlugins={lineRemarkPlugins}
          rehypePlugins={lineRehypePlugins}
          components={components}
          // Addresses are checked where they are drawn.
          urlTransform={sameAddress}
        >
          {text}
        </ReactMarkdown>
      </span>
    </MarkdownSettings.Provider>
  )
}

function sameAddress(address: string): string {
  return address
}
