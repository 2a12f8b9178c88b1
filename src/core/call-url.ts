/**
 * Whether a URL names an endpoint of a Gradio app (`…/call/<name>`), and of which. The app is asked for its
 * description, since a URL alone does not tell an endpoint's inputs; through a relay by the way the relay names it.
 */
import { resolveBackendUrl } from './app-address.ts'
import { describeAt } from './describe-at.ts'
import { discoverApp } from './discover.ts'
import { isGradioStreamError } from './errors.ts'
import type { ResolvedOptions } from './options.ts'
import { DIRECT_CAPABILITIES } from './protocol/app-description.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import { findEndpoint } from './protocol/endpoint-name.ts'

/** An endpoint and the app it belongs to. */
export interface CalledEndpoint {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
}

const CALL = /^(.*)\/call\/([^/?#]+)\/?$/
/** Prefix of Gradio 5 and 6; none before. */
const PREFIX = '/gradio_api'

/** The endpoint, or `null` for a URL of another shape, or whose server is no Gradio app. Rejects with what else is wrong. */
export async function callUrl(url: string, options: ResolvedOptions): Promise<CalledEndpoint | null> {
  const [, apiUrl, segment] = CALL.exec(url.replace(/[?#].*$/, '')) ?? []
  if (apiUrl === undefined || segment === undefined) return null
  const name = decode(segment)
  const behindRelay = await relayedApp(url, options)
  if (behindRelay) return { app: behindRelay, endpoint: findEndpoint(behindRelay, name) }
  const rootUrl = apiUrl.endsWith(PREFIX) ? apiUrl.slice(0, -PREFIX.length) : apiUrl
  const place = { address: rootUrl, rootUrl, route: 'direct', supportsSSE: true, capabilities: DIRECT_CAPABILITIES } as const
  try {
    const app = await describeAt(place, options)
    return { app, endpoint: findEndpoint(app, name) }
  } catch (cause) {
    if (isGradioStreamError(cause, 'app-not-gradio')) return null
    throw cause
  }
}

/** The relay names an app in its path as in its configuration, or by its address in base64url (DESIGN). */
async function relayedApp(url: string, options: ResolvedOptions): Promise<AppDescription | null> {
  const backendUrl = resolveBackendUrl(options.backendUrl)
  const base = `${backendUrl}/apps/`
  if (backendUrl === null || !url.startsWith(base)) return null
  const segment = decode(url.slice(base.length).split('/', 1).join(''))
  const address = addressIn(segment) ?? segment
  const app = await discoverApp(address, { ...options, backendUrl }).catch(() => null)
  // Another app by that name, or one found without the relay, is not the one that was meant.
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
