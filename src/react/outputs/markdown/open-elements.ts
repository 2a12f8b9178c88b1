/**
 * Tracks which HTML elements a text has left open: the content of an element must be drawn in one piece with it.
 * Cautious: where the HTML parser has special rules, the element counts as open.
 */
import { visit } from './parse-markdown.ts'
import type { MarkdownNode } from './parse-markdown.ts'

const TAG = /<(\/?)([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'])
const TABLE_PARTS = new Set(['caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])

/** Whether every element that the HTML in these nodes opens is also closed in them. */
export function closesAllElements(nodes: readonly MarkdownNode[]): boolean {
  const open: string[] = []
  let isOdd = false
  for (const root of nodes) {
    visit(root, ({ type, value }) => {
      if (type !== 'html' || value === undefined) return
      for (const [, slash, name] of value.matchAll(TAG)) {
        if (name !== undefined && !follow(open, name.toLowerCase(), slash === '/')) isOdd = true
      }
    })
  }
  return open.length === 0 && !isOdd
}

/** False for a part of a table outside of a table: the HTML parser takes everything after it as part of that table. */
function follow(open: string[], name: string, isEnd: boolean): boolean {
  if (isEnd) {
    const at = open.lastIndexOf(name)
    if (at >= 0) open.splice(at, 1)
    return true
  }
  if (TABLE_PARTS.has(name) && !open.includes('table')) return false
  if (!VOID.has(name)) open.push(name)
  return true
}
