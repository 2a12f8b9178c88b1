/** Moves the focus to a field (its first control), or to what is wrong with the form. */
import { fieldId } from './field.tsx'

const CONTROLS = ':is(input, textarea, select, button, [role="grid"]):not(:disabled, [type="hidden"])'

/** Focuses the field whose control has this id; opens the fold that contains it. */
export function focusField(id: string): void {
  const field = document.getElementById(fieldId(id))
  for (let box = field?.parentElement; box; box = box.parentElement) {
    if (box instanceof HTMLDetailsElement) box.open = true
    if (box.hidden && box.getAttribute('role') === 'tabpanel') bringToFront(box)
  }
  const control = document.getElementById(id) ?? field?.querySelector<HTMLElement>(`:is(:checked, [tabindex="0"])`)
  const target = control?.matches(CONTROLS) ? control : field?.querySelector<HTMLElement>(CONTROLS)
  target?.focus()
}

/** The focus moves before React has rendered the tab, so the panel is shown at once. */
function bringToFront(panel: HTMLElement): void {
  panel.hidden = false
  document.getElementById(panel.getAttribute('aria-labelledby') ?? '')?.click()
}

/** Focuses the summary of errors; with a single error, its field. */
export function focusWhatIsWrong(fields: HTMLElement | null): void {
  const summary = fields?.querySelector<HTMLElement>('[data-summary]')
  if (summary) return summary.focus()
  const bad = fields?.querySelector<HTMLElement>('[data-invalid][id$="-field"]')
  if (bad) focusField(bad.id.slice(0, -'-field'.length))
}
