/** Keeps a growing box scrolled to its end while the reader is at the end. After scrolling up it stays where it is. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

const NEAR_END_PX = 32

/** Result of {@link useStickToEnd}. */
export interface StickToEnd {
  readonly box: RefObject<HTMLDivElement | null>
  readonly isAtEnd: boolean
  readonly onScroll: () => void
  readonly jump: () => void
}

/** `content`: the value that makes the box grow. */
export function useStickToEnd(content: unknown): StickToEnd {
  const box = useRef<HTMLDivElement>(null)
  const sticks = useRef(true)
  const [isAtEnd, setAtEnd] = useState(true)
  const follow = useCallback(() => {
    if (box.current && sticks.current) box.current.scrollTop = box.current.scrollHeight
  }, [])
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the content is what makes it scroll
  useLayoutEffect(follow, [content, follow])
  useEffect(() => {
    const inner = box.current?.firstElementChild
    // Pictures and late code make it grow without new content. Absent in test environments.
    if (!inner || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(follow)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [follow])
  const onScroll = useCallback(() => {
    if (!box.current) return
    const { scrollTop, scrollHeight, clientHeight } = box.current
    sticks.current = scrollTop + clientHeight >= scrollHeight - NEAR_END_PX
    setAtEnd(sticks.current)
  }, [])
  const jump = useCallback(() => {
    sticks.current = true
    setAtEnd(true)
    follow()
    box.current?.focus({ preventScroll: true })
  }, [follow])
  return { box, isAtEnd, onScroll, jump }
}
