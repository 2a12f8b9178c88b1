/**
 * `GET file=<path>`: a file of the app, its body passed on as it comes, its headers only where they are safe; and
 * `GET stream/…`: sound and film the app writes while they are played.
 */
import type { RelayContext } from '../context.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { discardBody } from '../upstream/bounded-text.ts'
import { refusal } from './answers.ts'

/** What a browser needs of an answer; no cookies, nothing about the app's server. */
const PASSED_HEADERS = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag', 'content-disposition']
const PASSED_STATUSES: ReadonlySet<number> = new Set([200, 206, 304, 416])
/** Session, run and component, and from Gradio 5 on a name below them. Plain letters only: nothing in it can lead elsewhere. */
const STREAM_PATH = /\/stream\/[\w-]+\/[\w-]+\/[\w-]+(?:\/[\w-]+(?:\.\w+)?)?$/
/** Types in which a page of the relay's own origin could be forged. */
const ACTIVE_TYPE = /html|xml|svg|javascript|ecmascript/i

export async function file(context: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  return passOn(context, request, app, rawFilePath(request.url))
}

/** A stream of the app: a playlist, a piece of it, or (Gradio 4) the sound itself, which goes on as long as the run. */
export async function outputStream(context: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  return passOn(context, request, app, STREAM_PATH.exec(pathOf(request.url))?.[0] ?? null)
}

/** `path` is what follows the app's API address, as it is asked for. */
async function passOn({ apps }: RelayContext, request: Request, app: RelayedApp, path: string | null): Promise<Response> {
  if (path === null) return refusal(404, 'File not found.')
  const connected = await apps.connected(app.id)
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  for (const name of ['range', 'if-range', 'if-none-match']) {
    const value = request.headers.get(name)
    if (value !== null) headers[name] = value
  }
  const answer = await apps.request(connected, `${connected.apiUrl}${path}`, { headers, signal: request.signal })
  if (!PASSED_STATUSES.has(answer.status)) {
    discardBody(answer.body)
    return refusal(answer.status >= 400 && answer.status < 500 ? answer.status : 502, fileRefusal(answer.status))
  }
  return new Response(answer.body, { status: answer.status, headers: safeHeaders(answer.headers) })
}

/** As it came in the address: what was escaped stays escaped. */
function rawFilePath(url: string): string | null {
  const path = pathOf(url)
  const start = path.indexOf('/file=')
  return start < 0 || start + 6 >= path.length ? null : path.slice(start)
}

function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2)).replace(/[?#].*$/s, '')
}

function safeHeaders(upstream: Headers): Headers {
  const headers = new Headers({ 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'" })
  // `fetch` has unpacked the body already; a length of the packed one would be wrong.
  const isPacked = upstream.has('content-encoding')
  for (const name of PASSED_HEADERS) {
    const value = upstream.get(name)
    if (value !== null && !(isPacked && name === 'content-length')) headers.set(name, value)
  }
  const type = headers.get('content-type')
  if (type === null) headers.set('content-type', 'application/octet-stream')
  if (type !== null && ACTIVE_TYPE.test(type)) headers.set('content-disposition', attachment(headers.get('content-disposition')))
  return headers
}

/** The same file name, but to be saved and not shown. */
function attachment(disposition: string | null): string {
  const parameters = disposition === null ? '' : disposition.slice(`${disposition};`.indexOf(';'))
  return `attachment${parameters}`
}

function fileRefusal(status: number): string {
  return status === 403 ? 'The app does not give this file out.' : 'File not found.'
}
