/** A number, with the limits and precision of its component. */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { numberProp, textProp } from './component-props.ts'
import type { InputKind, InputProps, InputReading, InputWords } from './input-kind.ts'
import { draftIn, UNREADABLE, watchUnreadable } from './unreadable.ts'

/** Attributes that limit a numeric control. */
export function limitsOf({ props }: ParameterDescription): { min: number | undefined; max: number | undefined } {
  return { min: numberProp(props, 'minimum'), max: numberProp(props, 'maximum') }
}

/** Reads a numeric draft against the limits of its parameter. Nothing is sent as nothing, as Gradio's own page does. */
export function readNumber(draft: unknown, parameter: ParameterDescription, { messages, formats }: InputWords): InputReading {
  const text = typeof draft === 'string' ? draft.trim() : ''
  if (text === '') return { ok: true, value: null }
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
      // A sign before Western figures would stand behind them in a line from right to left.
      dir="ltr"
      inputMode={isWhole(parameter) ? 'numeric' : 'decimal'}
      value={typeof draft === 'string' && draft !== UNREADABLE ? draft : ''}
      {...limitsOf(parameter)}
      step={stepOf(parameter)}
      placeholder={textProp(parameter.props, 'placeholder')}
      readOnly={isReadOnly}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      aria-required={isRequired || undefined}
      {...watchUnreadable(draft, onChange)}
      onChange={(event) => onChange(draftIn(event.currentTarget))}
    />
  )
}

/** `gr.Number`. */
export const numberInput: InputKind = {
  Component: NumberInput,
  locksItself: true,
  toDraft: ({ defaultValue }) => (typeof defaultValue === 'number' ? String(defaultValue) : ''),
  read: readNumber,
}
