/**
 * What the relay knows of its apps and how it asks them. Everything that goes to an app goes through here:
 * its own headers and no client's, no redirect to elsewhere, a time limit, a bounded body.
 */
import type { Clock } from '../../core/clock.ts'
import { GradioStreamError } from '../../core/errors.ts'
import type { GradioProtocol } from '../../core/protocol/app-description.ts'
import type { AppDirectory, RelayedApp } from '../guard/app-directory.ts'
import { notAllowed } from '../guard/app-directory.ts'
import { readAppConfig } from './app-config.ts'
import type { AppConfig } from './app-config.ts'
import { discardBody, readBoundedText } from './bounded-text.ts'

/** An app whose config was read. */
export interface ConnectedApp extends RelayedApp {
  /** Absolute URL of its API routes: prefix included, no trailing slash. */
  readonly apiUrl: string
  /** Every address it goes by: the configured one, and what it believes itself. */
  readonly addresses: readonly string[]
  /** Functions with a `gr.State` among their inputs or outputs. */
  readonly statefulFns: ReadonlySet<number>
  readonly version: string
  readonly protocol: GradioProtocol
  readonly generatorFns: ReadonlySet<number>
  /** Component types of each function's inputs, by place. */
  readonly inputComponents: ReadonlyMap<number, readonly string[]>
  /** Ids of the components whose folders may be listed. */
  readonly fileExplorers: ReadonlySet<number>
}

export interface UpstreamRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit | null
  readonly signal?: AbortSignal
  /** Longest wait for the answer's head, in milliseconds. */
  readonly timeoutMs?: number
}

/** An answer that was read to its end. */
export interface UpstreamText {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface AppSource {
  /** The app with what its config said, read anew when that is too old. Throws a `GradioStreamError`. */
  connected(id: string): Promise<ConnectedApp>
  /** The app's config, asked anew. Throws a `GradioStreamError`. */
  readConfig(app: RelayedApp): Promise<AppConfig>
  /** The app's info as text, from the first route that has one; `null` when none has. `query` is passed on. */
  readInfo(app: ConnectedApp, query?: string): Promise<string | null>
  /** Asks the app; the time limit is on the answer's head. Throws `app-unreachable`; any status is an answer. */
  request(app: RelayedApp, url: string, request?: UpstreamRequest): Promise<Response>
  /** The same with the whole text, within the time limit and at most `maxBytes` long. */
  requestText(app: RelayedApp, url: string, request?: UpstreamRequest & { maxBytes?: number }): Promise<UpstreamText>
  /** For streams: no redirect, no cookies, no time limit. */
  readonly fetchStream: typeof fetch
}

export interface AppSourceOptions {
  readonly directory: AppDirectory
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly requestTimeoutMs: number
  /** Whether apps of Gradio 3 can be spoken to. @defaultValue true */
  readonly hasWebSocket?: boolean
}

const CONFIG_MAX_AGE_MS = 60_000
const MAX_DESCRIPTION_BYTES = 32 * 1024 * 1024
const MAX_REDIRECTS = 3
const REMEMBERED_APPS = 500

export function createAppSource({
  directory,
  fetch: fetchUpstream,
  clock,
  requestTimeoutMs,
  hasWebSocket = true,
}: AppSourceOptions): AppSource {
  const known = new Map<string, { readonly app: ConnectedApp; readonly readAt: number }>()

  async function limited<T>(init: UpstreamRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    const onAbort = (): void => stop.abort()
    if (init.signal?.aborted) stop.abort()
    init.signal?.addEventListener('abort', onAbort, { once: true })
    const cancelTimer = clock.schedule(onAbort, init.timeoutMs ?? requestTimeoutMs)
    try {
      return await work(stop.signal)
    } catch (cause) {
      throw cause instanceof GradioStreamError ? cause : unreachable(cause)
    } finally {
      // The body may still be read: the caller's signal goes on ending it, the time limit does not.
      cancelTimer()
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
      const response = await fetchUpstream(target, {
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
      if (!isSafe || redirects >= MAX_REDIRECTS) throw redirected(response.status)
      target = next.href
    }
  }

  async function readConfig(app: RelayedApp): Promise<AppConfig> {
    const { status, text } = await requestText(app, `${app.url}/config`)
    const config = readAppConfig(status, text, app.url, hasWebSocket)
    const { apiUrl, addresses, statefulFns, version, protocol, generatorFns, inputComponents, fileExplorers } = config
    known.delete(app.id)
    known.set(app.id, {
      app: { ...app, apiUrl, addresses, statefulFns, version, protocol, generatorFns, inputComponents, fileExplorers },
      readAt: clock.now(),
    })
    const oldest = known.size > REMEMBERED_APPS ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    return config
  }

  async function connected(id: string): Promise<ConnectedApp> {
    const before = known.get(id)
    if (before && clock.now() - before.readAt < CONFIG_MAX_AGE_MS) return before.app
    const app = directory.byId(id)
    if (app === null) throw notAllowed(id)
    await readConfig(app)
    const now = known.get(id)
    if (!now) throw unreachable()
    return now.app
  }

  async function readInfo(app: ConnectedApp, query = ''): Promise<string | null> {
    for (const url of new Set([`${app.apiUrl}/info`, `${app.url}/gradio_api/info`, `${app.url}/info`])) {
      const text = await tryInfo(app, url + query)
      if (text !== null) return text
    }
    return null
  }

  async function tryInfo(app: RelayedApp, url: string): Promise<string | null> {
    try {
      const { status, text } = await requestText(app, url)
      if (status !== 200) return null
      const info: unknown = JSON.parse(text)
      return typeof info === 'object' && info !== null && 'named_endpoints' in info ? text : null
    } catch {
      return null
    }
  }

  // The connector's `credentials` are left out: workers refuse the option, and servers keep no cookies.
  const fetchStream: typeof fetch = (input, init = {}) => {
    const { credentials: _credentials, ...rest } = init
    return fetchUpstream(input, { ...rest, redirect: 'manual' })
  }

  return { connected, readConfig, readInfo, request, requestText, fetchStream }
}

function bodyInit(body: BodyInit): RequestInit {
  // Node's fetch wants `duplex` for a streamed body; the DOM types do not know it.
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

function redirected(status: number): GradioStreamError<'app-unreachable'> {
  return new GradioStreamError('app-unreachable', {
    message: `The app answered ${status} with a redirect the relay does not follow.`,
    hint: 'Configure the address the app finally answers at.',
    details: { status },
  })
}
