/** Turns a listed run into a stream that the parts of a process can draw: ended, without actions. */
import { idleConnection } from '@gradio-stream/client/internal/connection/connection-state'
import type { AppDescription, EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { DIRECT_CAPABILITIES } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { IDLE } from '@gradio-stream/client/internal/run/run-state'
import type { RunState } from '@gradio-stream/client/internal/run/run-state'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import type { ListedRun } from '@gradio-stream/hooks/internal/history/run-history'

const NOTHING = {
  submit: () => undefined,
  submitAsync: () => Promise.reject(new Error('A run of a list cannot be submitted.')),
  trigger: () => undefined,
  takeBack: () => null,
  cancel: () => Promise.resolve(null),
  detach: () => undefined,
  resubmit: () => undefined,
  reset: () => undefined,
  retryNow: () => undefined,
  getTrace: () => null,
}

/** The stream from which `GradioProcess.Output` draws the result of a listed run. */
export function endedStream(run: ListedRun, app: AppDescription | undefined, endpoint: EndpointDescription | null): GradioStream {
  return {
    discovery: { status: app ? 'success' : 'pending', isFetching: false, data: app, error: null, refetch: () => undefined },
    appState: { status: 'running', space: null, stage: null, since: null, nextCheckAt: null },
    endpoint,
    state: stateOf(run),
    connection: idleConnection(app?.route ?? 'direct'),
    capabilities: app?.capabilities ?? DIRECT_CAPABILITIES,
    data: run.data,
    previousData: null,
    conversation: null,
    error: null,
    run: null,
    isKept: false,
    triggered: null,
    isPaused: false,
    ...NOTHING,
  }
}

function stateOf({ status, data, startedAt, endedAt }: ListedRun): RunState {
  if (status !== 'succeeded' || data === null) return IDLE
  const log = { logs: [], droppedLogCount: 0, invalidMessageCount: 0 }
  return { ...log, status, sequence: 0, eventId: null, data, updates: [], startedAt, endedAt: endedAt ?? startedAt, fromCache: false }
}
