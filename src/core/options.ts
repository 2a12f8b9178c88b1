/** What a client can be told, and the defaults. */
import type { Clock } from './clock.ts'
import type { Connect } from './connection/connector.ts'
import type { Route } from './protocol/app-description.ts'

/** Where a request goes, for `headers` to decide what it may carry. */
export interface RequestTarget {
  readonly url: string
  readonly route: Route
}

/** Options of {@link GradioClient}. */
export interface GradioClientOptions {
  /**
   * URL of the relay, absolute or relative to the page. `null`: no relay, always direct.
   * Where the relay does not exist (404 or HTML) an app given by an absolute URL is reached directly.
   * @defaultValue `/api/experimental/sse`
   */
  backendUrl?: string | null
  /** False: never open a stream, poll (relay only). @defaultValue true */
  sse?: boolean
  /** Used for every request. @defaultValue the global `fetch`, looked up at each call */
  fetch?: typeof fetch
  /** Cookies on requests. @defaultValue 'same-origin' */
  credentials?: RequestCredentials
  /** Headers for one request, asked anew for each attempt; told where it goes, so that no token reaches the wrong host. */
  headers?: (target: RequestTarget) => Record<string, string> | Promise<Record<string, string>>
  /** Longest wait for an answer to discover, join, cancel. @defaultValue 30000 */
  requestTimeoutMs?: number
  /** Longest silence on an open stream; Gradio sends a heartbeat every 15 s. @defaultValue 40000 */
  inactivityTimeoutMs?: number
  /** Time source. @defaultValue the system's */
  clock?: Clock
  /** A number in [0, 1), for jitter. @defaultValue Math.random */
  random?: () => number
  /** SSE connector. @defaultValue fetch-event-source where there is a DOM, eventsource-parser elsewhere */
  connect?: Connect
}
