/** The errors of a failed upload. */
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import { accessDenied, rateLimited } from '../http/access-denied.ts'
import { errorInAnswer, refusalInWords } from '../http/error-in-answer.ts'
import { signedOut, wantsSignIn } from '../http/login-required.ts'
import { parseJson } from '../http/read-answer.ts'
import { shownUrl } from '../http/shown-url.ts'
import { isSignInPage } from '../http/sign-in-page.ts'
import { unreachable } from '../http/unreachable.ts'
import type { UploadAnswer } from './send-file.ts'

/** A file and the name under which it is sent. */
export interface NamedFile {
  readonly name: string
  readonly file: Blob
}

/** Error for a file over the limit. `status`: from a server; absent if it was found before sending. */
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

/** Error for an upload without an answer, or whose file could not be read. */
export function uploadLost(file: NamedFile, url: string, app: AppDescription, cause: unknown): GradioStreamError<'upload-failed'> {
  // A file that was changed or removed since it was chosen cannot be read (the browsers' own names for the error).
  if (cause instanceof Error && (cause.name === 'NotReadableError' || cause.name === 'NotFoundError')) {
    return uploadFailed(file, url, 'it can no longer be read; it was changed or moved since it was chosen', { cause })
  }
  const error = unreachable(shownUrl(url), app.route, cause)
  return uploadFailed(file, url, error.message, { cause: error })
}

/** Error for an answer that is not a list of one path. */
export function uploadRefusal(file: NamedFile, url: string, app: AppDescription, answer: UploadAnswer): GradioStreamError {
  const { status, text, isRedirect, contentType = null } = answer
  if (isRedirect)
    return uploadFailed(file, url, 'the address leads elsewhere, and what answers there is not the app', status ? { status } : {})
  if (status === 413) {
    const limitBytes = app.maxFileSizeBytes
    // Gradio refuses what is over its own limit, which it reports. Something in front of it refused a smaller file.
    return limitBytes === null || file.file.size <= limitBytes
      ? refusedOnTheWay(file, url)
      : fileTooLarge(file, limitBytes, { url, status })
  }
  const json = { url, status, value: parseJson(text), seen: '', retryAfterMs: undefined, isSignInPage: isSignInPage(contentType, text) }
  const inWords = refusalInWords(json)
  if (inWords) return inWords
  if (wantsSignIn(json)) return signedOut(app.address, json, 'upload')
  const typed = errorInAnswer(json)
  if (typed && typed.code !== 'upload-failed') return typed
  if (status === 403)
    return accessDenied(app.address, { url, status, seen: seenOf(answer) }, { doing: `so "${shortName(file.name)}" was not sent` })
  if (status === 429) return rateLimited(app.address, { url, status, seen: seenOf(answer), retryAfterMs: undefined })
  return uploadFailed(file, url, `it was answered ${status}: ${text.slice(0, 150).trim()}`, { status })
}

/** Error for a file that was too large for a proxy or gateway. */
function refusedOnTheWay({ name, file }: NamedFile, url: string): GradioStreamError<'file-too-large'> {
  return new GradioStreamError('file-too-large', {
    message: `The file "${shortName(name)}" has ${file.size} bytes, and something in front of the app refused it as too large (413); the app itself would take it.`,
    hint: 'Choose a smaller file, or raise the limit of the proxy.',
    details: { url: shownUrl(url), status: 413, file: name, sizeBytes: file.size },
  })
}

function seenOf({ status, text }: UploadAnswer): string {
  return `${status}: ${text.slice(0, 150).trim()}`
}

/** The path in an answer; `null` if there is none. */
export function pathInAnswer({ status, text }: UploadAnswer): string | null {
  const paths = status === 200 ? parseJson(text) : null
  const [path] = Array.isArray(paths) ? (paths as unknown[]) : []
  return typeof path === 'string' && path !== '' ? path : null
}

function shortName(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name
}
