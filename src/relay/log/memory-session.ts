/**
 * The messages and runs of one session in memory. Synchronous; `memory-log.ts` bounds and expires it. Replaced messages
 * are dropped from time to time, so that a live view does not fill the log.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { asEdits, RunFold } from './fold-run.ts'
import type { LoggedMessage, LogPage, NewMessage, OpenResult, ReadRequest } from './run-log.ts'

interface Entry extends LoggedMessage {
  readonly number: number
  /** Its values are whole: it replaces the messages before it. */
  readonly isFolded?: boolean
}

/** What one client holds in the log. A session without a client is one by itself. */
export interface Holder {
  readonly name: string
  /** The client is known: it has limits of its own. */
  readonly isKnown: boolean
  sessions: number
  pendingRuns: number
  length: number
}

interface RunRecord {
  /** The call that began it. */
  readonly callId: string | undefined
  /** Of its last message; 0 before the first. */
  position: number
  /** Number of the last message before the run's first. */
  readonly after: number
  endedAt: number | null
  isDelivered: boolean
  /** It ended, and its messages were let go before they were read. */
  isLetGo: boolean
  /** Characters of its messages that are still kept. */
  length: number
  fold: RunFold
  /** Messages that `fold` has not looked at yet, and their characters. */
  loose: Entry[]
  looseLength: number
}

export interface SessionStart {
  readonly generation: string
  readonly holder: Holder
  readonly now: number
  readonly foldLength: number
  readonly first: number
}

export class MemorySession {
  touchedAt: number
  /** When a reader last asked. */
  readAt: number | null = null
  readonly holder: Holder
  length = 0
  pendingRuns = 0
  readonly #generation: string
  readonly #runs = new Map<string, RunRecord>()
  readonly #waiting = new Set<() => void>()
  #entries: Entry[] = []
  readonly #first: number
  #last: number
  /** Number of the newest forgotten message. */
  #forgotten: number
  readonly #foldLength: number

  /**
   * A run is folded after every `foldLength` characters. Messages are numbered from `first` on: above those that a
   * forgotten session of the same name may have had.
   */
  constructor({ generation, holder, now, foldLength, first }: SessionStart) {
    this.#generation = generation
    this.#foldLength = foldLength
    this.holder = holder
    this.touchedAt = now
    this.#first = this.#last = this.#forgotten = first
  }

  /** Number of its newest message. */
  get last(): number {
    return this.#last
  }

  /** Every run has ended. */
  get isIdle(): boolean {
    return this.pendingRuns === 0
  }

