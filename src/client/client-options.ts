/** The options of a client, and their defaults. */
import { LONGEST_TIMER_MS, checkOptions } from './check-options.ts'
import type { OptionRule } from './check-options.ts'
import { systemClock } from './kit/clock.ts'
import type { Clock } from './kit/clock.ts'
import { MAX_MESSAGE_BYTES } from './connection/stream/connector.ts'
import type { Connect } from './connection/stream/connector.ts'
import { createJoinExtras } from './connection/queue/join-extras.ts'
import type { AskJoinExtras } from './connection/queue/join-extras.ts'
import { zeroGpuHeadersOfPage } from './connection/http/visitor-headers.ts'
import type { ZeroGpuHeaders } from './connection/http/visitor-headers.ts'
import type { Upload } from './connection/files/send-file.ts'
import { systemLifecycle } from './connection/page/page-lifecycle.ts'
import type { PageLifecycle } from './connection/page/page-lifecycle.ts'
import type { Route } from './protocol/describe/app-description.ts'
import { DEFAULT_BACKEND_URL } from './protocol/relay-url.ts'
import { RUN_OPTIONS } from './run-options.ts'
import { withSpaceToken } from './sign-in/space-token.ts'
import type { TabPorts } from './tabs/ports.ts'

/** The target of a request, so that `headers` can decide what to send. */
export interface RequestTarget {
  readonly url: string
  readonly route: Route
}

/** The run for which a token is requested. */
export interface OAuthTokenTarget {
  /** The app's address, as requested. */
  readonly app: string
  /** With its leading slash. */
  readonly endpoint: string
  /** Where the app's routes are. */
  readonly url: string
}

/** A token, or a function that gives one for a run. */
export type OAuthTokenOption = string | ((target: OAuthTokenTarget) => string | undefined | Promise<string | undefined>)

