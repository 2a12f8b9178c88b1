/** A number, with its component's limits and precision. */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { isNumber, readNumberText, readWholeText } from '../../kit/numbers.ts'
import { exactProp, numberProp, textProp } from '../../kit/component-props.ts'
import type { InputKind, InputProps, InputReading, InputWords } from '../input-kind.ts'
import { draftIn, UNREADABLE, watchUnreadable } from '../half-typed-values.ts'

/** Minimum and maximum, exact. */
function limitsOf({ props }: ParameterDescription): { min: number | bigint | undefined; max: number | bigint | undefined } {
  return { min: exactProp(props, 'minimum'), max: exactProp(props, 'maximum') }
}

/**
 * Reads a number's draft against the parameter's limits. An integer beyond 2^53 is a BigInt and keeps its digits. An
 * empty field sends nothing, as on Gradio's page.
 */
export function readNumber(draft: unknown, parameter: ParameterDescription, { messages, formats }: InputWords): InputReading {
  const text = typeof draft === 'string' ? draft.trim() : ''
  if (text === '') return { ok: true, value: null }
  const value = isWhole(parameter) ? readWholeText(text) : readNumberText(text)
  if (value === null) {
    return { ok: false, message: readNumberText(text) === null ? messages.issues.notNumber : messages.issues.notWhole }
  }
  const { min, max } = limitsOf(parameter)
  if (min !== undefined && value < min) return { ok: false, message: messages.issues.tooSmall(min, formats) }
  if (max !== undefined && value > max) return { ok: false, message: messages.issues.tooLarge(max, formats) }
  return { ok: true, value }
}

function isWhole({ props, schema }: ParameterDescription): boolean {
  return numberProp(props, 'precision') === 0 || schema.type === 'integer'
}

function attributesOf(parameter: ParameterDescription): { min: string | undefined; max: string | undefined } {
  const { min, max } = limitsOf(parameter)
  return { min: min?.toString(), max: max?.toString() }
}

/** Gradio's default step of 1 has no meaning: its own page accepts 0.1. */
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
      // In a right-to-left line a sign would stand after Western digits.
      dir="ltr"
      inputMode={isWhole(parameter) ? 'numeric' : 'decimal'}
      value={typeof draft === 'string' && draft !== UNREADABLE ? draft : ''}
      {...attributesOf(parameter)}
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
  toDraft: ({ defaultValue }) => (isNumber(defaultValue) ? String(defaultValue) : ''),
  read: readNumber,
}
