/** The options of a relay, and their defaults. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import type { Connect } from '@gradio-stream/client/internal/connection/stream/connector'
import { connectWithParser } from '@gradio-stream/client/internal/connection/stream/parser-connector'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { DEFAULT_BACKEND_URL } from '@gradio-stream/client/internal/protocol/relay-url'
import type { Authorize } from './guard/access.ts'
import { DEFAULT_CLIENT_LIMITS } from './guard/client-limits.ts'
import type { RelayClientLimits } from './guard/client-limits.ts'
import type { AllowList } from './guard/allow-list.ts'
import type { Resolve } from './guard/public-addresses.ts'
import type { RelayAppOptions } from './guard/app-directory.ts'
import type { TokenOptions } from './guard/run-tokens.ts'
import type { RelayStore } from './fleet.ts'
import type { RunLog } from './log/run-log.ts'
import type { OnReconnect, OnRefusal, OnRunEnd, OnRunStart } from './observe/run-facts.ts'
import type { RelayLogger } from './observe/log-lines.ts'
import type { RelayMetrics } from './observe/relay-metrics.ts'
import type { RelayHooks } from './observe/hooks.ts'
import { readWebhook } from './webhooks/webhook-options.ts'
import type { Webhook, WebhookOptions } from './webhooks/webhook-options.ts'
import { checkRelayOptions } from './options-schema.ts'

/** Limits for what clients and apps can make the relay hold. */
export interface RelayLimits {
  /** Body of a join, cancel or direct run, in bytes. @defaultValue 16 Mi */
  maxBodyBytes: number
  /** One upload, in bytes. @defaultValue 200 Mi */
  maxUploadBytes: number
  /** Runs of one session that have not ended. One more join is answered 429. @defaultValue 100 */
  maxRunsPerSession: number
  /** Attempts to sign in as one user within 15 minutes. One more is answered 429. @defaultValue 10 */
  maxLoginTries: number
  /** Sessions, and sign-ins at apps, that are kept at once. One more is answered 503. @defaultValue 10000 */
  maxSessions: number
  /**
   * Characters of messages kept for one run. A run that sends more ends with `buffer-exceeded`. Messages that a later
   * message replaces do not count: earlier values, progress, places in the queue. A live view therefore has no limit.
   * @defaultValue 64 Mi
   */
  maxRunLength: number
  /**
   * Characters kept for one session. Above it each pending run has an equal part, up to twice as much in all.
   * @defaultValue 256 Mi
   */
  maxSessionLength: number
  /**
   * Characters of messages kept in all. Above it each session with a pending run has an equal part, up to twice as much
   * in all. @defaultValue 512 Mi
   */
  maxLogLength: number
  /**
   * Used share of the heap that the process may have (`--max-old-space-size`), from which new runs are answered 503 and
   * messages in memory grow no further: who holds more than an equal part of them is ended first. From 0.1 below it,
   * what was delivered is forgotten. Without effect where the runtime does not tell. @defaultValue 0.85
   */
  maxHeapShare: number
  /**
   * For each client: the owner that `authorize` names, else the address that its requests come from (a /64 network of
   * IPv6). The address is known behind a proxy with `trustProxy`, else from what `@hono/node-server`, Bun and Deno pass
   * to `fetch`, where it is public. Each limit has its own default.
   */
  perClient: Partial<RelayClientLimits>
}

/**
 * Options of {@link createGradioRelay}. At least one of `apps` and `allow` is needed; otherwise no app can be reached.
 */
