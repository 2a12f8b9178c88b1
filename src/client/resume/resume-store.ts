/**
 * Finds and keeps records: one entry each, bounded in number and size. Removes expired and unreadable entries. Never
 * throws.
 */
import type { Clock } from '../kit/clock.ts'
import { writeExact } from '../protocol/exact-json.ts'
import { parseResumeRecord } from './parse-resume-record.ts'
import type { ResumeRecord } from './resume-record.ts'
import type { ResumeStorage } from './resume-storage.ts'

/** Prefix of every entry's name. The number is the version of the records. */
export const ENTRY_PREFIX = 'react-gradio-stream:run:1:'
/** Most runs in one storage. A full storage drops the oldest. */
export const MAX_RECORDS = 20

/** Identifies a run: two runs with the same place are the same. `app` is the page's name for it. */
export interface ResumePlace {
  readonly backendUrl: string | null
  readonly app: string
  readonly endpoint: string
  readonly runKey: string | null
}

/** Keeps one run per place. */
export class ResumeStore {
  readonly #storage: ResumeStorage | null
  readonly #clock: Clock

  constructor(storage: ResumeStorage | null, clock: Clock) {
    this.#storage = storage
    this.#clock = clock
  }

  /** The kept run of the place; `null` when there is none, or none that can still be found. */
  find(place: ResumePlace): ResumeRecord | null {
    return this.#try((storage) => this.#read(storage, nameOf(place))) ?? null
  }

  /** Keeps a run instead of the one before. Does nothing if the storage is full or forbidden. */
  save(place: ResumePlace, record: ResumeRecord): void {
    const name = nameOf(place)
    this.#try((storage) => {
      this.#makeRoom(storage, name)
      storage.setItem(name, writeExact(record))
    })
  }

  /** Forgets the place's run; with a `runId` only if it is that run. */
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
