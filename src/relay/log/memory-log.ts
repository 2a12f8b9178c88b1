/**
 * The run log in this process's memory, bounded by runs, sessions, characters and time. What is missed least goes
 * first: what was delivered, then ends that nobody has read, of the client that holds most. A run that goes on is never
 * let go, but one of a client over its part takes nothing more. A reader whose cursor is too old is told `expired` and
 * never loses a message silently.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { failedFrame } from '../engine/frames.ts'
import type { HeapWatch } from '../guard/heap-watch.ts'
import { DEFAULT_CLIENT_LIMITS } from '../guard/client-limits.ts'
import type { AppendResult, BeginResult, LogPage, NewMessage, OpenResult, ReadRequest, RunLog, SessionKey } from './run-log.ts'
import { leastMissed } from './least-missed.ts'
import { MemorySession } from './memory-session.ts'
import type { Holder } from './memory-session.ts'
import { mapKey } from './session-key.ts'

/** Options of {@link createMemoryLog}. */
export interface MemoryLogOptions {
  clock: Clock
  /** Names this log's lifetime. A cursor of another log reads as expired. */
  generation: string
  /** Pending runs of one session. @defaultValue 100 */
  maxRunsPerSession?: number
  /** Pending runs of one client (`key.client`). @defaultValue 1000 */
  maxRunsPerClient?: number
  /**
   * Sessions kept at once. A full log drops the oldest that owes nothing, else, of the client with most sessions, the
   * oldest without a pending run. @defaultValue 10000
   */
  maxSessions?: number
  /** The same for one client. @defaultValue 2500 */
  maxSessionsPerClient?: number
  /** Characters of one run's messages, without those that later messages replace. @defaultValue 64 Mi */
  maxRunLength?: number
  /** The same for one session. Above it each pending run has an equal part. @defaultValue 256 Mi */
  maxSessionLength?: number
  /**
   * The same for one client. Above it unread ends are let go, then each pending run has an equal part. @defaultValue
   * 256 Mi
   */
  maxLengthPerClient?: number
  /**
   * Characters of messages of all sessions. Above it unread ends of clients with more than an equal part are let go,
   * then each client with a pending run has an equal part. A session without a client is one by itself. @defaultValue
   * 512 Mi
   */
  maxLength?: number
  /**
   * Replaced messages of a run (values, progress, places in the queue) are dropped after this many characters.
   * @defaultValue 4 Mi
   */
  foldLength?: number
  /**
   * Tells how full the process's heap is. While it is high, what was delivered goes; while it is full, the log grows no
   * further and its present length is the limit of all. @defaultValue none
   */
  heap?: HeapWatch
  /** How long messages are kept after the session's last activity, in milliseconds. @defaultValue 1800000 */
  ttlMs?: number
}

/** The end of a run in place of messages that had to go before they were read. */
const LET_GO = {
  code: 'resume-expired',
  message: 'The run has ended. Nobody had read its messages when the relay needed their room, and its client held more than its part.',
}
/** How often what was delivered goes while the heap is high, in milliseconds. */
const RELIEVE_EVERY_MS = 1_000
/** A run of fewer characters is not worth letting go. */
const WORTH_LENGTH = 4 * 1024

/** Makes a run log that lives in this process. */
export function createMemoryLog(options: MemoryLogOptions): RunLog {
  return new MemoryLog(options)
}

