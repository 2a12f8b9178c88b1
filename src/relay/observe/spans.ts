/**
 * A span of OpenTelemetry for each run, from its join to its end, below the span of the page that began it. It is made
 * where the package `@opentelemetry/api` is there; without an SDK beside it, that package does nothing.
 */
import type * as OpenTelemetry from '@opentelemetry/api'
import type { RelayEvents, RelayListener, TraceParent } from './relay-events.ts'

type Api = typeof OpenTelemetry

/** Looks for the package, and listens if it is there. Runs that begin before it is loaded have no span. */
export async function startTracing(events: RelayEvents): Promise<void> {
  const api = await import(/* webpackIgnore: true */ /* @vite-ignore */ '@opentelemetry/api').catch(() => null)
  if (api) events.listen(spans(api))
}

function spans(api: Api): RelayListener {
  const open = new Map<string, OpenTelemetry.Span>()
  // Looked up at each run: an SDK may be registered after the relay was made.
  const tracer = (): OpenTelemetry.Tracer => api.trace.getTracer('@gradio-stream/relay')
  return (event) => {
    switch (event.kind) {
      case 'run-start': {
        const { app, endpoint, run, startedAt } = event.start
        const attributes = { 'gradio.app': app, 'gradio.run': run, ...(endpoint === null ? {} : { 'gradio.endpoint': endpoint }) }
        const options = { kind: api.SpanKind.SERVER, startTime: startedAt, attributes }
        open.set(run, tracer().startSpan('gradio run', options, contextOf(api, event.parent)))
        return
      }
      case 'run-message':
        open.get(event.run)?.addEvent('first message', event.at)
        return
      case 'run-running':
        open.get(event.run)?.addEvent('running', event.at)
        return
      case 'reconnect':
        for (const run of event.reconnect.runs) open.get(run)?.addEvent('page reconnected')
        return
      case 'run-end': {
        const { run, status, code, endedAt } = event.end
        const span = open.get(run)
        open.delete(run)
        span?.setAttribute('gradio.status', status)
        if (code !== null) span?.setAttribute('error.type', code).setStatus({ code: api.SpanStatusCode.ERROR })
        span?.end(endedAt)
        return
      }
      case 'refusal':
      case 'error':
      case 'poll':
      case 'app-answer':
      case 'store-answer':
        return
      default:
        event satisfies never
    }
  }
}

/** By the propagator that the SDK has: W3C's by default. */
function contextOf(api: Api, parent: TraceParent | null): OpenTelemetry.Context {
  if (parent === null) return api.ROOT_CONTEXT
  const { traceparent, tracestate } = parent
  return api.propagation.extract(api.ROOT_CONTEXT, { traceparent, ...(tracestate === null ? {} : { tracestate }) })
}
