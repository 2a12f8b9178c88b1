/** A number, with the limits and precision of its component. */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { numberProp, textProp } from './component-props.ts'
import type { InputKind, InputProps, InputReading, InputWords } from './input-kind.ts'

/** Draft of a number field that holds something which is no number; the browser keeps the typed text to itself. */
export const UNREADABLE_NUMBER = '\u0000'

/** Attributes that limit a numeric control. */
export function limitsOf({ props }: ParameterDescription): { min: number | undefined; max: number | undefined } {
  return { min: numberProp(props, 'minimum'), max: numberProp(props, 'maximum') }
}

/** What a numeric control says it holds, as a draft. */
export function numberDraft(control: HTMLInputElement): string {
  return control.validity?.badInput ? UNREADABLE_NUMBER : control.value
}

/** Reads a numeric draft against the limits of its parameter. */
export function readNumber(draft: unknown, parameter: ParameterDescription, { messages, formats }: InputWords): InputReading {
  const text = typeof draft === 'string' ? draft.trim() : ''
  if (text === '') return parameter.hasDefault ? { ok: true, value: null } : { ok: false, message: messages.issues.missing }
  const value = Number(text)
  if (!Number.isFinite(value)) return { ok: false, message: messages.issues.notNumber }
  if (isWhole(parameter) && !Number.isInteger(value)) return { ok: false, message: messages.issues.notWhole }
  const { min, max } = limitsOf(parameter)
  if (min !== undefined && value < min) return { ok: false, message: messages.issues.tooSmall(min, formats) }
  if (max !== undefined && value > max) return { ok: false, message: messages.issues.tooLarge(max, formats) }
  return { ok: true, value }
}

function isWhole({ props, schema }: ParameterDescription): boolean {
  return numberProp(props, 'precision') === 0 || schema.type === 'integer'
}

/** Gradio's default step of 1 says nothing: its own page takes 0.1 with it. */
function stepOf(parameter: ParameterDescription): number | 'any' {
  const step = numberProp(parameter.props, 'step')
  if (isWhole(parameter)) return step ?? 1
  return step === undefined || step === 1 ? 'any' : step
}

function NumberInput({ id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly }: InputProps): ReactElement {
  return (
    <input
      id={id}
      className="rgs-control rgs-number"
      type="number"
      inputMode={isWhole(parameter) ? 'numeric' : 'decimal'}
      value={typeof draft === 'string' && draft !== UNREADABLE_NUMBER ? draft : ''}
      {...limitsOf(parameter)}
      step={stepOf(parameter)}
      placeholder={textProp(parameter.props, 'placeholder')}
      readOnly={isReadOnly}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      aria-required={isRequired || undefined}
      onChange={(event) => onChange(numberDraft(event.currentTarget))}
    />
  )
}

/** `gr.Number`. Left empty where the description has a default, it is sent as nothing. */
export const numberInput: InputKind = {
  Component: NumberInput,
  locksItself: true,
  toDraft: ({ defaultValue }) => (typeof defaultValue === 'number' ? String(defaultValue) : ''),
  read: readNumber,
}
