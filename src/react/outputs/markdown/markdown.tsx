/** Markdown as a page may show what a stranger wrote: sanitised, its links and pictures tamed, code and formulas drawn by what is loaded for them. */
import { memo, useMemo, useState } from 'react'
import type { AnchorHTMLAttributes, ImgHTMLAttributes, ReactElement, TableHTMLAttributes } from 'react'
import ReactMarkdown from 'react-markdown'
import type { Components, Options } from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import type { AppDescription } from '../../../core/protocol/app-description.ts'
import { CodeFence } from './code-fence.tsx'
import { createBlockSplitter } from './split-blocks.ts'
import { useExtras } from './use-extras.ts'
import type { Extras } from './use-extras.ts'

/** Props of {@link Markdown}. */
export interface MarkdownProps {
  readonly text: string
  /** The text still grows: its last block may be half of something. */
  readonly isStreaming?: boolean | undefined
  /** Whose pictures may be shown; `null` shows none. */
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  /** Formulas between dollar signs are formulas. @defaultValue true */
  readonly hasMaths?: boolean | undefined
  /** A line end is a line break, as in a chat. @defaultValue false */
  readonly keepsLineBreaks?: boolean | undefined
}

/** What GitHub allows, and the marks that formulas are found by. No styles, no scripts, no forms, no frames. */
const SCHEMA: typeof defaultSchema = {
  ...defaultSchema,
  attributes: { ...defaultSchema.attributes, code: [['className', /^language-./, 'math-inline', 'math-display']] },
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['http', 'https', 'data'] },
}
/** A block that grows beyond this is shown as it is until it is whole: parsing it anew for each piece would cost its square. */
const LONGEST_GROWING_LENGTH = 12_000
const FORMULA = /\$[^$\s]|\\\(|\\\[/

/** A Markdown text, drawn block by block. */
export function Markdown({ text, isStreaming = false, app, hasMaths = true, keepsLineBreaks = false }: MarkdownProps): ReactElement {
  // It remembers where it stopped; asked again for the same text it says the same.
  const [split] = useState(createBlockSplitter)
  const blocks = split(text)
  const extras = useExtras({ code: text.includes('```') || text.includes('~~~'), maths: hasMaths && FORMULA.test(text) })
  const components = useMemo(() => componentsFor(app), [app])
  return (
    <div className="rgs-prose" dir="auto" data-streaming={isStreaming || undefined}>
      {blocks.map((block, index) => {
        const isGrowing = isStreaming && index === blocks.length - 1
        if (isGrowing && block.length > LONGEST_GROWING_LENGTH) {
          return (
            <pre key={index} className="rgs-growing">
              {block}
            </pre>
          )
        }
        return <Block key={index} text={block} components={components} extras={extras} keepsLineBreaks={keepsLineBreaks} />
      })}
    </div>
  )
}

interface BlockProps {
  readonly text: string
  readonly components: Components
  readonly extras: Extras
  readonly keepsLineBreaks: boolean
}

/** Parsed once for each text: finished blocks keep theirs. */
const Block = memo(function Block({ text, components, extras, keepsLineBreaks }: BlockProps): ReactElement {
  const remarkPlugins: Options['remarkPlugins'] = [remarkGfm, ...extras.remark]
  const rehypePlugins: Options['rehypePlugins'] = [rehypeRaw, [rehypeSanitize, SCHEMA], ...extras.rehype]
  return (
    <ReactMarkdown components={components} remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} urlTransform={(url) => url}>
      {keepsLineBreaks ? text.replaceAll(/(?<!\n)\n(?=[^\n])/g, '  \n') : text}
    </ReactMarkdown>
  )
})

function componentsFor(app: MarkdownProps['app']): Components {
  return {
    a: ({ href, children }: AnchorHTMLAttributes<HTMLAnchorElement>) =>
      // Where a link leads is for people to see: relative ones would lead into the page around.
      href !== undefined && /^(?:https?:|mailto:)/i.test(href) ? (
        <a className="rgs-link" href={href} target="_blank" rel="noreferrer nofollow">
          {children}
        </a>
      ) : (
        <>{children}</>
      ),
    img: ({ src, alt }: ImgHTMLAttributes<HTMLImageElement>) => (
      <Picture src={typeof src === 'string' ? src : ''} alt={alt ?? ''} app={app} />
    ),
    table: ({ children }: TableHTMLAttributes<HTMLTableElement>) => (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      <div className="rgs-scroll-x" tabIndex={0}>
        <table>{children}</table>
      </div>
    ),
    pre: CodeFence,
  }
}

/** The app's own pictures; another host would learn who looks, so those are links. */
function Picture({ src, alt, app }: { src: string; alt: string; app: MarkdownProps['app'] }): ReactElement {
  const address = ownAddress(src, app)
  if (address !== null) return <img src={address} alt={alt} loading="lazy" referrerPolicy="no-referrer" />
  if (!/^https?:\/\//i.test(src)) return <>{alt}</>
  return (
    <a className="rgs-link" href={src} target="_blank" rel="noreferrer nofollow">
      {alt || src}
    </a>
  )
}

function ownAddress(src: string, app: MarkdownProps['app']): string | null {
  if (/^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i.test(src)) return src
  if (!app || !URL.canParse(src, `${app.rootUrl}/`)) return null
  const { href } = new URL(src, `${app.rootUrl}/`)
  return [app.apiUrl, app.rootUrl].some((base) => href.startsWith(`${base}/`)) ? href : null
}
