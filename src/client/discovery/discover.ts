/**
 * Discovery: through the relay if there is one, else from the app itself. `discoverApp` throws; `discoverSSE`, from the
 * first design, never does.
 */
import { readAddress, resolveBackendUrl } from './app-address.ts'
import { requireProtocol } from '../connection/require-protocol.ts'
import { describeAt } from './describe-at.ts'
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import { resolveClientOptions } from '../client-options.ts'
import type { GradioClientOptions, ResolvedOptions } from '../client-options.ts'
import { DIRECT_CAPABILITIES } from '../protocol/describe/app-description.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'
import { askRelay } from './relay-answer.ts'
import type { RelayAnswer } from './relay-answer.ts'
import type { AppStateListener } from '../spaces/wait-plan.ts'

const SPACE_HOST = /^https:\/\/[^/]+\.hf\.space(?:\/|$)/

/** Options of {@link discoverApp} and {@link discoverSSE}. */
export interface DiscoverOptions extends GradioClientOptions, FindAppOptions {}

/** How one app is found, beside the options of a client. */
export interface FindAppOptions {
  signal?: AbortSignal | undefined
  /**
   * Called while the app is waited for: that it sleeps, starts or is built, the time of the next check, and that it is
   * there.
   */
  onState?: AppStateListener | undefined
  /** The `owner/space` that the app reported, if its address does not tell (its own domain). */
  space?: string | undefined
}

/** Result of {@link discoverSSE}. */
export interface SSEDiscovery {
  /** The app was found and described. */
  readonly success: boolean
  /** Its endpoints can be streamed. False: poll, or see `error`. */
  readonly supportsSSE: boolean
  /** Absolute URLs, one per named endpoint, for `SSEClient`. Empty without success. */
  readonly endpoints: string[]
  /** What failed, where, what was seen and what to do; only without success. */
  readonly error?: string
  /** The same as a typed error. */
  readonly failure?: GradioStreamError
  /** The whole description; only with success. */
  readonly app?: AppDescription
}

/**
 * Describes the app at an address: an http(s) URL, `owner/space`, or a name of the relay's configuration. The relay is
 * asked first. Without a relay, or with a broken one, an app with a URL and a Space are asked directly. A Space that
 * sleeps, starts or is built is woken and waited for. Rejects with a `GradioStreamError`.
 */
export async function discoverApp(address: string, options: DiscoverOptions = {}): Promise<AppDescription> {
  const { signal, onState, space, ...http } = options
  return findApp(address, resolveClientOptions(http), { signal, onState, space })
}

/** {@link discoverApp} with the options of a client that has checked them. */
export async function findApp(
  address: string,
  http: ResolvedOptions,
  { signal, onState, space }: FindAppOptions = {},
): Promise<AppDescription> {
  const asked = readAddress(address)
  const text = asked.kind === 'url' ? asked.url : asked.name
  const backendUrl = resolveBackendUrl(http.backendUrl)
  const discovery = { text, backendUrl, http, signal, onState, space }
  if (asked.kind === 'name') return discoverByName(discovery)
  if (backendUrl === null) return discoverDirect(discovery)
  let answer: RelayAnswer
  try {
    answer = await untilThere(discovery, backendUrl)
  } catch (cause) {
    if (!isGradioStreamError(cause, 'relay-unreachable')) throw cause
    return discoverDirect(discovery).catch((direct: unknown) => {
      throw isGradioStreamError(direct, 'aborted') ? direct : neither(cause, direct)
    })
  }
  return answer.kind === 'place' ? describeAt(answer.place, http, signal) : discoverDirect(discovery)
}

/**
 * Finds an app's endpoints. Never throws and never rejects: what went wrong is in the answer.
 * @example
 * const discovery = await discoverSSE('https://app.hf.space')
 * if (discovery.supportsSSE) {
 *   const client = new SSEClient(discovery.endpoints[0])
 *   client.onMessage((data) => { console.log('Update:', data) })
 *   await client.connect()
 * }
 */
