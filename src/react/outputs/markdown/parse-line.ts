/**
 * Parses the few marks in a line of the app: a log line, a toast or an error. Gradio's page reads HTML there and no
 * Markdown (seen with 4.44 to 6.31), so plain signs must not become Markdown: paths, products, `__names__`, a `#` at
 * the start.
 */
import type { Options } from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { keepWordsApart } from './split-text-nodes.ts'
import { breakLines, FOOTNOTES, visit, without } from './parse-markdown.ts'
import type { MarkdownNode } from './parse-markdown.ts'
import { lineSchema } from './sanitize-schema.ts'

/** Constructs that arrange pages, or that could be meant literally; by micromark's names. */
const NOT_READ = `headingAtx setextUnderline list blockQuote thematicBreak codeFenced codeIndented definition table strikethrough
  tasklistCheck characterEscape hardBreakEscape labelStartImage emailAutolink`.split(/\s+/)

/** Emphasis must stand alone and use asterisks; anything else is restored as written. */
function keepSigns() {
  return (tree: MarkdownNode, file: { readonly value: unknown }): void => {
    const source = String(file.value)
    const isWord = (at: number): boolean => /[\p{L}\p{N}_*]/u.test(source.charAt(at))
    const judge = (node: MarkdownNode): MarkdownNode[] => {
      const [start, end] = [node.position?.start.offset, node.position?.end.offset]
      if ((node.type !== 'emphasis' && node.type !== 'strong') || start === undefined || end === undefined) return [node]
      const sign = source.charAt(start)
      if (sign === '*' && !isWord(start - 1) && !isWord(end)) return [node]
      const text = { type: 'text', value: node.type === 'strong' ? sign + sign : sign }
      return [text, ...(node.children ?? []).flatMap(judge), text]
    }
    visit(tree, (node) => {
      if (node.children) node.children = node.children.flatMap(judge)
    })
  }
}

/** Plugins that parse a line. */
export const lineRemarkPlugins: NonNullable<Options['remarkPlugins']> = [
  remarkGfm,
  without([...FOOTNOTES, ...NOT_READ]),
  keepSigns,
  breakLines,
]

/** Plugins that make it safe to draw. */
export const lineRehypePlugins: NonNullable<Options['rehypePlugins']> = [rehypeRaw, [rehypeSanitize, lineSchema], keepWordsApart]
