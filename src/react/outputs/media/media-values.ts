/** Reads pictures, videos and sounds in values. Every version's shapes are already those of Gradio 6. */
import { readOneFile } from '../../kit/file-address.ts'
import type { FileValue } from '../../kit/file-address.ts'

/** One thing in a gallery. */
export interface GalleryItem {
  readonly kind: 'image' | 'video'
  readonly file: FileValue
}

/** A video and its subtitles. */
export interface Film {
  readonly video: FileValue
  readonly subtitles: FileValue | null
}

/** One region of an annotated picture: a mask of the picture's size, and its label. */
export interface Annotation {
  readonly mask: FileValue
  readonly label: string
}

const FILM_ENDING = /\.(?:mp4|m4v|webm|mov|ogv|mkv|avi)$/i

/** The items of a gallery; `null` for anything else. */
export function readGallery(value: unknown): readonly GalleryItem[] | null {
  if (!Array.isArray(value)) return null
  const items: GalleryItem[] = []
  for (const entry of value) {
    const item = readGalleryItem(entry)
    if (!item) return null
    items.push(item)
  }
  return items
}

function readGalleryItem(entry: unknown): GalleryItem | null {
  const file = readOneFile(entry)
  if (!file) return null
  const isFilm = (isRecord(entry) && isRecord(entry.video)) || FILM_ENDING.test(file.path)
  return { kind: isFilm ? 'video' : 'image', file }
}

/**
 * A video: a file of Gradio 6, or `{video, subtitles}` of older versions. Gradio 6 has the subtitles among the
 * component's properties.
 */
export function readFilm(value: unknown, componentProps: Readonly<Record<string, unknown>>): Film | null {
  const video = readOneFile(value)
  if (!video) return null
  const subtitles = isRecord(value) && isRecord(value.subtitles) ? value.subtitles : componentProps.subtitles
  return { video, subtitles: readOneFile(subtitles) }
}

/** A picture and its marked regions; `null` for anything else. An unreadable region is left out. */
export function readAnnotated(value: unknown): { readonly image: FileValue; readonly annotations: readonly Annotation[] } | null {
  if (!isRecord(value) || !Array.isArray(value.annotations)) return null
  const image = readOneFile(value.image)
  if (!image) return null
  const annotations = value.annotations.flatMap((entry: unknown): Annotation[] => {
    const mask = isRecord(entry) ? readOneFile(entry.image) : null
    if (!isRecord(entry) || !mask) return []
    const { label } = entry
    return [{ mask, label: typeof label === 'string' || typeof label === 'number' || typeof label === 'bigint' ? String(label) : '' }]
  })
  return { image, annotations }
}

/** Two pictures to compare; the second may be missing. */
export function readPair(value: unknown): readonly [FileValue, FileValue | null] | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const first = readOneFile(value[0])
  const second = readOneFile(value[1])
  if (first) return [first, second]
  return second ? [second, null] : null
}

/** A value that is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
