/**
 * What Gradio takes for a file that was uploaded before, in the place of each file among the inputs of a call (PROTOCOL §10).
 * Pure: sending them is `connection/uploads.ts`.
 */
import type { EndpointDescription, ParameterDescription } from './app-description.ts'
import { fileName } from './file-name.ts'
import { isFile, walkFiles } from './files.ts'
import { isJsonObject } from './safe-keys.ts'

/** What the wire says of an uploaded file. */
export type WireFile = Readonly<Record<string, unknown>>

/** The values with the wire's form of each file in its place; whatever holds no file is passed on as it is. */
export function replaceFiles(
  endpoint: Pick<EndpointDescription, 'name' | 'parameters'>,
  values: readonly unknown[],
  replacement: (file: Blob) => unknown,
): unknown[] {
  return values.map((value, index) => {
    const parameter = endpoint.parameters[index]
    const shaped = parameter ? shapeFor(parameter, value) : value
    return walkFiles(shaped, 0, parameter?.name ?? null, replacement)
  })
}

/** A file that lies at the app under `path`, in Gradio 6's shape; `values.ts` makes an older one of it where the app needs that. */
export function toWireFile(file: Blob, path: string): WireFile {
  return { path, orig_name: fileName(file), size: file.size, mime_type: file.type || null, meta: { _type: 'gradio.FileData' } }
}

/** A bare file where the component wants it inside something: who picks a picture should not have to know. */
function shapeFor({ component, schema }: ParameterDescription, value: unknown): unknown {
  if (component === 'gallery' && Array.isArray(value)) return value.map((item) => (isFile(item) ? inGallery(item) : item))
  if (!isFile(value)) return component === 'multimodaltextbox' && isFileList(value) ? { text: '', files: value } : value
  switch (component) {
    case 'gallery':
      return [inGallery(value)]
    case 'multimodaltextbox':
      return { text: '', files: [value] }
    case 'imageeditor':
      return { background: value, layers: [], composite: value }
    case 'video':
      // Gradio 4 and 5 want it beside its subtitles, 6 alone: the schema of the info tells.
      return hasProperty(schema, 'video') ? { video: value, subtitles: null } : value
    case 'file':
      return schema.type === 'array' ? [value] : value
    default:
      return value
  }
}

function inGallery(file: Blob): unknown {
  return file.type.startsWith('video/') ? { video: file, caption: null } : { image: file, caption: null }
}

function isFileList(value: unknown): value is readonly Blob[] {
  return Array.isArray(value) && value.length > 0 && value.every(isFile)
}

function hasProperty({ properties }: Readonly<Record<string, unknown>>, name: string): boolean {
  return isJsonObject(properties) && Object.hasOwn(properties, name)
}
