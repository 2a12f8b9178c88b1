/**
 * The heading at the beginning of an author's introduction: it becomes the title of the process if the app has no
 * other, and is then not repeated.
 */
import type { LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'

const HEADING = /^\s*(?:#[ \t]+([^\n]{1,120}?)[ \t#]*(?:\n|$)|<h1\b[^<>]{0,200}>\s*([^<>]{1,120}?)\s*<\/h1>)/i

/** The heading as plain text; `null` if the introduction does not begin with one, or if it has marks. */
export function introHeading(layout: readonly LayoutNode[] | undefined): string | null {
  const [first] = layout ?? []
  const found = first?.kind === 'text' ? HEADING.exec(first.text) : null
  const heading = (found?.[1] ?? found?.[2])?.trim() ?? ''
  return heading === '' || /[<>`*_[\]\\&]/.test(heading) ? null : heading
}

/** The layout without the heading, if that is the title already. */
export function withoutTitle(layout: readonly LayoutNode[], title: string): readonly LayoutNode[] {
  const [first, ...others] = layout
  if (first?.kind !== 'text' || introHeading(layout)?.toLowerCase() !== title.trim().toLowerCase()) return layout
  const text = first.text.replace(HEADING, '').trim()
  return text === '' ? others : [{ ...first, text }, ...others]
}
