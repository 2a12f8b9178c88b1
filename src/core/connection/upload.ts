/** The port through which one file is sent. Its ways differ only in how they know what was sent; `default-upload.ts` picks one. */
import type { Route } from '../protocol/app-description.ts'
import type { HttpContext } from './http.ts'

/** One file on its way. */
export interface UploadRequest {
  /** `…/upload?upload_id=…`. */
  readonly url: string
  /** `…/upload_progress?upload_id=…`, for a way that cannot count by itself. */
  readonly progressUrl: string
  readonly route: Route
  readonly file: Blob
  readonly name: string
  /** The caller's own, for this request. */
  readonly headers: Readonly<Record<string, string>>
  readonly http: HttpContext
  /** Ends the sending. */
  readonly signal: AbortSignal
  /** Bytes of the file sent so far. Called with 0 at the beginning by a way that will go on telling. */
  readonly onProgress: (sentBytes: number) => void
}

/** What was answered: any status. */
export interface UploadAnswer {
  readonly status: number
  /** The body, at most a mebibyte of it. */
  readonly text: string
  /** It was a redirect, which is not followed: file and headers were meant for one place. */
  readonly isRedirect: boolean
}

/** Sends one file as multipart field `files`. Rejects when nobody answers and when the signal aborts. */
export type Upload = (request: UploadRequest) => Promise<UploadAnswer>
