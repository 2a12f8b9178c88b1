/** Files in values, of every Gradio version, as Gradio 6 describes them (`gradio.FileData`), and back to what Gradio 3 takes. */
import { isJsonObject } from './safe-keys.ts'

/** Member of `meta` by which Gradio knows a file. */
const MARK = '_type'

/** Absolute address of a file below an app's routes. */
export function fileUrl(apiUrl: string, path: string): string {
  return `${apiUrl}/file=${path.split('/').map(encodeURIComponent).join('/')}`
}

/** How file values are told apart and completed. */
export interface FileSetting {
  readonly apiUrl: string
  /** The addresses an app writes itself are missing or wrong: up to 4.21. */
  readonly isUrlUnusable: boolean
}

/** The value with every file in it as `FileData`. The very same value where nothing changes; never written to. */
export function levelFiles(value: unknown, setting: FileSetting): unknown {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return mapList(value, (item) => levelFiles(item, setting))
  if (!isJsonObject(value)) return value
  if (isOldFile(value)) return fromOldFile(value, setting.apiUrl)
  if (typeof value.path === 'string') return withUrl(value, value.path, setting)
  return mapMembers(value, (member) => levelFiles(member, setting))
}

/** A picture: a `data:` URL of Gradio 3 becomes a file too. */
export function levelPicture(value: unknown, setting: FileSetting): unknown {
  return isDataUrl(value) ? fileOfDataUrl(value) : levelFiles(value, setting)
}

/** `FileData` made into what Gradio 3 takes, `{name, data, is_file}`; anything else as it is. */
export function toOldFiles(value: unknown): unknown {
  if (Array.isArray(value)) return mapList(value, toOldFiles)
  if (!isJsonObject(value) || isOldFile(value)) return value
  if (!isFile(value)) return mapMembers(value, toOldFiles)
  const { path, url, orig_name: name, size } = value
  const file = { orig_name: name ?? null, ...(size === undefined || size === null ? {} : { size }) }
  if (isDataUrl(url)) return { ...file, name: name ?? 'file', data: url, is_file: false }
  return { ...file, name: path, data: null, is_file: true }
}

/** A value as Gradio 6 has files: with a `path`, and marked or accompanied by what only files have. */
export function isFile(value: unknown): value is Record<string, unknown> {
  if (!isJsonObject(value)) return false
  if (isJsonObject(value.meta) && value.meta[MARK] === 'gradio.FileData') return true
  return typeof value.path === 'string' || isDataUrl(value.url)
}

/** Whether a text is a `data:` URL. */
export function isDataUrl(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('data:')
}

function isOldFile(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value.is_file === 'boolean' && (typeof value.name === 'string' || isDataUrl(value.data))
}

function fromOldFile(old: Readonly<Record<string, unknown>>, apiUrl: string): Record<string, unknown> {
  const path = old.is_file === true && typeof old.name === 'string' ? old.name : ''
  const isInline = isDataUrl(old.data)
  return {
    path,
    url: isInline ? old.data : path === '' ? null : fileUrl(apiUrl, path),
    size: typeof old.size === 'number' ? old.size : null,
    orig_name: typeof old.orig_name === 'string' ? old.orig_name : baseName(typeof old.name === 'string' ? old.name : ''),
    mime_type: typeof old.mime_type === 'string' ? old.mime_type : null,
    is_stream: false,
    meta: { _type: 'gradio.FileData' },
  }
}

function withUrl(file: Record<string, unknown>, path: string, { apiUrl, isUrlUnusable }: FileSetting): Record<string, unknown> {
  const isWanted = typeof file.url !== 'string' || (isUrlUnusable && !isDataUrl(file.url))
  const isWhole = file.meta !== undefined && file.is_stream !== undefined
  if (!isWanted && isWhole) return file
  return {
    is_stream: false,
    meta: { _type: 'gradio.FileData' },
    ...file,
    ...(isWanted ? { url: /^https?:\/\//i.test(path) ? path : fileUrl(apiUrl, path) } : {}),
  }
}

function fileOfDataUrl(url: string): Record<string, unknown> {
  const [, type] = /^data:([^;,]*)/.exec(url) ?? []
  return { path: '', url, size: null, orig_name: null, mime_type: type || null, is_stream: false, meta: { _type: 'gradio.FileData' } }
}

function baseName(path: string): string | null {
  return path.split(/[\\/]/).pop() || null
}

/** A list of the answers; the list itself where every answer is the item it was made from. */
export function mapList(list: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  const next = list.map(map)
  return next.every((item, index) => item === list[index]) ? list : next
}

function mapMembers(value: Record<string, unknown>, map: (member: unknown) => unknown): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, member]) => [key, map(member)] as const)
  return entries.every(([key, member]) => member === value[key]) ? value : Object.fromEntries(entries)
}
