/** `POST …/discover` of the relay: what `src/core/protocol/relay.ts` promises, for an app that is the scenarios. */
import type { DiscoverResponse } from '../core/protocol/relay.ts'
import { json } from './answers.ts'
import { readBody } from './queue-routes.ts'
import { API_PREFIX } from './scenario-app.ts'
import type { ScenarioDiscoverFailure, ScenarioPlace, ScenarioState } from './scenario-state.ts'

/** Name of the one app behind the relay; any address that is asked for is this app. */
const APP_NAME = 'demo'

/** Answers a discovery. */
export async function discover(state: ScenarioState, request: Request, place: ScenarioPlace): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response) return body
  const { sse, scenarios, discoverFailure } = state.settings
  const failure = discoverFailure ?? addressFailure(body.baseUrl)
  if (failure !== null) {
    const { status, code, message, details } = failure
    const app = { status, failure: details === undefined ? { code, message } : { code, message, details: { ...details } } }
    return json({ success: false, supportsSSE: false, endpoints: [], error: message, app } satisfies DiscoverResponse)
  }
  const rootUrl = `${place.rootUrl}/apps/${APP_NAME}`
  return json({
    success: true,
    supportsSSE: sse,
    endpoints: scenarios.map(({ name }) => `${rootUrl}${API_PREFIX}/call/${encodeURIComponent(name)}`),
    app: {
      status: 'running',
      root: new URL(rootUrl).pathname,
      capabilities: { resume: true, polling: true, survivesDisconnect: true, cancelWaiting: true },
    },
  } satisfies DiscoverResponse)
}

function addressFailure(address: unknown): ScenarioDiscoverFailure | null {
  if (typeof address === 'string' && address.trim() !== '') return null
  const message = `The address to discover is missing: "baseUrl" was ${JSON.stringify(address) ?? 'absent'}.`
  return { status: 'unknown', code: 'address-invalid', message }
}
