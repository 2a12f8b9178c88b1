/** `POST {backendUrl}/discover`: where an app's routes are behind the relay, or that there is no relay. */
import { errorInAnswer } from '../connection/http/error-in-answer.ts'
import { requestJson } from '../connection/http/http.ts'
import type { HttpContext, JsonAnswer } from '../connection/http/http.ts'
import type { AppPlace } from './describe-at.ts'
import { GradioStreamError, isErrorCode } from '../errors.ts'
import type { GradioStreamErrorCode } from '../errors.ts'
import { readWireError } from '../protocol/error-json.ts'
import type { RelayedAppState } from '../protocol/relay-protocol.ts'
import { readDiscoverResponse } from '../protocol/relay-protocol.ts'
import type { DiscoverResponse } from '../protocol/relay-protocol.ts'

type FailedStatus = Exclude<NonNullable<DiscoverResponse['app']>['status'], 'running' | 'waking' | 'building'>

/** The code for a status whose failure names no known code. */
const CODES: { readonly [Status in FailedStatus]: GradioStreamErrorCode } = {
  unreachable: 'app-unreachable',
  'not-gradio': 'app-not-gradio',
  'login-required': 'login-required',
  'not-allowed': 'app-not-allowed',
  paused: 'space-paused',
  broken: 'space-broken',
  unknown: 'discovery-failed',
}

/**
 * Where the app is. `waiting`: it is not there yet; ask the relay again. `absent`: the answer is not a relay's, or the
 * relay can only say that the app exists.
 */
export type RelayAnswer =
  | { readonly kind: 'place'; readonly place: AppPlace }
  | { readonly kind: 'waiting'; readonly state: RelayedAppState }
  | { readonly kind: 'absent'; readonly seen: string }

/** Asks the relay. Rejects with what the relay found wrong with the app, and `relay-unreachable` when it is broken. */
export async function askRelay(backendUrl: string, address: string, http: HttpContext, signal?: AbortSignal): Promise<RelayAnswer> {
  const body = JSON.stringify({ baseUrl: address })
  const answer = await requestJson(http, { url: `${backendUrl}/discover`, route: 'relay', body, signal })
  return readRelayAnswer(backendUrl, address, answer)
}

function readRelayAnswer(backendUrl: string, address: string, answer: JsonAnswer): RelayAnswer {
  const url = `${backendUrl}/discover`
  const read = readDiscoverResponse(answer.value)
  if (!read) return noDiscovery(url, answer)
  const { success, supportsSSE, app, error } = read
  if (app && 'state' in app) return { kind: 'waiting', state: { ...app.state, status: app.status } }
  if (app && app.status !== 'running') throw failure(address, url, CODES[app.status], app.failure)
  if (!success) throw failure(address, url, 'discovery-failed', { message: error ?? 'The relay gave no reason.' })
  if (!app) return { kind: 'absent', seen: `${answer.seen}, without saying where the app is` }
  const root = sameOrigin(app.root, backendUrl, address)
  return { kind: 'place', place: { address, rootUrl: root, route: 'relay', supportsSSE, capabilities: app.capabilities } }
}

function noDiscovery(url: string, answer: JsonAnswer): RelayAnswer {
  const { status, seen } = answer
  const typed = errorInAnswer(answer)
  if (typed) throw typed
  if (status >= 500) {
    throw new GradioStreamError('relay-unreachable', {
      message: `The relay is there but does not work: ${url} answered ${seen}.`,
      hint: 'Look at the log of the relay.',
      details: { url, status, seen },
    })
  }
  if (status === 401 || status === 403) {
    throw new GradioStreamError('discovery-failed', {
      message: `The relay at ${url} does not let this client in (${status}).`,
      hint: 'Sign in, or give the client what the relay wants with the options headers and credentials.',
      details: { url, status, seen },
    })
  }
  return { kind: 'absent', seen }
}

function failure(
  address: string,
  url: string,
  fallback: GradioStreamErrorCode,
  said: { code?: string; message: string; details?: Record<string, unknown> | undefined },
): GradioStreamError {
  const code = isErrorCode(said.code) ? said.code : fallback
  const isUnsaid = said.details?.hint === undefined && code === 'discovery-failed'
  const hint = isUnsaid ? `Check that ${address} is a running Gradio app, then try again.` : undefined
  return readWireError(code, said.message, said.details, { url }, hint)
}

/**
 * Where a proxy changes the path, the relay names its inner one. Its routes lie below the address at which it was
 * asked. An absolute root is the relay's `publicUrl`.
 */
function belowRelay(root: string, backendUrl: string): string {
  const { pathname } = new URL(backendUrl)
  const isInner = root.startsWith('/') && !root.startsWith('//') && !root.startsWith(`${pathname.replace(/\/+$/, '')}/`)
  const app = isInner ? /\/apps\/[^/]+\/*$/.exec(root)?.[0] : undefined
  return app === undefined ? root : backendUrl.replace(/\/+$/, '') + app
}

/** A relay gets the page's cookies; another host must not. */
function sameOrigin(root: string, backendUrl: string, address: string): string {
  const url = URL.canParse(root, backendUrl) ? new URL(belowRelay(root, backendUrl), backendUrl) : null
  if (url && url.origin === new URL(backendUrl).origin) return url.origin + url.pathname.replace(/\/+$/, '')
  throw new GradioStreamError('discovery-failed', {
    message: `The relay at ${backendUrl} says that ${address} is to be reached at "${root.slice(0, 100)}", which is not on its own host.`,
    hint: 'Check the configuration of the relay.',
    details: { url: backendUrl, seen: root },
  })
}
