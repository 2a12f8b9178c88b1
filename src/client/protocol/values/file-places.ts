/**
 * Where files can be among an endpoint's inputs: by the component of a parameter, or by its schema (functions with type
 * hints).
 */
import type { ParameterDescription } from '../describe/app-description.ts'
import { isJsonObject } from '../json-object.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * What a place can hold. `file`: a file, a list of files, or an object around them (`{image, caption}`). `message`: a
 * text with files. `any`: any value.
 */
export type FilePlace =
  | { readonly kind: 'any' | 'file' | 'message' }
  | { readonly kind: 'schema'; readonly schema: Schema; readonly root: Schema }

const FILE_COMPONENTS: ReadonlySet<string> = new Set([
  'file',
  'uploadbutton',
  'image',
  'simpleimage',
  'imageeditor',
  'imagemask',
  'sketchpad',
  'paint',
  'imageslider',
  'gallery',
  'audio',
  'microphone',
  'video',
  'playablevideo',
  'model3d',
])
/** Members under which a value contains files. */
const FILE_MEMBERS: ReadonlySet<string> = new Set(['image', 'video', 'subtitles', 'background', 'composite', 'layers', 'files', 'file'])

const ANY: FilePlace = { kind: 'any' }
const FILE: FilePlace = { kind: 'file' }

/** The place of a whole parameter. */
export function placeOf({ component, schema }: Pick<ParameterDescription, 'component' | 'schema'>): FilePlace {
  if (component === 'multimodaltextbox') return { kind: 'message' }
  return FILE_COMPONENTS.has(component) ? FILE : { kind: 'schema', schema, root: schema }
}

/** The place of a member of an object at a place. */
export function memberPlace(place: FilePlace, name: string): FilePlace {
  if (place.kind !== 'schema') return place.kind !== 'any' && FILE_MEMBERS.has(name) ? FILE : ANY
  return merged(place, ({ properties, additionalProperties }) => {
    const own = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
    return own ?? additionalProperties
  })
}

/** The place of an item of a list at a place. */
export function itemPlace(place: FilePlace, index: number): FilePlace {
  if (place.kind !== 'schema') return place.kind === 'any' ? ANY : FILE
  return merged(place, ({ prefixItems, items }) => {
    // A list of unknown items.
    const own = Array.isArray(prefixItems) ? (prefixItems as unknown[])[index] : undefined
    return own ?? items
  })
}

/** Whether a file is wanted here and a text would have no other meaning. */
export function wantsFile(place: FilePlace): boolean {
  if (place.kind !== 'schema') return place.kind === 'file'
  const variants = variantsOf(place.schema, place.root)
  return variants.some(isFileSchema) && !variants.some(({ type }) => type === 'string')
}

function merged({ root, schema }: Extract<FilePlace, { kind: 'schema' }>, pick: (variant: Schema) => unknown): FilePlace {
  const found = variantsOf(schema, root).flatMap((variant) => {
    const inner = pick(variant)
    return isJsonObject(inner) ? [inner] : []
  })
  return found.length === 0 ? ANY : { kind: 'schema', schema: { anyOf: found }, root }
}

function isFileSchema({ properties }: Schema): boolean {
  return isJsonObject(properties) && 'path' in properties && ('meta' in properties || 'orig_name' in properties)
}

/** All variants of a schema, with references and unions resolved. A server may write an endless one. */
function variantsOf(schema: Schema, root: Schema, depth = 0): readonly Schema[] {
  if (depth > 8) return []
  const { $ref: reference, anyOf, oneOf, allOf } = schema
  if (typeof reference === 'string') {
    const { $defs } = root
    const target = isJsonObject($defs) ? $defs[reference.replace(/^#\/\$defs\//, '')] : undefined
    return isJsonObject(target) ? variantsOf(target, root, depth + 1) : []
  }
  const unions = [anyOf, oneOf, allOf].flatMap((union): unknown[] => (Array.isArray(union) ? union.slice(0, 32) : []))
  if (unions.length === 0) return [schema]
  return unions.flatMap((one) => (isJsonObject(one) ? variantsOf(one, root, depth + 1) : []))
}
