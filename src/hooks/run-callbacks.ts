/**
 * The callbacks of a hook: what happens to the runs it shows, each end told once and nothing after the component is
 * gone.
 */
import { useEffect, useState } from 'react'
import { callListener } from '@gradio-stream/client/internal/kit/call-listener'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { AnyEndpoint, DataOf, EndpointType } from '@gradio-stream/client/internal/protocol/endpoint-type'
import type { LogEntry } from '@gradio-stream/client/internal/run/run-event'
import { type RunState, type SettledState, isSettled } from '@gradio-stream/client/internal/run/run-state'
import type { Run, SubmittedRun } from '@gradio-stream/client/internal/run/run'
import type { RunSlot } from './run-slot.ts'
import { useLatest } from './use-latest.ts'

/**
 * Called for each run that the hook shows, also for one that was found again; the functions of the last render are
 * called. Never after unmount, and not for a run that was detached. Components that share a run are each told.
 * @example
 * useGradioStream({ app, endpoint, onSuccess: ([caption]) => save(caption), onError: ({ code }) => report(code) })
 */
export interface RunCallbacks<Endpoint extends EndpointType = AnyEndpoint> {
  /** The app has taken the run. Once per run. */
  onAccepted?: ((run: Run) => void) | undefined
  /** A new state was published, at most one per animation frame; the last one too, before `onSettled`. */
  onUpdate?: ((state: RunState, run: SubmittedRun) => void) | undefined
  /** A line that the app logged (`gr.Info`, `gr.Warning`, …). Each line once. */
  onLog?: ((entry: LogEntry, run: SubmittedRun) => void) | undefined
  /** The run succeeded with these values, one per return of the endpoint. Once per run. */
  onSuccess?: ((data: DataOf<Endpoint>, run: SubmittedRun) => void) | undefined
  /** The run failed; also where its app was not found. Once per run. */
  onError?: ((error: GradioStreamError, run: SubmittedRun) => void) | undefined
  /** The run ended: succeeded, failed or cancelled. Once per run, after `onSuccess` or `onError`. */
  onSettled?: ((state: SettledState, run: SubmittedRun) => void) | undefined
}

/** What one hook has told of its runs; outlives StrictMode and a time of being hidden. */
interface Told {
  readonly accepted: WeakSet<SubmittedRun>
  readonly ended: WeakSet<SubmittedRun>
  /** By run: the sequence of the last line. */
  readonly logs: WeakMap<SubmittedRun, number>
}

/** Tells what happens in the slot. Costs nothing where no callback is given. */
export function useRunCallbacks(slot: RunSlot, callbacks: RunCallbacks): void {
  const latest = useLatest(callbacks)
  const { onAccepted, onUpdate, onLog, onSuccess, onError, onSettled } = callbacks
  const isWanted = (onAccepted ?? onUpdate ?? onLog ?? onSuccess ?? onError ?? onSettled) !== undefined
  const [told] = useState<Told>(() => ({ accepted: new WeakSet(), ended: new WeakSet(), logs: new WeakMap() }))
  useEffect(() => (isWanted ? watch(slot, latest, told) : undefined), [slot, isWanted, latest, told])
}

function watch(slot: RunSlot, latest: { readonly current: RunCallbacks }, told: Told): () => void {
  let isGone = false
  let run: SubmittedRun | null = null
  let last: RunState | null = null

  function look(): void {
    if (slot.run !== run) {
      run = slot.run
      last = null
      if (run) follow(run)
    }
    if (run) tell(run, slot.getSnapshot().state)
  }

  function tell(shown: SubmittedRun, state: RunState): void {
    if (state === last || told.ended.has(shown)) return
    last = state
    const { onLog, onUpdate } = latest.current
    for (const entry of 'logs' in state ? state.logs : []) {
      if (entry.sequence <= (told.logs.get(shown) ?? 0)) continue
      told.logs.set(shown, entry.sequence)
      callListener(() => onLog?.(entry, shown))
    }
    callListener(() => onUpdate?.(state, shown))
  }

  function follow(followed: SubmittedRun): void {
    // Its end was told before this component came.
    if (isSettled(followed.getSnapshot().state) && slot.isTold(followed)) return
    void tellAccepted(followed)
    void tellEnd(followed)
  }

  async function tellAccepted(followed: SubmittedRun): Promise<void> {
    const accepted = await followed.accepted.catch(() => null)
    if (accepted === null || isGone || told.accepted.has(followed)) return
    told.accepted.add(followed)
    callListener(() => latest.current.onAccepted?.(accepted))
  }

  async function tellEnd(followed: SubmittedRun): Promise<void> {
    const end = await followed.settled
    const isHere = slot.run === followed
    const isDetached = !isHere && end.status === 'failed' && end.error.code === 'aborted'
    if (isGone || isDetached || told.ended.has(followed)) return
    const shown = isHere ? slot.getSnapshot().state : end
    const state = isSettled(shown) ? shown : end
    if (isHere) tell(followed, state)
    told.ended.add(followed)
    slot.markTold(followed)
    const { onSuccess, onError, onSettled } = latest.current
    if (state.status === 'succeeded') callListener(() => onSuccess?.(state.data, followed))
    if (state.status === 'failed') callListener(() => onError?.(state.error, followed))
    callListener(() => onSettled?.(state, followed))
  }

  const stop = slot.subscribe(look)
  look()
  return () => {
    isGone = true
    stop()
  }
}
