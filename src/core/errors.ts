/**
 * The one error class of this library, its codes, and what is known about each code.
 * Errors cross a wire as JSON and a realm boundary in tests, so callers switch on `code`
 * and test with `isGradioStreamError`, never with `instanceof`.
 */

/** What an `input-invalid` error says about one value. */
export interface InputIssue {
  /** Name of the parameter as in the endpoint's description, `null` when the server did not say. */
  parameter: string | null
  message: string
}

/** Fields every error may carry. */
export interface CommonErrorDetails {
  /** Address the failing request went to. */
  url?: string | undefined
  /** Endpoint, with its leading slash. */
  endpoint?: string | undefined
  /** HTTP status that was answered. */
  status?: number | undefined
  /** What was seen instead of what was expected, cut to 200 characters. */
  seen?: string | undefined
  /** What to do next, one sentence. */
  hint?: string | undefined
}

/** Fields of an error about a Hugging Face Space. */
export interface SpaceErrorDetails extends CommonErrorDetails {
  /** `owner/space`, where it is known. */
  space?: string | undefined
  /** The Hub's own word for its state, such as `BUILD_ERROR`. */
  stage?: string | undefined
  /** Where the Space is talked about, where it has such a place. */
  discussionsUrl?: string | undefined
}

/** Fields of an error of ZeroGPU. What its text does not say is absent. */
export interface GpuErrorDetails extends CommonErrorDetails {
  /**
   * What is lacking. `time`: GPU time. `runs`: runs of today. `app`: time of those who are not signed in. `credits`: time held by one's own
   * running calls. `busy`: a free GPU. `token-expired`: a fresh token of the page. `internal`: Gradio failed. `duration`: a call this long is never allowed.
   */
  kind?: GpuShortage | undefined
  /** GPU time the call asked for. */
  requestedMs?: number | undefined
  /** GPU time that is left. */
  leftMs?: number | undefined
  /** When it comes back, from when the run failed. */
  retryAfterMs?: number | undefined
  /** Where signing in gives more, on huggingface.co, where the text offers that. */
  signInUrl?: string | undefined
  title?: string | undefined
  /** The app's own words, markup taken off. */
  appMessage?: string | null | undefined
}

/** See {@link GpuErrorDetails.kind}. */
export type GpuShortage = 'time' | 'runs' | 'app' | 'credits' | 'busy' | 'token-expired' | 'internal' | 'duration'

/** What each code carries beside the common fields. A new code is a minor release; `docs/errors.md` has a row for each. */
export interface ErrorDetailsByCode {
  'options-invalid': CommonErrorDetails
  'address-invalid': CommonErrorDetails
  'app-unreachable': CommonErrorDetails
  'app-not-gradio': CommonErrorDetails
  'app-not-allowed': CommonErrorDetails
  'relay-unreachable': CommonErrorDetails & { retryAfterMs?: number | undefined }
  'login-required': CommonErrorDetails & { authMessage?: string | undefined }
  'protocol-unsupported': CommonErrorDetails & { version?: string | undefined; protocol?: string | undefined }
  'discovery-failed': CommonErrorDetails
  'endpoint-unknown': CommonErrorDetails & { nearest?: string | undefined; available: readonly string[] }
  'input-invalid': CommonErrorDetails & { issues: readonly InputIssue[] }
  'queue-full': CommonErrorDetails & { retryAfterMs?: number | undefined }
  'join-refused': CommonErrorDetails
  'connection-refused': CommonErrorDetails & { retryAfterMs?: number | undefined }
  'connection-lost': CommonErrorDetails
  'connection-timeout': CommonErrorDetails
  'join-timeout': CommonErrorDetails
  'queue-timeout': CommonErrorDetails
  'idle-timeout': CommonErrorDetails
  'run-timeout': CommonErrorDetails
  'buffer-exceeded': CommonErrorDetails
  'stream-invalid': CommonErrorDetails
  'message-invalid': CommonErrorDetails & { issues?: readonly string[] | undefined }
  'session-unknown': CommonErrorDetails
  'resume-expired': CommonErrorDetails
  'run-failed': CommonErrorDetails & {
    title?: string | undefined
    toastDurationMs?: number | null | undefined
    /** The app's own words, whole; `null` when it hides them. */
    appMessage?: string | null | undefined
  }
  'upload-failed': CommonErrorDetails & { file?: string | undefined }
  'load-failed': CommonErrorDetails & {
    /** The browser said that it is offline, and nothing was asked for. */
    isOffline?: boolean | undefined
  }
  'reload-needed': CommonErrorDetails & {
    /** The page's server has it no longer; otherwise the browser asks only once. */
    isGone?: boolean | undefined
  }
  'file-too-large': CommonErrorDetails & { file?: string | undefined; sizeBytes?: number | undefined; limitBytes?: number | undefined }
  'space-private': SpaceErrorDetails
  'space-paused': SpaceErrorDetails
  'space-broken': SpaceErrorDetails
  'space-deleted': SpaceErrorDetails
  'wake-timeout': SpaceErrorDetails
  'gpu-quota-exceeded': GpuErrorDetails
  'gpu-unavailable': GpuErrorDetails
  'gpu-duration-refused': GpuErrorDetails
  aborted: CommonErrorDetails
}

