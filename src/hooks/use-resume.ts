/**
 * Keeps a slot's run for a reload, and resumes the run that was kept. In effects only, since a server keeps nothing.
 */
import { useEffect, useMemo } from 'react'
import type { GradioClient } from '@gradio-stream/client/internal/client'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { keepRun } from '@gradio-stream/client/internal/resume/keep-run'
import type { ResumeRecord } from '@gradio-stream/client/internal/resume/resume-record'
import { browserStorage } from '@gradio-stream/client/internal/resume/resume-storage'
import type { ResumeMode } from '@gradio-stream/client/internal/resume/resume-storage'
import { ResumeStore } from '@gradio-stream/client/internal/resume/resume-store'
import type { ResumePlace } from '@gradio-stream/client/internal/resume/resume-store'
import type { Run } from '@gradio-stream/client/internal/run/run'
import type { GradioEnvironment } from './gradio-environment.ts'
import type { RunSlot } from './run-slot.ts'

/** The place in the browser's storage where a slot's run is kept. */
export interface KeptPlace {
  find(): ResumeRecord | null
  /** The page has discarded what was kept. */
  forget(): void
  /** Begins to keep the run. Returns a function that stops it and leaves what was kept. */
  keep(run: Run, client: GradioClient): () => void
}

/** `null` without `resume`. */
export function useKeptPlace({ backendUrl, clock }: GradioEnvironment, slot: RunSlot, resume: ResumeMode | undefined): KeptPlace | null {
  return useMemo(
    () => (resume === undefined ? null : openPlace(new ResumeStore(browserStorage(resume), clock), { ...placeOf(slot), backendUrl })),
    [backendUrl, clock, slot, resume],
  )
}

function placeOf({ app, endpoint, runKey }: RunSlot): Omit<ResumePlace, 'backendUrl'> {
  return { app, endpoint, runKey }
}

function openPlace(store: ResumeStore, place: ResumePlace): KeptPlace {
  return {
    find: () => store.find(place),
    forget: () => store.forget(place),
    keep: (run, client) => keepRun(run, store, place, (each, state) => client.toRecord(each, state)),
  }
}

/**
 * Resumes the kept run once the app is known, unless the slot has something else by then. Keeps every run of the slot.
 */
export function useResume(
  { client, registry, history, followFacts }: GradioEnvironment,
  slot: RunSlot,
  kept: KeptPlace | null,
  app: AppDescription | undefined,
  run: Run | null,
): void {
  useEffect(() => {
    if (!kept || !app || !slot.isIdle) return
    const record = kept.find()
    // If two components have the same place, the first one gets the kept run.
    if (!record || (slot.runKey === null && registry.shows(record.runId))) return
    try {
      const found = client.resume(app, record)
      slot.adopt(found, record.inputs)
      history.follow(found, slot.app, record.startedAt)
      followFacts?.(found, { app: slot.app, endpoint: record.endpoint, isResumed: true })
    } catch {
      kept.forget()
    }
  }, [client, registry, history, followFacts, slot, kept, app])
  useEffect(() => {
    if (!kept || !run) return undefined
    const record = kept.find()
    // Its end was seen before the reload, so it is no error if the relay has forgotten it by now.
    if (record?.runId === run.id && record.endedAt !== null) void resetIfGone(slot, run)
    return kept.keep(run, client)
  }, [client, slot, kept, run])
}

async function resetIfGone(slot: RunSlot, run: Run): Promise<void> {
  const state = await run.settled
  if (state.status === 'failed' && state.error.code === 'resume-expired' && slot.holds(run)) slot.reset()
}
