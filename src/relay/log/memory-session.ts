/**
 * The messages and runs of one session in memory. Synchronous; `memory-log.ts` bounds and expires it. Replaced messages
 * are dropped from time to time, so that a live view does not fill the log.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { asEdits, RunFold } from './fold-run.ts'
import { goneFrame, hasWholeValues } from './gone-run.ts'
import type { LoggedMessage, LogPage, NewMessage, OpenResult, ReadRequest } from './run-log.ts'

interface Entry extends LoggedMessage {
  readonly number: number
  /** Its values are whole: it replaces the messages before it. */
  readonly isFolded?: boolean
  /** The end of a run whose messages are gone. It has no text; its readers get one that says so. */
  readonly isGone?: boolean
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
  /** Its last message. */
  end: Entry | null
  /** Of its messages only the end is kept. */
  isTrimmed: boolean
  /** None of its messages is kept. */
  isGone: boolean
  /** Characters of its messages that are still kept. */
  length: number
  fold: RunFold
  /** Messages that `fold` has not looked at yet, and their characters. */
  loose: Entry[]
  looseLength: number
}

/**
 * Delivered runs of a session whose messages are kept, and ends of runs that are known to be gone; up to twice as many.
 */
const KEPT_RUNS = 200
const KEPT_ENDS = 1_000
/** Of runs that are folded no more. */
const NO_FOLD = new RunFold()

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
  /** Runs that were delivered and still have messages; ends of runs that are gone. */
  #deliveredRuns = 0
  #goneRuns = 0
  readonly #generation: string
  readonly #runs = new Map<string, RunRecord>()
  readonly #waiting = new Set<() => void>()
  #entries: Entry[] = []
  readonly #first: number
  #last: number
  /** Number of the newest end that is forgotten without a trace. */
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
      end: null,
      isTrimmed: false,
      isGone: false,
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
    const entry = this.#push(message, run)
    if (run) {
      run.position = position ?? run.position
      if (run.looseLength >= this.#foldLength) this.#fold(run)
    }
    if (message.ends && run) {
      run.endedAt = this.touchedAt
      run.end = entry
      this.pendingRuns -= 1
    }
    this.wake()
    return entry.id
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
    if (from === null || (after !== '' && from < this.#forgotten) || from > this.#last) return { kind: 'expired' }
    const messages: LoggedMessage[] = []
    let index = this.#indexAfter(from)
    for (let length = 0; index < this.#entries.length && length < maxLength; index += 1) {
      const entry = this.#entries[index]
      if (!entry) break
      const message = this.#shown(entry, from)
      messages.push(message)
      length += message.text.length
    }
    const next = messages.at(-1)?.id ?? after
    return { kind: 'page', messages, next, pendingRuns: this.pendingRuns, atEnd: index >= this.#entries.length }
  }

  open(): OpenResult {
    let after = this.#last
    const deliveredRuns = new Set<string>()
    for (const [runId, run] of this.#runs) {
      if (run.isDelivered || run.isGone) deliveredRuns.add(runId)
      else after = Math.min(after, run.after)
    }
    return { kind: 'open', after: after < this.#forgotten || after === this.#first ? '' : this.#id(after), deliveredRuns }
  }

  markDelivered(runId: string): void {
    const run = this.#runs.get(runId)
    if (!run || run.isDelivered) return
    run.isDelivered = true
    if (run.isGone) return
    this.#deliveredRuns += 1
    // Not each time: it looks at all messages.
    if (this.#deliveredRuns >= 2 * KEPT_RUNS) this.#forgetOldest(this.#deliveredRuns - KEPT_RUNS)
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
   * Forgets delivered runs, the oldest first, until `needed` characters are free: at first what came before their ends,
   * which have the whole values, then the ends.
   */
  forgetDelivered(needed: number): void {
    const target = this.length - needed
    for (const keepsEnd of [true, false]) {
      const chosen = new Set<string>()
      let left = this.length
      for (const [runId, run] of this.#runs) {
        if (left <= target) break
        if (!run.isDelivered || run.isGone || (keepsEnd && (run.isTrimmed || !hasWholeValues(run.end)))) continue
        chosen.add(runId)
        left -= run.length - (keepsEnd ? (run.end?.text.length ?? 0) : 0)
      }
      this.#trim(chosen, keepsEnd)
    }
  }

  #forgetOldest(count: number): void {
    const delivered = Array.from(this.#runs).filter(([, run]) => run.isDelivered && !run.isGone)
    this.#trim(new Set(delivered.slice(0, count).map(([runId]) => runId)), false)
  }

  /** Runs that ended and were not read, the oldest first, without those too short to be worth it. */
  unreadRuns(minLength: number): readonly string[] {
    const isUnread = ({ endedAt, isDelivered, isLetGo, isGone, length }: RunRecord): boolean =>
      endedAt !== null && !isDelivered && !isLetGo && !isGone && length > minLength
    return Array.from(this.#runs).flatMap(([runId, run]) => (isUnread(run) ? [runId] : []))
  }

  /** Lets the messages of a run go that has ended. Its readers get another end in their place. */
  letGo(runId: string, text: string): void {
    const run = this.#runs.get(runId)
    if (!run) return
    this.#entries = this.#entries.filter((entry) => entry.runId !== runId)
    this.length -= run.length
    Object.assign(run, { isLetGo: true, length: 0, fold: NO_FOLD })
    run.end = this.#push({ runId, text, ends: true }, run)
    Object.assign(run, { loose: [], looseLength: 0 })
    this.wake()
  }

  /** Forgets runs that ended then or before. */
  forgetEndedBefore(before: number): void {
    const ended = Array.from(this.#runs).filter(([, { endedAt, isGone }]) => endedAt !== null && endedAt <= before && !isGone)
    this.#trim(new Set(ended.map(([runId]) => runId)), false)
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

  /** Drops the messages of runs that have ended. The end is kept, or only its place. */
  #trim(runIds: ReadonlySet<string>, keepsEnd: boolean): void {
    if (runIds.size === 0) return
    for (const runId of runIds) {
      const run = this.#runs.get(runId)
      if (!run) continue
      Object.assign(run, { fold: NO_FOLD, loose: [], looseLength: 0, isTrimmed: true, isGone: !keepsEnd })
      if (keepsEnd) continue
      run.end = null
      this.#goneRuns += 1
      if (run.isDelivered) this.#deliveredRuns -= 1
    }
    this.#entries = this.#entries.flatMap((entry) => {
      if (!runIds.has(entry.runId) || (keepsEnd && entry.ends)) return [entry]
      this.#drop(entry)
      return entry.ends ? [{ id: entry.id, number: entry.number, runId: entry.runId, text: '', ends: true, isGone: true }] : []
    })
    if (this.#goneRuns >= 2 * KEPT_ENDS) this.#forgetGone(this.#goneRuns - KEPT_ENDS)
  }

  #drop({ runId, text }: Entry): void {
    this.length -= text.length
    const run = this.#runs.get(runId)
    if (run) run.length -= text.length
  }

  /** Forgets even that these runs were there: who has not read to their ends is told `expired`. */
  #forgetGone(count: number): void {
    let left = count
    this.#entries = this.#entries.filter((entry) => {
      if (!entry.isGone || left === 0) return true
      left -= 1
      this.#goneRuns -= 1
      this.#forgotten = Math.max(this.#forgotten, entry.number)
      this.#runs.delete(entry.runId)
      return false
    })
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
    if (entry.isGone) return { ...entry, text: goneFrame(entry.runId) }
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
    if (after === '') return this.#first
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
