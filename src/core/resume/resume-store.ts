/** Finds and keeps records: one entry each, bounded in number and size, what has expired or cannot be read is thrown out. Never throws. */
import type { Clock } from '../clock.ts'
import { parseResumeRecord } from './parse-resume-record.ts'
import type { ResumeRecord } from './resume-record.ts'
import type { ResumeStorage } from './resume-storage.ts'

/** Of every entry's name; the number is the version of the records. */
export const ENTRY_PREFIX = 'react-gradio-stream:run:1:'
/** Runs kept in one storage; the oldest makes room. */
export const MAX_RECORDS = 20

/** Which run is meant: two with the same place are one. `app` as the page names it. */
export interface ResumePlace {
  readonly backendUrl: string | null
  readonly app: string
  readonly endpoint: string
  readonly runKey: string | null
}

/** Keeps at most one run per place. */
export class ResumeStore {
  readonly #storage: ResumeStorage | null
  readonly #clock: Clock

  constructor(storage: ResumeStorage | null, clock: Clock) {
    this.#storage = storage
    this.#clock = clock
  }

  /** The run that was kept for the place; `null` when there is none, or none that can still be found. */
  find(place: ResumePlace): ResumeRecord | null {
    return this.#try((storage) => this.#read(storage, nameOf(place))) ?? null
  }

  /** Keeps a run in the place of the one before. Silently does not, where the storage is full or forbidden. */
  save(place: ResumePlace, record: ResumeRecord): void {
    const name = nameOf(place)
    this.#try((storage) => {
      this.#makeRoom(storage, name)
      storage.setItem(name, JSON.stringify(record))
    })
  }

  /** Forgets the place's run; with a `runId` only that one. */
  forget(place: ResumePlace, runId?: string): void {
    const name = nameOf(place)
    this.#try((storage) => {
      if (runId === undefined || this.#read(storage, name)?.runId === runId) storage.removeItem(name)
    })
  }

  #read(storage: ResumeStorage, name: string): ResumeRecord | null {
    const text = storage.getItem(name)
    if (text === null) return null
    const record = parseResumeRecord(text, this.#clock.now())
    if (record === null) storage.removeItem(name)
    return record
  }

  #makeRoom(storage: ResumeStorage, kept: string): void {
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index))
    const others = names.filter((name): name is string => name !== null && name.startsWith(ENTRY_PREFIX) && name !== kept)
    const records = others.flatMap((name) => {
      const record = this.#read(storage, name)
      return record ? [{ name, startedAt: record.startedAt }] : []
    })
    records.sort((one, other) => other.startedAt - one.startedAt)
    for (const { name } of records.slice(MAX_RECORDS - 1)) storage.removeItem(name)
  }

  #try<Value>(act: (storage: ResumeStorage) => Value): Value | undefined {
    if (this.#storage === null) return undefined
    try {
      return act(this.#storage)
    } catch {
      return undefined
    }
  }
}

function nameOf({ backendUrl, app, endpoint, runKey }: ResumePlace): string {
  return ENTRY_PREFIX + JSON.stringify([backendUrl, app, endpoint.replace(/^\//, ''), runKey])
}
