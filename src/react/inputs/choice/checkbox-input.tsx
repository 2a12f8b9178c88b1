/** Yes or no. */
import type { ReactElement } from 'react'
import type { InputKind, InputProps } from '../input-kind.ts'

function CheckboxInput({ id, draft, onChange, describedBy, isInvalid }: InputProps): ReactElement {
  return (
    <input
      id={id}
      className="rgs-checkbox"
      type="checkbox"
      checked={draft === true}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** `gr.Checkbox`. */
export const checkboxInput: InputKind = {
  Component: CheckboxInput,
  labelling: 'beside',
  toDraft: ({ defaultValue }) => defaultValue === true,
}
