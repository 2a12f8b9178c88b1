/**
 * The relay's access to its log: a `RunLog` may reject, be slow, or lose an answer. The messages of a run are written
 * one after another, and each is repeated for a while. After that the run ends with `store-unavailable`, `onError` is
 * called, and readers get that end from here until the store has it.
 */
import { backoffDelayMs } from '@gradio-stream/client/internal/kit/backoff'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { followAbort } from '@gradio-stream/client/internal/connection/http/abort'
import { wait } from '@gradio-stream/client/internal/kit/wait'
import { failedFrame } from '../engine/frames.ts'
import { askStore, LONG, ONCE, SHORT, STORE_WORDS, storeUnavailable } from './ask-store.ts'
import type { Patience } from './ask-store.ts'
import { HeldEnds } from './held-ends.ts'
import type { HeldEnd } from './held-ends.ts'
import type { AppendResult, BeginResult, LoggedMessage, LogPage, OpenResult, ReadRequest, RunLog, SessionKey } from './run-log.ts'
import { newWriter, placeOf } from './run-writer.ts'
import type { RunWriter } from './run-writer.ts'
import { mapKey, runKey } from './session-key.ts'

export interface ReliableLogOptions {
  readonly log: RunLog
  /** It is in this process and answers at once. */
  readonly isLocal: boolean
  readonly clock: Clock
  /** Letters and digits that are unique among the relays of this store. */
  readonly generation: string
  /** Characters of one run that may wait for the store. */
  readonly maxWaitingLength: number
  /** How long a held end waits for the store, in milliseconds. */
  readonly ttlMs: number
  /** Called with the last message of each run that this relay writes; `null`: somebody else had ended it. */
  readonly onEnd?: ((key: SessionKey, runId: string, text: string | null) => void) | undefined
  /** Called when another relay follows a run that this one wrote. */
  readonly onTaken?: ((key: SessionKey, runId: string) => void) | undefined
  /** Called once for each thing that was given up. */
  readonly onError: (error: unknown) => void
}

/** A {@link RunLog} whose `append`, `abandon`, `markDelivered` and `close` never reject. */
export interface ReliableLog extends RunLog {
  /** With what this relay writes the run: see {@link NewMessage.fence}. Absent: it does not write it. */
  fenceOf(key: SessionKey, runId: string): string | undefined
  /** From now on this relay writes a run that another one began, and nothing more of what it wrote of it before. */
  takeOn(key: SessionKey, runId: string, fence: string): void
  /** The relay is closing: nothing is repeated. */
  stopRetrying(): void
  /** Of a log that does not tell, a reader is there at any time. */
  readAt(key: SessionKey): Promise<number | null>
}

/** Makes a log that writes in order and repeats. */
export function createReliableLog(options: ReliableLogOptions): ReliableLog {
  return new RetryingLog(options)
}

const STORE_FAILED = { code: 'store-unavailable', message: `${STORE_WORDS} The relay stopped following this run.` }
const TOO_LONG = {
  run: 'The run sent more than the relay keeps of one run, so the relay stopped following it.',
  session: 'The runs of this session sent more than the relay keeps of one session, so the relay stopped following this one.',
  client: 'The runs of this client sent more than the relay keeps for one client, so the relay stopped following this one.',
  all: 'The relay holds as much as it can, and the runs of this client hold more than an equal part, so the relay stopped following this one.',
} as const
const ENDED: AppendResult = { kind: 'ended' }
/** Pauses between attempts to write what was given up. */
const LATE_PAUSES = { baseMs: 2_000, maxMs: 60_000 } as const

class RetryingLog implements ReliableLog {
  readonly #options: ReliableLogOptions
  readonly #log: RunLog
  readonly #clock: Clock
  readonly #held: HeldEnds
  readonly #stopped = new AbortController()
  readonly #writers = new Map<string, RunWriter>()
  /** Calls of `begin` without an answer, by run: the store may have begun the run. */
  readonly #unsure = new Map<string, string>()
  /** Waiting readers, by session. */
  readonly #readers = new Map<string, Set<AbortController>>()
  #calls = 0
  #isClosed = false

  constructor(options: ReliableLogOptions) {
    this.#options = options
    this.#log = options.log
    this.#clock = options.clock
    this.#held = new HeldEnds(options.generation)
  }

  async begin(key: SessionKey, runId: string, _callId?: string, order?: string): Promise<BeginResult> {
    const name = runKey(key, runId)
    const callId = this.#unsure.get(name) ?? `${this.#options.generation}-${(this.#calls += 1)}`
    this.#unsure.delete(name)
    try {
      const result = await this.#ask(() => this.#log.begin(key, runId, callId, order), SHORT)
      if (result.kind === 'begun') this.#writers.set(name, newWriter(key, runId, 0, callId))
      return result
    } catch (cause) {
      this.#options.onError(cause)
      this.#unsure.set(name, callId)
      void this.#tryLater(() => this.#withdraw(key, runId, callId))
      throw cause
    }
  }

