/** Reads what metrics show of a relay at one moment. */
import type { RelayContext } from '../context.ts'
import type { StoreUsage } from '../fleet.ts'
import { askStore } from '../log/ask-store.ts'
import type { RunLog } from '../log/run-log.ts'
import type { RelayFigures } from './relay-metrics.ts'

/** Below the patience of Prometheus. */
const PATIENCE = { answerMs: 1_000, retryMs: 0 }

export async function readFigures(context: RelayContext, log: RunLog): Promise<RelayFigures> {
  const { state, events, streams, sessions, limits } = context
  return {
    state,
    runs: events.runs,
    streams: {
      resuming: streams.resuming.size,
      plain: streams.plain.size,
      heartbeats: streams.heartbeats.size,
      polls: streams.polls.size,
    },
    sessions: sessions.size,
    logLength: log.keptLength ?? null,
    nearLimits: limits.near(events.runsByClient()),
    store: await usage(context),
  }
}

/** What fails here is no failure of the relay's: `readyz` and the store's own times tell it. */
async function usage({ settings, clock }: RelayContext): Promise<StoreUsage | null> {
  const ask = settings.store?.usage
  if (!ask) return null
  return askStore(ask, { clock, patience: PATIENCE, signal: new AbortController().signal }).catch(() => null)
}