/** Every code a {@link GradioStreamError} can carry. */
export type GradioStreamErrorCode = keyof ErrorDetailsByCode

/** Whether doing the same again, unchanged, can help. The one table; nothing else decides this. */
const RETRYABLE: { readonly [Code in GradioStreamErrorCode]: boolean } = {
  'options-invalid': false,
  'address-invalid': false,
  'app-unreachable': true,
  'app-not-gradio': false,
  'app-not-allowed': false,
  'relay-unreachable': true,
  'login-required': false,
  'protocol-unsupported': false,
  'discovery-failed': true,
  'endpoint-unknown': false,
  'input-invalid': false,
  'queue-full': true,
  'join-refused': true,
  'connection-refused': true,
  'connection-lost': true,
  'connection-timeout': true,
  'join-timeout': true,
  'queue-timeout': true,
  'idle-timeout': true,
  'run-timeout': true,
  'buffer-exceeded': false,
  'stream-invalid': true,
  'message-invalid': false,
  'session-unknown': true,
  'resume-expired': true,
  'run-failed': true,
  'upload-failed': true,
  'load-failed': true,
  'reload-needed': false,
  'file-too-large': false,
  'space-private': false,
  'space-paused': false,
  'space-broken': false,
  'space-deleted': false,
  'wake-timeout': true,
  'gpu-quota-exceeded': true,
  'gpu-unavailable': true,
  'gpu-duration-refused': false,
  aborted: true,
}

const BRAND = Symbol.for('react-gradio-stream.error')
const SEEN_LIMIT = 200

/** How an error is made: what failed (on what), what was seen, what to do next. */
export interface GradioStreamErrorInit<Code extends GradioStreamErrorCode> {
  /** What failed, on what, and what was seen: whole sentences without the hint. */
  message: string
  /** What to do next, one sentence; ends the message and stays in `details.hint`. */
  hint?: string
  details?: Omit<ErrorDetailsByCode[Code], 'hint'>
  cause?: unknown
}

/** JSON form of an error, as the relay sends it and a trace keeps it. Never holds a stack or a cause. */
export interface GradioStreamErrorJson {
  code: GradioStreamErrorCode
  message: string
  details: CommonErrorDetails & Record<string, unknown>
}

/** Anything this library fails with. The message says what failed, on what, what was seen and what to do next. */
export class GradioStreamError<Code extends GradioStreamErrorCode = GradioStreamErrorCode> extends Error {
  override readonly name = 'GradioStreamError'
  /** What went wrong; switch on it. */
  readonly code: Code
  /** Facts by code. */
  readonly details: ErrorDetailsByCode[Code]
  /** Whether doing the same again, unchanged, can help. */
  readonly isRetryable: boolean
  readonly [BRAND] = true

  constructor(code: Code, init: GradioStreamErrorInit<Code>) {
    super(init.hint ? `${init.message} ${init.hint}` : init.message, init.cause === undefined ? undefined : { cause: init.cause })
    this.code = code
    const details: Record<string, unknown> = { ...init.details }
    if (init.hint) details.hint = init.hint
    if (typeof details.seen === 'string' && details.seen.length > SEEN_LIMIT) details.seen = `${details.seen.slice(0, SEEN_LIMIT)}…`
    // The init type demands the code's own fields; only the hint is joined here.
    this.details = details as unknown as ErrorDetailsByCode[Code]
    this.isRetryable = RETRYABLE[code]
  }

  toJSON(): GradioStreamErrorJson {
    return { code: this.code, message: this.message, details: { ...this.details } }
  }
}

/** True for an error of this library (of that code, if one is given), also one made by another copy of it. */
export function isGradioStreamError<Code extends GradioStreamErrorCode = GradioStreamErrorCode>(
  error: unknown,
  code?: Code,
): error is GradioStreamError<Code> {
  if (typeof error !== 'object' || error === null || !(BRAND in error)) return false
  return code === undefined || ('code' in error && error.code === code)
}

/** True for a string that is one of the codes. */
export function isErrorCode(code: unknown): code is GradioStreamErrorCode {
  return typeof code === 'string' && Object.hasOwn(RETRYABLE, code)
}
