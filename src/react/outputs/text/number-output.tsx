/** A number in the locale's digits. Copying gives it as the app wrote it. */
import type { ReactElement } from 'react'
import { isNumber } from '../../kit/numbers.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

function NumberOutput({ value, messages, formats }: OutputComponentProps): ReactElement {
  if (!isNumber(value)) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <p className="rgs-output-number rgs-figures">
      <bdi>{formats.plain(value)}</bdi>
    </p>
  )
}

/** `gr.Number` and `gr.Slider`. */
export const numberOutput: OutputKind = {
  Component: NumberOutput,
  accepts: (value) => value === null || isNumber(value),
  toText: (value) => String(value),
  placeholder: 'line',
}

function CheckboxOutput({ value, messages }: OutputComponentProps): ReactElement {
  return <p className="rgs-output-text">{value === true ? messages.output.yes : messages.output.no}</p>
}

/** `gr.Checkbox`. */
export const checkboxOutput: OutputKind = { Component: CheckboxOutput, accepts: (value) => typeof value === 'boolean' }
