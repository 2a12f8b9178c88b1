/** Makes the record of a run that is joined. Of its inputs only what may lie in a storage and will be found there as it was. */
import type { EndpointDescription } from '../protocol/app-description.ts'
import { isSettled } from '../run/run-state.ts'
import type { RunState } from '../run/run-state.ts'
import type { Run } from '../run/run.ts'
import { MAX_INPUTS_LENGTH } from './parse-resume-record.ts'
import type { ResumeRecord } from './resume-record.ts'

/** Where a run is in that state; `null` before it is joined. */
export function createResumeRecord(
  run: Pick<Run, 'id' | 'app' | 'endpoint' | 'inputs'>,
  state: RunState,
  sessionHash: string,
): ResumeRecord | null {
  if (state.status === 'idle' || state.status === 'submitting' || state.status === 'uploading' || !state.eventId) return null
  return {
    version: 1,
    apiUrl: run.app.apiUrl,
    endpoint: run.endpoint.name,
    sessionHash,
    eventId: state.eventId,
    runId: run.id,
    inputs: keepableInputs(run.endpoint, run.inputs),
    startedAt: state.startedAt,
    runningAt: state.status === 'running' ? state.runningAt : null,
    endedAt: isSettled(state) ? state.endedAt : null,
  }
}

function keepableInputs(endpoint: EndpointDescription, inputs: readonly unknown[]): unknown[] | null {
  if (endpoint.parameters.some(({ props }) => props.type === 'password')) return null
  try {
    const text = JSON.stringify(inputs)
    // Read again, so that what is kept is what will be found: a `Blob` would come back as `{}`.
    return text.length <= MAX_INPUTS_LENGTH && !inputs.some(isNoJson) ? (JSON.parse(text) as unknown[]) : null
  } catch {
    return null
  }
}

function isNoJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined || typeof value === 'function'
  if (Array.isArray(value)) return value.some(isNoJson)
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype !== Object.prototype && prototype !== null) || Object.values(value).some(isNoJson)
}
