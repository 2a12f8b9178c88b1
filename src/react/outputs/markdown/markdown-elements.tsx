/** The elements of Markdown as the page draws them: checked addresses, code with a copy button, tables that scroll. */
import { useContext } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Components } from 'react-markdown'
import { CopyButton } from '../../kit/copy-button.tsx'
import { CodeView } from '../code/code-view.tsx'
import { Link, MarkdownSettings } from './markdown-link.tsx'
import { pictureAddress } from './safe-address.ts'

interface PictureProps {
  src?: unknown
  alt?: string | undefined
  title?: string | undefined
  width?: number | string | undefined
  height?: number | string | undefined
}

/** A picture of the app. A picture from another host is a link, so that no other server is contacted before a press. */
function Picture({ src, alt, title, width, height }: PictureProps): ReactElement {
  const { app, messages } = useContext(MarkdownSettings)
  const address = pictureAddress(src, app)
  if (address === null) {
    return (
      <Link href={typeof src === 'string' ? src : undefined} title={title}>
        {messages.markdown.picture(alt ?? '')}
      </Link>
    )
  }
  return (
    <img
      src={address}
      alt={alt ?? ''}
      title={title}
      width={toPixels(width)}
      height={toPixels(height)}
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
    />
  )
}

function toPixels(size: number | string | undefined): number | undefined {
  const pixels = Number.parseInt(String(size), 10)
  return pixels > 0 && pixels < 10_000 ? pixels : undefined
}

/** A block of code with its language and a copy button. */
export function MarkdownFence({
  code,
  language,
  isGrowing = false,
}: {
  code: string
  language: string | null
  isGrowing?: boolean
}): ReactElement {
  const { messages } = useContext(MarkdownSettings)
  return (
    <div className="rgs-fence">
      <div className="rgs-fence-head">
        <span dir="ltr">{language ?? ''}</span>
        <CopyButton label={messages.markdown.code} text={() => code} />
      </div>
      <CodeView code={code} language={language} label={messages.markdown.code} isGrowing={isGrowing} />
    </div>
  )
}

/** A node of the HTML tree; only the used members. */
interface Element {
  type?: string
  tagName?: string
  value?: string
  properties?: { className?: unknown }
  children?: Element[]
}

function Preformatted({ node, children }: { node?: unknown; children?: ReactNode }): ReactElement {
  // The parser's `node`; only checked members are used.
  const { children: inner = [] } = (node ?? {}) as Element
  const [code] = inner
  if (inner.length !== 1 || code?.tagName !== 'code') return <pre className="rgs-markdown-pre">{children}</pre>
  const { className } = code.properties ?? {}
  const names: unknown[] = Array.isArray(className) ? className : []
  const language = names.find((name): name is string => typeof name === 'string' && name.startsWith('language-'))
  return <MarkdownFence code={textOf(code).replace(/\n$/, '')} language={language?.slice('language-'.length) ?? null} />
}

function textOf(element: Element): string {
  return element.value ?? (element.children ?? []).map(textOf).join('')
}

function Table({ children }: { children?: ReactNode }): ReactElement {
  const { messages } = useContext(MarkdownSettings)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard, and named
    <div className="rgs-markdown-table" tabIndex={0} role="group" aria-label={messages.markdown.table}>
      <table>{children}</table>
    </div>
  )
}

function Task({ checked }: { checked?: boolean | undefined }): ReactElement {
  const { messages } = useContext(MarkdownSettings)
  return (
    <input
      type="checkbox"
      className="rgs-checkbox"
      checked={checked === true}
      readOnly
      disabled
      aria-label={checked === true ? messages.markdown.taskDone : messages.markdown.taskOpen}
    />
  )
}

/** Headings are below the level of the output's label, at any level in the text. */
function heading(level: number): (props: { children?: ReactNode }) => ReactElement {
  const Tag = level === 1 ? 'h4' : level === 2 ? 'h5' : 'h6'
  return ({ children }) => (
    <Tag className="rgs-markdown-heading" data-level={level}>
      {children}
    </Tag>
  )
}

/** The component for each element. */
export const markdownComponents: Components = {
  a: ({ href, title, children }) => (
    <Link href={href} title={title}>
      {children}
    </Link>
  ),
  img: ({ src, alt, title, width, height }) => <Picture src={src} alt={alt} title={title} width={width} height={height} />,
  pre: Preformatted,
  table: ({ children }) => <Table>{children}</Table>,
  input: ({ checked }) => <Task checked={checked} />,
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
}
