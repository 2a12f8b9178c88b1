/**
 * The last Markdown plugin: gives a text with siblings an element of its own, as every text of ours has
 * (docs/decisions/028) (`react-markdown` has its own JSX). Marks code and formulas as not to be translated.
 */

/** A node of the HTML tree; only the used members. */
interface HtmlNode {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: HtmlNode[]
}

/** White space beside these elements is not laid out. */
const BLOCKS: ReadonlySet<string | undefined> = new Set(
  `address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre
  section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
)

/** Separates texts. Without recursion, since the sender chooses the depth. */
export function keepWordsApart() {
  return (root: HtmlNode): void => {
    const left = [root]
    for (let node = left.pop(); node; node = left.pop()) {
      const { children, properties, tagName } = node
      if (!children) continue
      if (tagName === 'code' || isFormula(node)) {
        node.properties = { ...properties, translate: 'no' }
        // The texts of a formula are already separate, and it must not contain other elements.
        if (tagName !== 'code') continue
      }
      const safe = node === root || children.length > 1 ? apart(children) : children
      node.children = safe
      left.push(...safe)
    }
  }
}

function apart(children: readonly HtmlNode[]): HtmlNode[] {
  const hasBlocks = children.some(({ tagName }) => BLOCKS.has(tagName))
  return children.flatMap((child) => {
    if (child.type !== 'text') return [child]
    if (hasBlocks && child.value?.trim() === '') return []
    return [{ type: 'element', tagName: 'span', properties: {}, children: [child] }]
  })
}

function isFormula({ properties }: HtmlNode): boolean {
  const names = properties?.className
  return Array.isArray(names) && names.includes('katex')
}
