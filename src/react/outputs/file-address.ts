/** Files in values, and the address each is fetched by. A server says what it likes: only its own address is followed. */
import type { AppDescription } from '../../core/protocol/app-description.ts'

/** A file as Gradio describes it (`gradio.FileData`, and the older `{name, is_file}`). */
export interface FileValue {
  readonly path: string
  /** Name for people. */
  readonly name: string
  /** `null` when the app does not say. */
  readonly sizeBytes: number | null
  readonly caption: string | null
}

/** The files in a value: one, a list, a gallery of `{image, caption}`; `null` where there is something else. */
export function readFiles(value: unknown): readonly FileValue[] | null {
  if (Array.isArray(value)) {
    const files = value.map(readFile)
    // An empty list has no files to draw.
    return files.length > 0 && files.every((file) => file !== null) ? files : null
  }
  const file = readFile(value)
  return file ? [file] : null
}

function readFile(value: unknown): FileValue | null {
  if (typeof value !== 'object' || value === null) return null
  // Each field is checked before it is used.
  const { path, orig_name, size, image, video, caption, name, is_file } = value as Record<string, unknown>
  const inner = image ?? video
  if (path === undefined && typeof inner === 'object' && inner !== null) {
    const file = readFile(inner)
    return file && { ...file, caption: typeof caption === 'string' && caption !== '' ? caption : null }
  }
  const place = typeof path === 'string' ? path : is_file === true && typeof name === 'string' ? name : null
  if (place === null || place === '') return null
  const own = typeof orig_name === 'string' && orig_name !== '' ? orig_name : (place.split(/[\\/]/).pop() ?? place)
  return { path: place, name: own, sizeBytes: typeof size === 'number' && size >= 0 ? size : null, caption: null }
}

/** Address of a file below the app's own routes; `null` where it would lead anywhere else. */
export function fileAddress({ path }: FileValue, app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null): string | null {
  if (!app || !/^https?:\/\//i.test(app.apiUrl)) return null
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(path)) {
    const isOwn = [app.apiUrl, app.rootUrl].some((base) => path.startsWith(`${base}/`))
    return isOwn && /^https?:\/\//i.test(path) ? path : null
  }
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  const address = `${app.apiUrl}/file=${encoded}`
  // Dots in a path must not climb out of the app's routes.
  return new URL(address).href.startsWith(`${app.apiUrl}/file=`) ? address : null
}
