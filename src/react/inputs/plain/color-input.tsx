/** A colour: the platform's picker, and a text field for values that the picker does not know (`rgba(…)`). */
import type { ReactElement } from 'react'
import { colorHex } from './color-hex.ts'
import { textOfValue } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'

/** What Gradio's own picker writes, and every `#…`. */
const COLOR = /^(?:#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|(?:rgb|hsl)a?\([\d\s.,%/a-z-]+\))$/i

function ColorInput(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly, messages } = input
  const text = typeof draft === 'string' ? draft : ''
  return (
    <div className="rgs-color">
      <input
        className="rgs-control rgs-color-picker"
        type="color"
        aria-label={`${parameter.label}: ${messages.form.color}`}
        value={colorHex(text)}
        data-empty={text === '' || undefined}
        disabled={isReadOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <input
        id={id}
        className="rgs-control rgs-mono"
        type="text"
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        value={text}
        readOnly={isReadOnly}
        placeholder="#000000"
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

/** `gr.ColorPicker`. */
export const colorInput: InputKind = {
  Component: ColorInput,
  locksItself: true,
  toDraft: ({ defaultValue }) => textOfValue(defaultValue),
  read(draft, _parameter, { messages }) {
    const text = typeof draft === 'string' ? draft.trim() : ''
    if (text === '') return { ok: true, value: null }
    return COLOR.test(text) ? { ok: true, value: text } : { ok: false, message: messages.issues.notColor }
  },
}
