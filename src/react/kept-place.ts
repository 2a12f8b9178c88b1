/** The place where a slot's run is kept in a storage: found there after a reload, written while the run goes on. Loaded where `resume` is wanted. */
import type { Clock } from '../core/clock.ts'
import type { GradioClient } from '../core/client.ts'
import { keepRun } from '../core/resume/keep-run.ts'
import type { ResumeRecord } from '../core/resume/resume-record.ts'
import { browserStorage } from '../core/resume/resume-storage.ts'
import type { ResumeMode } from '../core/resume/resume-storage.ts'
import { ResumeStore } from '../core/resume/resume-store.ts'
import type { ResumePlace } from '../core/resume/resume-store.ts'
import type { Run } from '../core/run/run.ts'

/** One place. */
export interface StoredPlace {
  find(): ResumeRecord | null
  forget(): void
  /** Begins to keep the run; the answer stops that and leaves what was kept. */
  keep(run: Run, client: GradioClient): () => void
}

/** The place in the browser's storage. */
export function openPlace(mode: ResumeMode, clock: Clock, place: ResumePlace): StoredPlace {
  const store = new ResumeStore(browserStorage(mode), clock)
  return {
    find: () => store.find(place),
    forget: () => store.forget(place),
    keep: (run, client) => keepRun(run, store, place, (each, state) => client.toRecord(each, state)),
  }
}
