/**
 * Keeps the focus in a process when the focused element disappears: the cancel button at the end of a run, "Try again"
 * or "Show more" after a press. A browser would move it to the body, and keyboard users would start at the top of the
 * page.
 */
import { useEffect, useRef } from 'react'
import type { FocusEvent } from 'react'

interface KeptFocus {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void
}

/** What has the focus, and where it goes next: the nearest first. */
interface Held {
  readonly frame: HTMLElement
  readonly target: Element
  readonly near: readonly HTMLElement[]
}

/** In these a lost focus goes to a neighbour. For a lost button of the process itself it goes to the primary action. */
const PLACES = 'fieldset, section, [role="group"], [id$="-field"]'
const STOPS = ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled)'

/** Handlers for the frame of a process. A lost focus goes to a neighbour, or to the primary action. */
export function useKeptFocus(): KeptFocus {
  const held = useRef<Held | null>(null)
  const watch = useRef<MutationObserver | null>(null)
  useEffect(() => () => watch.current?.disconnect(), [])
  const letGo = (): void => {
    held.current = null
    watch.current?.disconnect()
  }
  return {
    onFocus: ({ currentTarget: frame, target }) => {
      held.current = { frame, target, near: besides(frame, target) }
      // Not an effect: most elements disappear without a render of the frame.
      watch.current ??= new MutationObserver(() => {
        const lost = held.current
        if (!lost || lost.target.isConnected) return
        letGo()
        moveOn(lost)
      })
      watch.current.observe(frame, { childList: true, subtree: true })
    },
    onBlur: ({ target }) => {
      // The blur by a removal comes while the element is still there; only afterwards it is known whether a person left
      // it.
      queueMicrotask(() => {
        if (target.isConnected && held.current?.target === target) letGo()
      })
    },
  }
}

/**
 * The neighbours of an element within its container, backwards first, since "Show more" inserts after it. The container
 * comes last.
 */
function besides(frame: HTMLElement, target: Element): readonly HTMLElement[] {
  const place = target.closest<HTMLElement>(PLACES)
  if (!place || place.contains(frame)) return []
  const stops = [...place.querySelectorAll<HTMLElement>(STOPS)]
  const at = stops.findIndex((stop) => stop === target)
  return [...stops.slice(0, Math.max(0, at)).toReversed(), ...stops.slice(at + 1), place]
}

function moveOn({ frame, near }: Held): void {
  const page = frame.ownerDocument
  // Something else has already taken the focus: a dialog, a wrong field.
  if (!frame.isConnected || (page.activeElement !== null && page.activeElement !== page.body)) return
  const next = near.find((stop) => stop.isConnected) ?? frame.querySelector<HTMLElement>('[data-action]') ?? frame
  next.focus({ preventScroll: true })
  if (page.activeElement === next) return
  next.tabIndex = -1
  next.focus({ preventScroll: true })
}