export interface GradioRelayOptions {
  /** Apps by the name that clients use: a base address, or an address with headers such as an access token. */
  apps?: Readonly<Record<string, string | RelayAppOptions>>
  /**
   * Other apps that a client may name by address: origins (`*` stands for letters of one name of the host, as in
   * `https://*.hf.space`), URL prefixes, a RegExp for the whole origin, or a function. Only their public addresses are
   * reached. @defaultValue none
   */
  allow?: AllowList
  /**
   * The Hub that is asked about Hugging Face Spaces. If an app's `headers` hold a Hub token, it is sent. @defaultValue
   * `https://huggingface.co`
   */
  hubUrl?: string
  /** Path of the relay in `request.url`. @defaultValue `/api/experimental/sse` */
  basePath?: string
  /**
   * The relay's absolute base URL as clients see it, such as `https://example.com/api/gradio`. This library's pages do
   * not need it: they find the relay's routes and files below their `backendUrl`. Gradio's own clients do behind a
   * proxy that changes host or path, and so do sign-ins behind one that changes the path.
   * @defaultValue origin of the request and `basePath`
   */
  publicUrl?: string
  /**
   * False: `discover` answers `supportsSSE: false`, streams answer 403, clients poll. @defaultValue
   * `USE_SSE_EXPERIMENTAL === 'true'` in the environment
   */
  sse?: boolean
  /**
   * Called for every request but those of `healthz`: who it is, or why it is refused. It gets the request without its
   * body, and what the request is about. One that throws refuses with 500, and `onError` is told. @defaultValue every
   * request is let in, and a session belongs to whoever knows its id
   */
  authorize?: Authorize
  /**
   * For `relay.submit`: the secret of the tokens with which pages follow a run. A token counts for more than
   * `authorize`, which is not asked about what it opens. @defaultValue none; `submit` then throws
   */
  tokens?: TokenOptions
  /**
   * Hosts under which the relay is served, such as `example.com` or `localhost:3000`; without a port, any port. A
   * request for another host is refused, so that a page whose name is changed to lead to this machine gets nothing.
   * `healthz` and `readyz` answer under any host. @defaultValue every host
   */
  hosts?: readonly string[]
  /**
   * True: a proxy stands before the relay, and sets or removes `X-Forwarded-Host`, `-Proto` and `-Prefix` of every
   * request; they then tell the relay's address. The last address in `X-Forwarded-For` is that of the client; with a
   * number, that of as many proxies in a row, the last but as many. The relay cannot see who sent a request: where
   * clients also reach it without the proxy, leave it out. @defaultValue false
   */
  trustProxy?: boolean | number
  /** Other origins whose pages may use the relay; `*` for all, then without cookies. @defaultValue none */
  cors?: readonly string[]
  /** Where messages are kept. @defaultValue this process's memory */
  log?: RunLog
  /**
   * Instead of `log`: what several relays share, such as `createRedisStore` of `@gradio-stream/relay/redis` makes. Each
   * of them answers for the runs of all. @defaultValue null, this relay is alone
   */
  store?: RelayStore | null
  /** Limits, each with its own default. */
  limits?: Partial<RelayLimits>
  /** How long a session is kept after its last activity, in milliseconds. @defaultValue 1800000 */
  runTtlMs?: number
  /** How long a client's sign-in at an app is kept after its last use, in milliseconds. @defaultValue 28800000 (8 h) */
  loginTtlMs?: number
  /**
   * Longest wait for an app's answer, in milliseconds. Streams and direct runs have no such limit. It is below the 30 s
   * after which a client gives up, so that the client learns that the app is slow and not that the relay is gone.
   * @defaultValue 25000
   */
  requestTimeoutMs?: number
  /**
   * Longest wait until an app's stream opens, in milliseconds, for all attempts together; the same as for a direct
   * client. @defaultValue 15000
   */
  connectTimeoutMs?: number
  /** Longest silence on an app's stream, in milliseconds. Gradio sends a heartbeat every 15 s. @defaultValue 40000 */
  inactivityTimeoutMs?: number
  /** Metrics for Prometheus: what `createRelayMetrics` of `@gradio-stream/relay/metrics` makes. @defaultValue null */
  metrics?: RelayMetrics | null
  /**
   * Gets a line for each start and end of a run, refusal, reconnect and failure, without inputs, tokens and addresses
   * of your network: a logger of pino, or another whose methods take an object and a text. With it `onError` is silent
   * by default. @defaultValue null
   */
  logger?: RelayLogger | null
  /**
   * How long a run goes on that nobody reads, in milliseconds, whatever the app sends. Then it is stopped at the app,
   * and ends with `run-timeout`. At least 30 s, so that a page may be loaded again. `Infinity`: to its end, as runs of
   * `submit` always do. Needs a log with `readAt`. @defaultValue 86400000 (24 h)
   */
  unwatchedRunMs?: number
  /**
   * Called once with each run that this relay takes. As with every hook, nobody waits for it, and an error of it is
   * told to `onError`. @defaultValue none
   */
  onRunStart?: OnRunStart
  /**
   * Called once with the end of each run that this relay took: for a record, a bill, a message to its owner. A run
   * whose relay was killed is told to nobody. @defaultValue none
   */
  onRunEnd?: OnRunEnd
  /**
   * Told of the end of each run that this relay took, signed, and again until it has taken it. With `createRedisStore`
   * the relays of a fleet stand in for each other, also for a run whose relay was killed. @defaultValue none
   */
  webhook?: WebhookOptions
  /** Called with each request that is answered with a refusal, also one of the app's. @defaultValue none */
  onRefusal?: OnRefusal
  /** Called when a page of this library comes back whose stream broke. @defaultValue none */
  onReconnect?: OnReconnect
  /**
   * Called with every unexpected failure. The client only learns that there was one. An error may name addresses of
   * your network. @defaultValue `console.error`
   */
  onError?: (error: unknown) => void
  /**
   * Used for every request to an app and to the Hub. It then decides which addresses are reached. @defaultValue the
   * global `fetch`, looked up at each call, for the apps in `apps`; for those in `allow` one that reaches public
   * addresses only
   */
  fetch?: typeof fetch
  /**
   * Gives the IP addresses of the host of an app that `allow` lets in. Used without `fetch` only. @defaultValue the
   * system's resolver
   */
  resolve?: Resolve
  /** Time source. @defaultValue the system's */
  clock?: Clock
  /** Returns 32 hex digits that cannot be guessed. @defaultValue from `crypto.getRandomValues` */
  randomId?: () => string
  /** Reads the apps' streams. @defaultValue eventsource-parser over `fetch` */
  connect?: Connect
  /**
   * Only on Cloudflare Workers: the state (`ctx`) of the Durable Object in which this relay is created. A plain Worker
   * stops reading when it has answered, and other requests cannot see what it holds; there, creating a relay without
   * this option throws. docs/runtimes.md shows the object.
   */
  durableObject?: { waitUntil(promise: Promise<unknown>): void }
  /** For apps of Gradio 3. @defaultValue the global `WebSocket`; Node has one from 22 on */
  WebSocket?: typeof WebSocket
}

