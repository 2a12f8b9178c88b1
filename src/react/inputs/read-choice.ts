/** Checks what was chosen against the choices there are: a description that was fetched anew may have lost one. */
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { writeJson } from '../write-json.ts'
import { flagProp, numberProp, readChoices } from './component-props.ts'
import type { InputReading, InputWords } from './input-kind.ts'

/** Whether two choice values are the same; values are JSON, mostly text and numbers. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true
  return typeof one === 'object' && one !== null && writeJson(one) === writeJson(other)
}

/** Reads a single choice; none is a value. */
export function readChoice(draft: unknown, parameter: ParameterDescription, { messages }: InputWords): InputReading {
  if (readChoices(parameter).some(({ value }) => isSameValue(value, draft))) return { ok: true, value: draft }
  if (draft === null || draft === undefined || draft === '') return { ok: true, value: null }
  const isOwn = flagProp(parameter.props, 'allow_custom_value')
  return isOwn ? { ok: true, value: draft } : { ok: false, message: messages.issues.choiceMissing }
}

/** Reads several choices, in the order of the choices; a user's own come after them, where the component allows any. */
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
