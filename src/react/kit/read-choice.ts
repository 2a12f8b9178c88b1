/** Checks a choice against the present choices: a new description may lack it. */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { writeJson } from './write-json.ts'
import { flagProp, numberProp, readChoices } from './component-props.ts'
import type { InputReading, InputWords } from '../inputs/input-kind.ts'

/** Whether two choice values are equal. Values are JSON, mostly texts and numbers. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true
  return typeof one === 'object' && one !== null && writeJson(one) === writeJson(other)
}

/** Reads a single choice. No choice is a value. */
export function readChoice(draft: unknown, parameter: ParameterDescription, { messages }: InputWords): InputReading {
  if (readChoices(parameter).some(({ value }) => isSameValue(value, draft))) return { ok: true, value: draft }
  if (draft === null || draft === undefined || draft === '') return { ok: true, value: null }
  const isOwn = flagProp(parameter.props, 'allow_custom_value')
  return isOwn ? { ok: true, value: draft } : { ok: false, message: messages.issues.choiceMissing }
}

/** Reads several choices, in the order of the choices. Custom values come after them, if the component allows them. */
export function readChoiceList(draft: unknown, parameter: ParameterDescription, { messages, formats }: InputWords): InputReading {
  const chosen: readonly unknown[] = Array.isArray(draft) ? draft : []
  const values = readChoices(parameter)
    .map(({ value }) => value)
    .filter((value) => chosen.some((other) => isSameValue(other, value)))
  if (flagProp(parameter.props, 'allow_custom_value')) {
    values.push(...chosen.filter((other) => !values.some((value) => isSameValue(other, value))))
  }
  const limit = numberProp(parameter.props, 'max_choices')
  if (limit !== undefined && values.length > limit) return { ok: false, message: messages.issues.tooMany(limit, formats) }
  return { ok: true, value: values }
}
