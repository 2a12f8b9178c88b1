/** The app's config as the relay reads it, and as the relay passes it on. */
import { accessDenied, rateLimited } from '@gradio-stream/client/internal/connection/http/access-denied'
import { isSignInPage } from '@gradio-stream/client/internal/connection/http/sign-in-page'
import { noWebSocket } from '@gradio-stream/client/internal/connection/require-protocol'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioProtocol } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findAppEvents, findListed, findTied } from '@gradio-stream/client/internal/protocol/describe/app-events'
import { parseConfig } from '@gradio-stream/client/internal/protocol/describe/config'
import type { GradioConfig } from '@gradio-stream/client/internal/protocol/describe/config'
import { readProtocol } from '@gradio-stream/client/internal/protocol/describe/describe-app'
import { parseExact, writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { readMembers, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { isBefore } from '@gradio-stream/client/internal/protocol/legacy'
import { normaliseAddress } from '../guard/allow-list.ts'
import { hideAddresses, urlRewriter } from './rewrite-urls.ts'

/** Prefix of the API routes that the relay shows for every app, whether or not the app has one. */
export const RELAY_API_PREFIX = '/gradio_api'
/**
 * The version that is shown for apps up to 4.30. The Python client can only cancel runs of newer ones (measured, 2.7).
 */
const SHOWN_VERSION = '4.44.1'

/** What the relay reads out of an app's config. */
export interface AppFacts {
  /** Absolute URL of its API routes: prefix included, no trailing slash. */
  readonly apiUrl: string
  /** Every address of the app: the configured one, and the one that it believes to have. */
  readonly addresses: readonly string[]
  /**
   * Functions whose calls share a session: they have a `gr.State` among inputs or outputs, or a list that another
   * function fills.
   */
  readonly statefulFns: ReadonlySet<number>
  readonly protocol: GradioProtocol
  readonly generatorFns: ReadonlySet<number>
  /** Name of each function that has one, with a leading slash. */
  readonly endpoints: ReadonlyMap<number, string>
  /** Component types of each function's inputs, by position. */
  readonly inputComponents: ReadonlyMap<number, readonly string[]>
  /** Ids of the components whose folders may be listed. */
  readonly fileExplorers: ReadonlySet<number>
}

export interface AppConfig {
  readonly facts: AppFacts
  readonly text: string
  /** The same text, parsed. */
  readonly config: unknown
  readonly version: string
}

/** An app's answer to `/config`. */
export interface ConfigAnswer {
  readonly status: number
  readonly text: string
  readonly retryAfterMs: number | undefined
}

/**
 * Reads an app's answer to `/config`. Throws `login-required`, `access-denied`, `rate-limited`, `app-unreachable`,
 * `app-not-gradio` or `protocol-unsupported`.
 */
export function readAppConfig({ status, text, retryAfterMs }: ConfigAnswer, url: string, hasWebSocket = true): AppConfig {
  const config = parseJson(text)
  if (status === 401 || (config === undefined && status < 500 && isSignInPage('text/html', text))) throw loginRequired(config)
  const answer = { url, status, seen: `${status}`, retryAfterMs }
  if (status === 403) throw accessDenied('The app', answer, { doing: 'so it is not known what is there' })
  if (status === 429) throw rateLimited('The app', answer)
  if (status >= 500) throw failing(status)
  if (status !== 200 || config === undefined) throw notGradio(status, config === undefined)
  const parsed = parseConfig(config)
  const protocol = readProtocol(parsed, parsed.version.trim(), 'this address')
  if (protocol === 'ws' && !hasWebSocket) throw noWebSocket('this address')
  const root = typeof parsed.root === 'string' ? normaliseAddress(parsed.root) : null
  const facts: AppFacts = {
    apiUrl: url + readPrefix(parsed),
    addresses: root === null || root === url ? [url] : [url, root],
    statefulFns: findStateful(parsed),
    protocol,
    ...findFunctions(parsed),
    fileExplorers: new Set(parsed.components.flatMap(({ id, type }) => (type.toLowerCase() === 'fileexplorer' ? [id] : []))),
  }
  return { facts, text, config, version: parsed.version.trim() }
}

/** Where a client finds the relay's routes for an app. */
export interface ClientAddresses {
  /** Absolute URL. */
  readonly rootUrl: string
  /** The value of `config.root`: absolute, or empty for "the address you asked". */
  readonly shownRoot: string
  /** Largest upload the relay takes. */
  readonly maxUploadBytes: number
  /** The client itself is signed in at the app, not the relay. */
  readonly showsUser: boolean
}

/**
 * The config as text for a client: with the relay's addresses and protocol, without a user or an address of the app.
 */
export function configForClient(
  { facts: { apiUrl, addresses }, text, config, version }: AppConfig,
  { rootUrl, shownRoot, maxUploadBytes, showsUser }: ClientAddresses,
): string {
  const clientApiUrl = rootUrl + RELAY_API_PREFIX
  const withUrls = urlRewriter(addresses, apiUrl, clientApiUrl)(text)
  const members = readMembers(hideAddresses(withUrls, addresses, rootUrl)) ?? new Map<string, string>()
  members.set('root', JSON.stringify(shownRoot))
  members.set('api_prefix', JSON.stringify(RELAY_API_PREFIX))
  members.set('protocol', '"sse_v3"')
  if (isBefore(version, 4, 31)) {
    members.set('version', `"${SHOWN_VERSION}"`)
    members.set('upstream', JSON.stringify({ version }))
  }
  members.set('max_file_size', String(maxFileSize(config, maxUploadBytes)))
  // The relay's own sign-in and the app's location are not for the client.
  for (const name of showsUser ? ['space_id'] : ['username', 'space_id']) if (members.has(name)) members.set(name, 'null')
  members.set('dependencies', writeExact(queuedDependencies(config)))
  return writeMembers(members)
}

/** Bytes that multipart adds around a file, with room for its name. */
const MULTIPART_BYTES = 4096

/** The smaller limit of the app's and the relay's, so that a client knows it before it sends. */
function maxFileSize(config: unknown, maxUploadBytes: number): number {
  const { max_file_size: own } = parseConfig(config)
  const relays = Math.max(0, Math.floor(maxUploadBytes - MULTIPART_BYTES))
  return typeof own === 'number' && own >= 0 ? Math.min(own, relays) : relays
}

/** `queue: true` everywhere: the JavaScript client never ends a call without the queue (measured, 2.7). */
function queuedDependencies(config: unknown): unknown[] {
  return parseConfig(config).dependencies.map((dependency, index) => ({ ...dependency, id: dependency.id ?? index, queue: true }))
}

function findFunctions({ components, dependencies }: GradioConfig): Pick<AppFacts, 'generatorFns' | 'endpoints' | 'inputComponents'> {
  const types = new Map(components.map(({ id, type }) => [id, type.toLowerCase()]))
  const generatorFns = new Set<number>()
  const endpoints = new Map<number, string>()
  const inputComponents = new Map<number, readonly string[]>()
  for (const [index, { id, inputs, api_name: name, types: kinds }] of dependencies.entries()) {
    if (typeof name === 'string' && name !== '') endpoints.set(id ?? index, `/${name.replace(/^\/+/, '')}`)
    if (kinds?.generator === true) generatorFns.add(id ?? index)
    inputComponents.set(
      id ?? index,
      inputs.map((component) => types.get(component) ?? ''),
    )
  }
  return { generatorFns, endpoints, inputComponents }
}

/** Functions that hold `gr.State` or fill each other's lists. Gradio keeps both per session. */
function findStateful(config: GradioConfig): Set<number> {
  const { components, dependencies } = config
  const states = new Set(components.filter(({ type }) => type === 'state').map(({ id }) => id))
  const listed = findListed(config)
  const stateful = new Set(findTied(config, listed, findAppEvents(config, listed)))
  for (const [index, { id, inputs, outputs }] of dependencies.entries()) {
    if ([...inputs, ...outputs].some((component) => states.has(component))) stateful.add(id ?? index)
  }
  return stateful
}

function readPrefix({ api_prefix: prefix }: GradioConfig): string {
  const path = (prefix ?? '').replace(/\/+$/, '')
  // A path within the app: no segment of dots alone, no empty segment, no host.
  if (/^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/.test(path)) return path
  throw new GradioStreamError('app-not-gradio', {
    message: 'The app says its routes lie under something that is no path within it.',
    hint: 'Check that the address is that of a Gradio app.',
    details: { seen: path },
  })
}

function parseJson(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}

function loginRequired(answer: unknown): GradioStreamError<'login-required'> {
  const detail = typeof answer === 'object' && answer !== null && 'detail' in answer ? answer.detail : null
  const words = typeof detail === 'object' && detail !== null && 'auth_message' in detail ? detail.auth_message : null
  return new GradioStreamError('login-required', {
    message: 'The app wants a login, which the relay does not have.',
    hint: 'Sign in, or give the relay a cookie or token for this app in its "headers".',
    details: {
      status: 401,
      ...(answer === undefined ? { seen: 'a page to sign in at, or another body that is not JSON' } : {}),
      ...(typeof words === 'string' ? { authMessage: words } : {}),
    },
  })
}

function failing(status: number): GradioStreamError<'app-unreachable'> {
  return new GradioStreamError('app-unreachable', {
    message: `The app answered ${status} when asked for its config.`,
    hint: 'It may be starting or broken: look at the app, then try again.',
    details: { status },
  })
}

function notGradio(status: number, isText: boolean): GradioStreamError<'app-not-gradio'> {
  const seen = isText ? `${status} with a body that is not JSON` : `${status}`
  return new GradioStreamError('app-not-gradio', {
    message: `What answers there is no Gradio app: asked for its config it answered ${seen}.`,
    hint: 'Check that the address is that of a Gradio app, not of a page around it.',
    details: { status, seen },
  })
}
