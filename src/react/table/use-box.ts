/** Width, direction and text size of an element, kept up to date. */
import { useEffect, useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** The size of a box; zero before it is on the page. */
export interface Box {
  /** Pixels inside its borders and scroll bar; 0 while unknown. */
  readonly width: number
  readonly isRtl: boolean
  /** Enlargement of its text; 1 while unknown, and for smaller text. */
  readonly textScale: number
}

const USUAL_TEXT_PX = 14

// A server has nothing to measure, and React warns about layout effects there.
const useMeasuring = typeof window === 'undefined' ? useEffect : useLayoutEffect

/** Measures an element when it is drawn and whenever its size changes. */
export function useBox(ref: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState<Box>({ width: 0, isRtl: false, textScale: 1 })
  useMeasuring(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = (): void => {
      const width = element.clientWidth
      const { direction, fontSize } = getComputedStyle(element)
      const isRtl = direction === 'rtl'
      const textScale = Math.max(1, (Number.parseFloat(fontSize) || USUAL_TEXT_PX) / USUAL_TEXT_PX)
      setBox((before) =>
        before.width === width && before.isRtl === isRtl && before.textScale === textScale ? before : { width, isRtl, textScale },
      )
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return box
}
