/**
 * The run log in this process's memory, bounded by runs, sessions, characters and time. Apart from replaced messages,
 * it forgets only the oldest messages of a session. A reader whose cursor is too old is told `expired` and never loses
 * a message silently.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { AppendResult, BeginResult, LogPage, NewMessage, OpenResult, ReadRequest, RunLog, SessionKey } from './run-log.ts'
import { MemorySession } from './memory-session.ts'
import { mapKey } from './session-key.ts'

export interface MemoryLogOptions {
  clock: Clock
  /** Names this log's lifetime. A cursor of another log reads as expired. */
  generation: string
  /** Pending runs of one session. @defaultValue 100 */
  maxRunsPerSession?: number
  /** Sessions kept at once. A full log drops the oldest session that has delivered every end. @defaultValue 10000 */
  maxSessions?: number
  /** Characters of one run's messages, without those that later messages replace. @defaultValue 64 Mi */
  maxRunLength?: number
  /** The same for one session. Above it each pending run has an equal part. @defaultValue 256 Mi */
  maxSessionLength?: number
  /**
   * Characters of messages of all sessions. Above it each session with a pending run has an equal part. @defaultValue
   * 512 Mi
   */
  maxLength?: number
  /**
   * Replaced messages of a run (values, progress, places in the queue) are dropped after this many characters.
   * @defaultValue 4 Mi
   */
  foldLength?: number
  /** How long messages are kept after the session's last activity, in milliseconds. @defaultValue 1800000 */
  ttlMs?: number
}

/** Makes a run log that lives in this process. */
export function createMemoryLog(options: MemoryLogOptions): RunLog {
  return new MemoryLog(options)
}

class MemoryLog implements RunLog {
  readonly #clock: Clock
  readonly #generation: string
  readonly #limits: {
    runs: number
    sessions: number
    runLength: number
    sessionLength: number
    length: number
    foldLength: number
    ttlMs: number
  }
  /** In the order of their last activity. */
  readonly #sessions = new Map<string, MemorySession>()
  #length = 0

  constructor(options: MemoryLogOptions) {
    this.#clock = options.clock
    this.#generation = options.generation
    this.#limits = {
      runs: options.maxRunsPerSession ?? 100,
      sessions: options.maxSessions ?? 10_000,
      runLength: options.maxRunLength ?? 64 * 1024 * 1024,
      sessionLength: options.maxSessionLength ?? 256 * 1024 * 1024,
      length: options.maxLength ?? 512 * 1024 * 1024,
      foldLength: options.foldLength ?? 4 * 1024 * 1024,
      ttlMs: options.ttlMs ?? 30 * 60_000,
    }
  }

  async begin(key: SessionKey, runId: string, callId?: string): Promise<BeginResult> {
    let session = this.#touch(key)
    if (!session) {
      if (this.#sessions.size >= this.#limits.sessions && !this.#evictOldest()) return { kind: 'refused', reason: 'too-many-sessions' }
      session = new MemorySession(this.#generation, this.#clock.now(), this.#limits.foldLength)
      this.#sessions.set(mapKey(key), session)
    }
    if (session.has(runId)) return { kind: session.wasBegunBy(runId, callId) ? 'begun' : 'known' }
    if (session.pendingRuns >= this.#limits.runs) return { kind: 'refused', reason: 'too-many-runs' }
    session.begin(runId, callId)
    return { kind: 'begun' }
  }

  async abandon(key: SessionKey, runId: string): Promise<void> {
    this.#touch(key)?.abandon(runId)
  }

  async append(key: SessionKey, message: NewMessage): Promise<AppendResult> {
    const session = this.#touch(key)
    if (session?.hasPosition(message)) return { kind: 'known' }
    if (!session?.isPending(message.runId)) return { kind: 'ended' }
    const { length } = message.text
    const before = session.length
    if (this.#isOver(session, message.runId, length)) session.foldAll()
    if (session.length + length > this.#limits.sessionLength) session.forgetDelivered(length)
    this.#length += session.length - before
    while (this.#length + length > this.#limits.length && this.#evictOldest());
    if (!message.ends && !this.#hasRoom(session, message.runId, length)) return { kind: 'full' }
    const kept = session.length
    const id = session.append(message)
    this.#length += session.length - kept
    return { kind: 'appended', id }
  }

  #isOver(session: MemorySession, runId: string, length: number): boolean {
    const { runLength, sessionLength: ofSession, length: ofAll } = this.#limits
    return session.lengthOf(runId) + length > runLength || session.length + length > ofSession || this.#length + length > ofAll
  }

  /**
   * Above a shared limit, a run or session may still grow up to an equal part, so that one cannot end the others. The
   * total stays below twice the limit.
   */
  #hasRoom(session: MemorySession, runId: string, length: number): boolean {
    const { runLength, sessionLength: ofSession, length: ofAll } = this.#limits
    const own = session.lengthOf(runId) + length
    if (own > runLength) return false
    const inSession = session.length + length
    if (inSession > ofSession && (own > ofSession / session.pendingRuns || inSession > 2 * ofSession)) return false
    const all = this.#length + length
    if (all <= ofAll) return true
    const busy = [...this.#sessions.values()].filter(({ pendingRuns }) => pendingRuns > 0).length
    return inSession <= ofAll / busy && all <= 2 * ofAll
  }

  async read(key: SessionKey, request: ReadRequest): Promise<LogPage> {
    let session = this.#touch(key)
    if (!session) return { kind: 'unknown' }
    const page = session.read(request)
    const isWorthWaiting = page.kind === 'page' && page.messages.length === 0 && page.pendingRuns > 0 && request.waitMs > 0
    if (!isWorthWaiting || request.signal?.aborted) return page
    await session.change(this.#clock, request.waitMs, request.signal)
    session = this.#touch(key)
    return session ? session.read(request) : { kind: 'unknown' }
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
      if (session.touchedAt <= before && session.pendingRuns === 0) this.#drop(name, session)
      else this.#length -= session.forgetEndedBefore(before)
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
    if (session.pendingRuns === 0 && session.touchedAt <= now - this.#limits.ttlMs) {
      this.#drop(name, session)
      return undefined
    }
    session.touchedAt = now
    this.#sessions.delete(name)
    this.#sessions.set(name, session)
    return session
  }

  #evictOldest(): boolean {
    for (const [name, session] of this.#sessions) {
      if (!session.owesNothing) continue
      this.#drop(name, session)
      return true
    }
    return false
  }

  #drop(name: string, session: MemorySession): void {
    this.#sessions.delete(name)
    this.#length -= session.length
    session.wake()
  }
}
