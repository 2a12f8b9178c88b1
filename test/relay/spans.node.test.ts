/** Spans of OpenTelemetry, made by its real SDK in memory. */
import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { completed } from './fake-upstream-app.ts'
import { createTestBed, DEMO } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'

const exporter = new InMemorySpanExporter()
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'

beforeAll(() => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
})
beforeEach(() => exporter.reset())
afterAll(() => {
  trace.disable()
  propagation.disable()
  context.disable()
})

/** A relay that has found the package. */
async function createBed(): Promise<TestBed> {
  const bed = createTestBed({ onError: () => undefined })
  await vi.dynamicImportSettled()
  return bed
}

async function join(bed: TestBed, headers: Record<string, string> = {}): Promise<string> {
  const answer = await bed.post(`${DEMO}/queue/join`, { data: ['secret'], fn_index: 0, session_hash: 's' }, headers)
  return (await answer.json()).event_id
}

test('a run is a span from its join to its end, below the span of its page', async () => {
  const bed = await createBed()
  const startedAt = bed.clock.now()
  const run = await join(bed, { traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: 'vendor=1' })
  const stream = await bed.app.stream(0)
  await bed.clock.advance(1_000)
  stream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await bed.clock.settle()
  await bed.get(`${DEMO}/queue/data?session_hash=s&last_event_id=&again=1`)
  await bed.clock.advance(1_000)
  stream.send(completed('up1', ['secret']))
  await bed.clock.settle()
  const [span, ...more] = exporter.getFinishedSpans()
  expect(more).toEqual([])
  expect(span?.name).toBe('gradio run')
  expect(span?.spanContext().traceId).toBe(TRACE)
  expect(span?.parentSpanContext).toMatchObject({ spanId: PARENT, isRemote: true })
  expect(span?.attributes).toEqual({ 'gradio.app': 'demo', 'gradio.endpoint': '/echo', 'gradio.run': run, 'gradio.status': 'succeeded' })
  expect(span?.events.map(({ name }) => name)).toEqual(['first message', 'running', 'page reconnected'])
  expect([span?.startTime, span?.duration]).toEqual([
    [Math.floor(startedAt / 1000), (startedAt % 1000) * 1e6],
    [2, 0],
  ])
})

test('a run that failed says so, and one without a page is a trace of its own', async () => {
  const bed = await createBed()
  await join(bed)
  const stream = await bed.app.stream(0)
  stream.drop()
  await bed.clock.advance(20_000)
  const [span] = exporter.getFinishedSpans()
  expect(span?.parentSpanContext).toBeUndefined()
  expect(span?.status.code).toBe(SpanStatusCode.ERROR)
  expect(span?.attributes).toMatchObject({ 'gradio.status': 'failed', 'error.type': 'connection-lost' })
})

test('what a page sends as traceparent and is none begins a trace of its own', async () => {
  const bed = await createBed()
  await join(bed, { traceparent: 'secret' })
  const stream = await bed.app.stream(0)
  stream.send(completed('up1', ['secret']))
  await bed.clock.settle()
  const [span] = exporter.getFinishedSpans()
  expect(span?.parentSpanContext).toBeUndefined()
  const { attributes, events, status, name } = span ?? {}
  expect(JSON.stringify({ attributes, events, status, name })).not.toContain('secret')
})
