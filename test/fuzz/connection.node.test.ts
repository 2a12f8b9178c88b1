/** For any bytes, a connector ends, a run settles, nothing is left over and no prototype is touched. */
import '../client/loaded.ts'
import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import type { Connect, StreamEvent } from '../../src/client/connection/stream/connector.ts'
import { connectWithFetchEventSource } from '../../src/client/connection/stream/fetch-event-source-connector.ts'
import { connectWithParser } from '../../src/client/connection/stream/parser-connector.ts'
import { isGradioStreamError } from '../../src/client/errors.ts'
import { isSettled } from '../../src/client/run/run-state.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { fixtureApp } from '../client/connection/fake-app.ts'
import { playToEnd } from '../faults/world.ts'
import { deepText, expectNoPollution, fuzzing, hostileJson, MESSAGE_TEXTS, mutated } from './hostile.ts'

afterEach(expectNoPollution)

// All that fetch-event-source asks of a browser, with `openWhenHidden` and without its own retry.
vi.stubGlobal('window', globalThis)
vi.stubGlobal('document', new EventTarget())

const frames = MESSAGE_TEXTS.map((text, index) => `id: ${index}\ndata: ${text.replace(/"event_id":"[^"]*"/, '"event_id":"e1"')}\n\n`)
const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.oneof(fc.constantFrom(...frames), mutated(frames)), { maxLength: 6 }).map((parts) => textBytes(parts.join(''))),
  },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: fc.constantFrom('d', 'a', 't', ':', ' ', '\n', '\r', 'i', 'e', '\0', '\ufeff', '0', '漢'), maxLength: 80 })
      .map(textBytes),
  },
  { weight: 1, arbitrary: deepText.map((text) => textBytes(`data: ${text}\n\n`)) },
)

/** A body in pieces of these lengths, again and again, that ends cleanly or breaks. */
function bodyOf(content: Uint8Array, lengths: readonly number[], isBroken: boolean): ReadableStream<Uint8Array> {
  let at = 0
  let turn = 0
  return new ReadableStream({
    pull(controller) {
      if (at < content.length) {
        const length = lengths[turn++ % lengths.length] ?? 1
        controller.enqueue(content.slice(at, at + length))
        at += length
      } else if (isBroken) controller.error(new TypeError('terminated'))
      else controller.close()
    },
  })
}

const pieces = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 })

test.each<[string, Connect]>([
  ['the parser', connectWithParser],
  ['fetch-event-source', connectWithFetchEventSource],
])('%s ends on any bytes in any pieces, cleanly or with an error of the library', async (_name, connect) => {
  await fc.assert(
    fc.asyncProperty(bytes, pieces, fc.boolean(), async (content, lengths, isBroken) => {
      const events: StreamEvent[] = []
      const failure = await connect({
        url: 'http://app.test/queue/data',
        fetch: async () => new Response(bodyOf(content, lengths, isBroken), { headers: { 'content-type': 'text/event-stream' } }),
        headers: {},
        credentials: 'same-origin',
        signal: new AbortController().signal,
        onOpen: () => {},
        onActivity: () => {},
        onEvent: (event) => events.push(event),
        onRetry: (retryMs) => expect(retryMs).toBeGreaterThanOrEqual(0),
      }).then(
        () => null,
        (error: unknown) => error,
      )
      expect(failure === null || isGradioStreamError(failure)).toBe(true)
      if (isBroken) expect(failure).not.toBeNull()
      // What was told is no more than what came.
      expect(events.reduce((sum, { data }) => sum + data.length, 0)).toBeLessThanOrEqual(content.length)
    }),
    fuzzing,
  )
})

/** One answer of a hostile server, of any route. */
interface Answer {
  readonly status: number
  readonly type: string
  readonly content: Uint8Array
  readonly lengths: readonly number[]
  readonly isBroken: boolean
}

