/** What a relay can be told, and the defaults. */
import type { Clock } from '../core/clock.ts'
import { systemClock } from '../core/clock.ts'
import type { Connect } from '../core/connection/connector.ts'
import { connectWithParser } from '../core/connection/parser-connector.ts'
import { DEFAULT_BACKEND_URL } from '../core/protocol/relay-url.ts'
import type { AllowList } from './guard/allow-list.ts'
import type { RelayAppOptions } from './guard/app-directory.ts'
import type { RunLog } from './log/run-log.ts'

/** Bounds of what clients and apps can make the relay hold. */
export interface RelayLimits {
  /** Body of a join, cancel or direct run, in bytes. @defaultValue 16 Mi */
  maxBodyBytes: number
  /** One upload, in bytes. @defaultValue 200 Mi */
  maxUploadBytes: number
  /** Runs of one session that have not ended; one more join is answered 429. @defaultValue 100 */
  maxRunsPerSession: number
  /** Sessions kept at once; one more is answered 503. @defaultValue 10000 */
  maxSessions: number
  /** Characters of messages kept for one session; a run that sends more is ended with a reason. @defaultValue 64 Mi */
  maxSessionLength: number
  /** Characters of messages kept in all. @defaultValue 512 Mi */
  maxLogLength: number
}

/** Options of {@link createGradioRelay}. At least one of `apps` and `allow`, or nothing can be reached. */
export interface GradioRelayOptions {
  /** Apps by the name clients know them by: a base address, or an address with headers such as an access token. */
  apps?: Readonly<Record<string, string | RelayAppOptions>>
  /** Which other apps a client may name by address: origins or URL prefixes, patterns, or a function. @defaultValue none */
  allow?: AllowList
  /** Where Hugging Face Spaces are asked about; with the token of an app's `headers`, if it has one of the Hub's. @defaultValue `https://huggingface.co` */
  hubUrl?: string
  /** Path of the relay in `request.url`. @defaultValue `/api/experimental/sse` */
  basePath?: string
  /** The relay's base as clients see it, absolute, where a proxy changes host or path. @defaultValue origin of the request and `basePath` */
  publicUrl?: string
  /** False: `discover` answers `supportsSSE: false`, streams answer 403, clients poll. @defaultValue `USE_SSE_EXPERIMENTAL === 'true'` in the environment */
  sse?: boolean
  /** Asked before everything but `healthz`; false answers 401. @defaultValue everybody may */
  authorize?: (request: Request) => boolean | Promise<boolean>
  /** Other origins whose pages may use the relay; `*` for all, then without cookies. @defaultValue none */
  cors?: readonly string[]
  /** Where messages are kept. @defaultValue in this process's memory */
  log?: RunLog
  /** Bounds, each with its own default. */
  limits?: Partial<RelayLimits>
  /** How long a session is kept after its last sign of life, in milliseconds. @defaultValue 1800000 */
  runTtlMs?: number
  /** Longest wait for an app's answer, in milliseconds; streams and direct runs have none. @defaultValue 30000 */
  requestTimeoutMs?: number
  /** Longest silence on an app's stream, in milliseconds; Gradio sends a heartbeat every 15 s. @defaultValue 40000 */
  inactivityTimeoutMs?: number
  /** Told of every failure nobody foresaw; the client only hears that there was one. @defaultValue `console.error` */
  onError?: (error: unknown) => void
  /** Used for every request to an app. @defaultValue the global `fetch`, looked up at each call */
  fetch?: typeof fetch
  /** Time source. @defaultValue the system's */
  clock?: Clock
  /** 32 hex digits that nobody can guess. @defaultValue from `crypto.getRandomValues` */
  randomId?: () => string
  /** Reads the apps' streams. @defaultValue eventsource-parser over `fetch` */
  connect?: Connect
  /** For apps of Gradio 3. @defaultValue the global `WebSocket`; Node has one from 22 on */
  WebSocket?: typeof WebSocket
}

/** Options with every default in its place. */
export interface RelaySettings extends Required<
  Omit<GradioRelayOptions, 'publicUrl' | 'WebSocket' | 'allow' | 'log' | 'authorize' | 'limits'>
> {
  readonly allow: AllowList
  readonly publicUrl: string | null
  readonly WebSocket: typeof WebSocket | undefined
  readonly authorize: ((request: Request) => boolean | Promise<boolean>) | null
  readonly limits: RelayLimits
}

const MEBI = 1024 * 1024

export const DEFAULT_LIMITS: RelayLimits = {
  maxBodyBytes: 16 * MEBI,
  maxUploadBytes: 200 * MEBI,
  maxRunsPerSession: 100,
  maxSessions: 10_000,
  maxSessionLength: 64 * MEBI,
  maxLogLength: 512 * MEBI,
}

/** Fills in the defaults. Throws a `TypeError` for what cannot work. */
export function resolveOptions(options: GradioRelayOptions): RelaySettings {
  const publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? null
  if (publicUrl !== null && !/^https?:\/\//.test(publicUrl)) throw new TypeError(`The relay's publicUrl is not absolute: "${publicUrl}".`)
  const basePath = (options.basePath ?? DEFAULT_BACKEND_URL).replace(/\/+$/, '')
  if (basePath !== '' && !basePath.startsWith('/')) throw new TypeError(`The relay's basePath does not start with "/": "${basePath}".`)
  return {
    apps: options.apps ?? {},
    allow: options.allow ?? [],
    basePath,
    hubUrl: (options.hubUrl ?? 'https://huggingface.co').replace(/\/+$/, ''),
    publicUrl,
    sse: options.sse ?? isSseEnabled(),
    authorize: options.authorize ?? null,
    cors: options.cors ?? [],
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    runTtlMs: options.runTtlMs ?? 30 * 60_000,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    inactivityTimeoutMs: options.inactivityTimeoutMs ?? 40_000,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? systemClock,
    randomId: options.randomId ?? randomHex,
    connect: options.connect ?? connectWithParser,
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    onError: options.onError ?? ((error) => console.error('react-gradio-stream relay:', error)),
  }
}

/** The environment where there is one: workers have no `process`. */
function isSseEnabled(): boolean {
  return typeof process !== 'undefined' && process.env?.USE_SSE_EXPERIMENTAL === 'true'
}

function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
