/**
 * Keeps a slot's run where a reload finds it, and takes up the one that was kept. In effects only: a server keeps and finds nothing. The
 * storing itself is loaded when `resume` is wanted; what is asked of it until then is done in order once it is there.
 */
import { useEffect, useMemo } from 'react'
import type { Clock } from '../core/clock.ts'
import type { AppDescription } from '../core/protocol/app-description.ts'
import { Piece } from '../core/load-piece.ts'
import type { ResumeMode } from '../core/resume/resume-storage.ts'
import type { ResumePlace } from '../core/resume/resume-store.ts'
import type { Run } from '../core/run/run.ts'
import type { GradioEnvironment } from './gradio-environment.ts'
import type { StoredPlace } from './kept-place.ts'
import type { RunSlot } from './run-slot.ts'

/** Most pages keep nothing. */
const placePiece = new Piece('keeps runs for a reload', () => import('./kept-place.ts'))
/** Longest wait for its code; without it nothing is kept, and nothing else changes. */
const LOAD_LIMIT_MS = 30_000

/** What may be asked of the stored place; the answer undoes it. */
type Act = (place: StoredPlace) => (() => void) | undefined

/** Where a slot's run is kept. */
export interface KeptPlace {
  /** Acts at once where the place is there already. Calling the answer undoes it, or keeps it from being done. */
  ask(act: Act): () => void
  /** The page has turned away from what was kept. */
  forget(): void
}

/** `null` without `resume`. */
export function useKeptPlace({ backendUrl, clock }: GradioEnvironment, slot: RunSlot, resume: ResumeMode | undefined): KeptPlace | null {
  return useMemo(
    () => (resume === undefined ? null : createKeptPlace(resume, clock, { ...placeOf(slot), backendUrl })),
    [backendUrl, clock, slot, resume],
  )
}

function placeOf({ app, endpoint, runKey }: RunSlot): Omit<ResumePlace, 'backendUrl'> {
  return { app, endpoint, runKey }
}

function createKeptPlace(mode: ResumeMode, clock: Clock, place: ResumePlace): KeptPlace {
  let stored: StoredPlace | null = null
  let loading: Promise<StoredPlace> | null = null

  async function load(): Promise<StoredPlace> {
    const { openPlace } = await placePiece.get({ clock, limitMs: LOAD_LIMIT_MS })
    stored = openPlace(mode, clock, place)
    return stored
  }

  function ask(act: Act): () => void {
    if (stored !== null) return act(stored) ?? (() => {})
    let isWanted = true
    let undo: (() => void) | undefined
    const wait = async (): Promise<void> => {
      try {
        const opened = await (loading ??= load())
        if (isWanted) undo = act(opened)
      } catch {
        loading = null
      }
    }
    void wait()
    return () => {
      isWanted = false
      undo?.()
    }
  }

  return {
    ask,
    forget: () =>
      void ask((opened) => {
        opened.forget()
        return undefined
      }),
  }
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
    if (!kept || !slot.isIdle) return undefined
    // Before the app is known only so that it is loaded by then.
    return kept.ask((place) => {
      const record = app && slot.isIdle ? place.find() : null
      // Two of a kind on one page: the kept run is the first one's.
      if (!app || !record || (slot.runKey === null && registry.shows(record.runId))) return undefined
      try {
        slot.adopt(client.resume(app, record), record.inputs, record.startedAt)
      } catch {
        place.forget()
      }
      return undefined
    })
  }, [client, registry, slot, kept, app])
  useEffect(() => {
    if (!kept || !run) return undefined
    return kept.ask((place) => {
      const record = place.find()
      // Its end was seen before the reload, and is not worth an error now that the relay has forgotten it.
      if (record?.runId === run.id && record.endedAt !== null) void resetIfGone(slot, run)
      return place.keep(run, client)
    })
  }, [client, slot, kept, run])
}

async function resetIfGone(slot: RunSlot, run: Run): Promise<void> {
  const state = await run.settled
  if (state.status === 'failed' && state.error.code === 'resume-expired' && slot.getSnapshot().run === run) slot.reset()
}
