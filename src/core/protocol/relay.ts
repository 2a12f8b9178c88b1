/** What the relay adds to Gradio's protocol: its paths, and the answers only it gives. */
import type { Capabilities } from './app-description.ts'
import { flag, hasShape, list, object, text } from './shape.ts'
import { isJsonObject } from './safe-keys.ts'

/** Where the relay lies unless it is set. */
export const DEFAULT_BACKEND_URL = '/api/experimental/sse'
/** Query parameter (empty the first time) by which a reader asks for `id:` lines and resumes, beside `Last-Event-ID`. */
export const LAST_EVENT_ID_PARAMETER = 'last_event_id'
/** How long one long poll may be held by the server. */
export const POLL_WAIT_MS = 20_000

/** JSON form of an error in an answer. */
export interface ErrorJson {
  readonly code: string
  readonly message: string
  readonly details?: Record<string, unknown> | undefined
}

const FAULTS = ['unreachable', 'not-gradio', 'login-required', 'not-allowed', 'unknown'] as const

/** Answer of `POST {backendUrl}/discover` to `{baseUrl}`. The first four fields are the public promise. */
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
        /** Path or absolute URL under which the relay answers this app's routes. */
        readonly root: string
        readonly capabilities: Capabilities
      }
    | { readonly status: (typeof FAULTS)[number]; readonly failure: ErrorJson }
    | undefined
}

const promise = object<{ success: boolean; supportsSSE: boolean; endpoints: string[] }>({
  success: flag,
  supportsSSE: flag,
  endpoints: list(text),
})
const running = object<{ root: string; capabilities: Capabilities }>({
  root: text,
  capabilities: object<Capabilities>({ resume: flag, polling: flag, survivesDisconnect: flag, cancelWaiting: flag }),
})
const errorJson = object<{ code: string; message: string }>({ code: text, message: text })

/** Reads the answer to a discover; `null` for anything else. Only what is known here is taken over. */
export function readDiscoverResponse(value: unknown): DiscoverResponse | null {
  if (!hasShape(promise, value)) return null
  const { success, supportsSSE, endpoints } = value
  // Each is judged on the line after.
  const { error, app: said } = value as { error?: unknown; app?: unknown }
  const app = said === undefined ? undefined : readApp(said)
  if (app === null || (error !== undefined && typeof error !== 'string')) return null
  return { success, supportsSSE, endpoints, ...(error === undefined ? {} : { error }), ...(app ? { app } : {}) }
}

/** Reads an error in an answer; `null` for anything else. */
export function readErrorJson(value: unknown): ErrorJson | null {
  if (!hasShape(errorJson, value)) return null
  const { code, message } = value
  // Judged on the next line.
  const { details } = value as { details?: unknown }
  if (details === undefined) return { code, message }
  return isJsonObject(details) ? { code, message, details } : null
}

function readApp(value: unknown): DiscoverResponse['app'] | null {
  if (!isJsonObject(value)) return null
  if (value.status === 'running') {
    if (!hasShape(running, value)) return null
    const { resume, polling, survivesDisconnect, cancelWaiting } = value.capabilities
    return { status: 'running', root: value.root, capabilities: { resume, polling, survivesDisconnect, cancelWaiting } }
  }
  const status = FAULTS.find((fault) => fault === value.status)
  const failure = readErrorJson(value.failure)
  return status && failure ? { status, failure } : null
}
