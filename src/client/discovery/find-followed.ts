/** `GET {backendUrl}/follow`: asks the relay what the token of a run opens, then finds the run's app through it. */
import { errorInAnswer } from '../connection/http/error-in-answer.ts'
import { requestJson } from '../connection/http/http.ts'
import type { ResolvedOptions } from '../client-options.ts'
import { GradioStreamError } from '../errors.ts'
import { isJsonObject } from '../protocol/json-object.ts'
import type { FollowResponse } from '../protocol/relay-protocol.ts'
import { findEndpoint } from '../protocol/endpoint-name.ts'
import { isResumeRecord } from '../resume/resume-record.ts'
import type { RunRequest } from '../run-request.ts'
import { resolveBackendUrl } from './app-address.ts'
import { findApp } from './discover.ts'

/** The run that a client's token opens. The client sends the token with each request to its relay. */
export async function findFollowed(options: ResolvedOptions, signal: AbortSignal): Promise<RunRequest> {
  const backendUrl = resolveBackendUrl(options.backendUrl)
  if (backendUrl === null) {
    throw new GradioStreamError('options-invalid', {
      message: 'A run is followed through the relay that began it, and this client has no relay ("backendUrl" is null).',
      hint: 'Set "backendUrl" to the address of that relay.',
    })
  }
  const url = `${backendUrl}/follow`
  const answer = await requestJson(options, { url, route: 'relay', signal })
  const opened = answer.status === 200 ? readFollowResponse(answer.value) : null
  if (opened === null) {
    const { status, seen } = answer
    throw (
      errorInAnswer(answer) ??
      new GradioStreamError('relay-unreachable', {
        message: `There is no relay at ${backendUrl} that knows tokens of runs: ${url} answered ${seen}.`,
        hint: 'Check "backendUrl", and what lies in front of the relay.',
        details: { url, status, seen },
      })
    )
  }
  const skewMs = options.clock.now() - opened.now
  const app = await findApp(opened.app, options, { signal })
  const resumed = {
    version: 1,
    apiUrl: app.apiUrl,
    endpoint: opened.endpoint,
    sessionHash: opened.run,
    eventId: opened.run,
    runId: opened.run,
    inputs: null,
    startedAt: opened.startedAt + skewMs,
    runningAt: null,
    endedAt: null,
  } as const
  // The token is sent to the relay only, so no other way leads to the run.
  if (app.route === 'direct' || !app.capabilities.resume || !isResumeRecord(resumed)) {
    throw new GradioStreamError('discovery-failed', {
      message: `The relay at ${backendUrl} does not lead to the run that its token opens.`,
    })
  }
  const { canCancel } = opened
  return { app, endpoint: findEndpoint(app, opened.endpoint), values: [], files: [], resumed, followed: { canCancel, skewMs } }
}

/** Reads the answer; `null` for anything else. */
function readFollowResponse(value: unknown): FollowResponse | null {
  if (!isJsonObject(value)) return null
  const { app, endpoint, run, startedAt, now, canCancel } = value
  if (typeof app !== 'string' || typeof endpoint !== 'string' || typeof run !== 'string') return null
  if (typeof startedAt !== 'number' || typeof now !== 'number' || typeof canCancel !== 'boolean') return null
  return { app, endpoint, run, startedAt, now, canCancel }
}
