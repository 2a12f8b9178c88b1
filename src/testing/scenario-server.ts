/**
 * A Gradio 6 app made of scenarios, behind one `fetch`. MSW handlers, an HTTP server and tests use it. With `relay` the
 * relay stands before it. It matches the end of the path, so it can be mounted anywhere.
 */
import { checkNames } from '@gradio-stream/client/internal/check-options'
import { systemClock, type Clock } from '@gradio-stream/client/internal/kit/clock'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { json, methodNotAllowed, notFound, preflight, refusalResponse, withCors } from './gradio-responses.ts'
import { callByName, readCall } from './call-routes.ts'
import { componentServer } from './component-server-route.ts'
import { cancel, heartbeat, join, streamMessages } from './queue-routes.ts'
import { runDirectly, sendFile, upload } from './run-routes.ts'
import { scenarioConfig, scenarioInfo } from './scenario-app.ts'
import type { ScenarioRunCount } from './scenario-run.ts'
import { PageConnections } from './page-connections.ts'
import { mountRelay } from './scenario-relay.ts'
import type { ScenarioSpace } from './scenario-space.ts'
import { ScenarioState, type ScenarioDiscoverFailure, type ScenarioPlace } from './scenario-state.ts'
import type { Scenario, ScenarioRefusal } from './scenario.ts'
import { scenarios as builtIn } from './scenarios/index.ts'

/** Options of {@link createScenarioServer}. */
export interface ScenarioServerOptions {
  /** Endpoints, in order. @defaultValue every scenario of {@link builtIn} */
  scenarios?: readonly Scenario[]
  /** Time source. @defaultValue the system's */
  clock?: Clock
  /** Steps play this many times faster; `Infinity` plays them at once. Heartbeats keep their 15 s. @defaultValue 1 */
  speed?: number
  /** Puts the relay before the app: discovery, ids, resuming, polls, runs that go on unread. @defaultValue false */
  relay?: boolean
  /** False: refuses streams, so that clients poll; the relay's `discover` says so. @defaultValue true */
  sse?: boolean
  /** Title in the config. @defaultValue 'Scenarios' */
  title?: string
  /** Every route of the app gives this answer: a login wall, a page of HTML, a sleeping Space. */
  refusal?: ScenarioRefusal
  /** `gradio_api/info` gives this answer. */
  infoRefusal?: ScenarioRefusal
  /**
   * The app is a Space: it sleeps, is built, is paused, … The server also answers the Hub's routes: mount it there as
   * well.
   */
  space?: ScenarioSpace
  /** The relay's `discover` gives this answer instead of the app. */
  discoverFailure?: ScenarioDiscoverFailure
}

/** A request that reached the server. */
export interface ScenarioRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
}

/** A running scenario server. It opens no port: pass its `fetch` to MSW, an HTTP server or a client. */
export interface ScenarioServer {
  readonly scenarios: readonly Scenario[]
  /** Answers any request; 404 for a path that is not a route of a Gradio app. Bound: it can be passed on by itself. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Breaks every open stream and waiting poll by erroring its body, like a cut cable. */
  cut(): void
  /** Continues runs that `holdAfter` stopped. */
  release(): void
  /** By scenario name: how many runs began, ended, were cancelled or lost. */
  readonly runs: Readonly<Record<string, Readonly<ScenarioRunCount>>>
  /** The last 1,000 requests, oldest first. */
  readonly requests: readonly ScenarioRequest[]
  /** Number of session streams that are open now. */
  readonly openStreamCount: number
  /** Stops all runs and ends all streams. It answers 503 from then on. */
  close(): void
}

const REQUESTS_KEPT = 1000

/** Routes, without prefix and slashes. */
const ROUTE_NAMES = [
  'config|info|discover|cancel|reset|upload|component_server|login_check|app_id|user',
  String.raw`queue\/(?:join|data|poll)`,
  String.raw`(?:heartbeat|run)\/[^/]+`,
  String.raw`call\/[^/]+(?:\/[^/]+)?`,
  'file=.+?',
].join('|')
/** The app's root, whether the prefix is there, and the route. */
const PLACE = new RegExp(String.raw`^(.*?)\/(gradio_api\/)?(${ROUTE_NAMES})\/?$`, 'u')

const NAMES: Readonly<Record<keyof ScenarioServerOptions, true>> = {
  scenarios: true,
  clock: true,
  speed: true,
  relay: true,
  sse: true,
  title: true,
  refusal: true,
  infoRefusal: true,
  space: true,
  discoverFailure: true,
}

