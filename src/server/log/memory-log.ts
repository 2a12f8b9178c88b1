/**
 * The run log in this process's memory: bounded by runs, sessions, characters and time. Only a prefix of
 * a session is ever forgotten, so a reader with a cursor loses nothing without being told `expired`.
 */
import type { Clock } from '../../core/clock.ts'
import type { AppendResult, BeginResult, LoggedMessage, LogPage, OpenResult, ReadRequest, RunLog, SessionKey } from './run-log.ts'
import { MemorySession } from './memory-session.ts'

export interface MemoryLogOptions {
  clock: Clock
  /** Names this log's life, so that a cursor of another one reads as expired. */
  generation: string
  /** Pending runs of one session. @defaultValue 100 */
  maxRunsPerSession?: number
  /** Sessions kept at once; the oldest that owes nobody anything makes room. @defaultValue 10000 */
  maxSessions?: number
  /** Characters of messages of one session. @defaultValue 64 Mi */
  maxSessionLength?: number
  /** Characters of messages of all sessions. @defaultValue 512 Mi */
  maxLength?: number
  /** How long messages are kept after the session's last sign of life, in milliseconds. @defaultValue 1800000 */
  ttlMs?: number
}

/** Makes a run log that lives in this process. */
export function createMemoryLog(options: MemoryLogOptions): RunLog {
  return new MemoryLog(options)
}

class MemoryLog implements RunLog {
  readonly #clock: Clock
  readonly #generation: string
  readonly #limits: { runs: number; sessions: number; sessionLength: number; length: number; ttlMs: number }
  /** In the order of their last sign of life. */
  readonly #sessions = new Map<string, MemorySession>()
  #length = 0

  constructor(options: MemoryLogOptions) {
    this.#clock = options.clock
    this.#generation = options.generation
    this.#limits = {
      runs: options.maxRunsPerSession ?? 100,
      sessions: options.maxSessions ?? 10_000,
      sessionLength: options.maxSessionLength ?? 64 * 1024 * 1024,
      length: options.maxLength ?? 512 * 1024 * 1024,
      ttlMs: options.ttlMs ?? 30 * 60_000,
    }
  }

  async begin(key: SessionKey, runId: string): Promise<BeginResult> {
    let session = this.#touch(key)
    if (!session) {
      if (this.#sessions.size >= this.#limits.sessions && !this.#evictOldest()) return { kind: 'refused', reason: 'too-many-sessions' }
      session = new MemorySession(this.#generation, this.#clock.now())
      this.#sessions.set(mapKey(key), session)
    }
    if (session.has(runId)) return { kind: 'known' }
    if (session.pendingRuns >= this.#limits.runs) return { kind: 'refused', reason: 'too-many-runs' }
    session.begin(runId)
    return { kind: 'begun' }
  }

  async abandon(key: SessionKey, runId: string): Promise<void> {
    this.#touch(key)?.abandon(runId)
  }

  async append(key: SessionKey, message: Omit<LoggedMessage, 'id'>): Promise<AppendResult> {
    const session = this.#touch(key)
    if (!session?.isPending(message.runId)) return { kind: 'ended' }
    const length = message.text.length
    if (session.length + length > this.#limits.sessionLength) this.#length -= session.forgetDelivered(length)
    while (this.#length + length > this.#limits.length && this.#evictOldest());
    const isOver = session.length + length > this.#limits.sessionLength || this.#length + length > this.#limits.length
    if (isOver && !message.ends) return { kind: 'full' }
    this.#length += length
    return { kind: 'appended', id: session.append(message) }
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

  /** The session, marked as alive now, unless its time is over. */
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

function mapKey({ app, session }: SessionKey): string {
  return `${app}\n${session}`
}
