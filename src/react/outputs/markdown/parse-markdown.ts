/**
 * Markdown as Gradio's page reads it: GitHub's, with HTML, without footnotes. The dialect is defined once, so that the
 * same parser cuts the text into blocks and draws them.
 */
import ReactMarkdown from 'react-markdown'
import type { Options } from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { keepWordsApart } from './split-text-nodes.ts'
import { toDollars } from './math-delimiters.ts'
import type { MathDelimiter } from './math-delimiters.ts'
import { markdownSchema } from './sanitize-schema.ts'

/** A node of the Markdown tree; only the used members. */
export interface MarkdownNode {
  type: string
  value?: string
  children?: MarkdownNode[]
  position?: { start: { line: number; offset?: number }; end: { offset?: number } }
  /** The language of code. */
  lang?: string | null
  /** Of link reference definitions. */
  identifier?: string
  url?: string
  title?: string | null
  data?: { hProperties?: unknown }
}

type RemarkPlugins = NonNullable<Options['remarkPlugins']>
type RehypePlugins = NonNullable<Options['rehypePlugins']>

/** Parses and draws formulas; loaded with the first one. */
export interface MathPlugins {
  readonly remark: RemarkPlugins
  readonly rehype: RehypePlugins
}

/** What maths adds to the dialect. */
export interface MathDialect {
  readonly plugins: MathPlugins
  readonly delimiters: readonly MathDelimiter[]
}

/** How one text is parsed. */
export interface Dialect {
  /** A line break in the source is one on the page. */
  readonly lineBreaks: boolean
  readonly math: MathDialect | null
}

/** The `this` of a `unified` plugin; only the used members. */
interface Processor {
  data: () => { micromarkExtensions?: unknown[] }
}

/**
 * Footnote numbers run through the whole text, so they cannot be drawn block by block. Gradio has no footnotes either.
 */
export const FOOTNOTES = ['gfmFootnoteDefinition', 'gfmFootnoteCall', 'gfmPotentialFootnoteCall']

/**
 * A plugin that removes constructs from the dialect, by micromark's names. It comes after the plugins that add them.
 */
export function without(constructs: readonly string[]) {
  return function disable(this: unknown): void {
    // A plugin's `this` is the processor. Its types are in a package that we do not depend on.
    const data = (this as Processor).data()
    data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: constructs } }]
  }
}
const withoutFootnotes = without(FOOTNOTES)

/** Makes a break at the end of every line of text. */
export function breakLines() {
  return (tree: MarkdownNode): void => visit(tree, splitLines)
}

function splitLines(node: MarkdownNode): void {
  if (!node.children?.some(({ type, value }) => type === 'text' && value?.includes('\n'))) return
  node.children = node.children.flatMap((child) => {
    if (child.type !== 'text' || !child.value?.includes('\n')) return [child]
    return child.value.split('\n').flatMap((value, index) => {
      const text = value === '' ? [] : [{ type: 'text', value }]
      return index === 0 ? text : [{ type: 'break' }, ...text]
    })
  })
}

/** Visits a node and all nodes below it, in order. Without recursion, since the sender chooses the depth. */
export function visit(root: MarkdownNode, see: (node: MarkdownNode) => void): void {
  const left = [root]
  for (let node = left.pop(); node; node = left.pop()) {
    see(node)
    if (node.children) left.push(...node.children.toReversed())
  }
}

/** Finds separate formulas by the delimiters that stood there before they were replaced by dollars. */
function markDisplay(source: string, delimiters: readonly MathDelimiter[]) {
  return () =>
    (tree: MarkdownNode): void =>
      visit(tree, (node) => {
        const at = node.position?.start.offset
        if (node.type !== 'inlineMath' || at === undefined) return
        const display = delimiters.find(({ left }) => source.startsWith(left, at))?.display
        if (display && node.data) node.data.hProperties = { className: ['language-math', 'math-display'] }
      })
}

/** The text as the plugins parse it, with the same length. */
export function prepare(text: string, { math }: Dialect): string {
  return math ? toDollars(text, math.delimiters) : text
}

/** Plugins that parse a text; `text` is the text before `prepare`. */
export function remarkPlugins(text: string, { lineBreaks, math }: Dialect): RemarkPlugins {
  const formulas = math ? [...math.plugins.remark, markDisplay(text, math.delimiters)] : []
  return [remarkGfm, withoutFootnotes, ...formulas, ...(lineBreaks ? [breakLines] : [])]
}

/** Plugins that make it safe to draw. Formulas are made after sanitising: their code is trusted, its input is not. */
export function rehypePlugins({ math }: Dialect): RehypePlugins {
  return [rehypeRaw, [rehypeSanitize, markdownSchema], ...(math?.plugins.rehype ?? []), keepWordsApart]
}

/** The tree of a text. It is not drawn: the last plugin takes it away. */
export function parseMarkdown(text: string, dialect: Dialect): MarkdownNode {
  let parsed: MarkdownNode = { type: 'root', children: [] }
  const take = () => (tree: MarkdownNode) => {
    parsed = { ...tree }
    tree.children = []
  }
  // The component is a plain function without hooks, and its plugins see the tree.
  ReactMarkdown({ children: prepare(text, dialect), remarkPlugins: [...remarkPlugins(text, { ...dialect, lineBreaks: false }), take] })
  return parsed
}
