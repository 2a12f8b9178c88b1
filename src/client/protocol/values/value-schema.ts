/**
 * Reads the JSON schema of a typed function's values (`gr.api`, `gr.Server`; component `api`): what it refers to,
 * whether `null` is allowed, whether it means a file. A schema comes from the app, so it may be endless or invalid.
 * Pure.
 */
import { isJsonObject } from '../json-object.ts'

/** A JSON schema. Every member is checked where it is read. */
export type ValueSchema = Readonly<Record<string, unknown>>

/** Component of a typed function's values. */
export const TYPED = 'api'

/** Member of a file's `meta` by which Gradio recognises it. */
const MARK = '_type'
/** Most references in a chain; more of them form a circle. */
const MOST_REFERENCES = 8
const REFERENCE = /^#\/(\$defs|definitions)\/([^/]+)$/

/**
 * What a schema refers to, below `root`. The schema itself without a reference, an empty one if the target is missing.
 */
export function resolveSchema(schema: unknown, root: ValueSchema): ValueSchema {
  let found: unknown = schema
  for (let step = 0; step < MOST_REFERENCES; step++) {
    if (!isJsonObject(found)) return {}
    if (typeof found.$ref !== 'string') return found
    const [, group = '', name = ''] = REFERENCE.exec(found.$ref) ?? []
    const definitions = Object.hasOwn(root, group) ? root[group] : undefined
    found = isJsonObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined
  }
  return {}
}

/** The alternatives of a schema; `null` if it has none. */
export function optionsOf(schema: ValueSchema): readonly unknown[] | null {
  const options = schema.anyOf ?? schema.oneOf
  return Array.isArray(options) && options.length > 0 ? options : null
}

/** Names of the types that a schema allows; empty if it does not say. */
export function typesOf({ type }: ValueSchema): readonly unknown[] {
  return Array.isArray(type) ? type : type === undefined ? [] : [type]
}

/**
 * Whether a schema says nothing about its values: `Any`, a class that Gradio cannot inspect, such as `Path`, or one
 * with private members only, such as `HttpUrl`.
 */
export function isAnything(schema: ValueSchema): boolean {
  const [type] = typesOf(schema)
  if (optionsOf(schema) || schema.enum !== undefined || 'const' in schema || schema.allOf !== undefined) return false
  return (
    type === undefined ||
    (type === 'object' && schema.additionalProperties === undefined && namesOf(schema).every((name) => name.startsWith('_')))
  )
}

/** Names of an object's declared members. */
export function namesOf({ properties }: ValueSchema): readonly string[] {
  return isJsonObject(properties) ? Object.keys(properties) : []
}

/** Whether a schema is that of one file (`gradio.FileData`). */
export function isFileSchema(schema: ValueSchema): boolean {
  const { properties } = schema
  if (!isJsonObject(properties) || !Object.hasOwn(properties, 'path') || !isJsonObject(properties.meta)) return false
  const { meta } = properties
  // A reference, or a default instead of a constant, is recognised by the members beside it.
  const mark = isJsonObject(meta.properties) ? meta.properties[MARK] : undefined
  return isJsonObject(mark) && mark.const !== undefined ? mark.const === 'gradio.FileData' : Object.hasOwn(properties, 'orig_name')
}

/** Whether a schema is that of a list of files. */
export function isFileListSchema(schema: ValueSchema, root: ValueSchema): boolean {
  return typesOf(schema).includes('array') && isFileSchema(resolveSchema(schema.items, root))
}

/** Whether it takes a list of files; the value may also be `null`. */
export function takesFileList(root: ValueSchema): boolean {
  const schema = resolveSchema(root, root)
  const options = optionsOf(schema)?.map((option) => resolveSchema(option, root)) ?? [schema]
  return options.some((option) => isFileListSchema(option, root)) && !options.some(isFileSchema)
}