/** Options with all defaults filled in. */
export interface RelaySettings extends Required<
  Omit<
    GradioRelayOptions,
    | 'publicUrl'
    | 'hosts'
    | 'tokens'
    | keyof RelayHooks
    | 'webhook'
    | 'WebSocket'
    | 'allow'
    | 'resolve'
    | 'log'
    | 'authorize'
    | 'limits'
    | 'durableObject'
  >
> {
  readonly allow: AllowList
  readonly publicUrl: string | null
  readonly hosts: readonly string[] | null
  readonly tokens: TokenOptions | null
  readonly hooks: RelayHooks
  readonly webhook: Webhook | null
  readonly WebSocket: typeof WebSocket | undefined
  readonly authorize: Authorize | null
  readonly limits: RelayLimits & { readonly perClient: RelayClientLimits }
}

const MEBI = 1024 * 1024

/** The limits of a relay whose options set none. */
export const DEFAULT_LIMITS: RelaySettings['limits'] = {
  maxBodyBytes: 16 * MEBI,
  maxUploadBytes: 200 * MEBI,
  maxRunsPerSession: 100,
  maxLoginTries: 10,
  maxSessions: 10_000,
  maxRunLength: 64 * MEBI,
  maxSessionLength: 256 * MEBI,
  maxLogLength: 512 * MEBI,
  maxHeapShare: 0.85,
  perClient: DEFAULT_CLIENT_LIMITS,
}

/** Fills in the defaults. Throws `options-invalid` for options that cannot work. */
export function resolveOptions(options: GradioRelayOptions): RelaySettings {
  checkRelayOptions(options)
  if (!options.durableObject) requireLastingProcess()
  return {
    apps: options.apps ?? {},
    allow: options.allow ?? [],
    basePath: withoutSlash(options.basePath ?? DEFAULT_BACKEND_URL),
    hubUrl: withoutSlash(options.hubUrl ?? 'https://huggingface.co'),
    publicUrl: options.publicUrl === undefined ? null : withoutSlash(options.publicUrl),
    sse: options.sse ?? isSseEnabled(),
    authorize: options.authorize ?? null,
    cors: options.cors ?? [],
    hosts: options.hosts ?? null,
    tokens: options.tokens ?? null,
    webhook: options.webhook === undefined ? null : readWebhook(options.webhook, 'webhook'),
    trustProxy: options.trustProxy ?? false,
    limits: {
      ...DEFAULT_LIMITS,
      ...given(options.limits ?? {}),
      perClient: { ...DEFAULT_CLIENT_LIMITS, ...given(options.limits?.perClient ?? {}) },
    },
    runTtlMs: options.runTtlMs ?? 30 * 60_000,
    loginTtlMs: options.loginTtlMs ?? 8 * 60 * 60_000,
    requestTimeoutMs: options.requestTimeoutMs ?? 25_000,
    connectTimeoutMs: options.connectTimeoutMs ?? 15_000,
    unwatchedRunMs: options.unwatchedRunMs ?? 24 * 60 * 60_000,
    inactivityTimeoutMs: options.inactivityTimeoutMs ?? 40_000,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? systemClock,
    randomId: options.randomId ?? randomHex,
    connect: options.connect ?? connectWithParser,
    store: options.store ?? null,
    metrics: options.metrics ?? null,
    logger: options.logger ?? null,
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    hooks: {
      onRunStart: options.onRunStart ?? null,
      onRunEnd: options.onRunEnd ?? null,
      onRefusal: options.onRefusal ?? null,
      onReconnect: options.onReconnect ?? null,
      onError: options.onError ?? (options.logger ? () => undefined : (error) => console.error('react-gradio-stream relay:', error)),
    },
  }
}

/**
 * A run outlives the request that began it, and other requests read its messages. A Worker cannot do that, so it is
 * refused here instead of hanging later.
 */
function requireLastingProcess(): void {
  if (!('WebSocketPair' in globalThis)) return
  throw new GradioStreamError('options-invalid', {
    message: 'A relay cannot live in a Cloudflare Worker itself: what it reads for a run ends with the request that began it.',
    hint: 'Make it in a Durable Object and pass its state: createGradioRelay({ durableObject: ctx, … }), as docs/runtimes.md shows.',
  })
}

/** Reads the environment, if there is one: workers have no `process`. */
function isSseEnabled(): boolean {
  return typeof process !== 'undefined' && process.env?.USE_SSE_EXPERIMENTAL === 'true'
}

/** Without what is undefined, which takes its default. */
function given<Options extends object>(options: Options): Partial<Options> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<Options>
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '')
}

function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
