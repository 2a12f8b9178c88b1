/** What the relay adds to Gradio's protocol: its paths, and the answers that only it gives. */
import type { Capabilities } from './describe/app-description.ts'
import { flag, hasShape, list, number, object, optional, text } from './shape.ts'
import { isJsonObject } from './json-object.ts'

/**
 * Query parameter (empty the first time) with which a reader asks for `id:` lines and resumes, besides `Last-Event-ID`.
 */
export const LAST_EVENT_ID_PARAMETER = 'last_event_id'
/** Query parameter of a stream that takes the place of one that broke: tells the relay's owner how often that is. */
export const AGAIN_PARAMETER = 'again'
/** Query parameter of the first poll in place of streams: the error code that says why. */
export const FALLBACK_PARAMETER = 'fallback'
/**
 * Member of a join's body: 32 hex digits chosen by the client, which identify the join when it is repeated. The relay
 * uses it as the run's event id and never passes it on. In a cancel it replaces `event_id`, for a join that was never
 * answered.
 */
export const JOIN_KEY_MEMBER = 'join_key'
/**
 * Header with the token of a run (`relay.submit`): opens that run to whoever sends it. A header is in no address, so it
 * stays out of logs of requests, histories and referrers; no page of another site can send it unasked; and
 * `Authorization` stays free for the page's own sign-in. The relay passes it on to no app.
 */
export const RUN_TOKEN_HEADER = 'x-gradio-run-token'
/** `code` of a line in a run's log: the relay that followed the run was gone, and another one began the run again. */
export const RUN_RESTARTED = 'run-restarted' as const
/** How long the server may hold one long poll. */
export const POLL_WAIT_MS = 20_000

/** Whether a `join_key` is valid. */
export function isJoinKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{32}$/.test(value)
}

/** The refusal (400) of a join or cancel with an invalid `join_key`. */
export const NO_JOIN_KEY = 'The join_key is not 32 hexadecimal digits.'

/** JSON form of an error in an answer. */
export interface ErrorJson {
  readonly code: string
  readonly message: string
  readonly details?: Record<string, unknown> | undefined
}

const FAULTS = ['unreachable', 'not-gradio', 'login-required', 'not-allowed', 'paused', 'broken', 'unknown'] as const
const WAITS = ['waking', 'building'] as const
/** Longest name of a Space, and longest word of the Hub. */
const [MAX_SPACE_LENGTH, MAX_STAGE_LENGTH] = [201, 100]

/** The relay's report about an app that is not there yet. */
export interface WaitingApp {
  /** `owner/space`, unless the client knows the app by one of the relay's names. */
  readonly space?: string | null | undefined
  /** The Hub's own word. */
  readonly stage?: string | null | undefined
  /** Do not ask again before this time. */
  readonly retryAfterMs?: number | null | undefined
}
/** The same, and which of the two it is. */
export type RelayedAppState = WaitingApp & { readonly status: (typeof WAITS)[number] }

/** Answer of `POST {backendUrl}/discover` to `{baseUrl}`. The first four fields are public and stable. */
export interface DiscoverResponse {
  readonly success: boolean
  readonly supportsSSE: boolean
  /** Absolute URLs, one per named endpoint. */
  readonly endpoints: string[]
  readonly error?: string | undefined
  /** What this client needs next: where the app's routes are, or why there are none. */
  readonly app?:
    | {
        readonly status: 'running'
        /** Path or absolute URL of this app's routes at the relay. */
        readonly root: string
        readonly capabilities: Capabilities
      }
    | { readonly status: (typeof FAULTS)[number]; readonly failure: ErrorJson }
    /** It sleeps, starts or is built: ask again. */
    | { readonly status: (typeof WAITS)[number]; readonly state: WaitingApp }
    | undefined
}

/** Answer of `GET {backendUrl}/follow`: the run that a token opens. */
export interface FollowResponse {
  /** The name or address by which the relay knows the app. */
  readonly app: string
  /** With its leading slash. */
  readonly endpoint: string
  /** Its event id, which also stands for its session: that is the relay's secret. */
  readonly run: string
  /** When it was begun, by the relay's clock. */
  readonly startedAt: number
  /** What the relay's clock shows now: that of its reader may show something else. */
  readonly now: number
  readonly canCancel: boolean
}

const promise = object<{ success: boolean; supportsSSE: boolean; endpoints: string[] }>({
  success: flag,
  supportsSSE: flag,
  endpoints: list(text),
})
/** A relay without `repeatableJoin` would join the app once per request. */
type SaidCapabilities = Omit<Capabilities, 'repeatableJoin'> & { repeatableJoin: boolean | null | undefined }
const running = object<{ root: string; capabilities: SaidCapabilities }>({
  root: text,
  capabilities: object<SaidCapabilities>({
    resume: flag,
    polling: flag,
    survivesDisconnect: flag,
    cancelWaiting: flag,
    repeatableJoin: optional(flag),
  }),
})
const waiting = object<WaitingApp>({ space: optional(text), stage: optional(text), retryAfterMs: optional(number) })
const errorJson = object<{ code: string; message: string }>({ code: text, message: text })

/** Reads the answer to a discover; `null` for anything else. Takes only known members. */
export function readDiscoverResponse(value: unknown): DiscoverResponse | null {
  if (!hasShape(promise, value)) return null
  const { success, supportsSSE, endpoints } = value
  // Each is checked on the next line.
  const { error, app: said } = value as { error?: unknown; app?: unknown }
  const app = said === undefined ? undefined : readApp(said)
  if (app === null || (error !== undefined && typeof error !== 'string')) return null
  return { success, supportsSSE, endpoints, ...(error === undefined ? {} : { error }), ...(app ? { app } : {}) }
}

/** Reads an error in an answer; `null` for anything else. */
export function readErrorJson(value: unknown): ErrorJson | null {
  if (!hasShape(errorJson, value)) return null
  const { code, message } = value
  // Checked on the next line.
  const { details } = value as { details?: unknown }
  if (details === undefined) return { code, message }
  return isJsonObject(details) ? { code, message, details } : null
}

function readApp(value: unknown): DiscoverResponse['app'] | null {
  if (!isJsonObject(value)) return null
  if (value.status === 'running') {
    if (!hasShape(running, value)) return null
    const { resume, polling, survivesDisconnect, cancelWaiting, repeatableJoin } = value.capabilities
    const capabilities = { resume, polling, survivesDisconnect, cancelWaiting, repeatableJoin: repeatableJoin ?? false }
    return { status: 'running', root: value.root, capabilities }
  }
  const wait = WAITS.find((one) => one === value.status)
  if (wait) return hasShape(waiting, value.state) ? { status: wait, state: readWaiting(value.state) } : null
  const status = FAULTS.find((fault) => fault === value.status)
  const failure = readErrorJson(value.failure)
  return status && failure ? { status, failure } : null
}

function readWaiting({ space, stage, retryAfterMs }: WaitingApp): WaitingApp {
  return { space: space?.slice(0, MAX_SPACE_LENGTH), stage: stage?.slice(0, MAX_STAGE_LENGTH), retryAfterMs }
}
