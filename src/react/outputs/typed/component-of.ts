/** Which component draws a value that has none: what a typed function answers with. */
import { readFiles } from '../../kit/file-address.ts'
import type { FileValue } from '../../kit/file-address.ts'

/** Components whose kinds draw a file, by its MIME type or the ending of its name. */
const MEDIA: readonly (readonly [component: string, type: RegExp, ending: RegExp])[] = [
  ['image', /^image\//, /\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i],
  ['audio', /^audio\//, /\.(?:mp3|wav|ogg|oga|flac|m4a|aac|opus)$/i],
  ['video', /^video\//, /\.(?:mp4|m4v|webm|mov|ogv)$/i],
]

/** The component whose kind draws a value; `null` for lists and objects. */
export function componentOf(value: unknown): string | null {
  if (value === null || value === undefined || typeof value === 'string') return 'textbox'
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (typeof value === 'boolean') return 'checkbox'
  const files = readFiles(value)
  if (files === null) return null
  const [first] = files
  return (files.length === 1 && !Array.isArray(value) && first && mediaOf(first)) || 'file'
}

function mediaOf({ mimeType, name }: FileValue): string | undefined {
  return MEDIA.find(([, type, ending]) => (mimeType === null ? ending.test(name) : type.test(mimeType)))?.[0]
}
