/**
 * Markdown as Gradio's own page reads it: GitHub's, with HTML in it, without footnotes. One place for the dialect, so that
 * the text is cut into blocks by the very parser that draws them.
 */
import ReactMarkdown from 'react-markdown'
import type { Options } from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { toDollars } from './math-delimiters.ts'
import type { MathDelimiter } from './math-delimiters.ts'
import { markdownSchema } from './sanitize-schema.ts'

/** A node of Markdown's tree, as far as it is looked at here. */
export interface MarkdownNode {
  type: string
  value?: string
  children?: MarkdownNode[]
  position?: { start: { line: number; offset?: number }; end: { offset?: number } }
  /** Of code: its language. */
  lang?: string | null
  /** Of link reference definitions. */
  identifier?: string
  url?: string
  title?: string | null
  data?: { hProperties?: unknown }
}

type RemarkPlugins = NonNullable<Options['remarkPlugins']>
type RehypePlugins = NonNullable<Options['rehypePlugins']>

/** What reads formulas and draws them; loaded when the first one comes. */
export interface MathPlugins {
  readonly remark: RemarkPlugins
  readonly rehype: RehypePlugins
}

/** What maths adds to the dialect. */
export interface MathDialect {
  readonly plugins: MathPlugins
  readonly delimiters: readonly MathDelimiter[]
}

/** How one text is read. */
export interface Dialect {
  /** A line break in the source is one on the page. */
  readonly lineBreaks: boolean
  readonly math: MathDialect | null
}

/** What `unified` gives a plugin as `this`, as far as it is used here. */
interface Processor {
  data: () => { micromarkExtensions?: unknown[] }
}

/** Numbers that run through the whole text cannot be drawn block by block, and Gradio has no footnotes either. */
export const FOOTNOTES = ['gfmFootnoteDefinition', 'gfmFootnoteCall', 'gfmPotentialFootnoteCall']

/** A plugin that takes constructs out of the dialect, by micromark's names for them. Comes after those that bring them. */
export function without(constructs: readonly string[]) {
  return function disable(this: unknown): void {
    // A plugin's `this` is the processor; its types come with a package that is not ours to import.
    const data = (this as Processor).data()
    data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: constructs } }]
  }
}
const withoutFootnotes = without(FOOTNOTES)

/** Breaks at the end of every line of text. */
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

/** Visits a node and all below it, in order. Not by recursion: the depth is the sender's to choose. */
export function visit(root: MarkdownNode, see: (node: MarkdownNode) => void): void {
  const left = [root]
  for (let node = left.pop(); node; node = left.pop()) {
    see(node)
    if (node.children) left.push(...node.children.toReversed())
  }
}

/** Tells formulas of a line of their own by the delimiters that stood there before they were dollars. */
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

/** The text as the plugins read it: of the same length. */
export function prepare(text: string, { math }: Dialect): string {
  return math ? toDollars(text, math.delimiters) : text
}

/** Plugins that read a text, given as it was before it was prepared. */
export function remarkPlugins(text: string, { lineBreaks, math }: Dialect): RemarkPlugins {
  const formulas = math ? [...math.plugins.remark, markDisplay(text, math.delimiters)] : []
  return [remarkGfm, withoutFootnotes, ...formulas, ...(lineBreaks ? [breakLines] : [])]
}

/** Plugins that make it safe to draw. Formulas are made after sanitising: what makes them is trusted, its input is not. */
export function rehypePlugins({ math }: Dialect): RehypePlugins {
  return [rehypeRaw, [rehypeSanitize, markdownSchema], ...(math?.plugins.rehype ?? [])]
}

/** The tree of a text. Not drawn: the plugin that takes it leaves nothing behind. */
export function parseMarkdown(text: string, dialect: Dialect): MarkdownNode {
  let parsed: MarkdownNode = { type: 'root', children: [] }
  const take = () => (tree: MarkdownNode) => {
    parsed = { ...tree }
    tree.children = []
  }
  // The component is a plain function without hooks; its plugins see the tree on its way.
  ReactMarkdown({ children: prepare(text, dialect), remarkPlugins: [...remarkPlugins(text, { ...dialect, lineBreaks: false }), take] })
  return parsed
}
