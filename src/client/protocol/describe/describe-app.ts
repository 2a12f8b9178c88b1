/**
 * Makes the description that everything above reads from an app's config and info. Addresses come from where the app
 * was reached, never from `config.root`: proxies make that wrong, and a server may lie.
 */
import { featuresOf } from './app-features.ts'
import { createRebase } from '../values/file-urls.ts'
import { isJsonObject } from '../json-object.ts'
import { GradioStreamError } from '../../errors.ts'
import { parseApiInfo } from './api-info.ts'
import type { ApiInfo } from './api-info.ts'
import type { AppDescription, Capabilities, EndpointDescription, GradioProtocol, Route } from './app-description.ts'
import { findAppEvents, findTied, isUnlisted } from './app-events.ts'
import { parseConfig } from './config.ts'
import type { GradioConfig, GradioDependency } from './config.ts'
import { takesBack } from '../direct-resume.ts'
import { describeEndpoint } from './describe-endpoint.ts'
import type { EndpointSource } from './describe-endpoint.ts'
import { PageLayouts } from './page-layouts.ts'
import { readTranslations } from './translations.ts'

/** The source of {@link describeApp}. */
export interface DescriptionSource {
  /** The requested address. */
  readonly address: string
  readonly route: Route
  /** Absolute URL under which `config` was found. */
  readonly rootUrl: string
  /** The answer of `/config`, not parsed. */
  readonly config: unknown
  /** The answer of `/info`, not parsed; `null` when there was none. */
  readonly info: unknown
  readonly supportsSSE: boolean
  readonly capabilities: Capabilities
}

const PROTOCOLS: ReadonlySet<string> = new Set(['ws', 'sse', 'sse_v1', 'sse_v2', 'sse_v2.1', 'sse_v3'] satisfies GradioProtocol[])
/** `owner/space`; neither part is dots alone. */
const SPACE = /^(?!\.+\/)[\w.-]{1,100}\/(?!\.+$)[\w.-]{1,100}$/
/** Absolute path whose segments cannot leave the app: no segment of dots alone, no empty segment, no host. */
const PREFIX = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/

/**
 * Describes an app. A missing or unreadable info is not needed: names then come from labels, and hidden functions from
 * the config. Throws `app-not-gradio` if the config is not Gradio's, `protocol-unsupported` for an unknown protocol.
 */
export function describeApp(source: DescriptionSource): AppDescription {
  const config = parseConfig(source.config)
  const version = ((source.route === 'relay' && config.upstream?.version) || config.version).trim()
  const rootUrl = source.rootUrl.replace(/\/+$/, '')
  const apiUrl = rootUrl + readPrefix(config, source.address)
  return {
    address: source.address.replace(/\/+$/, ''),
    route: source.route,
    apiUrl,
    rootUrl,
    ...readInnerUrl(config, source, rootUrl),
    version,
    protocol: readProtocol(config, version, source.address),
    title: typeof config.title === 'string' ? config.title : null,
    supportsSSE: source.supportsSSE,
    capabilities: source.route === 'direct' && takesBack(config) ? { ...source.capabilities, resume: true } : source.capabilities,
    features: featuresOf(version),
    ...(config.run_history === true && source.route === 'direct' ? { runHistoryUrl: `${apiUrl}/runs` } : {}),
    maxFileSizeBytes: typeof config.max_file_size === 'number' ? config.max_file_size : null,
    ...describeFunctions(config, readInfo(source.info), apiUrl),
    ...readSpace(config),
    ...readSignIn(config),
    ...withTranslations(config),
  }
}

/** A relay has put its own address there. */
function readInnerUrl({ root }: GradioConfig, { route }: DescriptionSource, rootUrl: string): Pick<AppDescription, 'innerUrl'> {
  const innerUrl = typeof root === 'string' ? root.replace(/\/+$/, '') : ''
  return route === 'direct' && innerUrl !== rootUrl && /^https?:\/\/[^/]/i.test(innerUrl) ? { innerUrl } : {}
}

function readSpace({ space_id: space }: GradioConfig): Pick<AppDescription, 'space'> {
  return typeof space === 'string' && SPACE.test(space) ? { space } : {}
}