/** Options of {@link GradioClient}. */
export interface GradioClientOptions {
  /**
   * URL of the relay, absolute or relative to the page. `null`: no relay, always direct.
   * Where the relay does not exist (404 or HTML) an app given by an absolute URL is reached directly.
   * @defaultValue `/api/experimental/sse`
   */
  backendUrl?: string | null
  /**
   * How messages come. `'sse'`: by a stream, and by polling where streams do not come through (relay only).
   * `'polling'`: never by a stream (relay only). A function: as `'sse'`, and it reads the streams.
   * @defaultValue `'sse'`, read with `defaultConnect`: fetch-event-source in a page, eventsource-parser elsewhere
   */
  transport?: 'sse' | 'polling' | Connect
  /** Used for every request. @defaultValue the global `fetch`, looked up at each call */
  fetch?: typeof fetch
  /** Cookies on requests. @defaultValue 'same-origin' */
  credentials?: RequestCredentials
  /**
   * Headers for one request, called again for each attempt. It gets the target, so that no token goes to the wrong
   * host.
   */
  headers?: (target: RequestTarget) => Record<string, string> | Promise<Record<string, string>>
  /**
   * Where Hugging Face Spaces are asked about: `owner/space` is looked up there, and why a Space does not answer.
   * @defaultValue `https://huggingface.co`
   */
  hubUrl?: string
  /**
   * Token for private Spaces reached directly, called again for each request. It is sent to `hubUrl` and, as
   * `x-hf-authorization`, to `https://….hf.space`; the target says which. A token in a page is readable by its
   * visitors: with a relay, keep it there. @defaultValue none
   */
  hubToken?: (target: RequestTarget) => string | undefined | Promise<string | undefined>
  /**
   * Hugging Face token with which an app may act for its caller (`gr.OAuthToken`), called again for each run. It is
   * sent only in the body of a join at an endpoint that takes one (`EndpointDescription.oauthToken`), over https only.
   * The app's code can read it: a function can decide by app and endpoint. @defaultValue none
   */
  oauthToken?: OAuthTokenOption
  /**
   * Headers of a page's visitor for joins at ZeroGPU Spaces; `null`: none. @defaultValue requested from huggingface.co
   * if it shows this page in a frame
   */
  zeroGpuHeaders?: ZeroGpuHeaders
  /**
   * Longest wait for an app that sleeps, starts or is built, in milliseconds; then `wake-timeout`. @defaultValue 600000
   */
  wakeTimeoutMs?: number
  /** Longest wait for an answer to a request, in milliseconds. @defaultValue 30000 */
  requestTimeoutMs?: number
  /**
   * Longest wait for the answer to a stream, in milliseconds; then `connection-timeout`. Through a relay the stream is
   * first tried again. `null`: no limit. @defaultValue 15000
   */
  connectTimeoutMs?: number | null
  /**
   * Longest wait for the answer to a submission, in milliseconds; then `join-timeout`. Through a relay it is first sent
   * again. `null`: no limit. @defaultValue `requestTimeoutMs`
   */
  joinTimeoutMs?: number | null
  /**
   * Longest wait in the app's queue, in milliseconds, from the app's acceptance to the start; then `queue-timeout`.
   * `null`: no limit. @defaultValue null
   */
  queueTimeoutMs?: number | null
  /**
   * Longest silence on an open stream or an upload, in milliseconds; Gradio sends a heartbeat every 15 s. Then
   * `idle-timeout`; through a relay the stream is opened again instead. `null`: no limit. @defaultValue 40000
   */
  inactivityTimeoutMs?: number | null
  /**
   * Longest time of a run, in milliseconds, from when its app is known to its end; then `run-timeout`. `null`: no
   * limit. @defaultValue null
   */
  runTimeoutMs?: number | null
  /**
   * Longest accepted message, in bytes. A longer one ends its run with `buffer-exceeded`. @defaultValue 268435456 (256
   * MiB)
   */
  maxMessageBytes?: number
  /**
   * How often a submission is sent again to an app that is busy (503, 429), after waiting; then `queue-full`.
   * @defaultValue 5
   */
  queueFullRetries?: number
  /**
   * Most direct streams to one host at the same time; further runs wait and say so. Browsers open six connections to a
   * host over HTTP/1.1.
   * @defaultValue 4 in a page, no limit elsewhere
   */
  maxDirectStreams?: number
  /** The page around the client: offline, frozen, closing. @defaultValue the browser's, if there is one */
  lifecycle?: PageLifecycle
  /** Time source. @defaultValue the system's */
  clock?: Clock
  /** A number in [0, 1), for jitter. @defaultValue Math.random */
  random?: () => number
  /**
   * Tabs of this origin that talk to the same app through the same relay share one session and one stream: one tab
   * reads and tells the others; when it closes, another takes over. Needs Web Locks and BroadcastChannel; without them
   * each tab reads for itself. Tabs that are logged in as different users by `headers` must not share.
   * @defaultValue true in a page, unless `headers` is given
   */
  shareTabs?: boolean
  /** @internal How tabs communicate. @defaultValue Web Locks and BroadcastChannel; `null` without them */
  tabPorts?: TabPorts | null
  /**
   * WebSocket constructor for apps of Gradio 3 reached without a relay. @defaultValue the global `WebSocket`; Node has
   * one from 22 on
   */
  WebSocket?: typeof WebSocket
  /** Sends one file. @defaultValue XMLHttpRequest in pages, a streamed body in Node, otherwise `fetch` with a form */
  upload?: Upload
}

/** {@link GradioClientOptions} with every default filled in. */
export interface ResolvedOptions extends Required<
  Omit<GradioClientOptions, 'transport' | 'WebSocket' | 'hubToken' | 'oauthToken' | 'tabPorts'>
> {
  /** False: never open a stream. */
  readonly sse: boolean
  /** Reads streams; `null`: `defaultConnect`. */
  readonly connect: Connect | null
  readonly joinTimeoutMs: number
  readonly inactivityTimeoutMs: number
  /** `undefined`: the browser's. */
  readonly tabPorts: TabPorts | null | undefined
  readonly WebSocket: typeof WebSocket | undefined
  readonly hubToken: GradioClientOptions['hubToken']
  readonly oauthToken: OAuthTokenOption | undefined
  readonly joinExtras: AskJoinExtras
}

