/**
 * Keeps the focus in a process when what had it goes: the cancel button at the end of a run, "Try again" or "Show more" once it was pressed.
 * A browser would put it on the body then, and who works by keyboard would begin at the top of the page.
 */
import { useEffect, useRef } from 'react'
import type { FocusEvent } from 'react'

interface KeptFocus {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void
}

/** What has the focus, and where it goes instead: the nearest first. */
interface Held {
  readonly frame: HTMLElement
  readonly target: Element
  readonly near: readonly HTMLElement[]
}

/** Within these a lost focus goes to what is beside it; a lost button of the process itself goes to the primary action. */
const PLACES = 'fieldset, section, [role="group"], [id$="-field"]'
const STOPS = ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled)'

/** Handlers for the frame of a process. A lost focus goes to what was beside it, or to the primary action. */
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
      // Not an effect: most of what goes, goes without the frame being drawn anew.
      watch.current ??= new MutationObserver(() => {
        const lost = held.current
        if (!lost || lost.target.isConnected) return
        letGo()
        moveOn(lost)
      })
      watch.current.observe(frame, { childList: true, subtree: true })
    },
    onBlur: ({ target }) => {
      // A blur by removal comes while the element is still there; whether a person left it shows only afterwards.
      queueMicrotask(() => {
        if (target.isConnected && held.current?.target === target) letGo()
      })
    },
  }
}

/** What one comes to from an element within its place: back first, since what is shown further comes after it. At last the place. */
function besides(frame: HTMLElement, target: Element): readonly HTMLElement[] {
  const place = target.closest<HTMLElement>(PLACES)
  if (!place || place.contains(frame)) return []
  const stops = [...place.querySelectorAll<HTMLElement>(STOPS)]
  const at = stops.findIndex((stop) => stop === target)
  return [...stops.slice(0, Math.max(0, at)).toReversed(), ...stops.slice(at + 1), place]
}

function moveOn({ frame, near }: Held): void {
  const page = frame.ownerDocument
  // Somebody has taken it already: a dialog, a field that is wrong.
  if (!frame.isConnected || (page.activeElement !== null && page.activeElement !== page.body)) return
  const next = near.find((stop) => stop.isConnected) ?? frame.querySelector<HTMLElement>('[data-action]') ?? frame
  next.focus({ preventScroll: true })
  if (page.activeElement === next) return
  next.tabIndex = -1
  next.focus({ preventScroll: true })
}