  fenceOf(key: SessionKey, runId: string): string | undefined {
    return this.#writers.get(runKey(key, runId))?.fence
  }

  takeOn(key: SessionKey, runId: string, fence: string): void {
    const name = runKey(key, runId)
    const before = this.#writers.get(name)
    if (before) before.isOver = true
    this.#writers.set(name, newWriter(key, runId, 0, fence))
  }

  async abandon(key: SessionKey, runId: string): Promise<void> {
    this.#writers.delete(runKey(key, runId))
    try {
      await this.#ask(() => this.#log.abandon(key, runId), SHORT)
    } catch (cause) {
      this.#options.onError(cause)
      void this.#tryLater(() => this.#log.abandon(key, runId))
    }
  }

  append(key: SessionKey, { runId, text, ends }: Omit<LoggedMessage, 'id'>): Promise<AppendResult> {
    const writer = this.#writerOf(key, runId)
    if (writer.isOver) return Promise.resolve(ENDED)
    if (writer.waitingLength > 0 && writer.waitingLength + text.length > this.#options.maxWaitingLength) {
      const cause = new Error(`The store is slow: ${writer.waitingLength} characters of a run wait to be written.`)
      this.#giveUp(writer, ends ? text : failedFrame(runId, STORE_FAILED), storeUnavailable(cause))
      return Promise.resolve(ENDED)
    }
    writer.waitingLength += text.length
    const written = writer.tail.then(() => this.#write(writer, text, ends))
    writer.tail = written
    return written
  }

  async #write(writer: RunWriter, text: string, ends: boolean): Promise<AppendResult> {
    writer.waitingLength -= text.length
    if (writer.isOver) return ENDED
    try {
      const result = await this.#send(writer, text, ends)
      if (result.kind === 'full') {
        // The relay's memory is bounded, the app's output is not: the run ends rather than lose a part.
        const end = failedFrame(writer.runId, { code: 'buffer-exceeded', message: TOO_LONG[result.over ?? 'run'] })
        await this.#send(writer, end, true)
        this.#finish(writer, end)
      } else if (result.kind === 'taken') this.#leave(writer)
      else if (ends || result.kind === 'ended') this.#finish(writer, result.kind === 'ended' ? null : text)
      return result
    } catch (cause) {
      this.#giveUp(writer, ends ? text : failedFrame(writer.runId, STORE_FAILED), cause)
      return ENDED
    }
  }

