/**
 * Targets that a finger or an unsteady hand can hit (WCAG 2.5.8): 24 px in both directions, or that much space around
 * the middle of a smaller one.
 */
import { nameOf } from './focus.ts'

const LEAST_PX = 24
/** Rounding of layout. */
const SLACK_PX = 0.5

const CONTROLS = 'button, input, select, textarea, summary, a[href], audio[controls], video[controls], [tabindex="0"]'

/** Everything that is seen and can be pressed or typed into. */
export function controlsOf(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) =>
      control.checkVisibility({ visibilityProperty: true }) &&
      !control.closest('.rgs-visually-hidden') &&
      !control.matches('[aria-hidden="true"], :disabled'),
  )
}

/** Controls that are too small and too close to another; links within a sentence are left out, as the rule does. */
export function findSmallTargets(controls: readonly HTMLElement[]): string[] {
  const targets = controls.filter((control) => !isInSentence(control)).map((control) => ({ control, box: boxOf(control) }))
  const small = targets.filter(({ box }) => box.width < LEAST_PX - SLACK_PX || box.height < LEAST_PX - SLACK_PX)
  return small.flatMap(({ control, box }) => {
    const tight = targets.find((other) => {
      if (other.control === control) return false
      const gap = distanceTo(middleOf(box), small.some((one) => one === other) ? circleBox(other.box) : other.box)
      return gap < LEAST_PX / 2 - SLACK_PX && !isSameTarget(control, other.control)
    })
    return tight ? [`${nameOf(control)} is ${Math.round(box.width)} × ${Math.round(box.height)} px, close to ${nameOf(tight.control)}`] : []
  })
}

/** What a press reaches: the control and the labels that lie around it. */
function boxOf(control: HTMLElement): DOMRect {
  const around =
    'labels' in control && control instanceof HTMLInputElement ? [...(control.labels ?? [])].find((label) => label.contains(control)) : null
  return (around ?? control).getBoundingClientRect()
}

/** A slider and the label it lies in are one. */
function isSameTarget(one: HTMLElement, other: HTMLElement): boolean {
  return one.contains(other) || other.contains(one)
}

function isInSentence(control: HTMLElement): boolean {
  return control instanceof HTMLAnchorElement && getComputedStyle(control).display === 'inline'
}

function middleOf({ left, top, width, height }: DOMRect): { x: number; y: number } {
  return { x: left + width / 2, y: top + height / 2 }
}

/** Two small ones need room for both: the middle of the one is kept from the circle of the other. */
function circleBox(box: DOMRect): DOMRect {
  const { x, y } = middleOf(box)
  return new DOMRect(x - LEAST_PX / 2, y - LEAST_PX / 2, LEAST_PX, LEAST_PX)
}

function distanceTo({ x, y }: { x: number; y: number }, { left, right, top, bottom }: DOMRect): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))
}
