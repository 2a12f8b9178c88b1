/** Sessions of apps with `gr.State`: one per app for as long as the client lives, whose runs take turns. */
import type { RunSession } from './connection/run-session.ts'
import type { AppDescription } from './protocol/app-description.ts'
import type { WaitingState } from './run/run-event.ts'
import type { Run } from './run/run.ts'
import { TurnQueue } from './turn-queue.ts'

/** A run that wants its turn. */
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
  /** By app: the session that holds its state. */
  readonly #held = new Map<string, Held>()

  /** Runs with state share a session and take turns: two at once overwrite each other's state, and one can stop the other. */
  async open(app: AppDescription, { run, signal, onWaiting }: TurnWaiter, make: () => Promise<RunSession>): Promise<RunSession> {
    const known = this.#held.get(app.apiUrl) ?? { session: make(), turns: new TurnQueue() }
    this.#held.set(app.apiUrl, known)
    if (known.turns.isTaken) onWaiting({ reason: 'turn', attempt: 0, nextRetryAt: null })
    // There is no state in a session that could not be made: the next run begins another.
    known.session.catch(() => this.#held.get(app.apiUrl) === known && this.#held.delete(app.apiUrl))
    await known.turns.take(run.settled)
    const session = await known.session
    if (!signal.aborted) await session.ended
    return session
  }

  /** A run that holds state was taken up: what is submitted next goes on with that state, after it. */
  keep(app: AppDescription, session: RunSession, run: Run): void {
    if (this.#held.has(app.apiUrl)) return
    const turns = new TurnQueue()
    this.#held.set(app.apiUrl, { session: Promise.resolve(session), turns })
    void turns.take(run.settled)
  }

  clear(): void {
    this.#held.clear()
  }
}
