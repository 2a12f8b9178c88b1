/**
 * The only error class of this library, its codes, and the facts of each code. Errors are sent as JSON and cross realms
 * in tests, so callers switch on `code` and test with `isGradioStreamError`, never with `instanceof`.
 */

type NoParams = Readonly<Record<string, never>>

/**
 * What is known of a wrong value, by the code of its issue. A page says it in its own language from these. A new code
 * is a minor release; `docs/errors.md` has a row for each.
 */
export interface InputIssueParams {
  /** The app's own words, in `message`; also those of a server that gives no code. */
  'app-words': NoParams
  /** The app refused the value and did not say why. */
  'app-refused': NoParams
  /** `host`: that of the other app. */
  'file-foreign': { readonly host: string }
  /** An address where the app takes only the file itself (Gradio 3). */
  'file-not-fetched': NoParams
  /** A file where only one is taken that is stored somewhere already (`relay.submit`). */
  'file-not-taken': NoParams
  /** A file, a stream or a `data:` URL that gives no bytes. */
  'file-unreadable': NoParams
  /** Something else where a file is wanted. */
  'file-wanted': NoParams
  /**
   * Numbers of entries; `most` is `null` without a limit. `path`: where in the value, as `points[2].x`; empty: all.
   */
  'list-length': { readonly path: string; readonly least: number; readonly most: number | null; readonly given: number }
  /** The endpoint has no parameter of this name. */
  'name-unknown': NoParams
  /** `value`: `NaN`, `Infinity` or `-Infinity`. */
  'number-infinite': { readonly value: string }
  /** A whole number beyond 2^53, which has lost digits. */
  'number-inexact': { readonly value: string }
  /** Binary numbers where no file is wanted; `type` is the name of their class. */
  'value-binary': { readonly type: string }
  /**
   * `path` as in `list-length`. `wanted`: what fits, each either a kind (`text`, `number`, `whole`, `flag`, `list`,
   * `map`, `file`, `nothing`, `json`) or one value as JSON (`"draft"`).
   */
  'value-mismatched': { readonly path: string; readonly wanted: readonly string[] }
  /** No value, and the parameter has no default. */
  'value-missing': NoParams
  /** It cannot be written as JSON: it holds itself. */
  'value-not-json': NoParams
  /** `limit`: most levels of lists and objects in one another. */
  'value-too-deep': { readonly limit: number }
  /** More values by position than the endpoint takes. */
  'value-extra': { readonly given: number; readonly taken: number }
}

/** What is wrong with a value. Families by the first word: `app`, `file`, `list`, `name`, `number`, `value`. */
export type InputIssueCode = keyof InputIssueParams

/** Code, facts and English words of one fault. */
export type InputFault = {
  readonly [Code in InputIssueCode]: {
    readonly code: Code
    readonly params: InputIssueParams[Code]
    /** English, for developers: the end of a sentence that begins with the parameter. Of `app-words`: the app's. */
    readonly message: string
  }
}[InputIssueCode]

/**
 * One wrong value in an `input-invalid` error. `parameter`: its name in the endpoint's description; `null`: not known.
 */
export type InputIssue = InputFault & { readonly parameter: string | null }

/** Fields of every error. */
export interface CommonErrorDetails {
  /** URL of the failed request. */
  url?: string | undefined
  /** Endpoint, with its leading slash. */
  endpoint?: string | undefined
  /** HTTP status of the answer. */
  status?: number | undefined
  /** What was seen instead, cut to 200 characters. */
  seen?: string | undefined
  /** What to do next, one sentence for the developer of the page. */
  hint?: string | undefined
  /** A run was sent, and it is unknown whether the app took it: running it again may run it twice. Absent otherwise. */
  mayRun?: boolean | undefined
}

/** Fields of an error about a Hugging Face Space. */
export interface SpaceErrorDetails extends CommonErrorDetails {
  /** `owner/space`, if known. */
  space?: string | undefined
  /** The Hub's own word for its stage, such as `BUILD_ERROR`. */
  stage?: string | undefined
  /** The Space's discussions page, if it has one. */
  discussionsUrl?: string | undefined
}

/** Fields of a ZeroGPU error. Facts that its text does not contain are absent. */
export interface GpuErrorDetails extends CommonErrorDetails {
  /**
   * What is lacking. `time`: GPU time. `runs`: today's runs. `app`: the shared time of users without a sign-in.
   * `credits`: time held by the account's own running calls. `busy`: a free GPU. `token-expired`: the page's token is
   * too old. `internal`: Gradio failed. `duration`: a call of this length is never allowed.
   */
  kind?: GpuShortage | undefined
  /** GPU time that the call asked for. */
  requestedMs?: number | undefined
  /** The remaining GPU time. */
  leftMs?: number | undefined
  /** When it is restored, from the failure of the run. */
  retryAfterMs?: number | undefined
  /** Where a sign-in gives more time, on huggingface.co, if the text offers that. */
  signInUrl?: string | undefined
  title?: string | undefined
  /** The app's own words, without markup. */
  appMessage?: string | null | undefined
}

/** See {@link GpuErrorDetails.kind}. */
export type GpuShortage = 'time' | 'runs' | 'app' | 'credits' | 'busy' | 'token-expired' | 'internal' | 'duration'

/**
 * What is wrong with a sign-in. `signed-out`: it has ended, and nothing was begun. `signed-out-midway`: it has ended,
 * and a run that was begun before may go on. `wrong-credentials`, `too-many-tries`: an attempt failed. `not-kept`: the
 * app accepted it, but the browser does not send its cookie. `no-password`: the app has no users with passwords.
 */