/** Makes a Gradio app (or a relay in front of one) out of scenarios. Throws `options-invalid`. */
export function createScenarioServer(options: ScenarioServerOptions = {}): ScenarioServer {
  checkNames(options, NAMES, { owner: 'createScenarioServer' })
  const scenarios = options.scenarios ?? Object.values(builtIn)
  checkScenarios(scenarios, options.speed ?? 1)
  const state = new ScenarioState({
    scenarios,
    clock: options.clock ?? systemClock,
    speed: options.speed ?? 1,
    relay: options.relay ?? false,
    sse: options.sse ?? true,
    title: options.title ?? 'Scenarios',
    refusal: options.refusal ?? null,
    infoRefusal: options.infoRefusal ?? null,
    discoverFailure: options.discoverFailure ?? null,
    space: options.space ?? null,
  })
  const requests: ScenarioRequest[] = []
  let isClosed = false

  /** What the app itself answers. */
  async function askApp(request: Request): Promise<Response> {
    const fromHub = state.space?.answerHub(request) ?? null
    if (fromHub !== null) return fromHub
    const place = placeOf(new URL(request.url))
    return place === null ? notFound() : answer(state, request, place)
  }
  const pages = new PageConnections()
  const relay = state.settings.relay ? mountRelay(state.settings, pages, askApp) : null

  /** The Hub lies beside the relay, not behind it. */
  async function askRelay(request: Request, url: URL): Promise<Response> {
    const place = placeOf(url)
    return state.space?.answerHub(request) ?? (place === null || relay === null ? notFound() : relay.fetch(request, place))
  }

  return {
    scenarios,
    async fetch(request) {
      const url = new URL(request.url)
      requests.push({ method: request.method, path: url.pathname + url.search })
      if (requests.length > REQUESTS_KEPT) requests.shift()
      if (request.method === 'OPTIONS') return preflight(request)
      if (isClosed) return withCors(request, json({ detail: 'The scenario server is closed.' }, 503))
      const response = await (relay === null ? askApp(request) : askRelay(request, url))
      return withCors(request, pages.carry(request, response, url.pathname.endsWith('/queue/data')))
    },
    cut: () => pages.cut(),
    release() {
      for (const run of state.runs.values()) run.release()
    },
    get runs() {
      return Object.fromEntries([...state.counts].map(([name, count]) => [name, { ...count }]))
    },
    requests,
    get openStreamCount() {
      return pages.openStreamCount
    },
    close() {
      isClosed = true
      for (const run of state.runs.values()) run.stop()
      pages.end()
      void relay?.close()
    },
  }
}

function checkScenarios(scenarios: readonly Scenario[], speed: number): void {
  const names = scenarios.map(({ name }) => name)
  const wrong = names.find((name, index) => names.indexOf(name) !== index || !/^[^/?#]+$/u.test(name))
  if (wrong !== undefined) {
    throw new GradioStreamError('options-invalid', {
      message: `The scenario name "${wrong}" cannot be an endpoint: it is used twice, empty, or has a "/", "?" or "#".`,
      hint: 'Give each scenario its own name, without a slash.',
    })
  }
  if (speed > 0) return
  throw new GradioStreamError('options-invalid', {
    message: `The speed of a scenario server must be above 0; it was ${speed}.`,
    hint: 'Use Infinity to play at once, or holdAfter to stand still.',
  })
}

function placeOf(url: URL): ScenarioPlace | null {
  const found = PLACE.exec(url.pathname)
  const [, base = '', prefix, route] = found ?? []
  return route === undefined ? null : { url, rootUrl: url.origin + base, route, hasPrefix: prefix !== undefined }
}

/** Routes that a real Gradio 6 answers only under its prefix are 404 without it (docs/gradio-protocol.md#14-relays). */
async function answer(state: ScenarioState, request: Request, place: ScenarioPlace): Promise<Response> {
  const { scenarios, title, refusal, infoRefusal } = state.settings
  const { route, hasPrefix } = place
  const isPost = request.method === 'POST'
  const notUp = state.space?.answerVisit(request) ?? null
  if (notUp !== null) return notUp
  if (refusal !== null) return refusalResponse(refusal)
  if (route === 'config')
    return hasPrefix ? notFound() : isPost ? methodNotAllowed() : json(scenarioConfig(scenarios, place.rootUrl, title))
  if (!hasPrefix) return notFound()
  const [first = ''] = route.split('/')
  const handler = HANDLERS[nameOfHandler(route, first)]
  if (route === 'info' && infoRefusal !== null) return refusalResponse(infoRefusal)
  if (handler === undefined) return notFound()
  if (handler.method !== (request.method === 'HEAD' ? 'GET' : request.method)) return methodNotAllowed()
  return handler.answer(state, request, place)
}

function nameOfHandler(route: string, first: string): string {
  if (first === 'queue') return route
  if (first === 'call') return route.split('/').length > 2 ? 'call/event' : 'call'
  return first.startsWith('file=') ? 'file' : first
}

interface RouteHandler {
  readonly method: 'GET' | 'POST'
  answer(state: ScenarioState, request: Request, place: ScenarioPlace): Response | Promise<Response>
}

const HANDLERS: Readonly<Record<string, RouteHandler | undefined>> = {
  info: { method: 'GET', answer: ({ settings }) => json(scenarioInfo(settings.scenarios)) },
  'queue/join': { method: 'POST', answer: join },
  'queue/data': { method: 'GET', answer: (state, _request, place) => streamMessages(state, place) },
  cancel: { method: 'POST', answer: cancel },
  reset: { method: 'POST', answer: () => json({ success: true }) },
  heartbeat: { method: 'GET', answer: heartbeat },
  run: { method: 'POST', answer: runDirectly },
  call: { method: 'POST', answer: callByName },
  'call/event': { method: 'GET', answer: (state, _request, place) => readCall(state, place) },
  upload: { method: 'POST', answer: upload },
  component_server: { method: 'POST', answer: componentServer },
  file: { method: 'GET', answer: (state, _request, place) => sendFile(state, place) },
  login_check: { method: 'GET', answer: () => json('ok') },
  app_id: { method: 'GET', answer: () => json({ app_id: 4_503_599_627_370_497 }) },
  user: { method: 'GET', answer: () => json(null) },
}
