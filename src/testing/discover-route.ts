/**
 * The relay's `POST …/discover`, answered by the scenarios. `src/client/protocol/relay-protocol.ts` has the shape of
 * the answer.
 */
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { spaceError } from '@gradio-stream/client/internal/spaces/space-errors'
import { meaningOf } from '@gradio-stream/client/internal/spaces/space-stages'
import type { DiscoverResponse } from '@gradio-stream/client/internal/protocol/relay-protocol'
import { json } from './gradio-responses.ts'
import { readBody } from './queue-routes.ts'
import { API_PREFIX } from './scenario-app.ts'
import type { ScenarioDiscoverFailure, ScenarioPlace, ScenarioState } from './scenario-state.ts'

/** Name of the only app behind the relay. Every address that a client asks for is this app. */
const APP_NAME = 'demo'

/** Answers a discovery. */
export async function discover(state: ScenarioState, request: Request, place: ScenarioPlace): Promise<Response> {
  const body = await readBody(request)
  if (body instanceof Response || typeof body.baseUrl !== 'string' || body.baseUrl.trim() === '') {
    return failed({ status: 'unknown', code: 'options-invalid', message: 'The body has no "baseUrl".' }, 400)
  }
  const { sse, scenarios, discoverFailure } = state.settings
  if (discoverFailure !== null) return failed(discoverFailure, 200)
  const notUp = spaceNotUp(state)
  if (notUp !== null) return notUp
  const rootUrl = `${place.rootUrl}/apps/${APP_NAME}`
  return json({
    success: true,
    supportsSSE: sse,
    endpoints: scenarios.map(({ name }) => `${rootUrl}${API_PREFIX}/call/${encodeURIComponent(name)}`),
    app: {
      status: 'running',
      root: new URL(rootUrl).pathname,
      capabilities: { resume: true, polling: true, survivesDisconnect: true, cancelWaiting: true, repeatableJoin: true },
    },
  } satisfies DiscoverResponse)
}

/** What our relay says about a Space that is not up. Asking the relay also visits the Space. */
function spaceNotUp({ space }: ScenarioState): Response | null {
  const visit = space?.answerVisit(new Request('https://relay.test/'))
  if (!space || !visit) return null
  const { stage, name } = space
  const meaning = meaningOf(stage)
  if (visit.status === 401) return failedAs(spaceError('space-private', { space: name, stage: null }), 'login-required')
  if (meaning.kind === 'wait') {
    const app = { status: meaning.status, state: { space: name, stage } }
    return json({ success: false, supportsSSE: false, endpoints: [], error: 'The app is not there yet.', app } satisfies DiscoverResponse)
  }
  if (meaning.kind !== 'down') return failed({ status: 'unreachable', code: 'app-unreachable', message: 'The app answered 503.' }, 200)
  return failedAs(spaceError(meaning.code, { space: name, stage }), meaning.code === 'space-paused' ? 'paused' : 'broken')
}

function failedAs(error: GradioStreamError, status: ScenarioDiscoverFailure['status']): Response {
  return failed({ ...error.toJSON(), status }, 200)
}

/** A failed discovery is a normal answer (200). Only a body without a question is a bad request. */
function failed({ status, code, message, details }: ScenarioDiscoverFailure, httpStatus: number): Response {
  const app = { status, failure: details === undefined ? { code, message } : { code, message, details: { ...details } } }
  return json({ success: false, supportsSSE: false, endpoints: [], error: message, app } satisfies DiscoverResponse, httpStatus)
}
