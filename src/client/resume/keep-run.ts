/**
 * Keeps a run's record up to date: writes it when the run is joined, when it starts, and when its end is seen. Three
 * writes per run, none per message.
 */
import type { GradioStreamErrorCode } from '../errors.ts'
import type { RunState, SettledState } from '../run/run-state.ts'
import type { Run } from '../run/run.ts'
import type { ResumeRecord } from './resume-record.ts'
import type { ResumePlace, ResumeStore } from './resume-store.ts'

/** Errors that end the following, not the run: it may go on at the relay, so a later page looks for it again. */
const NOT_SEEN: ReadonlySet<GradioStreamErrorCode> = new Set([
  'aborted',
  'connection-lost',
  'connection-refused',
  'relay-unreachable',
  'login-required',
])
/** Errors after which the run can no longer be found. */
const GONE: ReadonlySet<GradioStreamErrorCode> = new Set(['session-unknown', 'resume-expired'])

/** Begins to keep the run. Returns a function that stops it and leaves the record. `toRecord` is the client's. */
export function keepRun(
  run: Run,
  store: ResumeStore,
  place: ResumePlace,
  toRecord: (run: Run, state: RunState) => ResumeRecord | null,
): () => void {
  let isKeeping = true
  // The old record is valid until the messages are read again: they carry no times.
  const before = store.find(place)
  let { runningAt, endedAt } = before?.runId === run.id ? before : { runningAt: null, endedAt: null }
  let unobserve = (): void => {}

  function write(state: RunState): void {
    if (state.status === 'running') ({ runningAt } = state)
    const record = toRecord(run, state)
    endedAt = record?.endedAt ?? endedAt
    if (record) store.save(place, { ...record, runningAt, endedAt })
  }

  const { state: first } = run.getSnapshot()
  write(first)
  // Observing every event costs a reduction for each, so it ends at the start of the run.
  if (first.status === 'idle' || first.status === 'submitting' || first.status === 'queued') {
    unobserve = run.observe((event, state) => {
      if (event.type === 'joined' || event.type === 'started') write(state)
      if (event.type === 'started') unobserve()
    })
  }
  async function keepEnd(): Promise<void> {
    const state = await run.settled
    if (!isKeeping) return
    if (isGone(state)) store.forget(place, run.id)
    else if (wasSeen(state)) write(state)
  }
  void keepEnd()
  return () => {
    isKeeping = false
    unobserve()
  }
}

function isGone(state: SettledState): boolean {
  return state.status === 'failed' && GONE.has(state.error.code)
}

function wasSeen(state: SettledState): boolean {
  return state.status !== 'failed' || !NOT_SEEN.has(state.error.code)
}
