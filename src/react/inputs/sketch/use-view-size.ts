/** The size of an element in screen pixels. */
import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'
import type { Size } from './sketch-layer.tsx'

const NOTHING: Size = { width: 0, height: 0 }
/** A larger canvas costs time without a visible gain. */
const MOST_PIXELS = 2400

/** Follows the size of an element with the proportions of `size`; the same object while it stays. */
export function useViewSize(element: RefObject<HTMLElement | null>, { width, height }: Size): Size {
  const [view, setView] = useState(NOTHING)
  useLayoutEffect(() => {
    const board = element.current
    if (!board) return undefined
    const measure = (): void => {
      const fine = Math.min(MOST_PIXELS, Math.round(board.clientWidth * (globalThis.devicePixelRatio || 1)))
      const next = { width: fine, height: Math.round((fine * height) / width) }
      setView((before) => (before.width === next.width && before.height === next.height ? before : next))
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(board)
    return () => observer.disconnect()
  }, [element, width, height])
  return view
}
