/**
 * Chooses the kind of field for a typed function's value, by its JSON schema. Parts of a value are parameters of their
 * own, created on first use, since a schema may refer to itself endlessly. A value that is too deep or too large for a
 * form is a JSON field.
 */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { isJsonObject, isSafeKey } from '@gradio-stream/client/internal/protocol/json-object'
import { readableName } from '@gradio-stream/client/internal/protocol/describe/readable-name'
import {
  isAnything,
  isFileListSchema,
  isFileSchema,
  namesOf,
  optionsOf,
  resolveSchema,
  typesOf,
  TYPED,
} from '@gradio-stream/client/internal/protocol/values/value-schema'
import type { ValueSchema } from '@gradio-stream/client/internal/protocol/values/value-schema'
import { textOfValue } from '../../kit/component-props.ts'
import { checkboxInput } from '../choice/checkbox-input.tsx'
import { dateTimeInput } from '../plain/date-time-input.tsx'
import { dropdownInput } from '../choice/dropdown-input.tsx'
import { fileInput } from '../files/file-input.tsx'
import type { InputKind } from '../input-kind.ts'
import { jsonInput } from '../text/json-input.tsx'
import type { KindName } from './kind-name.ts'
import { numberInput } from '../plain/number-input.tsx'
import { textInput } from '../text/text-input.tsx'

/** One platform control, or JSON. */
interface Leaf {
  readonly kind: 'leaf'
  readonly name: KindName
  readonly input: InputKind
  /** The parameter for that control. */
  readonly parameter: ParameterDescription
}

/** The structure of a value. */
export type FieldShape = { readonly isNullable: boolean } & (
  | Leaf
  | { readonly kind: 'nothing' }
  /** Members with names (`isTuple`: by position). */
  | { readonly kind: 'group'; readonly members: readonly ParameterDescription[]; readonly isTuple: boolean }
  | { readonly kind: 'list' | 'map'; readonly item: ParameterDescription; readonly most: number }
  /** One of several kinds. */
  | { readonly kind: 'union'; readonly options: readonly ParameterDescription[] }
)

/** Where a parameter is in a schema. */
interface Place {
  readonly root: ValueSchema
  readonly depth: number
  /** Shared by all parts of one parameter. */
  readonly budget: { left: number }
}

const MAX_DEPTH = 6
/** Most parts of one parameter in a form. */
const MOST_PARTS = 400
const MOST_ROWS = 200
const YES_AND_NO = 'yes-and-no'

const places = new WeakMap<ParameterDescription, Place>()
const shapes = new WeakMap<ParameterDescription, FieldShape>()

/** The shape of a parameter's value. */
export function shapeOf(parameter: ParameterDescription): FieldShape {
  const known = shapes.get(parameter) ?? readShape(parameter)
  shapes.set(parameter, known)
  return known
}

/** Whether a parameter is a part of another one. */
export function isPart(parameter: ParameterDescription): boolean {
  return (places.get(parameter)?.depth ?? 0) > 0
}

/** The name of a shape's kind. */
export function kindNameOf(shape: FieldShape): KindName {
  switch (shape.kind) {
    case 'leaf':
      return shape.name
    case 'union':
      return 'json'
    case 'group':
      return shape.isTuple ? 'list' : 'group'
    case 'nothing':
    case 'list':
    case 'map':
      return shape.kind
    default:
      return shape satisfies never
  }
}

/** Whether a choice is a boolean, whose words are in the reader's language. */
export function isYesAndNo({ props }: ParameterDescription): boolean {
  return props[YES_AND_NO] === true
}

function readShape(parameter: ParameterDescription): FieldShape {
  const place = places.get(parameter) ?? { root: parameter.schema, depth: 0, budget: { left: MOST_PARTS } }
  places.set(parameter, place)
  const { schema, isNullable } = withoutNull(resolveSchema(parameter.schema, place.root), place.root)
  const mayBeNull = isNullable || (parameter.hasDefault && parameter.defaultValue === null)
  const isTooMuch = place.depth > MAX_DEPTH || place.budget.left <= 0 || (place.depth === 0 && !isFew(parameter.defaultValue))
  const shape = isTooMuch ? jsonLeaf(parameter, schema) : shapeBy(parameter, schema, place, mayBeNull)
  // A group cannot be left empty like a field: whether it exists is a choice of its own.
  if (shape.kind === 'group' && mayBeNull) {
    const options = [
      makePart(place, { name: 'nothing', schema: { type: 'null' }, label: '', isRequired: true }),
      makePart(place, { name: 'group', schema, label: '', isRequired: true }),
    ]
    return { kind: 'union', options, isNullable: true }
  }
  return { ...shape, isNullable: mayBeNull }
}

