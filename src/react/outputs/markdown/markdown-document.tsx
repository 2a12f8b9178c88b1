/**
 * Draws Markdown block by block, gathered in parts. Finished blocks are not drawn again. A long text that comes at once
 * is parsed over several frames.
 */
import { memo, useEffect, useMemo, useReducer, useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import ReactMarkdown from 'react-markdown'
import { LongCode } from '../code/long-code.tsx'
import type { MarkdownProps } from './markdown.tsx'
import { definitionsFor, MarkdownBlocks } from './markdown-blocks.ts'
import type { BlocksSnapshot, Definition, MarkdownBlock } from './markdown-blocks.ts'
import { MarkdownFence, markdownComponents } from './markdown-elements.tsx'
import { MarkdownSettings } from './markdown-link.tsx'
import { MarkdownParts } from './markdown-parts.ts'
import type { MarkdownPart } from './markdown-parts.ts'
import { mayHaveMath } from './math-delimiters.ts'
import type { MathDelimiter } from './math-delimiters.ts'
import { prepare, rehypePlugins, remarkPlugins } from './parse-markdown.ts'
import type { Dialect, MathPlugins } from './parse-markdown.ts'
import { calm } from './hide-unfinished-markup.ts'

const NO_DELIMITERS: readonly MathDelimiter[] = []
/** A longer text stays plain: a page of that many elements would always be slow. */
const LONGEST_READ = 400_000

/** The document. Loaded by `markdown.tsx`. */
export default function MarkdownDocument(props: MarkdownProps): ReactElement {
  const { text, isStreaming = false, app, messages, lineBreaks = false, mathDelimiters = NO_DELIMITERS, dir = 'auto' } = props
  const plugins = useMathPlugins(text, mathDelimiters)
  const dialect = useMemo<Dialect>(
    () => ({ lineBreaks, math: plugins && { plugins, delimiters: mathDelimiters } }),
    [lineBreaks, plugins, mathDelimiters],
  )
  const { finished, last, definitions, readTo } = useBlocks(text, !isStreaming, dialect)
  const gathered = useMemo(() => new MarkdownParts(), [])
  const parts = useMemo(() => gathered.gather(finished, last), [gathered, finished, last])
  const settings = useMemo(() => ({ app, messages }), [app, messages])
  return (
    <MarkdownSettings.Provider value={settings}>
      <div className="rgs-markdown" dir={dir} aria-busy={isStreaming || undefined} data-streaming={isStreaming || undefined}>
        {parts.map((part, index) => (
          <Part
            key={part.start}
            part={part}
            definitions={definitions}
            dialect={dialect}
            growing={isStreaming && index === parts.length - 1 ? last : null}
          />
        ))}
        {readTo < text.length && (
          <div className="rgs-markdown-rest">
            <LongCode text={text} start={readTo} />
          </div>
        )}
      </div>
    </MarkdownSettings.Provider>
  )
}

/** Parses the available text, and continues frame by frame. */
function useBlocks(text: string, isComplete: boolean, dialect: Dialect): BlocksSnapshot {
  const reader = useMemo(() => new MarkdownBlocks(dialect), [dialect])
  const [turn, readOn] = useReducer((count: number) => count + 1, 0)
  const snapshot = useMemo(
    () => reader.advance(text, isComplete),
    // oxlint-disable-next-line react/exhaustive-deps -- each turn reads one step more
    [reader, text, isComplete, turn],
  )
  const isBehind = snapshot.readTo < Math.min(text.length, LONGEST_READ)
  useEffect(() => {
    if (!isBehind) return undefined
    const frame = requestAnimationFrame(readOn)
    return () => cancelAnimationFrame(frame)
  }, [isBehind, turn, text])
  return snapshot
}

/** Loads the formula plugins with the first formula. */
function useMathPlugins(text: string, delimiters: readonly MathDelimiter[]): MathPlugins | null {
  const [plugins, setPlugins] = useState<MathPlugins | null>(null)
  const isWanted = plugins === null && delimiters.length > 0 && mayHaveMath(text, delimiters)
  const hasSingleDollar = delimiters.some(({ left }) => left === '$')
  useEffect(() => {
    if (!isWanted) return undefined
    let isGone = false
    const take = ({ createMathPlugins }: { createMathPlugins: (hasSingleDollar: boolean) => MathPlugins }): void => {
      if (!isGone) setPlugins(createMathPlugins(hasSingleDollar))
    }
    // If they cannot be loaded, formulas stay as written.
    import('./math-plugins.ts').then(take, () => {})
    return () => {
      isGone = true
    }
  }, [isWanted, hasSingleDollar])
  return plugins
}

interface PartProps {
  part: MarkdownPart
  definitions: readonly Definition[]
  dialect: Dialect
  growing: MarkdownBlock | null
}

const Part = memo(function Part({ part, definitions, dialect, growing }: PartProps): ReactElement {
  return (
    <div className="rgs-markdown-part" style={{ '--rgs-lines': part.lines } as CSSProperties}>
      {part.blocks.map((block) => (
        <Block
          key={block.start}
          block={block}
          definitions={definitionsFor(block, definitions)}
          dialect={dialect}
          isGrowing={block === growing}
        />
      ))}
    </div>
  )
})

interface BlockProps {
  block: MarkdownBlock
  definitions: string
  dialect: Dialect
  isGrowing: boolean
}

const Block = memo(function Block({ block, definitions, dialect, isGrowing }: BlockProps): ReactElement {
  const { openFence, head, source } = block
  if (openFence) return <MarkdownFence code={openFence.code} language={openFence.language} isGrowing />
  if (block.isPlain) return <div className="rgs-markdown-rest">{source}</div>
  const text = definitions + head + (isGrowing ? calm(source) : source)
  return (
    <ReactMarkdown
      remarkPlugins={remarkPlugins(text, dialect)}
      rehypePlugins={rehypePlugins(dialect)}
      components={markdownComponents}
      // Addresses are checked where they are drawn.
      urlTransform={sameAddress}
    >
      {prepare(text, dialect)}
    </ReactMarkdown>
  )
})

function sameAddress(address: string): string {
  return address
}
