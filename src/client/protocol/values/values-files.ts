/** Files in values of every Gradio version, in Gradio 6's form (`gradio.FileData`), and back to Gradio 3's form. */
import { isJsonObject } from '../json-object.ts'

/** Member of `meta` by which Gradio recognises a file. */
export const MARK = '_type'

/** Absolute address of a file below an app's routes. */
export function fileUrl(apiUrl: string, path: string): string {
  return `${apiUrl}/file=${path.split('/').map(encodeURIComponent).join('/')}`
}

/** How file values are recognised and completed. */
export interface FileSetting {
  readonly apiUrl: string
  /** The app's own addresses are missing or wrong: up to 4.21. */
  readonly isUrlUnusable: boolean
}

/** The value with every file as `FileData`. The same object if nothing changes. Never changes the value. */
export function levelFiles(value: unknown, setting: FileSetting): unknown {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return mapList(value, (item) => levelFiles(item, setting))
  if (!isJsonObject(value)) return value
  if (isOldFile(value)) return fromOldFile(value, setting.apiUrl)
  if (typeof value.path === 'string') return withUrl(value, value.path, setting)
  return mapMembers(value, (member) => levelFiles(member, setting))
}

/** A picture. Gradio 3's `data:` URL becomes a file too. */
export function levelPicture(value: unknown, setting: FileSetting): unknown {
  return isDataUrl(value) ? fileOfDataUrl(value) : levelFiles(value, setting)
}

/** Turns `FileData` into Gradio 3's `{name, data, is_file}`. Anything else is unchanged. */
export function toOldFiles(value: unknown): unknown {
  if (Array.isArray(value)) return mapList(value, toOldFiles)
  if (!isJsonObject(value) || isOldFile(value)) return value
  if (!isFileValue(value)) return mapMembers(value, toOldFiles)
  const { path, url, orig_name: name, size } = value
  const file = { orig_name: name ?? null, ...(size === undefined || size === null ? {} : { size }) }
  if (isDataUrl(url)) return { ...file, name: name ?? 'file', data: url, is_file: false }
  return { ...file, name: path, data: null, is_file: true }
}

/** A file in Gradio 6's form: it has a `path`, and a mark or members that only files have. */
export function isFileValue(value: unknown): value is Record<string, unknown> {
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

/** A list of the results. The list itself if every result is its item. */
export function mapList(list: readonly unknown[], map: (item: unknown, index: number) => unknown): readonly unknown[] {
  let changed: unknown[] | null = null
  for (let index = 0; index < list.length; index++) {
    const item = map(list[index], index)
    if (item !== list[index]) (changed ??= list.slice())[index] = item
  }
  return changed ?? list
}

/** An object of the results. The object itself if every result is its member. */
export function mapMembers(value: Record<string, unknown>, map: (member: unknown, key: string) => unknown): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, member]) => [key, map(member, key)] as const)
  return entries.every(([key, member]) => member === value[key]) ? value : Object.fromEntries(entries)
}
