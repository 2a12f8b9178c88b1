/** The port behind which relays with a common store reach each other's runs. A relay without one is alone. */
import type { Meter } from './guard/meter.ts'
import type { RunOrder } from './engine/run-engine.ts'
import type { RunLog, SessionKey } from './log/run-log.ts'
import type { TurnLine } from './turn-line.ts'
import type { Outbox } from './webhooks/outbox.ts'

/** A run of a relay that is gone, which this one has now. */
export interface TakenRun {
  readonly key: SessionKey
  readonly runId: string
  /** With what this relay writes it. */
  readonly fence: string
  /** What was given to `RunLog.begin`. */
  readonly order: string
  /** Its join was sent before. False: the app has not heard of it. */
  readonly isAgain: boolean
  /** It was cancelled meanwhile: it is to end, and not to be begun. */
  readonly isCancelled: boolean
}

/** A stream that was told to close. */
export interface StreamClosing {
  /** Call it when the client has closed it. */
  readonly closed: () => void
}

/** What relays agree on around a join. */
export interface Joins {
  /**
   * Asked right before a join is sent. `go`: from now on the run counts as begun, and what was kept of its join is
   * forgotten unless `keepsOrder`. Else the join must not be sent: the run was `cancelled`, `taken` by another relay,
   * or has `ended`. Throws `store-unavailable`.
   */
  setOff(key: SessionKey, runId: string, fence: string, keepsOrder: boolean): Promise<'go' | 'cancelled' | 'taken' | 'ended'>
  /** Calls back for each run that this relay takes from one that is gone. One listener; without one, such runs end. */
  onTaken(listener: (run: TakenRun) => void): void
  /** This relay leaves: it takes no more runs. */
  stopTaking(): void
  /** Gives away a run that was not set off. Never rejects. */
  handOver(key: SessionKey, runId: string, fence: string): Promise<void>
  /**
   * Asked before a stream is told to close: for `withinMs` from now joins anywhere wait for that. `null`: not now,
   * since there is a run, or a message after `lastId`. Never rejects.
   */
  tellToClose(key: SessionKey, lastId: string, withinMs: number): Promise<StreamClosing | null>
  /** Resolves when all streams that were told to close are closed, at the latest after `withinMs`. Never rejects. */
  streamsClosed(key: SessionKey, withinMs: number): Promise<void>
  /** The line of a session, the same at every relay. `session` is its session at the app if it has none yet. */
  createLine(key: SessionKey, session: string): TurnLine
}

/** What relays of one store know of each other: their runs, their lines, and who follows what. */
export interface Fleet {
  readonly joins: Joins
  /**
   * Asks every relay to cancel a run; it is begun nowhere any more. Resolves when they are told; rejects if the store
   * cannot be reached.
   */
  cancel(key: SessionKey, runId: string): Promise<void>
  /** Calls back for each run that a relay of the fleet is asked to cancel. One listener. */
  onCancel(listener: (key: SessionKey, runId: string) => void): void
  /** Lets other relays find a run that is followed here, until it is forgotten. Never rejects. */
  keepOrder(order: RunOrder): Promise<void>
  forgetOrder(order: RunOrder): Promise<void>
  /** Counts what clients use up within a minute, at all relays together. */
  createMeter(name: string): Meter
  /** A run that another relay follows; `null`: no relay does. */
  findOrder(app: string, runId: string): Promise<RunOrder | null>
}

/** How full a store is. */
export interface StoreUsage {
  readonly usedBytes: number
  /** `null`: it has no limit of its own. */
  readonly maxBytes: number | null
}

/** What relays share. `createRedisStore` makes one. */
export interface RelayStore {
  readonly log: RunLog
  readonly fleet: Fleet
  /** How full it is. May reject. @defaultValue it does not tell */
  readonly usage?: () => Promise<StoreUsage>
  /** Where webhooks wait for their next attempt. Absent: in the memory of each relay, with which they end. */
  readonly outbox?: Outbox
  /** Rejects if the store takes nothing now. It may take long to answer. */
  check(): Promise<void>
}
