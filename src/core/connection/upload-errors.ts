/** What each way in which a file does not arrive means. */
import { GradioStreamError } from '../errors.ts'
import type { AppDescription } from '../protocol/app-description.ts'
import { errorInAnswer } from './error-in-answer.ts'
import { loginRequired } from './login-required.ts'
import { shownUrl } from './shown-url.ts'
import { unreachable } from './unreachable.ts'
import type { UploadAnswer } from './upload.ts'

/** A file by the name it is sent under. */
export interface NamedFile {
  readonly name: string
  readonly file: Blob
}

/** Error for a file over the limit; `status` where a server said so, absent where it was seen before a byte was sent. */
export function fileTooLarge(
  { name, file }: NamedFile,
  limitBytes: number | null,
  where: { url: string; status?: number },
): GradioStreamError<'file-too-large'> {
  const limit = limitBytes === null ? 'more than the app takes' : `the app takes ${limitBytes} at most`
  return new GradioStreamError('file-too-large', {
    message: `The file "${shortName(name)}" has ${file.size} bytes, ${limit}.`,
    hint: 'Choose a smaller file.',
    details: { url: shownUrl(where.url), status: where.status, file: name, sizeBytes: file.size, limitBytes: limitBytes ?? undefined },
  })
}

/** Error for a file that did not arrive. */
export function uploadFailed(
  { name }: NamedFile,
  url: string,
  seen: string,
  details: { status?: number; cause?: unknown } = {},
): GradioStreamError<'upload-failed'> {
  const { status, cause } = details
  return new GradioStreamError('upload-failed', {
    message: `The file "${shortName(name)}" could not be sent to ${shownUrl(url)}: ${seen.replace(/\.$/, '')}.`,
    hint: 'Try again; nothing was run.',
    details: { url: shownUrl(url), status, seen, file: name },
    cause,
  })
}

/** Error for an upload nobody answered, or whose file could not be read. */
export function uploadLost(file: NamedFile, url: string, app: AppDescription, cause: unknown): GradioStreamError<'upload-failed'> {
  // A file that was changed or taken away since it was chosen cannot be read (the browsers' own names for it).
  if (cause instanceof Error && (cause.name === 'NotReadableError' || cause.name === 'NotFoundError')) {
    return uploadFailed(file, url, 'it can no longer be read; it was changed or moved since it was chosen', { cause })
  }
  const error = unreachable(shownUrl(url), app.route, cause)
  return uploadFailed(file, url, error.message, { cause: error })
}

/** Error for an answer that is no list of one path. */
export function uploadRefusal(file: NamedFile, url: string, app: AppDescription, answer: UploadAnswer): GradioStreamError {
  const { status, text, isRedirect } = answer
  if (isRedirect) return uploadFailed(file, url, 'the address leads elsewhere, and files are not sent on', status ? { status } : {})
  if (status === 413) return fileTooLarge(file, app.maxFileSizeBytes, { url, status })
  const json = { url, status, value: parse(text), seen: '', retryAfterMs: undefined }
  if (status === 401) return loginRequired(app.address, json)
  const typed = errorInAnswer(json)
  if (typed && typed.code !== 'upload-failed') return typed
  return uploadFailed(file, url, `it was answered ${status}: ${text.slice(0, 150).trim()}`, { status })
}

/** The path in an answer; `null` where there is none. */
export function pathInAnswer({ status, text }: UploadAnswer): string | null {
  const paths = status === 200 ? parse(text) : null
  const [path] = Array.isArray(paths) ? (paths as unknown[]) : []
  return typeof path === 'string' && path !== '' ? path : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function shortName(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name
}
