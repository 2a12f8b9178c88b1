/**
 * A client's sessions at relays: one per app for all overlapping runs, shared with other tabs if wanted, and those of
 * resumed runs. After a session's last run has ended, the next run begins a new one.
 */
import type { Connect } from '../connection/stream/connector.ts'
import type { QueueSession } from '../connection/queue/queue-session.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'
import { randomId } from '../kit/random-id.ts'
import { Piece } from '../kit/load-piece.ts'
import type * as sharedSession from '../tabs/shared-session.ts'
import type { SharedSession, SharedSessionOptions } from '../tabs/shared-session.ts'

/** Longest wait of a run for the code that shares between tabs. */
const TABS_LIMIT_MS = 5000

/** Outside of a page, on plain http and without a relay there are no tabs to share with. */
export const tabsPiece = new Piece('shares a stream among tabs', () => import('../tabs/shared-session.ts'))

/** What a session needs besides the client's options. */
export interface SessionChoice {
  readonly sessionHash: string
  readonly connect: Connect
  onIdle(): void
}

export interface RelaySessionsOptions {
  /** How tabs share; `null`: each tab has its own session. */
  readonly tabs: SharedSessionOptions | null
  readonly connect: Connect
  create(app: AppDescription, choice: SessionChoice): QueueSession
}

export class RelaySessions {
  readonly #options: RelaySessionsOptions
  /** By app: the session of its present runs, possibly still being opened. */
  readonly #open = new Map<string, Promise<QueueSession>>()
  /** By app: the same, once it is open. */
  readonly #current = new Map<string, QueueSession>()
  /** Sessions of resumed runs. */
  readonly #resumed = new Set<QueueSession>()
  readonly #parts = new Set<SharedSession>()

  constructor(options: RelaySessionsOptions) {
    this.#options = options
  }

  /** The session for a new run. Never rejects. */
  async open(app: AppDescription, signal: AbortSignal): Promise<QueueSession> {
    const known = this.#open.get(app.apiUrl)
    if (known) return known
    const opening = this.#begin(app)
    const opened = opening.then(({ session }) => {
      if (this.#open.get(app.apiUrl) === opened) this.#current.set(app.apiUrl, session)
      return session
    })
    this.#open.set(app.apiUrl, opened)
    const { session, leave } = await opening
    await opened
    // No run waits for it any more, so it would never become idle.
    if (signal.aborted && session.isIdle) leave()
    return session
  }

  /** The session in which a run was begun, from its first message. New runs join it too, unless it holds state. */
  async resume(app: AppDescription, sessionHash: string, isStateful: boolean): Promise<QueueSession> {
    const tabs = isStateful ? null : this.#tabsFor(app)
    const shared = tabs && (await loadTabs(tabs))
    const known = [...this.#resumed].find((session) => session.sessionHash === sessionHash && session.isUnread)
    if (known) return known
    const { session } = this.#make(app, sessionHash, tabs && shared && shared.resumeSharedSession(tabs, app, sessionHash))
    this.#resumed.add(session)
    if (!isStateful && !this.#open.has(app.apiUrl)) {
      this.#open.set(app.apiUrl, Promise.resolve(session))
      this.#current.set(app.apiUrl, session)
    }
    return session
  }

  /** Releases the locks among the tabs. */
  close(): void {
    this.#open.clear()
    this.#current.clear()
    this.#resumed.clear()
    for (const part of this.#parts) part.release()
    this.#parts.clear()
  }

  async #begin(app: AppDescription): Promise<OpenSession> {
    const tabs = this.#tabsFor(app)
    const shared = tabs && (await loadTabs(tabs))
    const part = tabs && shared && (await shared.enterSharedSession(tabs, app))
    return this.#make(app, part?.sessionHash ?? randomId(), part)
  }

  #make(app: AppDescription, sessionHash: string, part: SharedSession | null): OpenSession {
    if (part) this.#parts.add(part)
    const leave = (): void => {
      part?.release()
      if (part) this.#parts.delete(part)
      this.#resumed.delete(session)
      if (this.#current.get(app.apiUrl) !== session) return
      this.#current.delete(app.apiUrl)
      this.#open.delete(app.apiUrl)
    }
    const connect = part?.connect ?? this.#options.connect
    const session: QueueSession = this.#options.create(app, { sessionHash, connect, onIdle: leave })
    return { session, leave }
  }

  /** Only streams are shared, and only if missed messages can be requested. */
  #tabsFor(app: AppDescription): SharedSessionOptions | null {
    return app.supportsSSE && app.capabilities.polling ? this.#options.tabs : null
  }
}

/** `null` if it cannot be loaded: then each tab has a stream of its own. */
function loadTabs({ http }: SharedSessionOptions): Promise<typeof sharedSession | null> {
  return tabsPiece.get({ clock: http.clock, limitMs: TABS_LIMIT_MS }).catch(() => null)
}

interface OpenSession {
  readonly session: QueueSession
  readonly leave: () => void
}
