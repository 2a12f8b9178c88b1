/**
 * Gradio's form of an uploaded file, put in the place of each file among a call's inputs
 * (docs/gradio-protocol.md#10-files). Pure: `connection/files/uploads.ts` sends the files.
 */
import type { EndpointDescription, ParameterDescription } from '../describe/app-description.ts'
import { fileName } from './file-name.ts'
import { GivenStream, isFile, isPlain } from './input-files.ts'
import { isJsonObject } from '../json-object.ts'
import { takesFileList, TYPED } from './value-schema.ts'

/** An uploaded file on the wire. */
export type WireFile = Readonly<Record<string, unknown>>

/** The values with each file in its wire form. Parts without files are passed on unchanged. */
export function replaceFiles(
  endpoint: Pick<EndpointDescription, 'name' | 'parameters'>,
  values: readonly unknown[],
  replacement: (file: Blob | GivenStream) => unknown,
): unknown[] {
  return values.map((value, index) => {
    const parameter = endpoint.parameters[index]
    const shaped = parameter ? shapeFor(parameter, value) : value
    return walkFiles(shaped, replacement)
  })
}

/**
 * A file that is at the app under `path`, in Gradio 6's shape. `values.ts` makes an older shape if the app needs that.
 */
export function toWireFile(file: Blob, path: string): WireFile {
  return { path, orig_name: fileName(file), size: file.size, mime_type: file.type || null, meta: { _type: 'gradio.FileData' } }
}

/**
 * Visits every file that has to be sent. The result shares everything without files with the given value. The depth was
 * checked before.
 */
function walkFiles(value: unknown, visit: (file: Blob | GivenStream) => unknown): unknown {
  if (isFile(value) || value instanceof GivenStream) return visit(value)
  if (typeof value !== 'object' || value === null) return value
  const isList = Array.isArray(value)
  if (!isList && !isPlain(value)) return value
  const entries = Object.entries(value)
  let isChanged = false
  for (const entry of entries) {
    const next = walkFiles(entry[1], visit)
    isChanged ||= next !== entry[1]
    entry[1] = next
  }
  if (!isChanged) return value
  // `fromEntries` defines members, so that a member named `__proto__` does not reach a prototype.
  return isList ? entries.map(([, next]) => next) : Object.fromEntries(entries)
}

/** One file: to be sent, or already stored. */
function isOneFile(value: unknown): boolean {
  if (isFile(value) || value instanceof GivenStream) return true
  return isJsonObject(value) && typeof value.path === 'string' && isJsonObject(value.meta)
}

/** A bare file where the component wants it inside an object: a caller who has a picture need not know that. */
function shapeFor({ component, schema }: ParameterDescription, value: unknown): unknown {
  if (component === 'gallery' && Array.isArray(value)) return value.map((item: unknown) => (isOneFile(item) ? inGallery(item) : item))
  if (!isOneFile(value)) return component === 'multimodaltextbox' && isFileList(value) ? { text: '', files: value } : value
  switch (component) {
    case 'gallery':
      return [inGallery(value)]
    case 'multimodaltextbox':
      return { text: '', files: [value] }
    case 'imageeditor':
      return { background: value, layers: [], composite: value }
    case 'video':
      // Gradio 4 and 5 want it beside its subtitles, 6 wants it alone: the schema of the info tells.
      return hasProperty(schema, 'video') ? { video: value, subtitles: null } : value
    case 'file':
      return schema.type === 'array' ? [value] : value
    case TYPED:
      return takesFileList(schema) ? [value] : value
    default:
      return value
  }
}

function inGallery(file: unknown): unknown {
  const type = isFile(file) ? file.type : isJsonObject(file) ? file.mime_type : null
  return typeof type === 'string' && type.startsWith('video/') ? { video: file, caption: null } : { image: file, caption: null }
}

function isFileList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isOneFile)
}

function hasProperty({ properties }: Readonly<Record<string, unknown>>, name: string): boolean {
  return isJsonObject(properties) && Object.hasOwn(properties, name)
}
