/**
 * What the relay knows about its apps, and how it sends requests to them. Every request to an app goes through here:
 * with the app's own headers and none of a client's, without redirects to other hosts, with a time limit and a bounded
 * body.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { MAY_RUN } from '@gradio-stream/client/internal/connection/queue/join-refusal'
import { retryAfterMs } from '@gradio-stream/client/internal/connection/http/read-answer'
import { GradioStreamError, isGradioStreamError } from '@gradio-stream/client/internal/errors'
import { isSignInAddress } from '@gradio-stream/client/internal/connection/http/sign-in-page'
import { featuresOf } from '@gradio-stream/client/internal/protocol/describe/app-features'
import type { AppFeatures } from '@gradio-stream/client/internal/protocol/describe/app-features'
import { LRUCache } from 'lru-cache'
import type { AppDirectory, RelayedApp } from '../guard/app-directory.ts'
import { notAllowed } from '../guard/app-directory.ts'
import type { Network } from '../guard/public-network.ts'
import { readAppConfig } from './app-config.ts'
import type { AppConfig, AppFacts } from './app-config.ts'
import { discardBody, readBoundedText } from './bounded-text.ts'
import { ages, Memo } from './memo.ts'

/** An app whose config was read. */
export interface ConnectedApp extends RelayedApp, AppFacts {
  readonly features: AppFeatures
}

export interface UpstreamRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit | null
  readonly signal?: AbortSignal
  /** Longest wait for the head of the answer, in milliseconds. */
  readonly timeoutMs?: number
  /** Code of the error when time runs out. @defaultValue `app-unreachable` */
  readonly timeoutCode?: 'app-unreachable' | 'join-timeout'
}

