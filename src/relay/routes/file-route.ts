/**
 * `GET file=<path>`: a file of the app, with an unchanged body and only the safe headers. `GET stream/…`: sound and
 * video that the app writes while they are played.
 */
import type { RelayContext } from '../context.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { discardBody } from '../upstream/bounded-text.ts'
import { refusal } from './responses.ts'

/** The headers that a browser needs. No cookies, nothing about the app's server. */
const PASSED_HEADERS = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag', 'content-disposition']
const PASSED_STATUSES: ReadonlySet<number> = new Set([200, 206, 304, 416])
/**
 * Session, run and component; from Gradio 5 on also a name below them. Plain letters only, so that the path cannot lead
 * elsewhere.
 */
const STREAM_PATH = /\/stream\/[\w-]+\/[\w-]+\/[\w-]+(?:\/[\w-]+(?:\.\w+)?)?$/
/** Types that could contain a fake page of the relay's origin. */
const ACTIVE_TYPE = /html|xml|svg|multipart/i
/** Types that a page of the relay's origin could take for its own code. */
const SCRIPT_TYPE = /javascript|ecmascript|jscript|livescript|wasm/i

export async function file(context: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  return passOn(context, request, app, rawFilePath(request.url))
}

/** A stream of the app: a playlist, a piece of one, or (Gradio 4) the sound itself, which lasts as long as the run. */
export async function outputStream(context: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  return passOn(context, request, app, STREAM_PATH.exec(pathOf(request.url))?.[0] ?? null)
}

/** `path` is what follows the app's API address, as requested. */
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

/** The path as it stands in the address: escapes stay escaped. */
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
  // `fetch` has already unpacked the body. The length of the packed body would be wrong.
  const isPacked = upstream.has('content-encoding')
  for (const name of PASSED_HEADERS) {
    const value = upstream.get(name)
    if (value !== null && !(isPacked && name === 'content-length')) headers.set(name, value)
  }
  const type = headers.get('content-type')
  if (type === null) headers.set('content-type', 'application/octet-stream')
  if (type !== null && SCRIPT_TYPE.test(type)) headers.set('content-type', 'text/plain')
  if (type !== null && ACTIVE_TYPE.test(type)) headers.set('content-disposition', attachment(headers.get('content-disposition')))
  return headers
}

/** The same file name, but as a download. */
function attachment(disposition: string | null): string {
  const parameters = disposition === null ? '' : disposition.slice(`${disposition};`.indexOf(';'))
  return `attachment${parameters}`
}

function fileRefusal(status: number): string {
  return status === 403 ? 'The app does not give this file out.' : 'File not found.'
}
