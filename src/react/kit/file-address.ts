/**
 * Files in values, and the address of each. The server is not trusted: only addresses at the app itself are followed.
 */
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'

/** A file as Gradio describes it (`gradio.FileData`, and the older `{name, is_file}`). */
export interface FileValue {
  readonly path: string
  /** Name that is shown. */
  readonly name: string
  /** `null` when the app does not say. */
  readonly sizeBytes: number | null
  readonly caption: string | null
  /** The whole file as a `data:` URL: Gradio 3 sends pictures so. */
  readonly inlineUrl: string | null
  readonly mimeType: string | null
  /** It is still being written: the playlist of a stream, or (Gradio 4) the stream itself. */
  readonly isStream: boolean
}

/** Longest `data:` URL that is drawn: a picture of about 24 MB. */
const MAX_INLINE_LENGTH = 32 * 1024 * 1024
/** Only pictures of types that run nothing. An SVG runs no script inside an `<img>`, and it is used nowhere else. */
const INLINE_PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)[;,]/i
/** Gradio's routes with which a path may already begin. */
const ROUTE = /^\/?(?:gradio_api\/)?(file=|stream\/)/

/** The files in a value: one, a list, a gallery of `{image, caption}`; `null` for anything else. */
export function readFiles(value: unknown): readonly FileValue[] | null {
  if (Array.isArray(value)) {
    const files: FileValue[] = []
    for (const item of value) {
      const file = readOneFile(item)
      if (!file) return null
      files.push(file)
    }
    // An empty list has no files to draw.
    return files.length > 0 ? files : null
  }
  const file = readOneFile(value)
  return file ? [file] : null
}

/** The one file in a value, also inside `{image}`, `{video}` or `{composite}`; `null` if there is none. */
export function readOneFile(value: unknown): FileValue | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  // Each field is checked before its use.
  const fields = value as Readonly<Record<string, unknown>>
  const { path, orig_name, size, mime_type, caption, name, is_file, is_stream, url, data } = fields
  const inner = fields.image ?? fields.video ?? fields.composite ?? fields.background
  if (path === undefined && typeof inner === 'object' && inner !== null) {
    const file = readOneFile(inner)
    return file && { ...file, caption: textOrNull(caption) }
  }
  const place = typeof path === 'string' ? path : is_file === true && typeof name === 'string' ? name : null
  const inlineUrl = [url, data].find(isDataUrl) ?? null
  if (place === null || (place === '' && inlineUrl === null)) return null
  return {
    path: place,
    name: textOrNull(orig_name) ?? place.split(/[\\/]/).pop() ?? place,
    sizeBytes: typeof size === 'number' && size >= 0 ? size : null,
    caption: null,
    inlineUrl,
    mimeType: textOrNull(mime_type),
    isStream: is_stream === true,
  }
}

/** Where an app's files are. */
export type FileBase = Pick<AppDescription, 'apiUrl' | 'rootUrl'>

/**
 * Address of a file below the app's own routes, or the picture in the value itself; `null` if it would lead anywhere
 * else.
 */
export function fileAddress({ path, inlineUrl, isStream }: FileValue, app: FileBase | null): string | null {
  if (inlineUrl !== null) return inlineUrl.length <= MAX_INLINE_LENGTH && INLINE_PICTURE.test(inlineUrl) ? inlineUrl : null
  if (!app || path === '' || !/^https?:\/\//i.test(app.apiUrl)) return null
  if (isAbsolute(path)) {
    const isOwn = [app.apiUrl, app.rootUrl].some((base) => path.startsWith(`${base}/`) && hrefOf(path)?.startsWith(`${base}/`))
    return isOwn && /^https?:\/\//i.test(path) ? path : null
  }
  const [named, ownRoute] = ROUTE.exec(path) ?? []
  const route = ownRoute ?? (isStream ? 'stream/' : 'file=')
  const encoded = path
    .slice(named?.length ?? 0)
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  const address = `${app.apiUrl}/${route}${encoded}`
  // Dots in a path must not leave the app's routes.
  return hrefOf(address)?.startsWith(`${app.apiUrl}/${route}`) ? address : null
}

/** The host that a file is said to be on, if it is not the app's own. For texts, never for a request. */
export function foreignHost(file: FileValue, app: FileBase | null): string | null {
  const { path, inlineUrl } = file
  if (inlineUrl !== null || !isAbsolute(path) || fileAddress(file, app) !== null || !URL.canParse(path)) return null
  return new URL(path).host || null
}

function isAbsolute(path: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(path)
}

function hrefOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).href : null
}

function isDataUrl(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('data:')
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
