/** What the relay adds to Gradio's protocol: its paths, and the schemas of the answers only it gives. */
import * as z from 'zod/mini'

/** Where the relay lies unless it is set. */
export const DEFAULT_BACKEND_URL = '/api/experimental/sse'
/** Query parameter (empty the first time) by which a reader asks for `id:` lines and resumes, beside `Last-Event-ID`. */
export const LAST_EVENT_ID_PARAMETER = 'last_event_id'
/** How long one long poll may be held by the server. */
export const POLL_WAIT_MS = 20_000

const capabilities = z.object({
  resume: z.boolean(),
  polling: z.boolean(),
  survivesDisconnect: z.boolean(),
  cancelWaiting: z.boolean(),
})

/** JSON form of an error in an answer. */
export const errorJson = z.object({
  code: z.string(),
  message: z.string(),
  details: z.optional(z.record(z.string(), z.unknown())),
})

const waitingApp = z.object({
  /** `owner/space`, unless the client knows the app by a name of the relay's. */
  space: z.optional(z.nullable(z.string().check(z.maxLength(201)))),
  /** The Hub's own word. */
  stage: z.optional(z.nullable(z.string().check(z.maxLength(100)))),
  /** Not to be asked again before. */
  retryAfterMs: z.optional(z.nullable(z.number())),
})
/** What a relay says of an app that is not there yet. */
export type RelayedAppState = z.infer<typeof waitingApp> & { readonly status: 'waking' | 'building' }

/** Answer of `POST {backendUrl}/discover` to `{baseUrl}`. The first four fields are the public promise. */
export const discoverResponse = z.object({
  success: z.boolean(),
  supportsSSE: z.boolean(),
  /** Absolute URLs, one per named endpoint. */
  endpoints: z.array(z.string()),
  error: z.optional(z.string()),
  /** What this client needs next: where the app's routes are, or why there are none. */
  app: z.optional(
    z.union([
      z.object({
        status: z.literal('running'),
        /** Path or absolute URL under which the relay answers this app's routes. */
        root: z.string(),
        capabilities,
      }),
      z.object({
        status: z.enum(['unreachable', 'not-gradio', 'login-required', 'not-allowed', 'paused', 'broken', 'unknown']),
        failure: errorJson,
      }),
      /** It sleeps, starts or is built: ask again. */
      z.object({ status: z.enum(['waking', 'building']), state: waitingApp }),
    ]),
  ),
})
export type DiscoverResponse = z.infer<typeof discoverResponse>

/** Answer of `GET …/queue/poll?session_hash=&after=&wait_ms=`. */
export const pollResponse = z.object({
  messages: z.array(z.object({ id: z.string(), message: z.unknown() })),
  /** Pass as `after` next time; unchanged where there was nothing new. */
  next: z.string(),
  /** No run of this session is pending. */
  done: z.boolean(),
})
export type PollResponse = z.infer<typeof pollResponse>
