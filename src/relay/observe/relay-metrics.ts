/** The port between the relay and what keeps its metrics: `createRelayMetrics` of `@gradio-stream/relay/metrics`. */
import type { ClientLimit } from '@gradio-stream/client/internal/errors'
import type { StoreUsage } from '../fleet.ts'
import type { RelayState } from '../leave.ts'
import type { RelayListener } from './relay-events.ts'

/** What can be read of a relay at any moment. */
export interface RelayFigures {
  readonly state: RelayState
  readonly runs: { readonly waiting: number; readonly running: number }
  readonly streams: Readonly<Record<'resuming' | 'plain' | 'heartbeats' | 'polls', number>>
  readonly sessions: number
  /** Characters of messages in this process's memory; `null`: they are kept elsewhere. */
  readonly logLength: number | null
  /** Clients that have used up four fifths of a limit. */
  readonly nearLimits: Readonly<Partial<Record<ClientLimit, number>>>
  /** `null`: there is no common store, it does not tell, or it does not answer. */
  readonly store: StoreUsage | null
}

/** Metrics of one relay. */
export interface RelayMetrics {
  /** Called once, by the relay that they belong to, with the names in its `apps`. */
  attach(read: () => Promise<RelayFigures>, apps: readonly string[]): void
  readonly listen: RelayListener
  /** Answers `GET metrics`; `null`: the relay has no such route. */
  readonly answer: ((request: Request) => Promise<Response>) | null
}
