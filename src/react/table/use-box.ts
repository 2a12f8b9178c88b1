/** Width and direction of an element, kept up to date. */
import { useEffect, useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** What is known of a box; nothing before it is on the page. */
export interface Box {
  /** Pixels inside its borders and scroll bar; 0 while unknown. */
  readonly width: number
  readonly isRtl: boolean
}

// On a server there is nothing to measure, and React warns of layout effects.
const useMeasuring = typeof window === 'undefined' ? useEffect : useLayoutEffect

/** Measures an element when it is drawn and whenever its size changes. */
export function useBox(ref: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState<Box>({ width: 0, isRtl: false })
  useMeasuring(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = (): void => {
      const width = element.clientWidth
      const isRtl = getComputedStyle(element).direction === 'rtl'
      setBox((before) => (before.width === width && before.isRtl === isRtl ? before : { width, isRtl }))
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return box
}
