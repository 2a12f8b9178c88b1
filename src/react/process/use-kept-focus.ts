/**
 * Keeps the focus in a process when what had it goes: the cancel button at the end of a run, "Try again" once it was pressed. A
 * browser would put it on the body then, and who works by keyboard would begin at the top of the page.
 */
import { useEffect, useRef } from 'react'
import type { FocusEvent } from 'react'

interface KeptFocus {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void
}

/** Handlers for the frame of a process. After each drawing a lost focus goes to the primary action, else to the frame. */
export function useKeptFocus(): KeptFocus {
  const held = useRef<{ frame: HTMLElement; target: Element } | null>(null)
  useEffect(() => {
    if (held.current === null || held.current.target.isConnected) return
    const { frame } = held.current
    held.current = null
    const { activeElement, body } = frame.ownerDocument
    // Somebody has taken it already: a dialog, a field that is wrong.
    if (!frame.isConnected || (activeElement !== null && activeElement !== body)) return
    const action = frame.querySelector<HTMLElement>('[data-action]')
    if (!action) frame.tabIndex = -1
    ;(action ?? frame).focus({ preventScroll: true })
  })
  return {
    onFocus: ({ currentTarget, target }) => {
      held.current = { frame: currentTarget, target }
    },
    onBlur: ({ target }) => {
      // A blur by removal comes while the element is still there; whether a person left it shows only afterwards.
      queueMicrotask(() => {
        if (target.isConnected && held.current?.target === target) held.current = null
      })
    },
  }
}
