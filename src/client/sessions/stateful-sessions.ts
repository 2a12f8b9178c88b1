/**
 * Sessions of tied endpoints (with `gr.State`, or with lists that others fill): one per app for the client's lifetime,
 * whose runs take turns.
 */
import type { RunSession } from '../connection/queue/run-session.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'
import type { WaitingState } from '../run/run-event.ts'
import type { Run } from '../run/run.ts'
import { TurnQueue } from './turn-queue.ts'

/** A run that waits for its turn. */
interface TurnWaiter {
  readonly run: Run
  /** Aborted when it has settled. */
  readonly signal: AbortSignal
  readonly onWaiting: (waiting: WaitingState) => void
}

interface Held {
  readonly session: Promise<RunSession>
  readonly turns: TurnQueue
}

export class StatefulSessions {
  /** By app: the session with its state. */
  readonly #held = new Map<string, Held>()

  /**
   * Runs with state share a session and take turns: two at once would overwrite each other's state, and one could stop
   * the other.
   */
  async open(app: AppDescription, { run, signal, onWaiting }: TurnWaiter, make: () => Promise<RunSession>): Promise<RunSession> {
    const known = this.#held.get(app.apiUrl) ?? { session: make(), turns: new TurnQueue() }
    this.#held.set(app.apiUrl, known)
    if (known.turns.isTaken) onWaiting({ reason: 'turn', attempt: 0, nextRetryAt: null })
    // A session that could not be made holds no state: the next run begins another.
    known.session.catch(() => this.#held.get(app.apiUrl) === known && this.#held.delete(app.apiUrl))
    await known.turns.take(run.settled)
    const session = await known.session
    if (!signal.aborted) await session.ended
    return session
  }

  /** A run with state was resumed: later runs continue with that state, after it. */
  keep(app: AppDescription, session: RunSession, run: Run): void {
    if (this.#held.has(app.apiUrl)) return
    const turns = new TurnQueue()
    this.#held.set(app.apiUrl, { session: Promise.resolve(session), turns })
    void turns.take(run.settled)
  }

  /** The next run begins another session. */
  forget({ apiUrl }: Pick<AppDescription, 'apiUrl'>): void {
    this.#held.delete(apiUrl)
  }

  clear(): void {
    this.#held.clear()
  }
}
