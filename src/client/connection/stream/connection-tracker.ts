/** Holds the {@link Connection} of a session: a new object only when something changed, reported at once. */
import type { Connection } from '../connection-state.ts'

export class ConnectionTracker {
  #connection: Connection
  readonly #onChange: (connection: Connection) => void
  #waiters: (() => void)[] = []

  constructor(first: Connection, onChange: (connection: Connection) => void) {
    this.#connection = first
    this.#onChange = onChange
  }

  get connection(): Connection {
    return this.#connection
  }

  /** Resolves when the state is not `connecting`. */
  get connected(): Promise<void> {
    if (this.#connection.readyState !== 'connecting') return Promise.resolve()
    return new Promise((resolve) => this.#waiters.push(resolve))
  }

  set(change: Partial<Connection>): void {
    const next = { ...this.#connection, ...change }
    // The keys of a literal of that type.
    const keys = Object.keys(change) as (keyof Connection)[]
    if (keys.every((key) => this.#connection[key] === next[key])) return
    this.#connection = next
    if (next.readyState !== 'connecting') for (const resolve of this.#waiters.splice(0)) resolve()
    this.#onChange(next)
  }
}
