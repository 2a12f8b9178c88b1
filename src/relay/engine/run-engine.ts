/**
 * The port behind which a joined run is followed to its end, with or without a reader. The instance that got the join
 * has already joined the run, so an order is plain data that another process could take over.
 */
import type { SessionKey } from '../log/run-log.ts'

/** A run that the app has taken: where its messages are read and where they go. JSON-safe, without secrets. */
export interface RunOrder {
  /** Where its messages are kept. */
  readonly key: SessionKey
  /** The relay's own event id. */
  readonly runId: string
  readonly fnIndex: number
  /** Session and event id at the app. */
  readonly upstreamSession: string
  readonly upstreamEventId: string
  /**
   * Inputs as the text of a JSON list, for a protocol that asks for them when the turn has come. `upstreamEventId` is
   * empty there.
   */
  readonly data?: string | undefined
  /** What caused the call (`event_data`), as text; for the same protocols. */
  readonly eventData?: string | undefined
  /**
   * The run was begun before, and its readers have values of it: the first one is written as an edit that replaces
   * them.
   */
  readonly hasValue?: boolean | undefined
  /** The times of its start and its end are written into these messages (`relay_at`). */
  readonly isDated?: boolean | undefined
  /** Absolute URL of the app's API routes on the relay, as this client sees it. File addresses are rewritten to it. */
  readonly clientApiUrl: string
}

export interface RunEngine {
  /** Follows the run until its end is in the log. Resolves when the app's stream is closed too. Never rejects. */
  follow(order: RunOrder): Promise<void>
  /** Stops a run that it follows and writes one `cancelled` frame. False when it follows no such run. */
  cancel(key: SessionKey, runId: string): Promise<boolean>
  /** The order of a run it follows; `null` when it follows no such run. */
  find(app: string, runId: string): RunOrder | null
  /** Number of runs that are followed. */
  readonly size: number
  /** Ends every run with a reason and closes all streams. */
  close(): Promise<void>
}
