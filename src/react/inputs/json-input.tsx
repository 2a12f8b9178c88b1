/** Any value, written as JSON. What stands in for every kind that has no field of its own yet. */
import type { ReactElement } from 'react'
import { writeJson } from '../write-json.ts'
import type { InputKind, InputProps } from './input-kind.ts'

const FEWEST_ROWS = 3
const MOST_ROWS = 14

function JsonInput({ id, draft, onChange, describedBy, isInvalid, isRequired, parameter }: InputProps): ReactElement {
  const text = typeof draft === 'string' ? draft : ''
  const example = parameter.exampleValue
  return (
    <textarea
      id={id}
      className="rgs-control rgs-textarea rgs-mono"
      rows={Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, text.split('\n').length))}
      value={text}
      placeholder={example === null || example === undefined ? undefined : writeJson(example)}
      dir="ltr"
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      aria-required={isRequired || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** The JSON field. Left empty where the description has a default, it is sent as nothing. */
export const jsonInput: InputKind = {
  Component: JsonInput,
  isWide: true,
  toDraft: ({ defaultValue }) => (defaultValue === null || defaultValue === undefined ? '' : writeJson(defaultValue, 2)),
  read(draft, { hasDefault }, { messages }) {
    const text = typeof draft === 'string' ? draft.trim() : ''
    if (text === '') return hasDefault ? { ok: true, value: null } : { ok: false, message: messages.issues.missing }
    try {
      return { ok: true, value: JSON.parse(text) }
    } catch (error) {
      return { ok: false, message: messages.issues.notJson(error instanceof Error ? error.message : '') }
    }
  },
}