/** Whether a default has few enough values for a form: each needs a field, and none may be lost. */
function isFew(value: unknown): boolean {
  let left = MOST_PARTS
  const count = (one: unknown): boolean => {
    if (--left < 0) return false
    return typeof one !== 'object' || one === null || Object.values(one).every(count)
  }
  return count(value)
}

type BareShape = FieldShape extends infer One ? (One extends FieldShape ? Omit<One, 'isNullable'> : never) : never

function shapeBy(parameter: ParameterDescription, schema: ValueSchema, place: Place, mayBeNull: boolean): BareShape {
  const part = (name: string, partSchema: unknown, label = '', isRequired = true) =>
    makePart(place, { name, schema: partSchema, label, isRequired })
  if (isFileSchema(schema)) return fileLeaf(parameter, schema, 'file')
  const options = optionsOf(schema)
  if (options) return { kind: 'union', options: union(options, place, mayBeNull, part) }
  const choices = choicesOf(schema)
  if (choices)
    return choices.every(([, value]) => typeof value === 'boolean')
      ? flagLeaf(parameter, mayBeNull)
      : choiceLeaf(parameter, choices, mayBeNull)
  if (isAnything(schema)) return { kind: 'union', options: anything(part, mayBeNull) }
  const [type] = typesOf(schema)
  switch (type) {
    case 'string':
      return textLeaf(parameter, schema)
    case 'integer':
    case 'number':
      return leaf(type === 'integer' ? 'whole' : 'number', numberInput, parameter, {
        component: 'number',
        schema: { type },
        props: limitsIn(schema),
      })
    case 'boolean':
      return flagLeaf(parameter, mayBeNull)
    case 'null':
      return { kind: 'nothing' }
    case 'array':
      return listShape(parameter, schema, place, part)
    case 'object':
      return objectShape(schema, part) ?? jsonLeaf(parameter, schema)
    default:
      return jsonLeaf(parameter, schema)
  }
}

/** A schema of "one kind or null" as that kind; of several kinds, without null. */
function withoutNull(schema: ValueSchema, root: ValueSchema): { schema: ValueSchema; isNullable: boolean } {
  const types = typesOf(schema)
  if (types.length > 1) {
    const others = types.filter((type) => type !== 'null')
    const rest =
      others.length === 1
        ? { ...schema, type: others[0] }
        : { ...schema, type: undefined, anyOf: others.map((type) => ({ ...schema, type })) }
    return { schema: rest, isNullable: others.length < types.length }
  }
  if (Array.isArray(schema.enum) && schema.enum.includes(null)) {
    return { schema: { ...schema, enum: schema.enum.filter((value) => value !== null) }, isNullable: true }
  }
  const options = optionsOf(schema)
  if (!options) return { schema, isNullable: false }
  const read = options.map((option) => resolveSchema(option, root))
  let others = read.filter((option) => !typesOf(option).includes('null'))
  // A whole number is also a number.
  if (others.some(({ type }) => type === 'number')) others = others.filter(({ type }) => type !== 'integer')
  return {
    schema: others.length === 1 ? (others[0] ?? schema) : { ...schema, oneOf: undefined, anyOf: others },
    isNullable: others.length < read.length,
  }
}

type MakePart = (name: string, schema: unknown, label?: string, isRequired?: boolean) => ParameterDescription

function union(options: readonly unknown[], place: Place, mayBeNull: boolean, part: MakePart): readonly ParameterDescription[] {
  const all = options.map((option, index) => part(String(index), resolveSchema(option, place.root)))
  return mayBeNull ? [part('nothing', { type: 'null' }), ...all] : all
}

/** `Any`: the kinds that have fields, and JSON for the rest. */
function anything(part: MakePart, mayBeNull: boolean): readonly ParameterDescription[] {
  const kinds = [
    part('text', { type: 'string' }),
    part('number', { type: 'number' }),
    part('flag', { type: 'boolean' }),
    part('json', { type: 'json' }),
  ]
  const nothing = part('nothing', { type: 'null' })
  return mayBeNull ? [nothing, ...kinds] : [...kinds, nothing]
}

function listShape(parameter: ParameterDescription, schema: ValueSchema, place: Place, part: MakePart): BareShape {
  if (isFileListSchema(schema, place.root)) return fileLeaf(parameter, { type: 'array' }, 'files')
  const { prefixItems, maxItems } = schema
  if (Array.isArray(prefixItems)) {
    return { kind: 'group', isTuple: true, members: prefixItems.slice(0, MOST_ROWS).map((item, index) => part(String(index), item)) }
  }
  const items = resolveSchema(schema.items, place.root)
  const choices = choicesOf(items)
  if (choices) {
    const props = { choices, multiselect: true, max_choices: maxItems }
    return leaf('choice', dropdownInput, parameter, { component: 'dropdown', schema: { type: 'array' }, props })
  }
  return {
    kind: 'list',
    item: part('item', schema.items ?? {}),
    most: Math.min(MOST_ROWS, typeof maxItems === 'number' ? maxItems : MOST_ROWS),
  }
}

