/**
 * Finding out what an app is: through the relay where there is one, else from the app itself.
 * `discoverApp` throws; `discoverSSE`, the first design's doorway, never does.
 */
import { readAddress, resolveBackendUrl } from './app-address.ts'
import { askRelay } from './ask-relay.ts'
import type { RelayAnswer } from './ask-relay.ts'
import { requireProtocol } from './connection/runnable.ts'
import { describeAt } from './describe-at.ts'
import { GradioStreamError, isGradioStreamError } from './errors.ts'
import { resolveOptions } from './options.ts'
import type { GradioClientOptions, ResolvedOptions } from './options.ts'
import { DIRECT_CAPABILITIES } from './protocol/app-description.ts'
import type { AppDescription } from './protocol/app-description.ts'

/** Options of {@link discoverApp} and {@link discoverSSE}. */
export interface DiscoverOptions extends GradioClientOptions {
  signal?: AbortSignal
}

/** What {@link discoverSSE} answers. */
export interface SSEDiscovery {
  /** The app was found and described. */
  readonly success: boolean
  /** Its endpoints can be streamed. False: poll, or see `error`. */
  readonly supportsSSE: boolean
  /** Absolute URLs, one per named endpoint, for `SSEClient`. Empty without success. */
  readonly endpoints: string[]
  /** What failed, on what, what was seen and what to do; only without success. */
  readonly error?: string
  /** The same as an error to switch on. */
  readonly failure?: GradioStreamError
  /** The whole description; only with success. */
  readonly app?: AppDescription
}

/**
 * Describes the app at an address: an http(s) URL, or a name of the relay's configuration. Asks the relay first; without
 * a relay, or with a broken one, an app given by its URL is asked itself. Rejects with a `GradioStreamError`.
 */
export async function discoverApp(address: string, options: DiscoverOptions = {}): Promise<AppDescription> {
  const { signal } = options
  const http = resolveOptions(options)
  const asked = readAddress(address)
  const backendUrl = resolveBackendUrl(http.backendUrl)
  if (asked.kind === 'name') return discoverByName(asked.name, backendUrl, http, signal)
  if (backendUrl === null) return discoverDirect(asked.url, http, signal)
  let answer: RelayAnswer
  try {
    answer = await askRelay(backendUrl, asked.url, http, signal)
  } catch (cause) {
    if (!isGradioStreamError(cause, 'relay-unreachable')) throw cause
    return discoverDirect(asked.url, http, signal).catch((direct: unknown) => {
      throw isGradioStreamError(direct, 'aborted') ? direct : neither(cause, direct)
    })
  }
  return answer.kind === 'place' ? describeAt(answer.place, http, signal) : discoverDirect(asked.url, http, signal)
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
    const supportsSSE = app.supportsSSE && options.sse !== false && isRunnable(app, options)
    return { success: true, supportsSSE, endpoints: app.endpoints.map((endpoint) => endpoint.url), app }
  } catch (cause) {
    const failure = isGradioStreamError(cause) ? cause : unexpected(baseUrl, cause)
    return { success: false, supportsSSE: false, endpoints: [], error: failure.message, failure }
  }
}

async function discoverByName(
  name: string,
  backendUrl: string | null,
  http: ResolvedOptions,
  signal?: AbortSignal,
): Promise<AppDescription> {
  const answer = backendUrl === null ? null : await askRelay(backendUrl, name, http, signal)
  if (answer?.kind === 'place') return describeAt(answer.place, http, signal)
  const relay = backendUrl === null ? 'no relay is set' : `at ${backendUrl} there is no relay that could know it (${answer?.seen})`
  throw new GradioStreamError('address-invalid', {
    message: `The app's address "${name}" is no URL, and ${relay}.`,
    hint: name.includes('.') ? `Write https://${name}.` : 'Give the URL of the app, such as https://owner-space.hf.space.',
    details: { seen: name },
  })
}

function discoverDirect(url: string, http: ResolvedOptions, signal?: AbortSignal): Promise<AppDescription> {
  return describeAt({ address: url, rootUrl: url, route: 'direct', supportsSSE: true, capabilities: DIRECT_CAPABILITIES }, http, signal)
}

function isRunnable(app: AppDescription, options: DiscoverOptions): boolean {
  try {
    requireProtocol(app, resolveOptions(options))
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
