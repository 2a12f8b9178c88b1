/** Reads files of an app that only answers to the caller's headers. Never asks for what is not the app's own, nor follows it elsewhere. */
import type { AppDescription } from '../protocol/app-description.ts'
import type { HttpContext } from './http.ts'
import { shownUrl } from './shown-url.ts'
import { unreachable } from './unreachable.ts'

/** Which file, of which app. */
export interface FileRequest {
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'>
  readonly url: string
  readonly signal?: AbortSignal
}

/** Reads one file whole. Rejects with `app-unreachable` or `relay-unreachable`, whatever went wrong: a file has no more to say. */
export async function fetchFile(http: Omit<HttpContext, 'requestTimeoutMs' | 'clock'>, { app, url, signal }: FileRequest): Promise<Blob> {
  try {
    if (!isOwnAddress(url, app)) throw new Error('the address is not one of the app')
    const headers = await http.headers({ url, route: app.route })
    // A redirect would carry the headers along.
    const init: RequestInit = { headers, credentials: http.credentials, redirect: 'error', ...(signal ? { signal } : {}) }
    const response = await http.fetch(url, init)
    if (!response.ok) throw new Error(`status ${response.status}`)
    return await response.blob()
  } catch (cause) {
    throw unreachable(shownUrl(URL.canParse(url) ? url : app.apiUrl), app.route, cause)
  }
}

/** Whether an address lies below the app's own routes. */
export function isOwnAddress(url: string, { apiUrl, rootUrl }: Pick<AppDescription, 'apiUrl' | 'rootUrl'>): boolean {
  if (!URL.canParse(url)) return false
  // As the browser would ask for it: dots in a path are resolved before.
  const { href } = new URL(url)
  return /^https?:/i.test(href) && [apiUrl, rootUrl].some((base) => href.startsWith(`${base}/`))
}
