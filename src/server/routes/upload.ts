/** `POST upload`: files for a run, passed on to the app as they come, up to a size. */
import type { RelayContext } from '../context.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { discardBody } from '../upstream/bounded-text.ts'
import { jsonAnswer, missingQuery, refusal } from './answers.ts'
import { EVENT_STREAM_HEADERS } from './event-stream.ts'

const MAX_ANSWER_BYTES = 1024 * 1024
/** A large file on a slow line takes its time. */
const TIMEOUT_MS = 10 * 60_000

export async function upload({ apps, settings }: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  const { maxUploadBytes } = settings.limits
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type) || request.body === null)
    return refusal(415, 'An upload is multipart/form-data with a field "files".')
  if (Number(request.headers.get('content-length') ?? 0) > maxUploadBytes) return tooLarge(maxUploadBytes)
  const connected = await apps.connected(app.id)
  const uploadId = readUploadId(request)
  const query = uploadId === null ? '' : `?upload_id=${uploadId}`
  const counted = countBytes(request.body, maxUploadBytes)
  try {
    const { status, text } = await apps.requestText(connected, `${connected.apiUrl}/upload${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: counted.body,
      signal: request.signal,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
    })
    if (status === 200 && isPathList(text)) return jsonAnswer(text)
    if (status === 413) return refusal(413, 'The app does not take a file of this size.', 'file-too-large')
    return refusal(status >= 400 && status < 500 ? status : 502, `The app did not take the upload (${status}).`, 'upload-failed')
  } catch (error) {
    if (counted.isOver()) return tooLarge(maxUploadBytes)
    throw error
  }
}

/** `GET upload_progress`: what the app has received so far, passed on as the event stream it is. */
export async function uploadProgress({ apps }: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  const uploadId = readUploadId(request)
  if (uploadId === null) return missingQuery('upload_id')
  const connected = await apps.connected(app.id)
  const answer = await apps.request(connected, `${connected.apiUrl}/upload_progress?upload_id=${uploadId}`, { signal: request.signal })
  if (answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    return new Response(answer.body, { headers: EVENT_STREAM_HEADERS })
  }
  discardBody(answer.body)
  return refusal(404, 'Nothing is known of this upload.')
}

/** The client's own name for an upload; `null` where it gave none, or one that is none. */
function readUploadId(request: Request): string | null {
  const uploadId = new URL(request.url).searchParams.get('upload_id')
  return uploadId !== null && /^[\w-]{1,100}$/.test(uploadId) ? uploadId : null
}

/** The body as it comes, broken off where it passes the limit: only its size while under way tells the truth. */
function countBytes(body: ReadableStream<Uint8Array>, maxBytes: number): { body: ReadableStream<Uint8Array>; isOver(): boolean } {
  let size = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maxBytes) controller.error(new RangeError('The upload is over the limit.'))
      else controller.enqueue(chunk)
    },
  })
  return { body: body.pipeThrough(counter), isOver: () => size > maxBytes }
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
