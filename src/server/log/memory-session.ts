/** The messages and runs of one session in memory. Synchronous; `memory-log.ts` bounds and expires it. */
import type { Clock } from '../../core/clock.ts'
import type { LoggedMessage, LogPage, OpenResult, ReadRequest } from './run-log.ts'

interface Entry extends LoggedMessage {
  readonly number: number
}

interface RunRecord {
  /** Number of the last message before the run's first. */
  readonly after: number
  endedAt: number | null
  isDelivered: boolean
}

export class MemorySession {
  touchedAt: number
  length = 0
  pendingRuns = 0
  readonly #generation: string
  readonly #runs = new Map<string, RunRecord>()
  readonly #waiting = new Set<() => void>()
  #entries: Entry[] = []
  #last = 0
  /** Number of the newest message that was forgotten. */
  #forgotten = 0

  constructor(generation: string, now: number) {
    this.#generation = generation
    this.touchedAt = now
  }

  /** Every run has ended and somebody was given each end. */
  get owesNothing(): boolean {
    return this.pendingRuns === 0 && [...this.#runs.values()].every((run) => run.isDelivered)
  }

  /** It was begun, and is still kept. */
  has(runId: string): boolean {
    return this.#runs.has(runId)
  }

  begin(runId: string): void {
    this.#runs.set(runId, { after: this.#last, endedAt: null, isDelivered: false })
    this.pendingRuns += 1
  }

  abandon(runId: string): void {
    if (!this.isPending(runId)) return
    this.#runs.delete(runId)
    this.pendingRuns -= 1
    this.wake()
  }

  isPending(runId: string): boolean {
    return this.#runs.get(runId)?.endedAt === null
  }

  append(message: Omit<LoggedMessage, 'id'>): string {
    const number = ++this.#last
    const entry = { ...message, number, id: this.#id(number) }
    this.#entries.push(entry)
    this.length += message.text.length
    const run = this.#runs.get(message.runId)
    if (message.ends && run) {
      run.endedAt = this.touchedAt
      this.pendingRuns -= 1
    }
    this.wake()
    return entry.id
  }

  read({ after, maxLength }: ReadRequest): LogPage {
    const from = after === '' ? this.#forgotten : this.#number(after)
    if (from === null || from < this.#forgotten || from > this.#last) return { kind: 'expired' }
    const messages: LoggedMessage[] = []
    // Numbers have no gaps after the forgotten prefix, so a cursor is an index.
    let index = from - this.#forgotten
    for (let length = 0; index < this.#entries.length && length < maxLength; index += 1) {
      const entry = this.#entries[index]
      if (!entry) break
      messages.push(entry)
      length += entry.text.length
    }
    const next = messages.at(-1)?.id ?? after
    return { kind: 'page', messages, next, pendingRuns: this.pendingRuns, atEnd: index >= this.#entries.length }
  }

  open(): OpenResult {
    let after = this.#last
    const deliveredRuns = new Set<string>()
    for (const [runId, run] of this.#runs) {
      if (run.isDelivered) deliveredRuns.add(runId)
      else after = Math.min(after, run.after)
    }
    return { kind: 'open', after: after <= this.#forgotten ? '' : this.#id(after), deliveredRuns }
  }

  markDelivered(runId: string): void {
    const run = this.#runs.get(runId)
    if (run) run.isDelivered = true
  }

  /** Forgets delivered runs from the front until `needed` characters are free. Answers how many it freed. */
  forgetDelivered(needed: number): number {
    let freed = 0
    return this.#forgetWhile(
      (run) => run.isDelivered && freed < needed,
      (length) => (freed += length),
    )
  }

  forgetEndedBefore(before: number): number {
    return this.#forgetWhile((run) => run.endedAt !== null && run.endedAt <= before)
  }

  wake(): void {
    for (const resolve of this.#waiting) resolve()
  }

  /** Resolves on the next change, after `waitMs` or on the signal. */
  change(clock: Clock, waitMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel()
        this.#waiting.delete(done)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const cancel = clock.schedule(done, waitMs)
      this.#waiting.add(done)
      signal?.addEventListener('abort', done, { once: true })
    })
  }

  #forgetWhile(isForgettable: (run: RunRecord) => boolean, onFreed?: (length: number) => void): number {
    let freed = 0
    let count = 0
    for (const entry of this.#entries) {
      const run = this.#runs.get(entry.runId)
      if (run && !isForgettable(run)) break
      freed += entry.text.length
      onFreed?.(entry.text.length)
      this.#forgotten = entry.number
      if (entry.ends) this.#runs.delete(entry.runId)
      count += 1
    }
    if (count > 0) this.#entries = this.#entries.slice(count)
    this.length -= freed
    return freed
  }

  #id(number: number): string {
    return `${this.#generation}-${number}`
  }

  #number(id: string): number | null {
    const prefix = `${this.#generation}-`
    const digits = id.startsWith(prefix) ? id.slice(prefix.length) : ''
    return /^\d{1,15}$/.test(digits) ? Number(digits) : null
  }
}
