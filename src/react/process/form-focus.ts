/** Takes the focus to a field: its first control, whatever it is made of. Or to what is wrong with the form. */
import { fieldId } from './field.tsx'

const CONTROLS = ':is(input, textarea, select, button, [role="grid"]):not(:disabled, [type="hidden"])'

/** Focuses the field whose control has this id; opens what it is folded into. */
export function focusField(id: string): void {
  const field = document.getElementById(fieldId(id))
  const fold = field?.closest('details')
  if (fold) fold.open = true
  const control = document.getElementById(id) ?? field?.querySelector<HTMLElement>(`:is(:checked, [tabindex="0"])`)
  const target = control?.matches(CONTROLS) ? control : field?.querySelector<HTMLElement>(CONTROLS)
  target?.focus()
}

/** Focuses what says how much is wrong; where a single field is, that. */
export function focusWhatIsWrong(fields: HTMLElement | null): void {
  const summary = fields?.querySelector<HTMLElement>('[data-summary]')
  if (summary) return summary.focus()
  const bad = fields?.querySelector<HTMLElement>('[data-invalid][id$="-field"]')
  if (bad) focusField(bad.id.slice(0, -'-field'.length))
}
