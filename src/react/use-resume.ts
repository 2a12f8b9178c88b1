/** Keeps a slot's run where a reload finds it, and takes up the one that was kept. In effects only: a server keeps and finds nothing. */
import { useEffect, useMemo } from 'react'
import type { AppDescription } from '../core/protocol/app-description.ts'
import { keepRun } from '../core/resume/keep-run.ts'
import type { ResumeRecord } from '../core/resume/resume-record.ts'
import { browserStorage } from '../core/resume/resume-storage.ts'
import type { ResumeMode } from '../core/resume/resume-storage.ts'
import { ResumeStore } from '../core/resume/resume-store.ts'
import type { ResumePlace } from '../core/resume/resume-store.ts'
import type { Run } from '../core/run/run.ts'
import type { GradioEnvironment } from './gradio-environment.ts'
import type { RunSlot } from './run-slot.ts'

/** Where a slot's run is kept. */
export interface KeptPlace {
  readonly store: ResumeStore
  readonly place: ResumePlace
  /** The page has turned away from what was kept. */
  forget(): void
}

/** `null` without `resume`. */
export function useKeptPlace({ backendUrl, clock }: GradioEnvironment, slot: RunSlot, resume: ResumeMode | undefined): KeptPlace | null {
  return useMemo(() => {
    if (resume === undefined) return null
    const store = new ResumeStore(browserStorage(resume), clock)
    const place = { backendUrl, app: slot.app, endpoint: slot.endpoint, runKey: slot.runKey }
    return { store, place, forget: () => store.forget(place) }
  }, [backendUrl, clock, slot, resume])
}

/** Takes up the kept run once the app is known, unless the slot has turned to something else; keeps whatever run it has. */
export function useResume(
  { client, registry }: GradioEnvironment,
  slot: RunSlot,
  kept: KeptPlace | null,
  app: AppDescription | undefined,
  run: Run | null,
): void {
  useEffect(() => {
    if (!kept || !app || !slot.isIdle) return
    const record = kept.store.find(kept.place)
    // Two of a kind on one page: the kept run is the first one's.
    if (!record || (slot.runKey === null && registry.shows(record.runId))) return
    try {
      slot.adopt(client.resume(app, record), record.inputs, record.startedAt)
    } catch {
      kept.forget()
    }
  }, [client, registry, slot, kept, app])
  useEffect(() => {
    if (!kept || !run) return undefined
    const { store, place } = kept
    const record: ResumeRecord | null = store.find(place)
    // Its end was seen before the reload, and is not worth an error now that the relay has forgotten it.
    const wasOver = record?.runId === run.id && record.endedAt !== null
    if (wasOver) void resetIfGone(slot, run)
    return keepRun(run, store, place, (each, state) => client.toRecord(each, state))
  }, [client, slot, kept, run])
}

async function resetIfGone(slot: RunSlot, run: Run): Promise<void> {
  const state = await run.settled
  if (state.status === 'failed' && state.error.code === 'resume-expired' && slot.getSnapshot().run === run) slot.reset()
}
