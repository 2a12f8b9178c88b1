/** `POST upload`: passes files for a run on to the app as they arrive, up to a size. */
import { isSignInPage } from '@gradio-stream/client/internal/connection/http/sign-in-page'
import type { RelayContext } from '../context.ts'
import type { Visitor } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { discardBody } from '../upstream/bounded-text.ts'
import { jsonAnswer, missingQuery, refusal } from './responses.ts'
import { EVENT_STREAM_HEADERS } from './event-stream.ts'

const MAX_ANSWER_BYTES = 1024 * 1024
/** A large file on a slow line takes long. */
const TIMEOUT_MS = 10 * 60_000

export async function upload(context: RelayContext, request: Request, app: RelayedApp, visitor: Visitor): Promise<Response> {
  const { apps, limits, settings } = context
  const { maxUploadBytes } = settings.limits
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type) || request.body === null)
    return refusal(415, 'An upload is multipart/form-data with a field "files".')
  const declared = Number(request.headers.get('content-length') ?? 1)
  if (declared > maxUploadBytes) return tooLarge(maxUploadBytes)
  const taken = Number.isSafeInteger(declared) && declared > 0 ? declared : 1
  const refused = await limits.takeBytes(visitor, taken)
  if (refused) return refused
  const connected = await apps.connected(app.id)
  const uploadId = await readUploadId(request, visitor)
  const query = uploadId === null ? '' : `?upload_id=${uploadId}`
  const counted = countBytes(request.body, maxUploadBytes)
  try {
    const { status, text, headers } = await apps.requestText(connected, `${connected.apiUrl}/upload${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: counted.body,
      signal: request.signal,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
    })
    if (status === 200 && isPathList(text)) return jsonAnswer(text)
    if (isSignInPage(headers.get('content-type'), text))
      return refusal(401, 'A page to sign in at came in place of an answer of the app. Nothing was sent.', 'login-required')
    if (status === 413) return refusal(413, 'The app does not take a file of this size.', 'file-too-large')
    const code = status === 403 ? 'access-denied' : status === 429 ? 'rate-limited' : 'upload-failed'
    return refusal(
      status >= 400 && status < 500 ? status : 502,
      `The app, or what lies in front of it, did not take the upload (${status}).`,
      code,
    )
  } catch (error) {
    if (counted.isOver()) return tooLarge(maxUploadBytes)
    throw error
  } finally {
    // A body whose length was not said before.
    if (counted.size() > taken) await limits.takeBytes(visitor, counted.size() - taken)
  }
}

/** `GET upload_progress`: what the app has received so far, passed on as an event stream. */
export async function uploadProgress({ apps }: RelayContext, request: Request, app: RelayedApp, visitor: Visitor): Promise<Response> {
  const uploadId = await readUploadId(request, visitor)
  if (uploadId === null) return missingQuery('upload_id')
  const connected = await apps.connected(app.id)
  const answer = await apps.request(connected, `${connected.apiUrl}/upload_progress?upload_id=${uploadId}`, { signal: request.signal })
  if (answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    return new Response(answer.body, { headers: EVENT_STREAM_HEADERS })
  }
  discardBody(answer.body)
  return refusal(404, 'Nothing is known of this upload.')
}

/**
 * The name of an upload at the app; `null` if the client gave none or an unusable one. With an owner it is made of
 * both, so that nobody else can follow the upload.
 */
async function readUploadId(request: Request, { owner }: Visitor): Promise<string | null> {
  const uploadId = new URL(request.url).searchParams.get('upload_id')
  if (uploadId === null || !/^[\w-]{1,100}$/.test(uploadId)) return null
  if (owner === null) return uploadId
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${uploadId} ${owner}`))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

interface CountedBody {
  readonly body: ReadableStream<Uint8Array>
  /** Bytes that came. */
  size(): number
  isOver(): boolean
}

/** The body as it arrives. Stops at the limit: only the counted size can be trusted. */
function countBytes(body: ReadableStream<Uint8Array>, maxBytes: number): CountedBody {
  let size = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maxBytes) controller.error(new RangeError('The upload is over the limit.'))
      else controller.enqueue(chunk)
    },
  })
  return { body: body.pipeThrough(counter), size: () => size, isOver: () => size > maxBytes }
}

function isPathList(text: string): boolean {
  try {
    const paths: unknown = JSON.parse(text)
    return Array.isArray(paths) && paths.every((path) => typeof path === 'string')
  } catch {
    return false
  }
}

function tooLarge(maxBytes: number): Response {
  return refusal(413, `The upload is larger than the ${maxBytes} bytes this relay takes.`, 'file-too-large')
}
