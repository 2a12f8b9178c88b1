/** The port behind which relays with a common store reach each other's runs. A relay without one is alone. */
import type { Meter } from './guard/meter.ts'
import type { RunOrder } from './engine/run-engine.ts'
import type { RunLog, SessionKey } from './log/run-log.ts'
import type { TurnLine } from './turn-line.ts'

export interface Fleet {
  /** Asks every relay to cancel a run. Resolves when they are told; rejects if the store cannot be reached. */
  cancel(key: SessionKey, runId: string): Promise<void>
  /** Calls back for each run that a relay of the fleet is asked to cancel. One listener. */
  onCancel(listener: (key: SessionKey, runId: string) => void): void
  /** Lets other relays find a run that is followed here, until it is forgotten. Never rejects. */
  keepOrder(order: RunOrder): Promise<void>
  forgetOrder(order: RunOrder): Promise<void>
  /** The line of a session, the same at every relay. `session` is its session at the app if it has none yet. */
  createLine(key: SessionKey, session: string): TurnLine
  /** Counts what clients use up within a minute, at all relays together. */
  createMeter(name: string): Meter
  /** A run that another relay follows; `null`: no relay does. */
  findOrder(app: string, runId: string): Promise<RunOrder | null>
}

/** What relays share. `createRedisStore` makes one. */
export interface RelayStore {
  readonly log: RunLog
  readonly fleet: Fleet
  /** Rejects if the store takes nothing now. It may take long to answer. */
  check(): Promise<void>
}