/** Every option of a client. */
export const CLIENT_OPTIONS: Readonly<Record<keyof GradioClientOptions, OptionRule>> = {
  backendUrl: 'any',
  transport: { oneOf: ['sse', 'polling'], orFunction: true },
  fetch: 'function',
  credentials: 'any',
  headers: 'function',
  hubUrl: 'any',
  hubToken: 'function',
  oauthToken: 'any',
  zeroGpuHeaders: 'any',
  wakeTimeoutMs: 'duration',
  requestTimeoutMs: 'duration',
  connectTimeoutMs: 'limit',
  joinTimeoutMs: 'limit',
  queueTimeoutMs: 'limit',
  inactivityTimeoutMs: 'limit',
  runTimeoutMs: 'limit',
  maxMessageBytes: { count: 1 },
  queueFullRetries: { count: 0 },
  maxDirectStreams: { count: 1 },
  lifecycle: 'any',
  clock: { methods: ['now', 'schedule'] },
  random: 'function',
  shareTabs: 'flag',
  tabPorts: 'any',
  WebSocket: 'any',
  upload: 'function',
}

/** Options that are said in another way now. */
const FORMER: Readonly<Record<string, string>> = {
  sse: "transport: 'polling' for sse: false",
  connect: 'transport',
  timeouts: 'connectTimeoutMs, joinTimeoutMs, queueTimeoutMs, inactivityTimeoutMs and runTimeoutMs',
}

/** Below the six of browsers, so that a join, a cancel and an upload are still possible. */
const DIRECT_STREAMS_OF_A_PAGE = 4
/**
 * Fills in the defaults; an option that is `undefined` takes its default. Throws `options-invalid` for an option that
 * cannot be used.
 */
export function resolveClientOptions(options: GradioClientOptions = {}): ResolvedOptions {
  checkOptions(options, CLIENT_OPTIONS, { owner: 'new GradioClient', others: [[RUN_OPTIONS, 'client.run']], former: FORMER })
  const shareTabs = options.shareTabs ?? options.headers === undefined
  const requestTimeoutMs = options.requestTimeoutMs ?? 30_000
  const zeroGpuHeaders = options.zeroGpuHeaders === undefined ? zeroGpuHeadersOfPage() : options.zeroGpuHeaders
  const { transport = 'sse' } = options
  return {
    backendUrl: options.backendUrl === undefined ? DEFAULT_BACKEND_URL : options.backendUrl,
    sse: transport !== 'polling',
    connect: typeof transport === 'function' ? transport : null,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    credentials: options.credentials ?? 'same-origin',
    headers: withSpaceToken(options.headers ?? (() => ({})), options.hubToken),
    hubUrl: (options.hubUrl ?? 'https://huggingface.co').replace(/\/+$/, ''),
    hubToken: options.hubToken,
    oauthToken: options.oauthToken,
    zeroGpuHeaders,
    joinExtras: createJoinExtras({ oauthToken: options.oauthToken, zeroGpuHeaders }),
    wakeTimeoutMs: options.wakeTimeoutMs ?? 600_000,
    requestTimeoutMs,
    connectTimeoutMs: options.connectTimeoutMs === undefined ? 15_000 : options.connectTimeoutMs,
    joinTimeoutMs: orLongest(options.joinTimeoutMs, requestTimeoutMs),
    queueTimeoutMs: options.queueTimeoutMs ?? null,
    inactivityTimeoutMs: orLongest(options.inactivityTimeoutMs, 40_000),
    runTimeoutMs: options.runTimeoutMs ?? null,
    maxMessageBytes: options.maxMessageBytes ?? MAX_MESSAGE_BYTES,
    queueFullRetries: options.queueFullRetries ?? 5,
    maxDirectStreams: options.maxDirectStreams ?? (hasPage() ? DIRECT_STREAMS_OF_A_PAGE : Infinity),
    lifecycle: options.lifecycle ?? systemLifecycle,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    shareTabs,
    tabPorts: shareTabs ? options.tabPorts : null,
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    upload: options.upload ?? uploadWhenNeeded(options.fetch !== undefined),
  }
}

/** No limit is the longest of a timer: a request that never ends would hold a connection forever. */
function orLongest(limitMs: number | null | undefined, defaultMs: number): number {
  return limitMs === undefined ? defaultMs : (limitMs ?? LONGEST_TIMER_MS)
}

/** Loaded with the first file: most runs have none. */
function uploadWhenNeeded(hasOwnFetch: boolean): Upload {
  return async (request) => (await import('./connection/files/default-upload.ts')).chooseUpload(hasOwnFetch)(request)
}

function hasPage(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}
