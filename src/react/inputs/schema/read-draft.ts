/** Reads the draft of a value with parts: returns the value, or which part is wrong and why. */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { InputReading, InputWords } from '../input-kind.ts'
import { memberDraft, rowsOf, unionOf } from './schema-draft.ts'
import type { Row } from './schema-draft.ts'
import { shapeOf } from './schema-shape.ts'
import type { FieldShape } from './schema-shape.ts'

/** Reads a draft. A value of `undefined` is omitted. */
export function readDraft(draft: unknown, parameter: ParameterDescription, words: InputWords): InputReading {
  const shape = shapeOf(parameter)
  switch (shape.kind) {
    case 'leaf': {
      const reading = shape.input.read ? shape.input.read(draft, shape.parameter, words) : ({ ok: true, value: draft } as const)
      return reading.ok && isEmpty(reading.value, shape) ? readNothing(parameter, shape, words) : reading
    }
    case 'nothing':
      return { ok: true, value: null }
    case 'group':
      return readGroup(draft, parameter, shape, words)
    case 'list':
    case 'map':
      return readRows(draft, parameter, shape, words)
    case 'union': {
      const chosen = unionOf(draft)
      const option = shape.options[chosen.option]
      if (!option || (isLeftOut(parameter) && isBlank(chosen.draft, option, words))) return readNothing(parameter, shape, words)
      return readDraft(chosen.draft, option, words)
    }
    default:
      return shape satisfies never
  }
}

/** An empty list of choices is a list. An empty list of files, an empty text and a missing choice are no value. */
function isEmpty(value: unknown, { name }: FieldShape & { kind: 'leaf' }): boolean {
  return value === null || value === undefined || value === '' || (name === 'files' && Array.isArray(value) && value.length === 0)
}

function isLeftOut({ hasDefault, defaultValue }: ParameterDescription): boolean {
  return hasDefault && defaultValue === undefined
}

function readNothing(parameter: ParameterDescription, shape: FieldShape, { messages }: InputWords): InputReading {
  const { hasDefault, defaultValue } = parameter
  if (isLeftOut(parameter)) return { ok: true, value: undefined }
  if (shape.isNullable) return { ok: true, value: null }
  // A text field with a default that was emptied means the empty text.
  if (shape.kind === 'leaf' && shape.name === 'text' && hasDefault && typeof defaultValue === 'string') return { ok: true, value: '' }
  return { ok: false, message: shape.kind === 'leaf' && shape.name === 'choice' ? messages.issues.choiceMissing : messages.issues.missing }
}

function readGroup(
  draft: unknown,
  parameter: ParameterDescription,
  shape: FieldShape & { kind: 'group' },
  words: InputWords,
): InputReading {
  if (isLeftOut(parameter) && shape.members.every((member) => isBlank(memberDraft(draft, member), member, words)))
    return readNothing(parameter, shape, words)
  const values: (readonly [string, unknown])[] = []
  for (const member of shape.members) {
    const reading = readDraft(memberDraft(draft, member), member, words)
    if (!reading.ok) return within(member.label === '' ? numbered(Number(member.name), words) : member.label, reading.message, words)
    if (reading.value !== undefined || shape.isTuple) values.push([member.name, reading.value ?? null])
  }
  return { ok: true, value: shape.isTuple ? values.map(([, value]) => value) : Object.fromEntries(values) }
}

function readRows(
  draft: unknown,
  parameter: ParameterDescription,
  shape: FieldShape & { kind: 'list' | 'map' },
  words: InputWords,
): InputReading {
  const rows = rowsOf(draft)
  if (!Array.isArray(draft) && (isLeftOut(parameter) || shape.isNullable)) return readNothing(parameter, shape, words)
  const values: (readonly [string, unknown])[] = []
  for (const [index, row] of rows.entries()) {
    const issue = shape.kind === 'map' ? nameIssue(rows, row, words) : null
    const reading = issue === null ? readDraft(row.draft, shape.item, words) : ({ ok: false, message: issue } as const)
    if (!reading.ok) return within(row.name === '' || issue !== null ? numbered(index, words) : row.name, reading.message, words)
    values.push([row.name, reading.value ?? null])
  }
  return { ok: true, value: shape.kind === 'list' ? values.map(([, value]) => value) : Object.fromEntries(values) }
}

/** What is wrong with the name of a row; `null` if nothing. */
export function nameIssue(rows: readonly Row[], row: Row, { messages }: InputWords): string | null {
  if (row.name === '') return messages.issues.missing
  return rows.some((other) => other.key !== row.key && other.name === row.name) ? messages.typed.repeated : null
}

/** Whether nothing was entered in a field. An unchecked checkbox counts as nothing. */
function isBlank(draft: unknown, parameter: ParameterDescription, words: InputWords): boolean {
  const shape = shapeOf(parameter)
  switch (shape.kind) {
    case 'leaf': {
      const reading = shape.input.read ? shape.input.read(draft, shape.parameter, words) : ({ ok: true, value: draft } as const)
      return (
        reading.ok &&
        (isEmpty(reading.value, shape) || reading.value === false || (Array.isArray(reading.value) && reading.value.length === 0))
      )
    }
    case 'nothing':
      return true
    case 'group':
      return shape.members.every((member) => isBlank(memberDraft(draft, member), member, words))
    case 'list':
    case 'map':
      return rowsOf(draft).length === 0
    case 'union': {
      const { option, draft: inner } = unionOf(draft)
      const chosen = shape.options[option]
      return chosen === undefined || isBlank(inner, chosen, words)
    }
    default:
      return shape satisfies never
  }
}

function numbered(index: number, { messages, formats }: InputWords): string {
  return messages.typed.entry(index + 1, formats)
}

function within(label: string, message: string, { messages }: InputWords): InputReading {
  return { ok: false, message: messages.typed.within(label, message) }
}
