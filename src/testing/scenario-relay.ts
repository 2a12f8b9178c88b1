/** The relay over an app of scenarios. */
import { assembleRelay } from '@gradio-stream/relay/internal/relay'
import { readMembers, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { json, page } from './gradio-responses.ts'
import { pollRelay } from './page-poll.ts'
import type { PageConnections } from './page-connections.ts'
import { DEFAULT_SPACE_HOST } from './scenario-space.ts'
import type { ScenarioDiscoverFailure, ScenarioPlace, ScenarioSettings } from './scenario-state.ts'

/** The name of the only app behind the relay. Every address that a client asks for is this app. */
const APP_NAME = 'demo'

/** A relay, as pages reach it. */
export interface ScenarioRelay {
  fetch(request: Request, place: ScenarioPlace): Promise<Response>
  close(): Promise<void>
}

/** Mounts the relay over an app. Below which path it lies is read from each request. */
export function mountRelay(
  settings: ScenarioSettings,
  pages: PageConnections,
  app: (request: Request) => Promise<Response>,
): ScenarioRelay {
  const { clock, scenarios, discoverFailure } = settings
  const appUrl = settings.space === null ? 'http://app.test' : (settings.space.host ?? DEFAULT_SPACE_HOST)
  const relay = assembleRelay({
    apps: { [APP_NAME]: appUrl },
    basePath: '',
    // It lies below any path, and is told below which one.
    trustProxy: true,
    cors: ['*'],
    sse: settings.sse,
    clock,
    fetch: (input, init) => app(new Request(input, init)),
  })
  /** Sessions with a run that refuses streams. */
  const refusing = new Set<string>()

  async function answer(request: Request, place: ScenarioPlace): Promise<Response> {
    const { route } = place
    const { searchParams: query, search } = place.url
    const body = request.method === 'POST' ? await request.arrayBuffer() : null
    if (route === 'discover' && body) return discover(request, place, body)
    if (route === 'queue/data' && refusing.has(query.get('session_hash') ?? '')) return page(405, '405 Not Allowed')
    if (route === 'queue/poll') return pages.wait(request.signal, (signal) => poll(request, place, signal))
    if (route === 'queue/join' && body) noteRefusal(body)
    return relay.fetch(onRelay(request, place, { route: route + search, body }))
  }

  /** The request as a proxy passes it on that takes away the path before the relay. */
  function onRelay(
    { method, headers: given, signal }: Request,
    { rootUrl }: ScenarioPlace,
    passed: { readonly route: string; readonly body: BodyInit | null; readonly signal?: AbortSignal },
  ): Request {
    const { origin, pathname } = new URL(rootUrl)
    const prefix = pathname.replace(/\/$/, '').replace(/\/apps\/[^/]+$/, '')
    const headers = new Headers(given)
    if (prefix !== '') headers.set('x-forwarded-prefix', prefix)
    const path = passed.route === 'discover' ? '' : `/apps/${APP_NAME}`
    return new Request(`${origin}${path}/${passed.route}`, { method, headers, signal: passed.signal ?? signal, body: passed.body })
  }

  async function discover(request: Request, place: ScenarioPlace, body: ArrayBuffer): Promise<Response> {
    if (discoverFailure !== null) return discoveryFailed(discoverFailure)
    const members = readMembers(new TextDecoder().decode(body))
    // An empty address is the relay's to refuse.
    if (/^"\s*[^\s"]/.test(members?.get('baseUrl') ?? '')) members?.set('baseUrl', JSON.stringify(appUrl))
    return relay.fetch(onRelay(request, place, { route: 'discover', body: members ? writeMembers(members) : body }))
  }

  function poll(request: Request, place: ScenarioPlace, signal: AbortSignal): Promise<Response> {
    const query = new URLSearchParams(place.url.searchParams)
    const ask = (after: string): Promise<Response> => {
      query.set('after', after)
      return relay.fetch(onRelay(request, place, { route: `queue/poll?${query.toString()}`, body: null, signal }))
    }
    return pollRelay(ask, { after: query.get('after') ?? '', met: pages.met })
  }

  function noteRefusal(body: ArrayBuffer): void {
    const members = readMembers(new TextDecoder().decode(body))
    if (scenarios[Number(members?.get('fn_index'))]?.refuseSse !== true) return
    refusing.add(String(JSON.parse(members?.get('session_hash') ?? '""')))
  }

  return { fetch: answer, close: () => relay.close() }
}

/** A discovery that fails as the scenario says. */
function discoveryFailed({ status, code, message, details }: ScenarioDiscoverFailure): Response {
  const failure = details === undefined ? { code, message } : { code, message, details }
  return json({ success: false, supportsSSE: false, endpoints: [], error: message, app: { status, failure } })
}
