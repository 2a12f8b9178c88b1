/**
 * The port that sends one file. Its implementations differ only in how they measure progress; `default-upload.ts`
 * chooses one.
 */
import type { Route } from '../../protocol/describe/app-description.ts'
import type { HttpContext } from '../http/http.ts'

/** One file to send. */
export interface UploadRequest {
  /** `…/upload?upload_id=…`. */
  readonly url: string
  /** `…/upload_progress?upload_id=…`, for an implementation that cannot count. */
  readonly progressUrl: string
  readonly route: Route
  readonly file: Blob
  readonly name: string
  /** The caller's headers for this request. */
  readonly headers: Readonly<Record<string, string>>
  readonly http: HttpContext
  /** Aborts the upload. */
  readonly signal: AbortSignal
  /** Bytes of the file that were sent so far. Called with 0 at the start if it will be called again. */
  readonly onProgress: (sentBytes: number) => void
}

/** The answer, with any status. */
export interface UploadAnswer {
  readonly status: number
  /** The body, at most one mebibyte. */
  readonly text: string
  /** It was a redirect, which is not followed: file and headers are meant for one host. */
  readonly isRedirect: boolean
  /** Of the answer. */
  readonly contentType?: string | null
}

/** Sends one file as multipart field `files`. Rejects without an answer, and when the signal aborts. */
export type Upload = (request: UploadRequest) => Promise<UploadAnswer>
