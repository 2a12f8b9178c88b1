/** What the relay adds to Gradio's protocol: its paths, and the schemas of the answers only it gives. */
import * as z from 'zod/mini'

/** Where the relay lies unless it is set. */
export const DEFAULT_BACKEND_URL = '/api/experimental/sse'
/** Query parameter (empty the first time) by which a reader asks for `id:` lines and resumes, beside `Last-Event-ID`. */
export const LAST_EVENT_ID_PARAMETER = 'last_event_id'
/**
 * Member of a join's body: 32 hex digits of the client's own, by which the same join is known when it is sent again. The relay takes it as
 * the run's event id and never passes it on. In a cancel it stands in place of `event_id`, for a join that was never answered.
 */
export const JOIN_KEY_MEMBER = 'join_key'
/** How long one long poll may be held by the server. */
export const POLL_WAIT_MS = 20_000

/** Whether a body's `join_key` is one. */
export function isJoinKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{32}$/.test(value)
}

/** What a join or a cancel is refused with (400) whose `join_key` is none. */
export const NO_JOIN_KEY = 'The join_key is not 32 hexadecimal digits.'

const capabilities = z.object({
  resume: z.boolean(),
  polling: z.boolean(),
  survivesDisconnect: z.boolean(),
  cancelWaiting: z.boolean(),
  // Absent: a relay that would join the app once for each time it is asked.
  repeatableJoin: z.pipe(
    z.optional(z.boolean()),
    z.transform((isIt) => isIt ?? false),
  ),
})

/** JSON form of an error in an answer. */
export const errorJson = z.object({
  code: z.string(),
  message: z.string(),
  details: z.optional(z.record(z.string(), z.unknown())),
})

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
        status: z.enum(['unreachable', 'not-gradio', 'login-required', 'not-allowed', 'unknown']),
        failure: errorJson,
      }),
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