/** Longest user name that is shown. */
const MAX_USER_LENGTH = 200

function readSignIn({ username, components }: GradioConfig): Pick<AppDescription, 'user' | 'hasLoginButton'> {
  const hasUser = typeof username === 'string' && username !== ''
  // Gradio sends a login button as a button; its words for signing out identify it.
  const hasLoginButton = components.some(
    ({ type, props }) => type.toLowerCase() === 'loginbutton' || (type === 'button' && isJsonObject(props) && 'logout_value' in props),
  )
  return { ...(hasUser ? { user: username.slice(0, MAX_USER_LENGTH) } : {}), ...(hasLoginButton ? { hasLoginButton } : {}) }
}

function withTranslations({ i18n_translations: table }: GradioConfig): Pick<AppDescription, 'translations'> {
  const translations = readTranslations(table)
  return translations ? { translations } : {}
}

/** The component with the files of its properties at the address where the app was reached. */
function withOwnFiles(component: GradioConfig['components'][number], apiUrl: string): GradioConfig['components'][number] {
  const props = createRebase(component.type, apiUrl)?.(component.props)
  return isJsonObject(props) && props !== component.props ? { ...component, props } : component
}

function describeFunctions(config: GradioConfig, info: ApiInfo | null, apiUrl: string): Pick<AppDescription, 'endpoints' | 'events'> {
  const components = new Map(config.components.map((component) => [component.id, withOwnFiles(component, apiUrl)]))
  const { dependencies } = config
  const followed = new Set(dependencies.map(({ trigger_after: before }) => before))
  const pages = new PageLayouts(config, components)
  const listed = new Map<number, Pick<EndpointSource, 'name' | 'info' | 'dependency'>>()
  const names = dependencies.map(readName)
  const taken = new Set(names)
  const seen = new Set<string>()
  for (const [index, dependency] of dependencies.entries()) {
    const name = names[index] ?? null
    if (name === null) continue
    // Nested blocks can give two functions the same name. For that name Gradio calls the first function, while its info
    // describes the last.
    const isTold = names.lastIndexOf(name) === index
    const known = info !== null && Object.hasOwn(info.named_endpoints, name) ? info.named_endpoints[name] : undefined
    if (info === null || !isTold || seen.has(name) ? isUnlisted(dependency) : known === undefined) continue
    const own = seen.has(name) ? nameApart(name, taken) : name
    seen.add(name)
    taken.add(own)
    listed.set(dependency.id ?? index, { name: own, info: isTold ? (known ?? null) : null, dependency })
  }
  const fnIndexes = new Set(listed.keys())
  const found = findAppEvents(config, fnIndexes)
  const tied = findTied(config, fnIndexes, found)
  const describe = (fnIndex: number, source: Pick<EndpointSource, 'name' | 'info' | 'dependency'>): EndpointDescription => {
    const endpoint = describeEndpoint({ ...source, fnIndex, isFollowed: followed.has(fnIndex), components, dependencies, pages, apiUrl })
    return tied.has(fnIndex) ? { ...endpoint, isTied: true } : endpoint
  }
  const endpoints = [...listed].map(([fnIndex, source]) => describe(fnIndex, source))
  const events = found.map(({ fnIndex, dependency, triggers }) => {
    const source = listed.get(fnIndex) ?? { name: `/function-${fnIndex}`, info: null, dependency }
    return { triggers, endpoint: describe(fnIndex, source) }
  })
  return { endpoints, ...(events.length > 0 ? { events } : {}) }
}

/** A new unique name, made as Gradio makes one. */
function nameApart(name: string, taken: ReadonlySet<string | null>): string {
  let count = 1
  while (taken.has(`${name}_${count}`)) count += 1
  return `${name}_${count}`
}

/** Name with its leading slash. `null` for a function without one, and for one whose URL would leave the app. */
function readName({ api_name: name }: GradioDependency): string | null {
  if (typeof name !== 'string' || name === '') return null
  const path = `/${name.replace(/^\/+/, '')}`
  return path.split('/').some((segment) => segment === '.' || segment === '..') ? null : path
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

/** The app's protocol; Gradio 3 has none. Throws `protocol-unsupported` for an unknown one. */
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
