/** What a client can be told, and the defaults. */
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { MAX_MESSAGE_BYTES } from './connection/connector.ts'
import type { Connect } from './connection/connector.ts'
import type { Upload } from './connection/upload.ts'
import { GradioStreamError } from './errors.ts'
import type { PageLifecycle } from './connection/page-lifecycle.ts'
import type { Route } from './protocol/app-description.ts'
import { DEFAULT_BACKEND_URL } from './protocol/relay-url.ts'
import { withSpaceToken } from './space-token.ts'
import type { TabPorts } from './tabs/ports.ts'
import { resolveTimeouts } from './timeouts.ts'
import type { Timeouts } from './timeouts.ts'

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
  /** Where Hugging Face Spaces are asked about: `owner/space` is looked up there, and why a Space does not answer. @defaultValue `https://huggingface.co` */
  hubUrl?: string
  /**
   * Token for private Spaces reached directly, asked anew for each request. It goes to `hubUrl` and, in `x-hf-authorization`, to `https://….hf.space`; the
   * target says which. A token in a page is readable by its visitors: through a relay it belongs there. @defaultValue none
   */
  hubToken?: (target: RequestTarget) => string | undefined | Promise<string | undefined>
  /** Longest wait for an app that sleeps, starts or is built, in milliseconds; then `wake-timeout`. @defaultValue 600000 */
  wakeTimeoutMs?: number
  /** Longest wait for an answer to discover, join, cancel. @defaultValue 30000 */
  requestTimeoutMs?: number
  /** Longest silence on an open stream; Gradio sends a heartbeat every 15 s. @defaultValue 40000 */
  inactivityTimeoutMs?: number
  /** Limits of time, each with an error code of its own; what is left out takes its default, `null` is no limit. */
  timeouts?: Partial<Timeouts>
  /** Longest message that is taken, in bytes: a longer one ends its run with `buffer-exceeded`. @defaultValue 268435456 (256 MiB) */
  maxMessageBytes?: number
  /** How often a submission is sent again to an app that is busy (503, 429), after waiting; then `queue-full`. @defaultValue 5 */
  queueFullRetries?: number
  /**
   * Most direct streams open at once to one host; later runs wait, and say so. Browsers open six connections to a host over HTTP/1.1.
   * @defaultValue 4 where there is a page, no limit elsewhere
   */
  maxDirectStreams?: number
  /** The page the client lives in: offline, frozen, closing. @defaultValue the browser's, where there is one */
  lifecycle?: PageLifecycle
  /** Time source. @defaultValue the system's */
  clock?: Clock
  /** A number in [0, 1), for jitter. @defaultValue Math.random */
  random?: () => number
  /**
   * Tabs of this origin that talk to the same app through the same relay share one session and one stream: one tab reads, the others are
   * told, and when it closes another takes over. Needs Web Locks and BroadcastChannel; without them each tab reads for itself.
   * Tabs that are logged in as different users by `headers` must not share.
   * @defaultValue true in a page, unless `headers` is given
   */
  shareTabs?: boolean
  /** Where tabs meet. @defaultValue Web Locks and BroadcastChannel, `null` where there are none */
  tabPorts?: TabPorts | null
  /** SSE connector. @defaultValue fetch-event-source where there is a DOM, eventsource-parser elsewhere */
  connect?: Connect
  /** Constructor for apps of Gradio 3 reached without a relay. @defaultValue the global `WebSocket`; Node has one from 22 on */
  WebSocket?: typeof WebSocket
  /** Sends one file. @defaultValue XMLHttpRequest in pages, a streamed body in Node, `fetch` with a form where neither can be */
  upload?: Upload
}

/** Options whose default comes with what drives runs. */
type FromPage = 'tabPorts' | 'lifecycle' | 'connect'

/** {@link GradioClientOptions} with every default filled in that is needed before a run. */
export interface ResolvedOptions extends Required<Omit<GradioClientOptions, 'WebSocket' | 'timeouts' | 'hubToken' | FromPage>> {
  // What is `undefined` is the page's own, looked up with the first run.
  readonly tabPorts: TabPorts | null | undefined
  readonly lifecycle: PageLifecycle | undefined
  readonly connect: Connect | undefined
  readonly timeouts: Timeouts
  readonly WebSocket: typeof WebSocket | undefined
  readonly hubToken: GradioClientOptions['hubToken']
}

const DURATIONS = ['requestTimeoutMs', 'inactivityTimeoutMs', 'wakeTimeoutMs'] as const
/** Below the six of browsers: a join, a cancel and an upload find a way. */
const DIRECT_STREAMS_OF_A_PAGE = 4
/** Counts, and the least each may be. */
const COUNTS = { maxMessageBytes: 1, queueFullRetries: 0, maxDirectStreams: 1 } as const

/** Fills in the defaults; an option that is `undefined` takes its default. Throws `options-invalid` for a duration that is none. */
export function resolveOptions(options: GradioClientOptions = {}): ResolvedOptions {
  for (const name of DURATIONS) {
    const value = options[name]
    if (value === undefined || (Number.isFinite(value) && value > 0)) continue
    throw new GradioStreamError('options-invalid', {
      message: `The option ${name} is ${String(value)}.`,
      hint: 'Give a number of milliseconds greater than zero.',
    })
  }
  const shareTabs = options.shareTabs ?? options.headers === undefined
  for (const [name, least] of Object.entries(COUNTS)) {
    // The names are those of the constant above.
    const value = options[name as keyof typeof COUNTS]
    if (value === undefined || value >= least) continue
    throw new GradioStreamError('options-invalid', { message: `The option ${name} is ${value}.`, hint: `Give a number from ${least} on.` })
  }
  const requestTimeoutMs = options.requestTimeoutMs ?? 30_000
  const inactivityTimeoutMs = options.inactivityTimeoutMs ?? 40_000
  return {
    backendUrl: options.backendUrl === undefined ? DEFAULT_BACKEND_URL : options.backendUrl,
    sse: options.sse ?? true,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    credentials: options.credentials ?? 'same-origin',
    headers: withSpaceToken(options.headers ?? (() => ({})), options.hubToken),
    hubUrl: (options.hubUrl ?? 'https://huggingface.co').replace(/\/+$/, ''),
    hubToken: options.hubToken,
    wakeTimeoutMs: options.wakeTimeoutMs ?? 600_000,
    requestTimeoutMs,
    inactivityTimeoutMs,
    timeouts: resolveTimeouts(options.timeouts, { requestTimeoutMs, inactivityTimeoutMs }),
    maxMessageBytes: options.maxMessageBytes ?? MAX_MESSAGE_BYTES,
    queueFullRetries: options.queueFullRetries ?? 5,
    maxDirectStreams: options.maxDirectStreams ?? (hasPage() ? DIRECT_STREAMS_OF_A_PAGE : Infinity),
    lifecycle: options.lifecycle,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    shareTabs,
    tabPorts: shareTabs ? options.tabPorts : null,
    connect: options.connect,
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    upload: options.upload ?? uploadWhenNeeded(options.fetch !== undefined),
  }
}

/** Loaded with the first file: most runs have none. */
function uploadWhenNeeded(hasOwnFetch: boolean): Upload {
  return async (request) => (await import('./connection/default-upload.ts')).chooseUpload(hasOwnFetch)(request)
}

function hasPage(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}
