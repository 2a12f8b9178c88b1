/** The app's config as the relay reads it, and as it passes it on. */
import { noWebSocket } from '../../core/connection/no-web-socket.ts'
import { GradioStreamError } from '../../core/errors.ts'
import type { GradioProtocol } from '../../core/protocol/app-description.ts'
import { parseConfig } from '../../core/protocol/config.ts'
import type { GradioConfig } from '../../core/protocol/config.ts'
import { readProtocol } from '../../core/protocol/describe-app.ts'
import { readMembers, writeMembers } from '../../core/protocol/json-text.ts'
import { isBefore } from '../../core/protocol/legacy.ts'
import { normaliseAddress } from '../guard/allow-list.ts'
import { hideAddresses, urlRewriter } from './rewrite-urls.ts'

/** Prefix of the API routes the relay shows for every app, whatever the app's own is. */
export const RELAY_API_PREFIX = '/gradio_api'
/** What apps up to 4.30 are shown as: the Python client only knows how to cancel newer ones (measured, 2.7). */
const SHOWN_VERSION = '4.44.1'

export interface AppConfig {
  readonly text: string
  /** The same, parsed. */
  readonly config: unknown
  readonly apiUrl: string
  readonly addresses: readonly string[]
  readonly statefulFns: ReadonlySet<number>
  readonly version: string
  readonly protocol: GradioProtocol
  readonly generatorFns: ReadonlySet<number>
  /** Component types of each function's inputs, by place. */
  readonly inputComponents: ReadonlyMap<number, readonly string[]>
  /** Ids of the components whose folders may be listed. */
  readonly fileExplorers: ReadonlySet<number>
}

/** Reads an app's answer to `/config`. Throws `login-required`, `app-unreachable`, `app-not-gradio` or `protocol-unsupported`. */
export function readAppConfig(status: number, text: string, url: string, hasWebSocket = true): AppConfig {
  const config = parseJson(text)
  if (status === 401) throw loginRequired(config)
  if (status >= 500) throw failing(status)
  if (status !== 200 || config === undefined) throw notGradio(status, config === undefined)
  const parsed = parseConfig(config)
  const protocol = readProtocol(parsed, parsed.version.trim(), 'this address')
  if (protocol === 'ws' && !hasWebSocket) throw noWebSocket('this address')
  const root = typeof parsed.root === 'string' ? normaliseAddress(parsed.root) : null
  return {
    text,
    config,
    apiUrl: url + readPrefix(parsed),
    addresses: root === null || root === url ? [url] : [url, root],
    statefulFns: findStateful(parsed),
    version: parsed.version.trim(),
    protocol,
    ...findFunctions(parsed),
    fileExplorers: new Set(parsed.components.flatMap(({ id, type }) => (type.toLowerCase() === 'fileexplorer' ? [id] : []))),
  }
}

/** Where a client finds the relay's routes for an app. */
export interface ClientAddresses {
  /** Absolute URL. */
  readonly rootUrl: string
  /** What `config.root` says: absolute, or empty for "the address you asked". */
  readonly shownRoot: string
  /** Largest upload the relay takes. */
  readonly maxUploadBytes: number
}

/** The config as text for a client: the relay's addresses and protocol, no user, no address of the app. */
export function configForClient(
  { text, config, apiUrl, addresses, version }: AppConfig,
  { rootUrl, shownRoot, maxUploadBytes }: ClientAddresses,
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
  // Who the relay is logged in as, and where the app lives, is not the client's business.
  for (const name of ['username', 'space_id']) if (members.has(name)) members.set(name, 'null')
  members.set('dependencies', JSON.stringify(queuedDependencies(config)))
  return writeMembers(members)
}

/** What multipart puts around a file, with room to spare for its name. */
const MULTIPART_BYTES = 4096

/** The app's own limit or the relay's, so that a client knows before it sends. */
function maxFileSize(config: unknown, maxUploadBytes: number): number {
  const { max_file_size: own } = parseConfig(config)
  const relays = Math.max(0, Math.floor(maxUploadBytes - MULTIPART_BYTES))
  return typeof own === 'number' && own >= 0 ? Math.min(own, relays) : relays
}

/** `queue: true` everywhere: the JavaScript client never ends a call that goes around the queue (measured, 2.7). */
function queuedDependencies(config: unknown): unknown[] {
  return parseConfig(config).dependencies.map((dependency, index) => ({ ...dependency, id: dependency.id ?? index, queue: true }))
}

function findFunctions({ components, dependencies }: GradioConfig): Pick<AppConfig, 'generatorFns' | 'inputComponents'> {
  const types = new Map(components.map(({ id, type }) => [id, type.toLowerCase()]))
  const generatorFns = new Set<number>()
  const inputComponents = new Map<number, readonly string[]>()
  for (const [index, { id, inputs, types: kinds }] of dependencies.entries()) {
    if (kinds?.generator === true) generatorFns.add(id ?? index)
    inputComponents.set(
      id ?? index,
      inputs.map((component) => types.get(component) ?? ''),
    )
  }
  return { generatorFns, inputComponents }
}

function findStateful({ components, dependencies }: GradioConfig): Set<number> {
  const states = new Set(components.filter(({ type }) => type === 'state').map(({ id }) => id))
  const stateful = new Set<number>()
  for (const [index, { id, inputs, outputs }] of dependencies.entries()) {
    if ([...inputs, ...outputs].some((component) => states.has(component))) stateful.add(id ?? index)
  }
  return stateful
}

function readPrefix({ api_prefix: prefix }: GradioConfig): string {
  const path = (prefix ?? '').replace(/\/+$/, '')
  // A path within the app: no dots alone, no empty segment, no host.
  if (/^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/.test(path)) return path
  throw new GradioStreamError('app-not-gradio', {
    message: 'The app says its routes lie under something that is no path within it.',
    hint: 'Check that the address is that of a Gradio app.',
    details: { seen: path },
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function loginRequired(answer: unknown): GradioStreamError<'login-required'> {
  const detail = typeof answer === 'object' && answer !== null && 'detail' in answer ? answer.detail : null
  const words = typeof detail === 'object' && detail !== null && 'auth_message' in detail ? detail.auth_message : null
  return new GradioStreamError('login-required', {
    message: 'The app wants a login, which the relay does not have.',
    hint: 'Give the relay a cookie or token for this app in its "headers".',
    details: {
      status: 401,
      ...(answer === undefined ? { seen: '401 with a body that is not JSON' } : {}),
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