/** `null` if it has too many members for a form. */
function objectShape(schema: ValueSchema, part: MakePart): BareShape | null {
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const names = namesOf(schema).filter(isSafeKey)
  if (names.length === 0)
    return {
      kind: 'map',
      item: part('value', schema.additionalProperties === true ? {} : (schema.additionalProperties ?? {})),
      most: MOST_ROWS,
    }
  const required = new Set<unknown>(Array.isArray(schema.required) ? schema.required : [])
  if (names.length > MOST_ROWS) return null
  return {
    kind: 'group',
    isTuple: false,
    members: names.map((name) => part(name, properties[name], readableName(name), required.has(name))),
  }
}

function makePart(
  place: Place,
  { name, schema, label, isRequired }: { name: string; schema: unknown; label: string; isRequired: boolean },
): ParameterDescription {
  place.budget.left--
  const own: ValueSchema = isJsonObject(schema) ? schema : {}
  const { title, description, default: preset } = resolveSchema(own, place.root)
  const part: ParameterDescription = {
    name,
    label: typeof title === 'string' && title !== '' && title !== name ? title : label,
    component: TYPED,
    schema: own,
    pythonType: '',
    hasDefault: !isRequired || preset !== undefined,
    // `undefined`: an empty field is omitted.
    defaultValue: preset,
    exampleValue: null,
    props: { info: description },
  }
  places.set(part, { ...place, depth: place.depth + 1 })
  return part
}

function leaf(
  name: KindName,
  input: InputKind,
  parameter: ParameterDescription,
  told: Pick<ParameterDescription, 'component' | 'schema' | 'props'>,
): BareShape {
  return { kind: 'leaf', name, input, parameter: { ...parameter, ...told, hasDefault: false, defaultValue: null } }
}

function jsonLeaf(parameter: ParameterDescription, schema: ValueSchema): BareShape {
  return leaf('json', jsonInput, parameter, { component: isPart(parameter) ? 'json' : TYPED, schema, props: {} })
}

function fileLeaf(parameter: ParameterDescription, schema: ValueSchema, name: 'file' | 'files'): BareShape {
  return leaf(name, fileInput, parameter, { component: 'file', schema, props: {} })
}

function textLeaf(parameter: ParameterDescription, schema: ValueSchema): BareShape {
  const { format, maxLength } = schema
  if (format === 'date' || format === 'date-time') {
    return leaf('date', dateTimeInput, parameter, { component: 'datetime', schema: {}, props: { include_time: format === 'date-time' } })
  }
  if (format === 'email')
    return leaf('text', textInput, parameter, { component: 'textbox', schema, props: { type: 'email', max_length: maxLength } })
  return leaf('text', textInput, parameter, { component: TYPED, schema, props: { max_length: maxLength } })
}

/** If it may be empty, a checkbox cannot show that. */
function flagLeaf(parameter: ParameterDescription, mayBeNull: boolean): BareShape {
  const isThird = mayBeNull || (parameter.hasDefault && parameter.defaultValue === undefined)
  if (!isThird) return leaf('flag', checkboxInput, parameter, { component: 'checkbox', schema: {}, props: {} })
  return leaf('flag', dropdownInput, parameter, {
    component: 'dropdown',
    schema: {},
    props: {
      [YES_AND_NO]: true,
      choices: [
        ['Yes', true],
        ['No', false],
      ],
    },
  })
}

function choiceLeaf(parameter: ParameterDescription, choices: readonly (readonly [string, unknown])[], mayBeNull: boolean): BareShape {
  const told = leaf('choice', dropdownInput, parameter, { component: 'dropdown', schema: {}, props: { choices } })
  // A list that may be empty has an entry for that.
  return mayBeNull || told.kind !== 'leaf' ? told : { ...told, parameter: { ...told.parameter, defaultValue: undefined } }
}

function choicesOf(schema: ValueSchema): readonly (readonly [string, unknown])[] | null {
  const values: readonly unknown[] | null = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : null
  if (values === null || values.length === 0) return null
  return values.map((value) => [textOfValue(value), value])
}

function limitsIn({ minimum, maximum, multipleOf }: ValueSchema): Readonly<Record<string, unknown>> {
  return { minimum, maximum, step: multipleOf }
}

const labels = new WeakMap<ParameterDescription, Map<string, ParameterDescription>>()

/** A part with another label; the same object for the same label. */
export function labelled(part: ParameterDescription, label: string): ParameterDescription {
  const known = labels.get(part) ?? new Map<string, ParameterDescription>()
  labels.set(part, known)
  const made = known.get(label) ?? { ...part, label }
  known.set(label, made)
  const place = places.get(part)
  if (place) places.set(made, place)
  return made
}
