/**
 * Finds the endpoint of a Gradio app that a URL names (`…/call/<name>`). The app is asked for its description, since a
 * URL alone does not tell the inputs; through a relay, by the relay's name for it.
 */
import { resolveBackendUrl } from './app-address.ts'
import { describeAt } from './describe-at.ts'
import { findApp } from './discover.ts'
import { isGradioStreamError } from '../errors.ts'
import type { ResolvedOptions } from '../client-options.ts'
import { DIRECT_CAPABILITIES } from '../protocol/describe/app-description.ts'
import type { AppDescription, EndpointDescription } from '../protocol/describe/app-description.ts'
import { findEndpoint } from '../protocol/endpoint-name.ts'

/** An endpoint and the app it belongs to. */
export interface CalledEndpoint {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
}

const CALL = '/call/'
/** Prefix of Gradio 5 and 6; older versions have none. */
const PREFIX = '/gradio_api'
/** A name may contain `/call/`, and so may an app's path: at most this many positions are tried. */
const MOST_PLACES = 3

/**
 * The endpoint; `null` for a URL of another form, or if its server is not a Gradio app. Rejects with any other error.
 */
export async function callUrl(url: string, options: ResolvedOptions): Promise<CalledEndpoint | null> {
  const address = url.replace(/[?#].*$/, '')
  const apiUrls = apiUrlsIn(address)
  if (apiUrls.length === 0) return null
  const behindRelay = await relayedApp(address, options)
  if (behindRelay) return { app: behindRelay, endpoint: endpointAt(behindRelay, address, behindRelay.apiUrl) }
  for (const apiUrl of apiUrls) {
    const rootUrl = apiUrl.endsWith(PREFIX) ? apiUrl.slice(0, -PREFIX.length) : apiUrl
    const place = { address: rootUrl, rootUrl, route: 'direct', supportsSSE: true, capabilities: DIRECT_CAPABILITIES } as const
    try {
      const app = await describeAt(place, options)
      return { app, endpoint: endpointAt(app, address, apiUrl) }
    } catch (cause) {
      if (!isGradioStreamError(cause, 'app-not-gradio')) throw cause
    }
  }
  return null
}

/** What can stand before `/call/<name>`, the most likely first. */
function apiUrlsIn(address: string): readonly string[] {
  const places: string[] = []
  for (let at = address.indexOf(CALL); at >= 0; at = address.indexOf(CALL, at + 1)) {
    if (address.length > at + CALL.length) places.push(address.slice(0, at))
  }
  const prefixed = places.find((place) => place.endsWith(PREFIX))
  return prefixed === undefined ? places.slice(0, MOST_PLACES) : [prefixed]
}

/**
 * By its own URL, else by the name in it, with any characters, including slashes. A trailing slash is ignored if no
 * name ends in one.
 */
function endpointAt(app: AppDescription, address: string, apiUrl: string): EndpointDescription {
  const own = app.endpoints.find(({ url }) => url === address)
  if (own) return own
  const name = decode(address.slice(apiUrl.length + CALL.length))
  const isThere = app.endpoints.some((endpoint) => endpoint.name === `/${name}`)
  return findEndpoint(app, isThere ? name : name.replace(/\/+$/, ''))
}

/** The relay's path names an app as in its configuration, or by its address in base64url (docs/glossary.md#app). */
async function relayedApp(url: string, options: ResolvedOptions): Promise<AppDescription | null> {
  const backendUrl = resolveBackendUrl(options.backendUrl)
  const base = `${backendUrl}/apps/`
  if (backendUrl === null || !url.startsWith(base)) return null
  const segment = decode(url.slice(base.length).split('/', 1).join(''))
  const address = addressIn(segment) ?? segment
  const app = await findApp(address, { ...options, backendUrl }).catch(() => null)
  // An app with that name that is another one, or that was found without the relay, is not meant.
  return app?.route === 'relay' && url.startsWith(`${app.apiUrl}/`) ? app : null
}

function addressIn(segment: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(segment.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^https?:\/\//.test(text) ? text : null
  } catch {
    return null
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
