/**
 * The path of the Tab key through a page: where it stops, whether each stop is visible, and whether the path follows
 * the visual order.
 */
import { userEvent } from 'vitest/browser'
import { countChanged, pictureOf } from './pixels.ts'

/** Room around an element in which a sign of the focus is looked for. */
const AROUND_PX = 6
/**
 * The visible share of a one-pixel line around the element: corners are round, and rows of a scrolled box are cut off.
 */
const LEAST_SHARE = 0.6
const MOST_INSIDE = 8

/** Every element between two stops, without these two. `visit` is called at each, before the next key. */
export async function tabThrough(
  from: HTMLElement,
  to: HTMLElement,
  key: '{Tab}' | '{Shift>}{Tab}{/Shift}',
  visit?: (stop: HTMLElement) => Promise<void>,
): Promise<HTMLElement[]> {
  const stops: HTMLElement[] = []
  let inside = 0
  from.focus()
  for (;;) {
    await userEvent.keyboard(key)
    const { activeElement } = document
    if (activeElement === to) return stops
    if (!(activeElement instanceof HTMLElement) || activeElement === document.body) {
      throw new Error(`The focus left the page after ${nameOf(stops.at(-1))}.`)
    }
    // A field for a date is several stops in one element.
    inside = activeElement === stops.at(-1) ? inside + 1 : 0
    if (inside > MOST_INSIDE || (inside === 0 && stops.includes(activeElement))) {
      throw new Error(`The focus is trapped: it came to ${nameOf(activeElement)} again.`)
    }
    if (inside > 0) continue
    stops.push(activeElement)
    await visit?.(activeElement)
  }
}

/**
 * What is wrong with the focus ring of an element that was reached by keyboard: its pixels are compared with and
 * without focus. They must differ with a contrast of 3:1, along most of its edge.
 */
export async function findUnseen(element: HTMLElement): Promise<string[]> {
  const shown = signOf(element)
  const { left, top, width, height } = shown.getBoundingClientRect()
  const part = { left: left - AROUND_PX, top: top - AROUND_PX, width: width + 2 * AROUND_PX, height: height + 2 * AROUND_PX }
  const focused = await pictureOf(part)
  element.blur()
  const plain = await pictureOf(part)
  element.focus({ preventScroll: true })
  const changed = countChanged(plain, focused)
  const wanted = LEAST_SHARE * edgeInWindow(shown.getBoundingClientRect())
  return changed >= wanted ? [] : [`${nameOf(element)}: the focus changes ${changed} pixels enough to be seen, of ${Math.round(wanted)}`]
}

/** What covers the focused element altogether (WCAG 2.4.11). */
export function findCovered(element: HTMLElement): string[] {
  const box = signOf(element).getBoundingClientRect()
  const above: Element[] = []
  for (const x of [0.08, 0.5, 0.92]) {
    for (const y of [0.15, 0.5, 0.85]) {
      const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
      if (hit && (signOf(element).contains(hit) || hit.contains(element))) return []
      if (hit) above.push(hit)
    }
  }
  return [above.length > 0 ? `${nameOf(element)} lies under ${nameOf(above[0])}` : `${nameOf(element)} is out of the window`]
}

/**
 * Where the Tab order differs from the visual order: blocks from top to bottom and along the line, and the same within
 * each.
 */
export function findDisorder(stops: readonly HTMLElement[], blockOf: (element: HTMLElement) => Element): string[] {
  const found: string[] = []
  for (const [index, stop] of stops.entries()) {
    const before = stops[index - 1]
    if (!before) continue
    const [one, other] = blockOf(before) === blockOf(stop) ? [before, stop] : [blockOf(before), blockOf(stop)]
    // The foot of a long form lies over what it follows, at the window's edge.
    if (isInFoot(stop) !== isInFoot(before)) continue
    if (isBefore(other.getBoundingClientRect(), one.getBoundingClientRect())) found.push(`${nameOf(stop)} comes after ${nameOf(before)}`)
  }
  return found
}

/** Whether a reader comes to the one before the other. */
function isBefore(one: DOMRect, other: DOMRect): boolean {
  if (one.bottom <= other.top + 1) return true
  if (one.top >= other.bottom - 1) return false
  return getComputedStyle(document.documentElement).direction === 'rtl' ? one.left >= other.right - 1 : one.right <= other.left + 1
}

/** The element that shows the focus: a text among chips is in one box with them. */
function signOf(element: HTMLElement): Element {
  return (element.matches('input') && element.closest('.rgs-chips')) || element
}

/** How much of the edge of a box can be seen at all. */
function edgeInWindow({ left, right, top, bottom }: DOMRect): number {
  const width = Math.max(0, Math.min(innerWidth, right) - Math.max(0, left))
  const height = Math.max(0, Math.min(innerHeight, bottom) - Math.max(0, top))
  // An edge at that of the window has its line out of it.
  const sides = [left, innerWidth - right].filter((room) => room >= AROUND_PX).length
  const ends = [top, innerHeight - bottom].filter((room) => room >= AROUND_PX).length
  return sides * height + ends * width
}

/** An element in a few words. */
export function nameOf(element: Element | undefined): string {
  if (!element) return 'nothing'
  const words = element.getAttribute('aria-label') ?? element.id
  return `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join('')} "${words || element.textContent?.trim().slice(0, 30)}"`
}

function isInFoot(stop: Element): boolean {
  return stop.closest('.rgs-foot') !== null
}
