/** Reads single component properties. They come from the app and can be any value, so each is checked. */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { writeJson } from './write-json.ts'

type Props = Readonly<Record<string, unknown>>

/** A finite number, else `undefined`. An integer beyond 2^53 is rounded. */
export function numberProp(props: Props, name: string): number | undefined {
  const value = exactProp(props, name)
  return value === undefined ? undefined : Number(value)
}

/** A finite number, or the BigInt of a longer integer, else `undefined`. */
export function exactProp(props: Props, name: string): number | bigint | undefined {
  const value = Object.hasOwn(props, name) ? props[name] : undefined
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? value : undefined
}

/** A text that is not empty, else `undefined`. */
export function textProp(props: Props, name: string): string | undefined {
  const value = Object.hasOwn(props, name) ? props[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** True only for `true`. */
export function flagProp(props: Props, name: string): boolean {
  return Object.hasOwn(props, name) && props[name] === true
}

/** A value as the text of a field: `null` is empty, other types are written as JSON. */
export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : writeJson(value)
}

/** One choice: the label, and the value to send. */
export interface Choice {
  readonly label: string
  readonly value: unknown
}

/** Choices that have been read: there may be very many, and a form asks for them with every key. */
const read = new WeakMap<readonly unknown[], readonly Choice[]>()

/**
 * Choices of a parameter: `choices` of the component (pairs of label and value, or values), else the schema's `enum`.
 */
export function readChoices(parameter: Pick<ParameterDescription, 'props' | 'schema'>): readonly Choice[] {
  const list = listOf(parameter)
  const known = read.get(list) ?? list.map(toChoice)
  read.set(list, known)
  return known
}

const NONE: readonly unknown[] = []

function listOf({ props, schema }: Pick<ParameterDescription, 'props' | 'schema'>): readonly unknown[] {
  if (Array.isArray(props.choices)) return props.choices
  const { enum: values, items } = schema
  if (Array.isArray(values)) return values
  // Reads one property of an unknown object.
  const inner = typeof items === 'object' && items !== null ? (items as { enum?: unknown }).enum : undefined
  return Array.isArray(inner) ? inner : NONE
}

function toChoice(entry: unknown): Choice {
  if (Array.isArray(entry) && entry.length === 2) return { label: String(entry[0]), value: entry[1] }
  return { label: String(entry), value: entry }
}
