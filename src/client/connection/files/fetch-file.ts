/**
 * Reads files of an app that needs the caller's headers. Requests only the app's own addresses, and follows no
 * redirect.
 */
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import type { HttpContext } from '../http/http.ts'
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import { blobOfDataUrl } from '../../protocol/values/data-url.ts'
import { shownUrl } from '../http/shown-url.ts'
import { unreachable } from '../http/unreachable.ts'

/** A file and its app. */
export interface FileRequest {
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'>
  readonly url: string
  readonly signal?: AbortSignal
}

/**
 * Reads one file whole. Rejects with `file-unavailable` if the app answered without the file, or if the address is not
 * one of the app, and with `app-unreachable` or `relay-unreachable` if there was no answer or a server error.
 */
export async function fetchFile(http: Omit<HttpContext, 'requestTimeoutMs' | 'clock'>, { app, url, signal }: FileRequest): Promise<Blob> {
  if (/^data:/i.test(url)) return fileInAddress(url)
  if (!isOwnAddress(url, app)) {
    const shown = URL.canParse(url) ? shownUrl(url) : url.slice(0, 80)
    throw notAsked(shown, 'is not an address of the app, so nothing was asked for')
  }
  try {
    const headers = await http.headers({ url, route: app.route })
    // A redirect would take the headers along.
    const init: RequestInit = { headers, credentials: http.credentials, redirect: 'error', ...(signal ? { signal } : {}) }
    const response = await http.fetch(url, init)
    if (!response.ok) throw notGiven(url, response.status)
    return await response.blob()
  } catch (cause) {
    if (isGradioStreamError(cause)) throw cause
    throw unreachable(shownUrl(url), app.route, cause)
  }
}

function fileInAddress(url: string): Blob {
  const blob = blobOfDataUrl(url)
  if (blob === null) throw notAsked(url.slice(0, 80), 'gives no bytes')
  return blob
}

function notAsked(url: string, why: string): GradioStreamError<'file-unavailable'> {
  return new GradioStreamError('file-unavailable', {
    message: `${url} ${why}.`,
    hint: 'Take the `url` of a file in `data` as it is.',
    details: { url },
  })
}

/** Gradio answers 403 both for a missing file and for a forbidden one; 3.50 answers 404 (measured). */
function notGiven(url: string, status: number): GradioStreamError {
  const at = shownUrl(url)
  const details = { url: at, status, seen: `status ${status}` }
  if (status === 401) {
    return new GradioStreamError('login-required', { message: `The file ${at} wants a login (401).`, hint: 'Sign in to the app.', details })
  }
  if (status === 429) {
    return new GradioStreamError('rate-limited', {
      message: `The file ${at} was asked for too often (429).`,
      hint: 'Try again in a while.',
      details,
    })
  }
  if (status >= 500) {
    return new GradioStreamError('app-unreachable', {
      message: `The file ${at} was answered with ${status}.`,
      hint: 'Try again in a moment.',
      details,
    })
  }
  return new GradioStreamError('file-unavailable', {
    message: `The file ${at} was answered with ${status}: it is gone, or the app does not give it out.`,
    hint: 'Run it again: Gradio deletes the files of a run after a time.',
    details,
  })
}

/** Whether an address lies below the app's own routes. */
export function isOwnAddress(url: string, { apiUrl, rootUrl }: Pick<AppDescription, 'apiUrl' | 'rootUrl'>): boolean {
  if (!URL.canParse(url)) return false
  // As the browser would request it: dots in a path are resolved first.
  const { href } = new URL(url)
  return /^https?:/i.test(href) && [apiUrl, rootUrl].some((base) => href.startsWith(`${base}/`))
}
