/**
 * From an app's config and info to the one description everything above reads. Addresses come from
 * where the app was reached, never from `config.root`: proxies get it wrong, and a server may lie.
 */
import { GradioStreamError } from '../errors.ts'
import { parseApiInfo } from './api-info.ts'
import type { ApiInfo } from './api-info.ts'
import type { AppDescription, Capabilities, EndpointDescription, GradioProtocol, Route } from './app-description.ts'
import { parseConfig } from './config.ts'
import type { GradioConfig, GradioDependency } from './config.ts'
import { describeEndpoint } from './describe-endpoint.ts'

/** What {@link describeApp} is made from. */
export interface AppSource {
  /** The address it was asked for. */
  readonly address: string
  readonly route: Route
  /** Absolute URL under which `config` was found. */
  readonly rootUrl: string
  /** The answer of `/config`, unread. */
  readonly config: unknown
  /** The answer of `/info`, unread; `null` when there was none. */
  readonly info: unknown
  readonly supportsSSE: boolean
  readonly capabilities: Capabilities
}

const PROTOCOLS: ReadonlySet<string> = new Set(['ws', 'sse', 'sse_v1', 'sse_v2', 'sse_v2.1', 'sse_v3'] satisfies GradioProtocol[])
/** `owner/space`, neither of them dots alone. */
const SPACE = /^(?!\.+\/)[\w.-]{1,100}\/(?!\.+$)[\w.-]{1,100}$/
/** Absolute path whose segments cannot leave the app: no dots alone, no empty segment, no host. */
const PREFIX = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/

/**
 * Describes an app. An info that is missing or unreadable is done without: names then come from labels, and what is hidden from the config.
 * Throws `app-not-gradio` for a config that is none, `protocol-unsupported` for one of a protocol nobody knows.
 */
export function describeApp(source: AppSource): AppDescription {
  const config = parseConfig(source.config)
  const version = ((source.route === 'relay' && config.upstream?.version) || config.version).trim()
  const rootUrl = source.rootUrl.replace(/\/+$/, '')
  const apiUrl = rootUrl + readPrefix(config, source.address)
  return {
    address: source.address.replace(/\/+$/, ''),
    route: source.route,
    apiUrl,
    rootUrl,
    version,
    protocol: readProtocol(config, version, source.address),
    title: typeof config.title === 'string' ? config.title : null,
    supportsSSE: source.supportsSSE,
    capabilities: source.capabilities,
    maxFileSizeBytes: typeof config.max_file_size === 'number' ? config.max_file_size : null,
    endpoints: describeEndpoints(config, readInfo(source.info), apiUrl),
    ...readSpace(config),
  }
}

function readSpace({ space_id: space }: GradioConfig): Pick<AppDescription, 'space'> {
  return typeof space === 'string' && SPACE.test(space) ? { space } : {}
}

function describeEndpoints(config: GradioConfig, info: ApiInfo | null, apiUrl: string): EndpointDescription[] {
  const components = new Map(config.components.map((component) => [component.id, component]))
  const seen = new Set<string>()
  const followed = new Set(config.dependencies.map(({ trigger_after: before }) => before))
  const endpoints: EndpointDescription[] = []
  for (const [index, dependency] of config.dependencies.entries()) {
    const name = readName(dependency)
    if (name === null || seen.has(name)) continue
    const known = info !== null && Object.hasOwn(info.named_endpoints, name) ? info.named_endpoints[name] : undefined
    if (info === null ? isHidden(dependency) : known === undefined) continue
    seen.add(name)
    const fnIndex = dependency.id ?? index
    const isFollowed = followed.has(fnIndex)
    endpoints.push(describeEndpoint({ name, fnIndex, dependency, isFollowed, info: known ?? null, components, apiUrl }))
  }
  return endpoints
}

/** Name with its leading slash; `null` for a function without one, and for one whose URL would not stay under the app. */
function readName({ api_name: name }: GradioDependency): string | null {
  if (typeof name !== 'string' || name === '') return null
  const path = `/${name.replace(/^\/+/, '')}`
  return path.split('/').some((segment) => segment === '.' || segment === '..') ? null : path
}

function isHidden(dependency: GradioDependency): boolean {
  return dependency.backend_fn === false || dependency.show_api === false || dependency.api_visibility === 'private'
}

function readInfo(info: unknown): ApiInfo | null {
  if (info === null || info === undefined) return null
  try {
    return parseApiInfo(info)
  } catch {
    return null
  }
}

function readPrefix(config: GradioConfig, address: string): string {
  const prefix = (config.api_prefix ?? '').replace(/\/+$/, '')
  if (PREFIX.test(prefix)) return prefix
  throw new GradioStreamError('app-not-gradio', {
    message: `The app at ${address} says its routes lie under "${prefix.slice(0, 80)}", which is no path within it.`,
    hint: 'Check that the address is that of a Gradio app you trust.',
    details: { seen: prefix },
  })
}

/** The app's protocol; Gradio 3 names none. Throws `protocol-unsupported` for one nobody knows. */
export function readProtocol(config: GradioConfig, version: string, address: string): GradioProtocol {
  const protocol = config.protocol ?? 'ws'
  // The set holds exactly the members of the type.
  if (PROTOCOLS.has(protocol)) return protocol as GradioProtocol
  throw new GradioStreamError('protocol-unsupported', {
    message: `The app at ${address} is Gradio ${version} and speaks "${protocol.slice(0, 40)}", which this version does not know.`,
    hint: 'Update react-gradio-stream.',
    details: { version, protocol },
  })
}
