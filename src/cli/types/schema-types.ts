/** From the JSON schema of a value to its type. A schema comes from the app: it may be endless, circular or invalid. */
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import {
  isAnything,
  isFileSchema,
  namesOf,
  optionsOf,
  resolveSchema,
  typesOf,
} from '@gradio-stream/client/internal/protocol/values/value-schema'
import type { ValueSchema } from '@gradio-stream/client/internal/protocol/values/value-schema'
import type { Declarations } from './declarations.ts'
import { commentLines, typeName } from './safe-text.ts'
import { ANYTHING, FLAG, givenListOf, listOf, NOTHING, NUMBER, TEXT, unionOf, WHOLE } from './value-type.ts'
import type { ValueMember, ValueType } from './value-type.ts'

/** Whether a page sends the value or gets it. */
export type Direction = 'input' | 'output'

const MOST_LEVELS = 12
/** Most literals of one union. More of them are slow in an editor. */
export const MOST_CHOICES = 500
const MOST_MEMBERS = 300

interface Reading {
  readonly root: ValueSchema
  readonly direction: Direction
  readonly declarations: Declarations
}

/** The type of a value. `wanted` names the objects in it that have no title of their own. */
export function typeOfSchema(schema: ValueSchema, direction: Direction, declarations: Declarations, wanted: string): ValueType {
  return read(schema, { root: schema, direction, declarations }, wanted, 0)
}

function read(given: unknown, reading: Reading, wanted: string, depth: number): ValueType {
  const schema = resolveSchema(given, reading.root)
  if (depth > MOST_LEVELS || isAnything(schema)) return ANYTHING
  if (isFileSchema(schema)) return reading.declarations.builtIn(reading.direction === 'input' ? 'FileInput' : 'GradioFile')
  if ('const' in schema) return typeOfChoices([schema.const])
  if (Array.isArray(schema.enum)) return typeOfChoices(schema.enum)
  const options = optionsOf(schema) ?? (Array.isArray(schema.allOf) && schema.allOf.length === 1 ? schema.allOf : null)
  if (options) return unionOf(options.map((option: unknown) => read(option, reading, wanted, depth + 1)))
  return unionOf(typesOf(schema).map((type) => readOne(type, schema, reading, wanted, depth)))
}

function readOne(type: unknown, schema: ValueSchema, reading: Reading, wanted: string, depth: number): ValueType {
  switch (type) {
    case 'string':
      return TEXT
    case 'integer':
      return reading.direction === 'input' ? WHOLE : NUMBER
    case 'number':
      return NUMBER
    case 'boolean':
      return FLAG
    case 'null':
      return NOTHING
    case 'array':
      return readList(schema, reading, wanted, depth)
    case 'object':
      return readObject(schema, reading, wanted, depth)
    default:
      return ANYTHING
  }
}

function readList({ prefixItems, items, minItems, maxItems }: ValueSchema, reading: Reading, wanted: string, depth: number): ValueType {
  const list = reading.direction === 'input' ? givenListOf : listOf
  if (Array.isArray(prefixItems) && prefixItems.length > 0 && prefixItems.length <= MOST_MEMBERS) {
    const isWhole = items === undefined || items === false || (minItems === prefixItems.length && maxItems === prefixItems.length)
    const types = prefixItems.map((item: unknown) => read(item, reading, wanted, depth + 1))
    return isWhole ? { kind: 'tuple', items: types } : list(unionOf([...types, read(items, reading, wanted, depth + 1)]))
  }
  return list(read(items, reading, wanted, depth + 1))
}

function readObject(schema: ValueSchema, reading: Reading, wanted: string, depth: number): ValueType {
  const names = namesOf(schema)
  if (names.length === 0 || names.length > MOST_MEMBERS) {
    const { additionalProperties } = schema
    return { kind: 'record', value: isJsonObject(additionalProperties) ? read(additionalProperties, reading, wanted, depth + 1) : ANYTHING }
  }
  const title = typeof schema.title === 'string' ? typeName(schema.title) : ''
  const name = `${title === '' ? wanted : title}${reading.direction === 'input' ? 'Input' : ''}`
  const key = JSON.stringify([reading.direction, schema, reading.root.$defs, reading.root.definitions], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  )
  const comment = typeof schema.description === 'string' ? commentLines(schema.description) : []
  return reading.declarations.object(key, name, comment, () => membersOf(schema, names, reading, wanted, depth))
}

function membersOf(schema: ValueSchema, names: readonly string[], reading: Reading, wanted: string, depth: number): ValueMember[] {
  const properties: ValueSchema = isJsonObject(schema.properties) ? schema.properties : {}
  const required = new Set<unknown>(Array.isArray(schema.required) ? schema.required : [])
  return names.map((name) => {
    const member = isJsonObject(properties[name]) ? properties[name] : {}
    const isOptional = !required.has(name) || (reading.direction === 'input' && 'default' in member)
    const comment = typeof member.description === 'string' ? commentLines(member.description) : []
    return { name, type: read(member, reading, `${wanted}${typeName(name)}`, depth + 1), isOptional, comment }
  })
}

/** The type of a value that is one of these: literals, or their types if there are too many. */
export function typeOfChoices(choices: readonly unknown[]): ValueType {
  const isMany = choices.length > MOST_CHOICES
  return unionOf(
    choices.map((choice): ValueType => {
      if (choice === null) return NOTHING
      if (typeof choice === 'string') return isMany ? TEXT : { kind: 'literal', value: choice }
      if (typeof choice === 'boolean') return { kind: 'literal', value: choice }
      if (typeof choice === 'bigint') return { kind: 'literal', value: choice }
      if (typeof choice === 'number' && Number.isFinite(choice)) return isMany ? NUMBER : { kind: 'literal', value: choice }
      return ANYTHING
    }),
  )
}
