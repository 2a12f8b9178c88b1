/** Metrics that count what happens. */
import { Counter, Histogram } from 'prom-client'
import type { Registry } from 'prom-client'
import { isErrorCode, isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { FallbackReason } from '@gradio-stream/client/internal/connection/connection-state'
import type { RelayEvent, RelayListener } from '../observe/relay-events.ts'

const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const SLOW = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25]
const RUNS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600]

export interface RelayCounters {
  readonly listen: RelayListener
  /** Series that alerts look at are there from the start: Prometheus sees no rise in one that begins at 1. */
  beginAtZero(apps: readonly string[]): void
}

/** Said where streams are not used, and no codes of errors. */
const ABOUT_STREAMS: ReadonlySet<string> = new Set<FallbackReason['code']>(['sse-held-back', 'sse-disabled'])
/** What alerts ask for, of each app. */
const LOSSES = ['run-failed', 'connection-lost', 'relay-lost', 'store-unavailable']
const OPERATIONS = ['begin', 'append', 'read', 'open']

/** Registers them. */
export function relayCounters(registry: Registry): RelayCounters {
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> =>
    new Counter({ name: `gradio_relay_${name}`, help, labelNames: [...labelNames], registers })
  const histogram = <Label extends string>(name: string, help: string, buckets: number[], labelNames: readonly Label[]): Histogram<Label> =>
    new Histogram({ name: `gradio_relay_${name}`, help, buckets, labelNames: [...labelNames], registers })

  const started = counter('runs_started_total', 'Runs that the relay has taken.', ['app'])
  const ended = counter('runs_ended_total', 'Runs that have ended. code: none if they did not fail.', ['app', 'status', 'code'])
  const duration = histogram('run_duration_seconds', 'Time from the join of a run to its end.', RUNS, ['app', 'status'])
  const first = histogram('first_message_seconds', "Time from the join of a run to the app's first message.", SLOW, ['app'])
  const refusals = counter('refusals_total', 'Requests that were answered with a refusal.', ['action', 'code'])
  const reconnects = counter('reconnects_total', 'Streams that took the place of a broken one.', ['resumed'])
  const polls = counter('polls_total', 'Polls that were asked for.')
  const fallbacks = counter('fallbacks_total', 'Pages that went from streams to polling, by why.', ['reason'])
  const errors = counter('errors_total', 'Unexpected failures.', ['code'])
  const appTimes = histogram('app_request_duration_seconds', 'Time until the app answered a request.', SLOW, ['answered'])
  const storeTimes = histogram('store_request_duration_seconds', 'Time until the store answered.', FAST, ['operation', 'answered'])

  const listen = (event: RelayEvent): void => {
    switch (event.kind) {
      case 'run-start':
        return started.inc({ app: event.knownApp ?? 'other' })
      case 'run-message':
        return first.observe({ app: event.knownApp ?? 'other' }, event.waitedMs / 1000)
      case 'run-end': {
        const app = event.knownApp ?? 'other'
        const { status, code, startedAt, endedAt } = event.end
        ended.inc({ app, status, code: known(code) })
        return duration.observe({ app, status }, (endedAt - startedAt) / 1000)
      }
      case 'refusal':
        return refusals.inc({ action: event.refusal.action ?? 'none', code: known(event.refusal.code) })
      case 'reconnect':
        return reconnects.inc({ resumed: String(event.reconnect.isResumed) })
      case 'poll':
        polls.inc()
        return event.fallback === null ? undefined : fallbacks.inc({ reason: known(event.fallback) })
      case 'error':
        return errors.inc({ code: isGradioStreamError(event.error) ? event.error.code : 'other' })
      case 'app-answer':
        return appTimes.observe({ answered: String(event.isAnswered) }, event.tookMs / 1000)
      case 'store-answer':
        return storeTimes.observe({ operation: event.operation, answered: String(event.isAnswered) }, event.tookMs / 1000)
      case 'run-running':
        return undefined
      default:
        return event satisfies never
    }
  }

  function beginAtZero(apps: readonly string[]): void {
    for (const app of [...apps, 'other']) {
      started.inc({ app }, 0)
      ended.inc({ app, status: 'succeeded', code: 'none' }, 0)
      for (const code of LOSSES) ended.inc({ app, status: 'failed', code }, 0)
    }
    for (const resumed of ['true', 'false']) reconnects.inc({ resumed }, 0)
    for (const reason of ['sse-held-back', 'connection-lost']) fallbacks.inc({ reason }, 0)
    for (const operation of OPERATIONS) storeTimes.zero({ operation, answered: 'false' })
    errors.inc({ code: 'other' }, 0)
  }

  return { listen, beginAtZero }
}

/** A client, or a relay of a newer version, may say any code. */
function known(code: string | null): string {
  if (code === null) return 'none'
  return isErrorCode(code) || ABOUT_STREAMS.has(code) ? code : 'other'
}