class MemoryLog implements RunLog {
  readonly #clock: Clock
  readonly #generation: string
  readonly #limits: {
    runs: number
    clientRuns: number
    sessions: number
    clientSessions: number
    runLength: number
    sessionLength: number
    clientLength: number
    length: number
    foldLength: number
    ttlMs: number
  }
  /** In the order of their last activity. */
  readonly #sessions = new Map<string, MemorySession>()
  readonly #heap: HeapWatch | null
  #relievedAt = -Infinity
  /** Characters that all sessions may hold now. */
  #mostLength: number
  readonly #holders = new Map<string, Holder>()
  #length = 0
  /** The highest number of a message in sessions that are forgotten. */
  #lastForgotten = 0

  constructor(options: MemoryLogOptions) {
    this.#clock = options.clock
    this.#generation = options.generation
    this.#limits = {
      runs: options.maxRunsPerSession ?? 100,
      clientRuns: options.maxRunsPerClient ?? DEFAULT_CLIENT_LIMITS.maxRuns,
      sessions: options.maxSessions ?? 10_000,
      clientSessions: options.maxSessionsPerClient ?? DEFAULT_CLIENT_LIMITS.maxSessions,
      runLength: options.maxRunLength ?? 64 * 1024 * 1024,
      sessionLength: options.maxSessionLength ?? 256 * 1024 * 1024,
      clientLength: options.maxLengthPerClient ?? DEFAULT_CLIENT_LIMITS.maxLength,
      length: options.maxLength ?? 512 * 1024 * 1024,
      foldLength: options.foldLength ?? 4 * 1024 * 1024,
      ttlMs: options.ttlMs ?? 30 * 60_000,
    }
    this.#heap = options.heap ?? null
    this.#mostLength = this.#limits.length
  }

  get keptLength(): number {
    return this.#length
  }

  async begin(key: SessionKey, runId: string, callId?: string): Promise<BeginResult> {
    const known = this.#touch(key)
    if (known?.has(runId)) return { kind: known.wasBegunBy(runId, callId) ? 'begun' : 'known' }
    if (known && known.pendingRuns >= this.#limits.runs) return { kind: 'refused', reason: 'too-many-runs' }
    const holder = known?.holder ?? this.#holders.get(holderName(key))
    if (holder?.isKnown && holder.pendingRuns >= this.#limits.clientRuns) return { kind: 'refused', reason: 'too-many-runs-of-client' }
    const session = known ?? this.#create(key)
    if (typeof session === 'string') return { kind: 'refused', reason: session }
    this.#change(session, () => session.begin(runId, callId))
    return { kind: 'begun' }
  }

  #create(key: SessionKey): MemorySession | 'too-many-sessions' | 'too-many-sessions-of-client' {
    const own = this.#holders.get(holderName(key))
    if (own?.isKnown && own.sessions >= this.#limits.clientSessions && !this.#forgetOne(own)) return 'too-many-sessions-of-client'
    if (this.#sessions.size >= this.#limits.sessions && !this.#forgetOne()) return 'too-many-sessions'
    const name = holderName(key)
    const holder = this.#holders.get(name) ?? { name, isKnown: key.client !== undefined, sessions: 0, pendingRuns: 0, length: 0 }
    this.#holders.set(name, holder)
    holder.sessions += 1
    const session = new MemorySession({
      generation: this.#generation,
      holder,
      now: this.#clock.now(),
      foldLength: this.#limits.foldLength,
      first: this.#lastForgotten,
    })
    this.#sessions.set(mapKey(key), session)
    return session
  }

  async abandon(key: SessionKey, runId: string): Promise<void> {
    const session = this.#touch(key)
    if (session) this.#change(session, () => session.abandon(runId))
  }

  async append(key: SessionKey, message: NewMessage): Promise<AppendResult> {
    this.#heedHeap(message.text.length)
    const session = this.#touch(key)
    if (session?.hasPosition(message)) return { kind: 'known' }
    if (!session?.isPending(message.runId)) return { kind: 'ended' }
    const { length } = message.text
    if (this.#isOver(session, message.runId, length)) this.#change(session, () => session.foldAll())
    if (session.length + length > this.#limits.sessionLength) this.#change(session, () => session.forgetDelivered(length))
    this.#makeRoom(session, message.runId, length)
    const over = message.ends ? null : this.#lackOf(session, message.runId, length)
    if (over) return { kind: 'full', over }
    return { kind: 'appended', id: this.#change(session, () => session.append(message)) }
  }

  #heedHeap(added: number): void {
    const level = this.#heap?.level(added) ?? 'low'
    this.#mostLength = this.#limits.length
    if (level === 'low') return
    const now = this.#clock.now()
    if (now - this.#relievedAt >= RELIEVE_EVERY_MS) {
      this.#relievedAt = now
      this.#forgetDelivered(() => false)
    }
    // Below a quarter of the heap it is not the log that fills it.
    if (level === 'full') this.#mostLength = Math.min(this.#limits.length, Math.max(this.#length, (this.#heap?.limitBytes ?? 0) / 4))
  }

  #isOver(session: MemorySession, runId: string, length: number): boolean {
    const { runLength, sessionLength } = this.#limits
    if (session.lengthOf(runId) + length > runLength || session.length + length > sessionLength) return true
    return this.#isClientOver(session, length) || this.#isAllOver(length)
  }

  #isClientOver({ holder }: MemorySession, length: number): boolean {
    return holder.isKnown && holder.length + length > this.#limits.clientLength
  }

  #isAllOver(length: number): boolean {
    return this.#length + length > this.#mostLength
  }

  #makeRoom(session: MemorySession, runId: string, length: number): void {
    const isClientFit = (): boolean => !this.#isClientOver(session, length)
    const isFit = (): boolean => !this.#isAllOver(length)
    if (!isClientFit()) {
      this.#forgetDelivered(isClientFit, session.holder)
      this.#letUnreadGo(isClientFit, session.holder)
    }
    if (isFit()) return
    this.#forgetDelivered(isFit)
    this.#letUnreadGo(isFit)
    // Over its part with what its own unread ends hold.
    this.#letUnreadGo(() => this.#lackOf(session, runId, length) !== 'all', session.holder)
  }

  /** Forgets what was delivered, the oldest first. */
  #forgetDelivered(isEnough: () => boolean, own?: Holder): void {
    for (const [name, session] of this.#sessions) {
      if (isEnough()) return
      if (own && session.holder !== own) continue
      if (session.owesNothing) this.#drop(name, session)
      else this.#change(session, () => session.forgetDelivered(Infinity))
    }
  }

  /**
   * Lets ends go that nobody read: those of one client, or of all that hold more than an equal part, the largest first.
   */
  #letUnreadGo(isEnough: () => boolean, own?: Holder): void {
    if (isEnough()) return
    const part = own ? 0 : this.#mostLength / this.#holders.size
    const sessions = [...this.#sessions.values()].filter(({ holder }) => (own ? holder === own : holder.length > part))
    for (const session of sessions.toSorted((one, other) => other.holder.length - one.holder.length)) {
      for (const runId of session.unreadRuns(WORTH_LENGTH)) {
        if (isEnough() || session.holder.length <= part) break
        this.#change(session, () => session.letGo(runId, failedFrame(runId, LET_GO)))
      }
    }
  }

  /**
   * What a run takes too much of. Above a shared limit, a run or client may still grow up to an equal part, so that one
   * cannot end the others. The total stays below twice the limit.
   */
  #lackOf(session: MemorySession, runId: string, length: number): 'run' | 'session' | 'client' | 'all' | null {
    const { runLength, sessionLength: ofSession, clientLength: ofClient } = this.#limits
    const ofAll = this.#mostLength
    const { holder } = session
    const own = session.lengthOf(runId) + length
    if (own > runLength) return 'run'
    const inSession = session.length + length
    if (inSession > ofSession && (own > ofSession / session.pendingRuns || inSession > 2 * ofSession)) return 'session'
    const inClient = holder.length + length
    if (this.#isClientOver(session, length) && (own > ofClient / holder.pendingRuns || inClient > 2 * ofClient)) return 'client'
    const all = this.#length + length
    if (all <= ofAll) return null
    const busy = [...this.#holders.values()].filter(({ pendingRuns }) => pendingRuns > 0).length
    return inClient <= ofAll / busy && all <= 2 * ofAll ? null : 'all'
  }

  async read(key: SessionKey, request: ReadRequest): Promise<LogPage> {
    let session = this.#touch(key)
    if (!session) return { kind: 'unknown' }
    session.readAt = this.#clock.now()
    const page = session.read(request)
    const isWorthWaiting = page.kind === 'page' && page.messages.length === 0 && page.pendingRuns > 0 && request.waitMs > 0
    if (!isWorthWaiting || request.signal?.aborted) return page
    await session.change(this.#clock, request.waitMs, request.signal)
    session = this.#touch(key)
    if (session) session.readAt = this.#clock.now()
    return session ? session.read(request) : { kind: 'unknown' }
  }

  async readAt(key: SessionKey): Promise<number | null> {
    return this.#sessions.get(mapKey(key))?.readAt ?? null
  }

  async open(key: SessionKey): Promise<OpenResult> {
    return this.#touch(key)?.open() ?? { kind: 'unknown' }
  }

  async markDelivered(key: SessionKey, runId: string): Promise<void> {
    this.#touch(key)?.markDelivered(runId)
  }

  async expire(): Promise<void> {
    const before = this.#clock.now() - this.#limits.ttlMs
    for (const [name, session] of this.#sessions) {
      if (session.touchedAt <= before && session.isIdle) this.#drop(name, session)
      else this.#change(session, () => session.forgetEndedBefore(before))
    }
  }

  async close(): Promise<void> {
    for (const [name, session] of this.#sessions) this.#drop(name, session)
  }

  /** The session, marked as active now; `undefined` if it has expired. */
  #touch(key: SessionKey): MemorySession | undefined {
    const name = mapKey(key)
    const session = this.#sessions.get(name)
    if (!session) return undefined
    const now = this.#clock.now()
    if (session.isIdle && session.touchedAt <= now - this.#limits.ttlMs) {
      this.#drop(name, session)
      return undefined
    }
    session.touchedAt = now
    this.#sessions.delete(name)
    this.#sessions.set(name, session)
    return session
  }

  /** Changes a session, and counts what it holds afterwards. */
  #change<Result>(session: MemorySession, change: () => Result): Result {
    const { length, pendingRuns, holder } = session
    const result = change()
    this.#length += session.length - length
    holder.length += session.length - length
    holder.pendingRuns += session.pendingRuns - pendingRuns
    return result
  }

  /** Forgets the session that is missed least. False: each has a run that goes on. */
  #forgetOne(own?: Holder): boolean {
    const found = leastMissed(this.#sessions, ({ holder, isIdle, owesNothing }) => {
      if (!isIdle || (own && holder !== own)) return 'needed'
      return owesNothing ? 'free' : holder.sessions
    })
    if (found) this.#drop(...found)
    return found !== null
  }

  #drop(name: string, session: MemorySession): void {
    const { holder } = session
    this.#sessions.delete(name)
    this.#length -= session.length
    this.#lastForgotten = Math.max(this.#lastForgotten, session.last)
    holder.length -= session.length
    holder.pendingRuns -= session.pendingRuns
    holder.sessions -= 1
    if (holder.sessions === 0) this.#holders.delete(holder.name)
    session.wake()
  }
}

/** A session's own name contains a line break, no client's does. */
function holderName(key: SessionKey): string {
  return key.client ?? mapKey(key)
}
