/** Makes the record of a joined run. Of its inputs it keeps only values that a browser's storage can hold unchanged. */
import { isSettled } from '../run/run-state.ts'
import type { RunState } from '../run/run-state.ts'
import type { Run } from '../run/run.ts'
import { keepableValues, hasPasswordField } from './keepable-values.ts'
import { MAX_INPUTS_LENGTH } from './parse-resume-record.ts'
import type { ResumeRecord } from './resume-record.ts'

/** The run's record in that state; `null` before it is joined. */
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
    inputs: hasPasswordField(run.endpoint) ? null : keepableValues(run.inputs, MAX_INPUTS_LENGTH),
    startedAt: state.startedAt,
    runningAt: state.status === 'running' ? state.runningAt : null,
    endedAt: isSettled(state) ? state.endedAt : null,
  }
}
