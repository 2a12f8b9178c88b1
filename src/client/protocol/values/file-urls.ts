/**
 * Addresses of files behind proxies. An app writes into a file's `url` the address that it believes to have. Behind a
 * proxy that is its inner address, which is unreachable from outside. The part that names the file is kept and put
 * below the routes where the app was reached.
 */
import { isJsonObject } from '../json-object.ts'
import { fileUrl, MARK, mapList, mapMembers } from './values-files.ts'

/** Where an app's file routes begin in an address, after any prefix. */
const ROUTE = /(?:\/gradio_api)?(\/(?:file=|stream\/|proxy=))/
/** Values nested deeper are not searched for files, since that takes recursion. */
const MAX_DEPTH = 64
/** Components that hold no files but may hold very large values. */
const WITHOUT_FILES: ReadonlySet<string> = new Set([
  'textbox',
  'markdown',
  'html',
  'code',
  'number',
  'slider',
  'checkbox',
  'checkboxgroup',
  'radio',
  'dropdown',
  'dataframe',
  'label',
  'highlightedtext',
  'colorpicker',
  'datetime',
  'plot',
  'lineplot',
  'barplot',
  'scatterplot',
  'nativeplot',
])

/**
 * Makes the function that puts the files of one output below `apiUrl`; `null` if its component has none. Gives the same
 * object for the same value.
 */
export function createRebase(component: string, apiUrl: string): ((value: unknown) => unknown) | null {
  if (apiUrl === '' || WITHOUT_FILES.has(component)) return null
  const place = placeAtRelay(apiUrl)
  const rebase = (value: unknown, given: unknown, made: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value
    if (value === given) return made
    if (Array.isArray(value)) {
      const [before, after] = Array.isArray(given) && Array.isArray(made) ? [given as unknown[], made as unknown[]] : [[], []]
      return mapList(value, (item, index) => (item === before[index] ? after[index] : rebase(item, before[index], after[index], depth + 1)))
    }
    if (!isJsonObject(value)) return value
    const [before, after] = isJsonObject(given) && isJsonObject(made) ? [given, made] : [{}, {}]
    const member = (item: unknown, key: string): unknown => rebase(item, before[key], after[key], depth + 1)
    return rebasedFile(value, apiUrl) ?? relayedFile(mapMembers(value, member), place, apiUrl)
  }
  // Steps of a run share what did not change: only what is new at its place is looked at.
  let given: unknown
  let made: unknown
  return (value) => {
    made = rebase(value, given, made, 0)
    given = value
    return made
  }
}

/** A file with its address; `null` if it is not one of Gradio's marked files. */
function rebasedFile(value: Record<string, unknown>, apiUrl: string): Record<string, unknown> | null {
  const { meta, path, url } = value
  if (!isJsonObject(meta) || meta[MARK] !== 'gradio.FileData' || typeof path !== 'string' || path === '') return null
  const next = typeof url === 'string' ? ownFileUrl(url, path, apiUrl) : url
  return next === url ? value : { ...value, url: next }
}

/** The path of an app's routes at a relay, from the relay on; `null` for another address. */
function placeAtRelay(apiUrl: string): string | null {
  return /\/apps\/[^/]+\/gradio_api$/.exec(apiUrl)?.[0] ?? null
}

/**
 * An object with a `url` that the relay made, which may name the relay's inner address: moved to where the relay was
 * reached.
 */
function relayedFile(value: Record<string, unknown>, place: string | null, apiUrl: string): Record<string, unknown> {
  const { url } = value
  if (place === null || typeof url !== 'string' || !/^https?:\/\//i.test(url)) return value
  const at = url.replace(/[?#].*$/s, '').indexOf(`${place}/`)
  const rest = at < 0 ? '' : url.slice(at + place.length)
  return /^\/(?:file=|stream\/|proxy=)/.test(rest) && !url.startsWith(`${apiUrl}/`) ? { ...value, url: apiUrl + rest } : value
}

/**
 * The address below `apiUrl`. Unchanged if it does not lead to that path by an app's own route, for example on a CDN.
 */
export function ownFileUrl(url: string, path: string, apiUrl: string): string {
  if (!/^https?:\/\//i.test(url)) return url
  const found = ROUTE.exec(url)
  const route = found?.[1]
  if (!found || route === undefined) return url
  const named = url.slice(found.index + found[0].length)
  if (route === '/file=' && isSamePath(named, path)) return fileUrl(apiUrl, path)
  // A file of another app through this one, and a video that is still written, are named by more than their path.
  const isOther = route === '/proxy=' ? isSamePath(named.replace(/^.*?\/file=/, ''), path) : isSamePath(named, path.replace(/^\/+/, ''))
  return route !== '/file=' && isOther ? `${apiUrl}${route}${named}` : url
}

/** The path may be plain or encoded. */
function isSamePath(named: string, path: string): boolean {
  if (named === path) return true
  try {
    return decodeURIComponent(named) === path
  } catch {
    return false
  }
}