export type SignInFault = 'signed-out' | 'signed-out-midway' | 'wrong-credentials' | 'too-many-tries' | 'not-kept' | 'no-password'

/** Fields of a refusal. All of them are absent if an app, or what lies in front of it, refused. */
export interface RefusalDetails extends CommonErrorDetails {
  /** What the owner of the relay says to the person at the page. */
  words?: string | undefined
  /** The same for code: a word of the relay's owner, such as `no-credits`. */
  reason?: string | undefined
  /** When to ask again, in milliseconds. An app may say it too. */
  retryAfterMs?: number | undefined
  /** Which limit of the relay for one client was reached; of `rate-limited`. Absent: no limit of the relay. */
  limit?: ClientLimit | undefined
}

/**
 * A limit of the relay for one client: runs that go on, runs or bytes within a minute, open connections, sessions with
 * runs that go on.
 */
export type ClientLimit = (typeof CLIENT_LIMITS)[number]

export const CLIENT_LIMITS = ['runs', 'runs-per-minute', 'bytes-per-minute', 'streams', 'sessions'] as const

/**
 * The details of each code besides the common fields. A new code is a minor release; `docs/errors.md` has a row for
 * each.
 */
export interface ErrorDetailsByCode {
  'options-invalid': CommonErrorDetails
  'address-invalid': CommonErrorDetails
  'app-unreachable': CommonErrorDetails
  'app-not-gradio': CommonErrorDetails
  'app-not-allowed': CommonErrorDetails
  'access-denied': RefusalDetails
  'rate-limited': RefusalDetails
  'relay-unreachable': CommonErrorDetails & { retryAfterMs?: number | undefined }
  'login-required': CommonErrorDetails & {
    /** The app's own text about who may sign in. */
    authMessage?: string | undefined
    /** Absent: there was no sign-in. */
    reason?: SignInFault | undefined
    /** For `too-many-tries`: the wait until the next attempt. */
    retryAfterMs?: number | undefined
  }
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
  'token-invalid': CommonErrorDetails
  'store-unavailable': CommonErrorDetails
  'relay-lost': CommonErrorDetails
  'resume-expired': CommonErrorDetails
  'run-failed': CommonErrorDetails & {
    title?: string | undefined
    toastDurationMs?: number | null | undefined
    /** The app's own words, complete; empty when its error has no text, `null` when it hides them. */
    appMessage?: string | null | undefined
  }
  'upload-failed': CommonErrorDetails & { file?: string | undefined }
  'file-unavailable': CommonErrorDetails
  'load-failed': CommonErrorDetails & {
    /** The browser reported that it is offline, and nothing was requested. */
    isOffline?: boolean | undefined
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

/** Whether an unchanged repetition can help; a function if the code alone does not tell. The only table for this. */
const RETRYABLE: { readonly [Code in GradioStreamErrorCode]: boolean | ((details: CommonErrorDetails) => boolean) } = {
  'options-invalid': false,
  'address-invalid': false,
  'app-unreachable': true,
  'app-not-gradio': false,
  'app-not-allowed': false,
  'access-denied': false,
  'rate-limited': true,
  'relay-unreachable': true,
  'login-required': false,
  'protocol-unsupported': false,
  'discovery-failed': true,
  'endpoint-unknown': false,
  'input-invalid': false,
  'queue-full': true,
  // 413: the same inputs are too large again.
  'join-refused': ({ status }) => status !== 413,
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
  'token-invalid': false,
  'store-unavailable': true,
  'relay-lost': true,
  'resume-expired': true,
  'run-failed': true,
  'upload-failed': true,
  'file-unavailable': false,
  'load-failed': true,
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

/** Input for an error: what failed and where, what was seen, what to do next. */
export interface GradioStreamErrorInit<Code extends GradioStreamErrorCode> {
  /** What failed, where, and what was seen: whole sentences without the hint. */
  message: string
  /** What to do next, one sentence. It ends the message and is kept in `details.hint`. */
  hint?: string
  details?: Omit<ErrorDetailsByCode[Code], 'hint'>
  cause?: unknown
}

/** JSON form of an error, as the relay sends it and a trace keeps it. Never has a stack or a cause. */
export interface GradioStreamErrorJson {
  code: GradioStreamErrorCode
  message: string
  details: CommonErrorDetails & Record<string, unknown>
}

/** Every failure of this library. The message says what failed, where, what was seen and what to do next. */
export class GradioStreamError<Code extends GradioStreamErrorCode = GradioStreamErrorCode> extends Error {
  override readonly name = 'GradioStreamError'
  /** What went wrong; switch on it. */
  readonly code: Code
  /** Facts by code. */
  readonly details: ErrorDetailsByCode[Code]
  /** Whether an unchanged repetition can help. */
  readonly isRetryable: boolean
  readonly [BRAND] = true

  constructor(code: Code, init: GradioStreamErrorInit<Code>) {
    super(init.hint ? `${init.message} ${init.hint}` : init.message, init.cause === undefined ? undefined : { cause: init.cause })
    this.code = code
    const details: Record<string, unknown> = { ...init.details }
    if (init.hint) details.hint = init.hint
    if (typeof details.seen === 'string' && details.seen.length > SEEN_LIMIT) details.seen = `${details.seen.slice(0, SEEN_LIMIT)}…`
    // The init type requires the code's own fields; only the hint is added here.
    this.details = details as unknown as ErrorDetailsByCode[Code]
    const retryable = RETRYABLE[code]
    this.isRetryable = typeof retryable === 'function' ? retryable(this.details) : retryable
  }

  toJSON(): GradioStreamErrorJson {
    return { code: this.code, message: this.message, details: { ...this.details } }
  }
}

/** True for an error of this library (with that code, if given), also from another copy of it. */
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
