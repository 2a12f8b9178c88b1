/** Chosen values, shown by the labels of the choices and not by their values. */
import type { ReactElement } from 'react'
import { isSameValue } from '../../kit/read-choice.ts'
import { writeJson } from '../../kit/write-json.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

type Props = Readonly<Record<string, unknown>>

function ChoiceOutput({ value, componentProps, messages }: OutputComponentProps): ReactElement {
  const chosen = (Array.isArray(value) ? value : [value]).filter((one) => one !== null && one !== undefined && one !== '')
  if (chosen.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const labels = chosen.map((one) => labelOf(one, componentProps))
  if (!Array.isArray(value)) {
    return (
      <p className="rgs-output-text">
        <bdi>{labels[0]}</bdi>
      </p>
    )
  }
  return (
    <ul className="rgs-chosen">
      {labels.map((label, index) => (
        <li key={index}>
          <bdi>{label}</bdi>
        </li>
      ))}
    </ul>
  )
}

function labelOf(value: unknown, { choices }: Props): string {
  const choice: unknown = Array.isArray(choices)
    ? choices.find((one: unknown) => Array.isArray(one) && one.length === 2 && isSameValue(one[1], value))
    : undefined
  if (Array.isArray(choice)) return String(choice[0])
  return typeof value === 'string' ? value : writeJson(value)
}

function isChoice(value: unknown): boolean {
  return (
    value === null || typeof value !== 'object' || (Array.isArray(value) && value.every((one) => one === null || typeof one !== 'object'))
  )
}

function toText(value: unknown, componentProps: Props = {}): string {
  return (Array.isArray(value) ? value : [value])
    .filter((one) => one !== null && one !== undefined)
    .map((one) => labelOf(one, componentProps))
    .join(', ')
}

/** `gr.Radio`, `gr.Dropdown`, `gr.CheckboxGroup`. */
export const choiceOutput: OutputKind = { Component: ChoiceOutput, accepts: isChoice, toText, placeholder: 'line' }
