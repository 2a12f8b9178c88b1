/** Drafts of values with parts. Each level is checked when it is read, since a new description may differ. */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findFault } from '@gradio-stream/client/internal/protocol/values/check-value'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { isPart, shapeOf } from './schema-shape.ts'
import type { FieldShape } from './schema-shape.ts'

/** One row of a list, or one name with its value. */
export interface Row {
  readonly key: number
  /** The name of a map's row. */
  readonly name: string
  readonly draft: unknown
}

/** The draft of a field with several kinds: the chosen kind, and the draft for it. */
export interface UnionDraft {
  readonly option: number
  readonly draft: unknown
}

/** The draft for a parameter's value; `undefined` or `null` without a value. */
export function draftFrom(parameter: ParameterDescription, value: unknown): unknown {
  const shape = shapeOf(parameter)
  const isGiven = value !== undefined && value !== null
  switch (shape.kind) {
    case 'leaf': {
      const known = { ...shape.parameter, defaultValue: isGiven ? value : onlyChoice(shape) }
      return shape.input.toDraft ? shape.input.toDraft(known) : known.defaultValue
    }
    case 'nothing':
      return null
    case 'group': {
      const given: Readonly<Record<string, unknown>> = isGiven && typeof value === 'object' ? { ...value } : {}
      return Object.fromEntries(
        shape.members.map((member) => [member.name, draftFrom(member, ownMember(given, member.name) ?? member.defaultValue)]),
      )
    }
    case 'list':
      return asRows(parameter, shape, Array.isArray(value) ? value.map((item: unknown) => ['', item]) : null)
    case 'map':
      return asRows(parameter, shape, isJsonObject(value) ? Object.entries(value) : null)
    case 'union': {
      const fitting = value === undefined ? 0 : shape.options.findIndex((option) => !isMisfit(option, value))
      const option = value === null && !shape.isNullable ? 0 : Math.max(0, fitting)
      const chosen = shape.options[option]
      return { option, draft: chosen ? draftFrom(chosen, value) : null }
    }
    default:
      return shape satisfies never
  }
}

/** `null` before there is a list: an emptied list is sent empty, one that was never begun is omitted. */
function asRows(
  parameter: ParameterDescription,
  shape: FieldShape & { kind: 'list' | 'map' },
  entries: readonly (readonly [string, unknown])[] | null,
): readonly Row[] | null {
  if (entries) return entries.map(([name, item], key) => ({ key, name, draft: draftFrom(shape.item, item) }))
  const isWanted = !isPart(parameter) && !parameter.hasDefault && !shape.isNullable
  // A required list begins with one row. If the row is removed, the list is sent empty.
  return isWanted ? [{ key: 0, name: '', draft: draftFrom(shape.item, undefined) }] : null
}

/** `null` fits only the kind "nothing", and no kind accepts a value that its schema forbids. */
function isMisfit(option: ParameterDescription, value: unknown): boolean {
  const { schema } = option
  if (schema.type === 'json') return false
  return findFault(schema, value) !== null || (value === null && schema.type !== 'null')
}

function onlyChoice({ name, parameter }: FieldShape & { kind: 'leaf' }): unknown {
  const { choices } = parameter.props
  // A single choice needs no decision.
  return name === 'choice' &&
    Array.isArray(choices) &&
    choices.length === 1 &&
    parameter.defaultValue === undefined &&
    Array.isArray(choices[0])
    ? choices[0][1]
    : parameter.defaultValue
}

function ownMember(given: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(given, name) ? given[name] : undefined
}

/** The draft of a member. */
export function memberDraft(draft: unknown, member: ParameterDescription): unknown {
  return isJsonObject(draft) && Object.hasOwn(draft, member.name) ? draft[member.name] : draftFrom(member, undefined)
}

/** The rows of a draft. */
export function rowsOf(draft: unknown): readonly Row[] {
  return Array.isArray(draft) ? draft.filter((row): row is Row => isJsonObject(row) && typeof row.key === 'number') : []
}

/** The chosen kind of a draft. */
export function unionOf(draft: unknown): UnionDraft {
  return isJsonObject(draft) && typeof draft.option === 'number'
    ? { option: draft.option, draft: draft.draft }
    : { option: 0, draft: undefined }
}
