/**
 * The port behind which a joined run is followed to its end, watched or not. The instance that got the
 * join made it already, so an order is plain data that another process could take over.
 */
import type { SessionKey } from '../log/run-log.ts'

/** A run the app has taken: where its messages are read and where they go. JSON-safe, without secrets. */
export interface RunOrder {
  /** Where its messages are kept. */
  readonly key: SessionKey
  /** The relay's own event id. */
  readonly runId: string
  readonly fnIndex: number
  /** Session and event id at the app. */
  readonly upstreamSession: string
  readonly upstreamEventId: string
  /** Inputs as the text of a JSON list, for a protocol that asks for them when the turn has come; there `upstreamEventId` is empty. */
  readonly data?: string
  /** What called it, as text; the same protocols. */
  readonly eventData?: string
  /** Absolute URL of the app's API routes as this client sees them on the relay: what file addresses become. */
  readonly clientApiUrl: string
}

export interface RunEngine {
  /** Follows the run until its end is in the log; resolves when the app's stream is closed too. Never rejects. */
  follow(order: RunOrder): Promise<void>
  /** Stops a run it follows and writes its one `cancelled` frame. False when it follows no such run. */
  cancel(key: SessionKey, runId: string): Promise<boolean>
  /** The order of a run it follows; `null` when it follows no such run. */
  find(app: string, runId: string): RunOrder | null
  /** Runs being followed. */
  readonly size: number
  /** Ends every run with a reason and closes all streams. */
  close(): Promise<void>
}