export async function discoverSSE(baseUrl: string, options: DiscoverOptions = {}): Promise<SSEDiscovery> {
  try {
    const app = await discoverApp(baseUrl, options)
    const supportsSSE = app.supportsSSE && options.transport !== 'polling' && isRunnable(app, options)
    return { success: true, supportsSSE, endpoints: app.endpoints.map((endpoint) => endpoint.url), app }
  } catch (cause) {
    const failure = isGradioStreamError(cause) ? cause : unexpected(baseUrl, cause)
    return { success: false, supportsSSE: false, endpoints: [], error: failure.message, failure }
  }
}

/** One discovery: the question, and how it is asked. */
interface Discovery extends FindAppOptions {
  readonly text: string
  readonly backendUrl: string | null
  readonly http: ResolvedOptions
}

async function discoverByName(discovery: Discovery): Promise<AppDescription> {
  const { text: name, backendUrl, http, signal } = discovery
  const answer = backendUrl === null ? null : await untilThere(discovery, backendUrl)
  if (answer?.kind === 'place') return describeAt(answer.place, http, signal)
  const relay = backendUrl === null ? 'no relay is set' : `at ${backendUrl} there is no relay that could know it (${answer?.seen})`
  throw new GradioStreamError('address-invalid', {
    message: `The app's address "${name}" is no URL, and ${relay}.`,
    hint: name.includes('.') ? `Write https://${name}.` : 'Give the URL of the app, or of a Space owner/space.',
    details: { seen: name },
  })
}

/** The relay's first answer that is not "wait". */
async function untilThere(
  { text, http, signal, onState }: Discovery,
  backendUrl: string,
): Promise<Exclude<RelayAnswer, { kind: 'waiting' }>> {
  const answer = await askRelay(backendUrl, text, http, signal)
  if (answer.kind !== 'waiting') return answer
  const { waitForRelay } = await import('../spaces/wait-for-relay.ts')
  return waitForRelay(answer.state, () => askRelay(backendUrl, text, http, signal), { ...http, address: text, signal, onState })
}

/**
 * Asks the app itself. The stage of a Space is looked up only if one was named, or if a possible Space does not answer
 * as an app.
 */
async function discoverDirect({ text: address, http, signal, onState, space }: Discovery): Promise<AppDescription> {
  const describe = (rootUrl: string): Promise<AppDescription> =>
    describeAt({ address, rootUrl, route: 'direct', supportsSSE: true, capabilities: DIRECT_CAPABILITIES }, http, signal)
  let failure: unknown = null
  if (/^https?:/.test(address) && !address.startsWith(`${http.hubUrl}/spaces/`)) {
    try {
      return await describe(address)
    } catch (cause) {
      if (signal?.aborted || (space === undefined && !SPACE_HOST.test(address))) throw cause
      failure = cause
    }
  }
  const { reachSpace } = await import('../spaces/reach-space.ts')
  return reachSpace(address, http, { signal, onState, describe, space, failure })
}

function isRunnable(app: AppDescription, options: DiscoverOptions): boolean {
  try {
    requireProtocol(app, { WebSocket: options.WebSocket ?? globalThis.WebSocket })
    return true
  } catch {
    return false
  }
}

function neither(relay: GradioStreamError, direct: unknown): GradioStreamError<'relay-unreachable'> {
  const words = direct instanceof Error ? direct.message : String(direct)
  return new GradioStreamError('relay-unreachable', {
    message: `${relay.message} Asked itself, the app did not answer as one either: ${words}`,
    details: { ...relay.details },
    cause: relay,
  })
}

function unexpected(address: string, cause: unknown): GradioStreamError<'discovery-failed'> {
  return new GradioStreamError('discovery-failed', {
    message: `Discovering ${address} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'This is a fault of the library or of an option; please report it.',
    cause,
  })
}