  async #send(writer: RunWriter, text: string, ends: boolean): Promise<AppendResult> {
    const { key, runId } = writer
    const place = placeOf(writer, 1)
    const result = await this.#ask(() => this.#log.append(key, { runId, text, ends, ...place }), LONG)
    if (writer.position !== null && (result.kind === 'appended' || result.kind === 'known')) writer.position += 1
    return result
  }

  /** The run has ended for this relay and its readers; the store gets the end when it can. */
  #giveUp(writer: RunWriter, text: string, cause: unknown): void {
    if (writer.isOver) return
    this.#finish(writer, text)
    const { key, runId } = writer
    const held = this.#held.hold(key, runId, text, this.#clock.now())
    this.#options.onError(cause)
    for (const reader of this.#readers.get(mapKey(key)) ?? []) reader.abort()
    // The failed message may still arrive: the end has the position after it.
    const place = placeOf(writer, 2)
    void this.#tryLater(async () => {
      if (!this.#held.of(key).includes(held)) return
      await this.#log.append(key, { runId, text, ends: true, ...place })
      if (held.isDelivered) await this.#log.markDelivered(key, runId)
      this.#held.release(key, held)
    })
  }

  /** `end`: the run's last message; `null`: somebody else wrote it. */
  #finish(writer: RunWriter, end: string | null): void {
    this.#forget(writer)
    this.#options.onEnd?.(writer.key, writer.runId, end)
  }

  /** Another relay has the run. */
  #leave(writer: RunWriter): void {
    this.#forget(writer)
    this.#options.onTaken?.(writer.key, writer.runId)
  }

  #forget(writer: RunWriter): void {
    writer.isOver = true
    const name = runKey(writer.key, writer.runId)
    // This relay may have taken the run back meanwhile.
    if (this.#writers.get(name) === writer) this.#writers.delete(name)
  }

  async read(key: SessionKey, request: ReadRequest): Promise<LogPage> {
    const place = this.#held.place(request.after)
    // A log in this process answers: nothing is repeated, and it wakes its readers by itself when it is closed.
    if (this.#options.isLocal && this.#held.of(key).length === 0) {
      return this.#held.addTo(await this.#log.read(key, { ...request, after: place.after }), key, place)
    }
    const { controller: stop, release } = followAbort(request.signal)
    const readers = this.#readers.get(mapKey(key)) ?? new Set()
    this.#readers.set(mapKey(key), readers.add(stop))
    const hasNews = this.#held.of(key).some(({ number }) => number > place.heldAfter)
    const waitMs = hasNews ? 0 : request.waitMs
    const until = this.#clock.now() + waitMs
    const ask = (): Promise<LogPage> => {
      const restMs = Math.max(0, until - this.#clock.now())
      return this.#log.read(key, { ...request, after: place.after, waitMs: restMs, signal: stop.signal })
    }
    try {
      const page = await this.#ask(ask, hasNews ? ONCE : LONG, { waitMs, signal: stop.signal })
      return this.#held.addTo(page, key, place)
    } catch (cause) {
      if (this.#isClosed) return { kind: 'unknown' }
      const held = this.#held.alone(key, place, this.#pendingRuns(key))
      if (held) return held
      if (!request.signal?.aborted) this.#options.onError(cause)
      throw cause
    } finally {
      release()
      readers.delete(stop)
      if (readers.size === 0) this.#readers.delete(mapKey(key))
    }
  }

  async open(key: SessionKey): Promise<OpenResult> {
    const held = this.#held.of(key)
    try {
      const opened = await this.#ask(() => this.#log.open(key), SHORT)
      return opened.kind === 'open' ? { ...opened, deliveredRuns: withDelivered(opened.deliveredRuns, held) } : opened
    } catch (cause) {
      // This relay knows the session: its reader begins at the first message that the store still has.
      if (held.length > 0 || this.#pendingRuns(key) > 0) return { kind: 'open', after: '', deliveredRuns: withDelivered(new Set(), held) }
      this.#options.onError(cause)
      throw cause
    }
  }

  async markDelivered(key: SessionKey, runId: string): Promise<void> {
    for (const held of this.#held.of(key)) if (held.runId === runId) held.isDelivered = true
    try {
      await this.#ask(() => this.#log.markDelivered(key, runId), SHORT)
    } catch (cause) {
      // The next reader without a cursor gets this run again.
      this.#options.onError(cause)
    }
  }

  async readAt(key: SessionKey): Promise<number | null> {
    return this.#log.readAt ? this.#ask(async () => this.#log.readAt?.(key) ?? null, SHORT) : this.#clock.now()
  }

  expire(): Promise<void> {
    return this.#log.expire()
  }

  stopRetrying(): void {
    this.#stopped.abort()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopped.abort()
    try {
      await this.#ask(() => this.#log.close(), ONCE)
    } catch (cause) {
      this.#options.onError(cause)
    }
    this.#held.clear()
    for (const readers of this.#readers.values()) for (const reader of readers) reader.abort()
  }

  /** Runs of a session that this relay is writing. */
  #pendingRuns(key: SessionKey): number {
    const session = mapKey(key)
    let count = 0
    for (const writer of this.#writers.values()) if (mapKey(writer.key) === session) count += 1
    return count
  }

  #writerOf(key: SessionKey, runId: string): RunWriter {
    const name = runKey(key, runId)
    const known = this.#writers.get(name)
    if (known) return known
    const writer = newWriter(key, runId, null)
    this.#writers.set(name, writer)
    return writer
  }

  /** Withdraws a run whose `begin` was never answered, unless it was begun again meanwhile. */
  async #withdraw(key: SessionKey, runId: string, callId: string): Promise<void> {
    const name = runKey(key, runId)
    if (this.#unsure.get(name) !== callId) return
    await this.#log.abandon(key, runId)
    if (this.#unsure.get(name) === callId) this.#unsure.delete(name)
  }

  /** Repeats with growing pauses until it succeeds, the time to live is over or the relay closes. */
  async #tryLater(task: () => Promise<void>): Promise<void> {
    const until = this.#clock.now() + this.#options.ttlMs
    for (let attempt = 1; this.#clock.now() < until; attempt += 1) {
      await wait(this.#clock, backoffDelayMs(attempt, LATE_PAUSES), this.#stopped.signal)
      if (this.#stopped.signal.aborted) return
      try {
        await this.#ask(task, ONCE)
        return
      } catch {
        // The next attempt follows.
      }
    }
  }

  #ask<Answer>(
    ask: () => Promise<Answer>,
    patience: Patience,
    { waitMs = 0, signal = this.#stopped.signal }: { waitMs?: number; signal?: AbortSignal } = {},
  ): Promise<Answer> {
    return askStore(ask, { clock: this.#clock, patience, waitMs, signal, isLocal: this.#options.isLocal })
  }
}

function withDelivered(runs: ReadonlySet<string>, held: readonly HeldEnd[]): ReadonlySet<string> {
  const delivered = held.filter(({ isDelivered }) => isDelivered).map(({ runId }) => runId)
  return delivered.length === 0 ? runs : new Set([...runs, ...delivered])
}
