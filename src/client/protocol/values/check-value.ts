/**
 * Checks a value against the schema of a typed function's parameter before anything is sent. Gradio does not check: a
 * text instead of a number fails somewhere inside the function. Lenient if a schema is silent, endless or unknown. Does
 * not check which members of an object are required: Gradio 6.31 requires members of a dataclass that have a default,
 * and all members of a model.
 */
import type { InputFault } from '../../errors.ts'
import { isJsonObject } from '../json-object.ts'
import { writeExact } from '../exact-json.ts'
import { isAnything, isFileListSchema, isFileSchema, namesOf, optionsOf, resolveSchema, typesOf } from './value-schema.ts'
import type { ValueSchema } from './value-schema.ts'

const MAX_DEPTH = 24
/** Most values that are checked in one parameter. A table of a million cells is left to the app. */
const MOST_VALUES = 10_000
const LONGEST_LIST = 6

/** Kinds by the schema's types. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole',
  number: 'number',
  boolean: 'flag',
  null: 'nothing',
  array: 'list',
  object: 'map',
}
/** English words of each kind. */
const WORDS: Readonly<Record<string, string>> = {
  text: 'a text',
  whole: 'a whole number',
  number: 'a number',
  flag: 'true or false',
  nothing: 'null',
  list: 'a list',
  map: 'an object',
  file: 'a file',
  json: 'a value',
}

interface Check {
  readonly root: ValueSchema
  left: number
}

/** What is wrong with a value; `null` if it is right. */
export function findFault(schema: ValueSchema, value: unknown): InputFault | null {
  return judge(schema, value, '', { root: schema, left: MOST_VALUES }, 0)
}

/** What a schema wants, in words. */
export function describeWanted(schema: ValueSchema): string {
  return inWords(wantedBy(schema, schema))
}

/** Kinds and values that fit, as `value-mismatched` has them. */
function wantedBy(schema: unknown, root: ValueSchema, depth = 0): readonly string[] {
  const known = resolveSchema(schema, root)
  if (isFileSchema(known)) return ['file']
  if ('const' in known) return [write(known.const)]
  if (Array.isArray(known.enum)) return known.enum.map(write)
  const options = optionsOf(known)
  if (options && depth < 3) return [...new Set(options.flatMap((option) => wantedBy(option, root, depth + 1)))]
  const kinds = typesOf(known).map((type) => (typeof type === 'string' && Object.hasOwn(KINDS, type) ? (KINDS[type] ?? '') : 'json'))
  return kinds.length > 0 ? kinds : ['json']
}

function inWords(wanted: readonly string[]): string {
  return oneOf(wanted.map((one) => (Object.hasOwn(WORDS, one) ? (WORDS[one] ?? one) : one)))
}

function judge(given: unknown, value: unknown, path: string, check: Check, depth: number): InputFault | null {
  if (value === undefined || depth > MAX_DEPTH || --check.left < 0) return null
  const schema = resolveSchema(given, check.root)
  if (isAnything(schema)) return null
  const options = optionsOf(schema)
  if (options) {
    const faults = options.map((option) => judge(option, value, path, check, depth + 1))
    if (faults.includes(null)) return null
    // If only one option is not `null`, the fault lies in that one.
    const others = options.flatMap((option, index) =>
      typesOf(resolveSchema(option, check.root)).includes('null') ? [] : (faults[index] ?? []),
    )
    return others.length === 1 && value !== null ? (others[0] ?? null) : fault(schema, value, path, check)
  }
  if ('const' in schema) return isPlainly(schema.const, value) ? null : fault(schema, value, path, check)
  if (Array.isArray(schema.enum)) return schema.enum.some((one) => isPlainly(one, value)) ? null : fault(schema, value, path, check)
  if (isFileSchema(schema)) return isFileLike(value) ? null : fault(schema, value, path, check)
  if (isFileListSchema(schema, check.root) && !Array.isArray(value)) return isFileLike(value) ? null : fault(schema, value, path, check)
  if (!typesOf(schema).some((type) => isOfType(type, value))) return fault(schema, value, path, check)
  if (Array.isArray(value)) return judgeList(schema, value, path, check, depth)
  return isJsonObject(value) ? judgeMembers(schema, value, path, check, depth) : null
}

function judgeList(schema: ValueSchema, value: readonly unknown[], path: string, check: Check, depth: number): InputFault | null {
  const { prefixItems, items, minItems, maxItems } = schema
  const fewest = typeof minItems === 'number' ? minItems : 0
  const most = typeof maxItems === 'number' ? maxItems : Infinity
  if (value.length < fewest || value.length > most) {
    const wanted = fewest === most ? `${fewest}` : most === Infinity ? `${fewest} or more` : `${fewest} to ${most}`
    const message = `needs ${wanted} values${at(path)}, ${value.length} were given`
    return { code: 'list-length', params: { path, least: fewest, most: most === Infinity ? null : most, given: value.length }, message }
  }
  for (const [index, item] of value.entries()) {
    const wrong = judge(Array.isArray(prefixItems) ? (prefixItems[index] ?? items) : items, item, `${path}[${index}]`, check, depth + 1)
    if (wrong !== null || check.left < 0) return wrong
  }
  return null
}

function judgeMembers(
  schema: ValueSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
  check: Check,
  depth: number,
): InputFault | null {
  const known = new Set(namesOf(schema))
  const properties: ValueSchema = isJsonObject(schema.properties) ? schema.properties : {}
  for (const [name, member] of Object.entries(value)) {
    const wrong = judge(
      known.has(name) ? properties[name] : schema.additionalProperties,
      member,
      path === '' ? name : `${path}.${name}`,
      check,
      depth + 1,
    )
    if (wrong !== null || check.left < 0) return wrong
  }
  return null
}

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string' || writesItself(value)
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value) || writesItself(value)
    case 'number':
      return typeof value === 'bigint' || Number.isFinite(value) || writesItself(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value) || writesItself(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return true
  }
}

/** A `Date`, a `URL` or a number kept as text: only `JSON.stringify` knows the result. */
function writesItself(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlainObject(value)
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === null || Object.getPrototypeOf(prototype) === null) && !('toJSON' in value)
}

/** A file may be given in many forms, some of them texts. */
function isFileLike(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

/** Choices that are lists or objects are not compared. */
function isPlainly(choice: unknown, value: unknown): boolean {
  return choice === value || (typeof choice === 'object' && choice !== null)
}

function fault(schema: ValueSchema, value: unknown, path: string, { root }: Check): InputFault {
  const wanted = wantedBy(schema, root)
  return { code: 'value-mismatched', params: { path, wanted }, message: `needs ${inWords(wanted)}${at(path)}, ${given(value)} was given` }
}

function at(path: string): string {
  return path === '' ? '' : ` at ${path}`
}

function given(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'no finite number'
  if (typeof value === 'string') return value.length <= 40 ? `the text "${value}"` : 'a text'
  return typeof value === 'object' ? 'an object' : typeof value === 'boolean' ? String(value) : `a ${typeof value}`
}

function write(value: unknown): string {
  return writeExact(value) ?? 'undefined'
}

function oneOf(words: readonly string[]): string {
  const shown = words.length > LONGEST_LIST ? [...words.slice(0, LONGEST_LIST), `${words.length - LONGEST_LIST} others`] : words
  return shown.length < 2 ? (shown[0] ?? 'a value') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}