/** An answer that was read completely. */
export interface UpstreamText {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** An app's info as text, or the reason why there is none, as the end of a sentence about the app. */
export type InfoReading = { readonly text: string } | { readonly text: null; readonly failure: string }

export interface AppSource {
  /** The app with its config, read again when it is too old. Throws a `GradioStreamError`. */
  connected(id: string): Promise<ConnectedApp>
  /** The app, if its config was read a short while ago. Asks nobody. */
  known(id: string): ConnectedApp | undefined
  /** The app's config, at most some seconds old. A crowd shares one request. Throws a `GradioStreamError`. */
  readConfig(app: RelayedApp): Promise<AppConfig>
  /**
   * The app's info as text, from the first route that has one, within the time limit of one request. A crowd shares it
   * as the config. `query` is passed on.
   */
  readInfo(app: ConnectedApp, options?: { query?: string; timeoutMs?: number }): Promise<InfoReading>
  /**
   * Sends a request to the app. The time limit ends with the head of the answer. Throws `app-unreachable`; an answer
   * with any status is returned.
   */
  request(app: RelayedApp, url: string, request?: UpstreamRequest): Promise<Response>
  /** The same with the whole text, within the time limit and at most `maxBytes` long. */
  requestText(app: RelayedApp, url: string, request?: UpstreamRequest & { maxBytes?: number }): Promise<UpstreamText>
  /** For streams of an app: no redirect, no cookies, no time limit. */
  streamsOf(app: RelayedApp): Network
}

export interface AppSourceOptions {
  readonly directory: AppDirectory
  /** For apps that are named in the configuration. */
  readonly network: Network
  /** For apps whose address a client chose. */
  readonly publicNetwork: Network
  readonly clock: Clock
  readonly requestTimeoutMs: number
  /** Told of each request to an app: how long it took, and whether there was an answer. */
  readonly onAnswer?: (tookMs: number, isAnswered: boolean) => void
}

const CONFIG_MAX_AGE_MS = 60_000
/** A page that is loaded sees what the app is now; a crowd of pages is one request. */
const SHARED_MS = 3_000
const MAX_DESCRIPTION_BYTES = 32 * 1024 * 1024
const MAX_REDIRECTS = 3
const REMEMBERED_APPS = 500

export function createAppSource({ directory, network, publicNetwork, clock, requestTimeoutMs, onAnswer }: AppSourceOptions): AppSource {
  const networkOf = ({ isNamed }: RelayedApp): Network => (isNamed ? network : publicNetwork)
  const known = new LRUCache<string, ConnectedApp>({ max: REMEMBERED_APPS, ...ages(clock), ttl: CONFIG_MAX_AGE_MS })

  async function limited<T>(init: UpstreamRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    const onAbort = (): void => stop.abort()
    if (init.signal?.aborted) stop.abort()
    init.signal?.addEventListener('abort', onAbort, { once: true })
    const timeoutMs = init.timeoutMs ?? requestTimeoutMs
    let isTimeUp = false
    const cancelTimer = clock.schedule(() => {
      isTimeUp = true
      stop.abort()
    }, timeoutMs)
    const startedAt = performance.now()
    let isAnswered = false
    try {
      const answer = await work(stop.signal)
      isAnswered = true
      return answer
    } catch (cause) {
      if (isTimeUp) throw unanswered(init.timeoutCode ?? 'app-unreachable', timeoutMs, cause)
      throw refusalIn(cause) ?? unreachable(cause)
    } finally {
      // The body may still be read. The caller's signal still ends it, the time limit does not.
      cancelTimer()
      onAnswer?.(performance.now() - startedAt, isAnswered)
    }
  }

  const request: AppSource['request'] = (app, url, init = {}) => limited(init, (signal) => follow(app, url, init, signal))

  const requestText: AppSource['requestText'] = (app, url, init = {}) =>
    limited(init, async (signal) => {
      const { status, headers, body } = await follow(app, url, init, signal)
      return { status, headers, text: await readBoundedText(body, init.maxBytes ?? MAX_DESCRIPTION_BYTES) }
    })

  async function follow(app: RelayedApp, url: string, init: UpstreamRequest, signal: AbortSignal): Promise<Response> {
    let target = url
    for (let redirects = 0; ; redirects += 1) {
      const response = await networkOf(app).fetch(target, {
        method: init.method ?? 'GET',
        headers: { ...init.headers, ...app.headers },
        redirect: 'manual',
        signal,
        ...(init.body === undefined || init.body === null ? {} : bodyInit(init.body)),
      })
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
      if (location === null) return response
      discardBody(response.body)
      const next = URL.canParse(location, target) ? new URL(location, target) : null
      const isSafe = next !== null && isSameHost(next, new URL(app.url)) && init.body === undefined
      if (!isSafe || redirects >= MAX_REDIRECTS) throw redirected(response.status, next)
      target = next.href
    }
  }

  const configs = new Memo<AppConfig>(clock)
  const infos = new Memo<InfoReading>(clock)

  const readConfig: AppSource['readConfig'] = (app) =>
    configs.get(
      app.id,
      () => askConfig(app),
      () => SHARED_MS,
    )

  async function askConfig(app: RelayedApp): Promise<AppConfig> {
    const answer = await requestText(app, `${app.url}/config`)
    const config = readAppConfig(
      { ...answer, retryAfterMs: retryAfterMs(answer, clock.now()) },
      app.url,
      networkOf(app).WebSocket !== undefined,
    )
    known.set(app.id, { ...app, ...config.facts, features: featuresOf(config.version) })
    return config
  }

  async function connected(id: string): Promise<ConnectedApp> {
    const before = known.get(id)
    if (before) return before
    const app = directory.byId(id)
    if (app === null) throw notAllowed(id)
    await readConfig(app)
    const now = known.get(id)
    if (!now) throw unreachable()
    return now
  }

  const readInfo: AppSource['readInfo'] = (app, { query = '', timeoutMs = requestTimeoutMs } = {}) =>
    infos.get(
      `${app.id} ${query}`,
      () => askInfo(app, query, timeoutMs),
      ({ text }) => (text === null ? 0 : SHARED_MS),
    )

  async function askInfo(app: ConnectedApp, query: string, timeoutMs: number): Promise<InfoReading> {
    const endsAt = clock.now() + timeoutMs
    let failure: string | null = null
    for (const url of new Set([`${app.apiUrl}/info`, `${app.url}/gradio_api/info`, `${app.url}/info`])) {
      const leftMs = endsAt - clock.now()
      if (leftMs <= 0) break
      const reading = await tryInfo(app, url + query, leftMs)
      if (reading.text !== null) return reading
      // The first address is the app's own. The others only tell that they are not the app's.
      failure ??= reading.failure
    }
    return { text: null, failure: failure ?? `did not answer within ${timeoutMs / 1000} s` }
  }

  async function tryInfo(app: RelayedApp, url: string, timeoutMs: number): Promise<InfoReading> {
    try {
      const { status, text } = await requestText(app, url, { timeoutMs })
      if (status !== 200) return { text: null, failure: `answered ${status}` }
      const info: unknown = JSON.parse(text)
      if (typeof info === 'object' && info !== null && 'named_endpoints' in info) return { text }
      return { text: null, failure: 'answered with something else' }
    } catch (cause) {
      if (cause instanceof SyntaxError) return { text: null, failure: 'answered with what is not JSON' }
      const seen = isGradioStreamError(cause) ? cause.details.seen : undefined
      return { text: null, failure: seen === undefined ? 'did not answer' : `gave ${seen}` }
    }
  }

  function streamsOf(app: RelayedApp): Network {
    const { fetch: fetchFrom, WebSocket: Socket } = networkOf(app)
    return { fetch: withoutRedirects(fetchFrom), WebSocket: Socket }
  }

  return { connected, known: (id) => known.get(id), readConfig, readInfo, request, requestText, streamsOf }
}

/**
 * Leaves redirects to the caller, and the connector's `credentials` out: workers refuse the option, and servers keep no
 * cookies.
 */
export function withoutRedirects(fetchFrom: typeof fetch): typeof fetch {
  return (input, { credentials: _credentials, ...init } = {}) => fetchFrom(input, { ...init, redirect: 'manual' })
}

/** An error of this library, also as the reason why a request was not sent. */
function refusalIn(cause: unknown): GradioStreamError | null {
  if (isGradioStreamError(cause)) return cause
  return cause instanceof Error && isGradioStreamError(cause.cause) ? cause.cause : null
}

function bodyInit(body: BodyInit): RequestInit {
  // Node's fetch needs `duplex` for a streamed body. The DOM types do not have it.
  return { body, duplex: 'half' } as RequestInit
}

function isSameHost(target: URL, app: URL): boolean {
  return target.origin === app.origin || (target.host === app.host && app.protocol === 'http:' && target.protocol === 'https:')
}

function unreachable(cause?: unknown): GradioStreamError<'app-unreachable'> {
  return new GradioStreamError('app-unreachable', {
    message: 'The app could not be reached from the relay.',
    hint: 'Check that it is running and that the relay can reach its address.',
    cause,
  })
}

/**
 * The same limit for work that asks the app more than once: the relay answers before its own client gives up. What was
 * asked goes on to its own limit.
 */
export async function inTime<Answer>(clock: Clock, limitMs: number, work: Promise<Answer>): Promise<Answer> {
  let cancelTimer = (): void => {}
  const late = new Promise<never>((_resolve, reject) => {
    cancelTimer = clock.schedule(() => reject(unanswered('app-unreachable', limitMs, undefined)), limitMs)
  })
  return Promise.race([work, late]).finally(() => cancelTimer())
}

/** The app is slow, not the relay. */
function unanswered(code: 'app-unreachable' | 'join-timeout', timeoutMs: number, cause: unknown): GradioStreamError {
  return new GradioStreamError(code, {
    message: `The app did not answer the relay within ${timeoutMs / 1000} s.`,
    hint: code === 'join-timeout' ? MAY_RUN : 'It is slow or hangs: try again in a while.',
    details: { seen: `no answer within ${timeoutMs / 1000} s` },
    cause,
  })
}

function redirected(status: number, target: URL | null): GradioStreamError {
  if (target !== null && isSignInAddress(target.href)) {
    return new GradioStreamError('login-required', {
      message: `The app answered ${status} with a redirect to a page to sign in at.`,
      hint: 'Give the relay a cookie or token for this app in its "headers".',
      details: { status, seen: 'a redirect to a page to sign in at' },
    })
  }
  return new GradioStreamError('connection-refused', {
    message: `The app answered ${status} with a redirect the relay does not follow.`,
    hint: 'Configure the address the app finally answers at.',
    details: { status },
  })
}
