/**
 * The state of a run after an event. Pure and total: accepts any event in any state. An event at or below the state's
 * sequence changes nothing, a settled state never changes, and values are passed on unchanged.
 */
import type { LogEntry, RunEvent } from './run-event.ts'
import { isSettled } from './run-state.ts'
import type {
  CancellingState,
  IdleState,
  QueuedState,
  RunState,
  RunningState,
  SettledState,
  SubmittingState,
  UploadingState,
} from './run-state.ts'

/** Log lines in a state. Older ones are dropped and counted. */
export const LOG_LIMIT = 1000

type Live = Exclude<RunState, IdleState | SettledState>
type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

/** The state after the event; the same object where nothing changed. */
export function reduceRun(state: RunState, event: RunEvent): RunState {
  if (event.sequence <= state.sequence || isSettled(state)) return state
  return reduceLive(state.status === 'idle' ? begin(event) : state, event)
}

function reduceLive(state: Live, event: RunEvent): RunState {
  switch (event.type) {
    case 'progress':
      return withProgress(state, event)
    case 'output':
      return withOutput(state, event)
    case 'log':
      return withLog(state, event)
    case 'joined':
      return joined(state, event)
    case 'queued':
      return queued(state, event)
    case 'started':
      return started(state, event)
    case 'cancel-requested':
      return state.status === 'cancelling' ? seen(state, event) : cancelling(state, event)
    case 'message-invalid':
      return { ...seen(state, event), invalidMessageCount: state.invalidMessageCount + 1 }
    case 'succeeded': {
      const { data, updates, fromCache } = event
      return { status: 'succeeded', ...ended(state, event), data, updates, fromCache }
    }
    case 'failed':
      return { status: 'failed', ...ended(state, event), ...output(state), error: event.error }
    case 'cancelled':
      return { status: 'cancelled', ...ended(state, event), ...output(state), outcome: event.outcome }
    case 'uploading':
      return uploading(state, event)
    case 'waiting':
      return state.status === 'submitting' ? { ...seen(state, event), waiting: event.waiting } : seen(state, event)
    case 'submitted':
      return state.status === 'uploading' ? { ...begin(event), ...common(state, event) } : seen(state, event)
    case 'unrecognized':
      return seen(state, event)
    default:
      return event satisfies never
  }
}

/** A run begins with its first event of any kind: a run that was found at the relay was submitted elsewhere. */
function begin(event: RunEvent): SubmittingState {
  return { status: 'submitting', waiting: null, sequence: 0, startedAt: event.at, logs: [], droppedLogCount: 0, invalidMessageCount: 0 }
}

function seen<State extends Live>(state: State, event: RunEvent): State {
  return { ...state, sequence: event.sequence }
}

function common(state: Live, event: RunEvent) {
  const { startedAt, logs, droppedLogCount, invalidMessageCount } = state
  return { sequence: event.sequence, startedAt, logs, droppedLogCount, invalidMessageCount }
}

function eventIdOf(state: Live): string | null {
  return state.status === 'submitting' || state.status === 'uploading' ? null : state.eventId
}

function output(state: Live) {
  if (state.status === 'running' || state.status === 'cancelling') return { data: state.data, updates: state.updates }
  return { data: null, updates: null }
}

function ended(state: Live, event: RunEvent) {
  return { ...common(state, event), eventId: eventIdOf(state), endedAt: event.at }
}

function uploading(state: Live, event: EventOf<'uploading'>): Live {
  if (state.status !== 'submitting' && state.status !== 'uploading') return seen(state, event)
  const { files, sentBytes, totalBytes } = event
  return { status: 'uploading', ...common(state, event), files, sentBytes, totalBytes }
}

function joined(before: Live, event: EventOf<'joined'>): Live {
  const state = event.startedAt === undefined ? before : { ...before, startedAt: event.startedAt }
  if (state.status !== 'submitting' && state.status !== 'uploading') return { ...state, sequence: event.sequence, eventId: event.eventId }
  return { ...wait(state, event), eventId: event.eventId }
}

function wait(state: SubmittingState | UploadingState, event: RunEvent): QueuedState {
  return { status: 'queued', ...common(state, event), eventId: '', position: null, queueSize: null, etaMs: null, estimatedAt: event.at }
}

function queued(state: Live, event: EventOf<'queued'>): Live {
  if (state.status === 'running' || state.status === 'cancelling') return seen(state, event)
  const { position, queueSize, etaMs } = event
  const waiting = state.status === 'submitting' || state.status === 'uploading' ? wait(state, event) : state
  return { ...waiting, sequence: event.sequence, position, queueSize, etaMs, estimatedAt: event.at }
}

function started(state: Live, event: EventOf<'started'>): Live {
  if (state.status === 'cancelling') return seen(state, event)
  // A second start means that the relay began the run again: its clock restarts, and earlier values stay visible.
  return { ...run(state, event), runningAt: event.at, etaMs: event.etaMs, progress: [] }
}

/** A run with any report is running, even if its start was missed. */
function run(state: Exclude<Live, CancellingState>, event: RunEvent): RunningState {
  if (state.status === 'running') return seen(state, event)
  return {
    status: 'running',
    ...common(state, event),
    eventId: eventIdOf(state) ?? '',
    runningAt: event.at,
    etaMs: null,
    progress: [],
    data: null,
    updates: null,
  }
}

function cancelling(state: Exclude<Live, CancellingState>, event: RunEvent): CancellingState {
  const progress = state.status === 'running' ? state.progress : []
  return { status: 'cancelling', ...common(state, event), ...output(state), eventId: eventIdOf(state), progress }
}

function withProgress(state: Live, event: EventOf<'progress'>): Live {
  if (state.status === 'running') return advance(state, event.sequence, event.units, state.data, state.updates)
  return { ...(state.status === 'cancelling' ? seen(state, event) : run(state, event)), progress: event.units }
}

function withOutput(state: Live, event: EventOf<'output'>): Live {
  const { data, updates } = event
  if (state.status === 'running') return advance(state, event.sequence, state.progress, data, updates)
  return { ...(state.status === 'cancelling' ? seen(state, event) : run(state, event)), data, updates }
}

/** The two most frequent events: fields are written out, since a spread costs several times as much. */
function advance(
  state: RunningState,
  sequence: number,
  progress: RunningState['progress'],
  data: RunningState['data'],
  updates: RunningState['updates'],
): RunningState {
  return {
    status: 'running',
    sequence,
    startedAt: state.startedAt,
    logs: state.logs,
    droppedLogCount: state.droppedLogCount,
    invalidMessageCount: state.invalidMessageCount,
    eventId: state.eventId,
    runningAt: state.runningAt,
    etaMs: state.etaMs,
    progress,
    data,
    updates,
  }
}

function withLog(state: Live, event: EventOf<'log'>): Live {
  const entry: LogEntry = { ...event.entry, sequence: event.sequence, at: event.at }
  const dropped = state.logs.length >= LOG_LIMIT ? state.logs.length - LOG_LIMIT + 1 : 0
  const logs = [...(dropped > 0 ? state.logs.slice(dropped) : state.logs), entry]
  return { ...seen(state, event), logs, droppedLogCount: state.droppedLogCount + dropped }
}