const pollText = fc
  .record({
    messages: fc.array(
      fc.tuple(
        fc.constantFrom('1', '2', '', '__proto__'),
        fc.oneof(
          hostileJson,
          fc.constantFrom(...MESSAGE_TEXTS).map((text): unknown => JSON.parse(text)),
        ),
      ),
      { maxLength: 4 },
    ),
    next: fc.constantFrom('', '1', '2'),
    done: fc.boolean(),
  })
  .map(({ messages, next, done }) => JSON.stringify({ messages: messages.map(([id, message]) => ({ id, message })), next, done }))

const content = fc.oneof(
  bytes,
  pollText.map(textBytes),
  pollText.chain((text) => mutated([text])).map(textBytes),
  hostileJson.map((value) => textBytes(JSON.stringify(value))),
)

const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(
    { weight: 8, arbitrary: fc.constant(200) },
    { weight: 1, arbitrary: fc.constantFrom(201, 204, 400, 401, 403, 404, 405, 410, 422, 429, 500, 503) },
  ),
  type: fc.oneof(
    { weight: 6, arbitrary: fc.constant('text/event-stream') },
    { weight: 1, arbitrary: fc.constantFrom('application/json', 'text/html', '', 'text/event-stream; charset=utf-16') },
  ),
  content,
  lengths: pieces,
  isBroken: fc.boolean(),
})

function toResponse({ status, type, content, lengths, isBroken }: Answer): Response {
  const headers = { ...(type === '' ? {} : { 'content-type': type }), 'retry-after': '1' }
  return new Response(status === 204 ? null : bodyOf(content, lengths, isBroken), { status, headers })
}

test.each([
  ['direct', 'streams', connectWithParser],
  ['relay', 'streams', connectWithParser],
  ['relay', 'polling', 'polling'],
] as const)('a run on the %s route (%s) settles on any answers', async (route, _way, transport) => {
  const app = fixtureApp(route)
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { maxLength: 6 }), fc.option(answer, { freq: 8 }), async (answers, join) => {
      const clock = createManualClock()
      let count = 0
      const client = new GradioClient({
        clock,
        transport,
        random: () => 0.5,
        fetch: async (input) => {
          const { pathname } = new URL(input instanceof Request ? input.url : input)
          if (pathname.endsWith('/queue/join')) return join ? toResponse(join) : Response.json({ event_id: 'e1' })
          if (pathname.endsWith('/cancel')) return Response.json({ success: true })
          const now = answers[count++]
          return now ? toResponse(now) : Response.json({ detail: 'Not Found' }, { status: 404 })
        },
      })
      const run = client.submit(app, '/stream_text')
      await playToEnd(clock, run)
      expect(isSettled(run.getSnapshot().state)).toBe(true)
      JSON.stringify(run.getTrace())
      client.close()
      await clock.advance(5000)
      expect(clock.pendingCount).toBe(0)
      expectNoPollution()
    }),
    { ...fuzzing, numRuns: Math.ceil(fuzzing.numRuns / 3) },
  )
})

test('discovery of any answers describes an app or fails with an error of the library', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 5 }), fc.boolean(), async (answers, isDirect) => {
      const clock = createManualClock()
      let count = 0
      const client = new GradioClient({
        clock,
        backendUrl: isDirect ? null : 'http://relay.test/api/experimental/sse',
        fetch: async () =>
          toResponse(
            answers[count++ % answers.length] ?? { status: 404, type: '', content: new Uint8Array(), lengths: [1], isBroken: false },
          ),
      })
      const outcomes: unknown[] = []
      client.discover('http://app.test').then(
        (found) => outcomes.push(found),
        (error: unknown) => outcomes.push(error),
      )
      for (let timers = 0; outcomes.length === 0 && timers < 50; timers += 1) await clock.advanceToNext()
      const [outcome] = outcomes
      expect(isGradioStreamError(outcome) || (typeof outcome === 'object' && outcome !== null && 'endpoints' in outcome)).toBe(true)
      expectNoPollution()
    }),
    { ...fuzzing, numRuns: Math.ceil(fuzzing.numRuns / 3) },
  )
})