  /** Every run has ended, every end was delivered to a reader, and none waits for more. */
  get owesNothing(): boolean {
    if (!this.isIdle || this.#waiting.size > 0) return false
    for (const run of this.#runs.values()) if (!run.isDelivered) return false
    return true
  }

  /** The run was begun and is still kept. */
  has(runId: string): boolean {
    return this.#runs.has(runId)
  }

  /** It was begun by this call, and has no messages. */
  wasBegunBy(runId: string, callId: string | undefined): boolean {
    const run = this.#runs.get(runId)
    return callId !== undefined && run?.callId === callId && run.length === 0 && run.position === 0
  }

  /** A message of this position, or of a later one, came before. */
  hasPosition({ runId, position = Infinity }: NewMessage): boolean {
    return position <= (this.#runs.get(runId)?.position ?? 0)
  }

  begin(runId: string, callId?: string): void {
    const run: RunRecord = {
      callId,
      position: 0,
      after: this.#last,
      endedAt: null,
      isDelivered: false,
      isLetGo: false,
      length: 0,
      fold: new RunFold(),
      loose: [],
      looseLength: 0,
    }
    this.#runs.set(runId, run)
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

  append({ position, ...message }: NewMessage): string {
    const run = this.#runs.get(message.runId)
    const { id } = this.#push(message, run)
    if (run) {
      run.position = position ?? run.position
      if (run.looseLength >= this.#foldLength) this.#fold(run)
    }
    if (message.ends && run) {
      run.endedAt = this.touchedAt
      this.pendingRuns -= 1
    }
    this.wake()
    return id
  }

  #push(message: Omit<LoggedMessage, 'id'>, run: RunRecord | undefined): Entry {
    const number = ++this.#last
    const entry = { ...message, number, id: this.#id(number) }
    const { length } = message.text
    this.#entries.push(entry)
    this.length += length
    if (run) {
      run.length += length
      run.loose.push(entry)
      run.looseLength += length
    }
    return entry
  }

  read({ after, maxLength }: ReadRequest): LogPage {
    const from = this.#position(after)
    if (from === null || from < this.#forgotten || from > this.#last) return { kind: 'expired' }
    const messages: LoggedMessage[] = []
    let index = this.#indexAfter(from)
    for (let length = 0; index < this.#entries.length && length < maxLength; index += 1) {
      const entry = this.#entries[index]
      if (!entry) break
      messages.push(this.#shown(entry, from))
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

  /** Characters of one run that are kept. */
  lengthOf(runId: string): number {
    return this.#runs.get(runId)?.length ?? 0
  }

  /** Drops everything that later messages have replaced. */
  foldAll(): void {
    for (const run of this.#runs.values()) this.#fold(run)
  }

  /**
   * Forgets delivered runs from the oldest on, until `needed` characters are free. Returns the number of freed
   * characters.
   */
  forgetDelivered(needed: number): number {
    let freed = 0
    return this.#forgetWhile(
      (run) => run.isDelivered && freed < needed,
      (length) => (freed += length),
    )
  }

  /** Runs that ended and were not read, the oldest first, without those too short to be worth it. */
  unreadRuns(minLength: number): readonly string[] {
    const isUnread = ({ endedAt, isDelivered, isLetGo, length }: RunRecord): boolean =>
      endedAt !== null && !isDelivered && !isLetGo && length > minLength
    return Array.from(this.#runs).flatMap(([runId, run]) => (isUnread(run) ? [runId] : []))
  }

  /** Lets the messages of a run go that has ended. Its readers get another end in their place. */
  letGo(runId: string, text: string): void {
    const run = this.#runs.get(runId)
    if (!run) return
    this.#entries = this.#entries.filter((entry) => entry.runId !== runId)
    this.length -= run.length
    Object.assign(run, { isLetGo: true, length: 0, fold: new RunFold(), loose: [], looseLength: 0 })
    this.#push({ runId, text, ends: true }, run)
    this.wake()
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
      if (run) run.length -= entry.text.length
      onFreed?.(entry.text.length)
      this.#forgotten = entry.number
      if (entry.ends) this.#runs.delete(entry.runId)
      count += 1
    }
    if (count > 0) this.#entries = this.#entries.slice(count)
    this.length -= freed
    return freed
  }

  #fold(run: RunRecord): void {
    if (run.loose.length === 0) return
    const { gone, whole } = run.fold.fold(run.loose)
    run.loose = []
    run.looseLength = 0
    if (gone.size === 0 && whole.size === 0) return
    const before = this.length
    this.#entries = this.#entries.flatMap((entry) => {
      if (gone.has(entry.number)) {
        this.length -= entry.text.length
        return []
      }
      const text = whole.get(entry.number)
      if (text === undefined) return [entry]
      this.length += text.length - entry.text.length
      return [{ ...entry, text, isFolded: true }]
    })
    run.length += this.length - before
  }

  /** A reader that has a value of the run gets the next one as an edit of it. */
  #shown(entry: Entry, from: number): LoggedMessage {
    const fold = entry.isFolded ? this.#runs.get(entry.runId)?.fold : undefined
    if (!fold) return entry
    const isFirst = fold.firstKept === entry.number && from < (fold.firstValue ?? 0)
    return isFirst ? entry : { ...entry, text: asEdits(entry.text) }
  }

  /** Index of the first message with a higher number. Numbers have gaps where messages were dropped. */
  #indexAfter(number: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle]?.number ?? Infinity) <= number) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The number after which a reader goes on: a cursor of a forgotten session of this name has all of that one. */
  #position(after: string): number | null {
    if (after === '') return this.#forgotten
    const number = this.#number(after)
    return number === null || number >= this.#first ? number : this.#first
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
