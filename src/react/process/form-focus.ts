/** Takes the focus to a field: its first control, whatever it is made of. */
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
