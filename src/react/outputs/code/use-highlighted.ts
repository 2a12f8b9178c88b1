/**
 * Coloured code, as soon as the highlighter is loaded. Growing code is coloured again only when it has grown by a
 * fraction of its length.
 */
import { useEffect, useState } from 'react'
import type { CodePiece } from './highlight.ts'

type Highlight = (code: string, language: string) => readonly CodePiece[] | null

/** The coloured part of the code, in pieces, and its length. */
export interface Highlighted {
  readonly pieces: readonly CodePiece[]
  readonly length: number
}

/** Longer code stays plain: colouring it would block the page. */
const LONGEST_HIGHLIGHTED = 30_000
const GROWS_BY = 1.3
const GROWS_BY_LEAST = 120

let loaded: Highlight | null = null

/** The highlighter; `null` until it is loaded, and if it cannot be loaded. */
function useHighlighter(isWanted: boolean): Highlight | null {
  const [highlight, setHighlight] = useState<Highlight | null>(() => loaded)
  useEffect(() => {
    if (!isWanted || highlight) return undefined
    let isGone = false
    const take = (module: { highlight: Highlight }): void => {
      loaded = module.highlight
      if (!isGone) setHighlight(() => module.highlight)
    }
    // If it cannot be loaded, the code stays plain. The next piece of code tries again.
    import('./highlight.ts').then(take, () => {})
    return () => {
      isGone = true
    }
  }, [isWanted, highlight])
  return highlight
}

/**
 * Remembers the last colouring. Code is coloured at growing intervals, so that the total work stays proportional to the
 * length.
 */
function createCache(): (highlight: Highlight, code: string, language: string, isGrowing: boolean) => Highlighted | null {
  let before: { code: string; language: string; highlighted: Highlighted | null } | null = null
  return (highlight, code, language, isGrowing) => {
    if (before?.language === language && code.startsWith(before.code)) {
      const isNear = code.length < Math.max(before.code.length * GROWS_BY, before.code.length + GROWS_BY_LEAST)
      if (before.code === code || (isGrowing && isNear)) return before.highlighted
    }
    const pieces = highlight(code, language)
    before = { code, language, highlighted: pieces && { pieces, length: code.length } }
    return before.highlighted
  }
}

/** Colours code; `null` while it stays plain. */
export function useHighlighted(code: string, language: string | null, isGrowing: boolean): Highlighted | null {
  const isShort = code.length <= LONGEST_HIGHLIGHTED
  const highlight = useHighlighter(language !== null && isShort)
  const [colour] = useState(createCache)
  return language !== null && isShort && highlight ? colour(highlight, code, language, isGrowing) : null
}
