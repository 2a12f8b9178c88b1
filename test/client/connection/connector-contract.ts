/** The contract every `Connect` passes: one table of streams and one of ends, run by a test file per connector. */
import { describe, expect, test } from 'vitest'
import type { Connect, ConnectRequest, StreamEvent } from '../../../src/client/connection/stream/connector.ts'
import { isGradioStreamError } from '../../../src/client/errors.ts'

const encoder = new TextEncoder()
const EVENT_STREAM = { 'content-type': 'text/event-stream; charset=utf-8' }

interface StreamCase {
  readonly name: string
  readonly text: string
  readonly events: readonly (Partial<StreamEvent> & { data: string })[]
  readonly retries?: readonly number[]
}

const STREAMS: readonly StreamCase[] = [
  { name: 'one event', text: 'data: {"a":1}\n\n', events: [{ data: '{"a":1}' }] },
  { name: 'no space after the colon', text: 'data:a\n\n', events: [{ data: 'a' }] },
  { name: 'only one space taken off', text: 'data:  a \n\n', events: [{ data: ' a ' }] },
  { name: 'colons in the data', text: 'data: a:b: c\n\n', events: [{ data: 'a:b: c' }] },
  { name: 'several events', text: 'data: 1\n\ndata: 2\n\ndata: 3\n\n', events: [{ data: '1' }, { data: '2' }, { data: '3' }] },
  { name: 'several lines of data', text: 'data: a\ndata: b\ndata:\ndata: c\n\n', events: [{ data: 'a\nb\n\nc' }] },
  {
    name: 'CRLF',
    text: 'id: 1\r\ndata: a\r\n\r\ndata: b\r\n\r\n',
    events: [
      { data: 'a', lastEventId: '1' },
      { data: 'b', lastEventId: '1' },
    ],
  },
  { name: 'CR alone', text: 'data: a\r\rdata: b\r\r', events: [{ data: 'a' }, { data: 'b' }] },
  { name: 'mixed ends of line', text: 'data: a\r\n\ndata: b\n\r\n', events: [{ data: 'a' }, { data: 'b' }] },
  { name: 'a byte order mark in front', text: '\uFEFFdata: a\n\n', events: [{ data: 'a' }] },
  { name: 'letters of two to four bytes', text: 'data: ä€😀\n\n', events: [{ data: 'ä€😀' }] },
  { name: 'comments', text: ': ping\n\ndata: a\n: in between\ndata: b\n\n:\n\n', events: [{ data: 'a\nb' }] },
  {
    name: 'a named event',
    text: 'event: generating\ndata: a\n\ndata: b\n\n',
    events: [
      { data: 'a', type: 'generating' },
      { data: 'b', type: 'message' },
    ],
  },
  { name: 'an empty event name', text: 'event:\ndata: a\n\n', events: [{ data: 'a', type: 'message' }] },
  { name: 'ids that last', text: 'id: 7\ndata: a\n\ndata: b\n\nid: 8\ndata: c\n\n', events: ids(['a', '7'], ['b', '7'], ['c', '8']) },
  { name: 'an id behind the data', text: 'data: a\nid: 7\n\n', events: ids(['a', '7']) },
  { name: 'an id on its own', text: 'id: 7\n\ndata: a\n\n', events: ids(['a', '7']) },
  { name: 'an empty id, which resets', text: 'id: 7\ndata: a\n\nid:\ndata: b\n\n', events: ids(['a', '7'], ['b', '']) },
  { name: 'an id with NUL, which is ignored', text: 'id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n', events: ids(['a', '7'], ['b', '7']) },
  { name: 'retry', text: 'retry: 1500\ndata: a\n\nretry: 20\n\n', events: [{ data: 'a' }], retries: [1500, 20] },
  { name: 'a retry that is no number', text: 'retry: soon\ndata: a\n\nretry: -5\ndata: b\n\n', events: [{ data: 'a' }, { data: 'b' }] },
  { name: 'unknown fields', text: 'foo: bar\ndata: a\nDATA: b\n\n', events: [{ data: 'a' }] },
  { name: 'no data at all', text: 'event: x\n\ndata: a\n\n', events: [{ data: 'a', type: 'message' }] },
  { name: 'empty data, which is not handed over', text: 'data:\n\ndata: \n\ndata: a\n\n', events: [{ data: 'a' }] },
  { name: 'an empty first line of data', text: 'data:\ndata: a\n\n', events: [{ data: '\na' }] },
  {
    name: 'a line feed alone, as a model sends it',
    text: 'data: a\n\ndata:\ndata:\n\ndata: \ndata: \ndata: \n\n',
    events: [{ data: 'a' }, { data: '\n' }, { data: '\n\n' }],
  },
  { name: 'line feeds before and behind, with CRLF', text: 'data:\r\ndata: a\r\ndata:\r\n\r\n', events: [{ data: '\na\n' }] },
  { name: 'line feeds before and behind, with CR', text: 'data:\rdata: a\rdata:\r\r', events: [{ data: '\na\n' }] },
  { name: 'a data field without a colon', text: 'data: a\ndata\n\ndata\ndata\n\n', events: [{ data: 'a\n' }, { data: '\n' }] },
  { name: 'an empty first line behind an id', text: 'id: 7\ndata:\nfoo: x\ndata: b\n\n', events: ids(['\nb', '7']) },
  { name: 'an end without a blank line', text: 'data: a\n\ndata: b\n', events: [{ data: 'a' }] },
  { name: 'an end in the middle of a line', text: 'data: a\n\ndata: b', events: [{ data: 'a' }] },
  { name: 'nothing', text: '', events: [] },
]

const REFUSALS: readonly { name: string; response: () => Response; status: number; seen: RegExp; retryAfterMs?: number }[] = [
  { name: 'HTML', response: () => answer('<p>hello</p>', 200, { 'content-type': 'text/html' }), status: 200, seen: /hello/ },
  { name: 'JSON', response: () => answer('{"a":1}', 200, { 'content-type': 'application/json' }), status: 200, seen: /"a"/ },
  {
    name: 'a type that only begins alike',
    response: () => answer('x', 200, { 'content-type': 'text/event-stream-x' }),
    status: 200,
    seen: /x/,
  },
  { name: 'no content', response: () => new Response(null, { status: 204 }), status: 204, seen: /no content type/ },
  {
    name: '404',
    response: () => answer('{"detail":"Not Found"}', 404, { 'content-type': 'application/json' }),
    status: 404,
    seen: /Not Found/,
  },
  { name: '401', response: () => answer('', 401, EVENT_STREAM), status: 401, seen: /event-stream/ },
  {
    name: '503 with Retry-After',
    response: () => answer('busy', 503, { 'retry-after': '7' }),
    status: 503,
    seen: /busy/,
    retryAfterMs: 7000,
  },
  { name: '500 whose body breaks', response: () => new Response(broken('Inter'), { status: 500 }), status: 500, seen: /no content type/ },
]

/**
 * Where the two differ, measured. None of it can be in a stream of Gradio or the relay, whose data is one line of
 * JSON per event; who changes a connector or a version sees here what else changes.
 */
const DIFFERENCES: readonly { name: string; text: string; parser: readonly string[]; fetchEventSource: readonly string[] }[] = [
  { name: 'a byte order mark within data', text: 'data: \uFEFFa\n\n', parser: ['\uFEFFa'], fetchEventSource: ['a'] },
  { name: 'a byte order mark before a later field', text: 'data: a\n\n\uFEFFdata: b\n\n', parser: ['a'], fetchEventSource: ['a', 'b'] },
  { name: 'a retry with letters behind it', text: 'retry: 12abc\ndata: a\n\n', parser: ['a'], fetchEventSource: ['retry 12', 'a'] },
  { name: 'a retry without a blank line', text: 'data: a\n\nretry: 5\n', parser: ['a', 'retry 5'], fetchEventSource: ['a'] },
  {
    name: 'two retries in one event',
    text: 'retry: 5\nretry: 6\ndata: a\n\n',
    parser: ['retry 5', 'retry 6', 'a'],
    fetchEventSource: ['retry 6', 'a'],
  },
  {
    name: 'an id field without a colon',
    text: 'id: 1\ndata: a\n\nid\ndata: b\n\n',
    parser: ['1 a', 'b'],
    fetchEventSource: ['1 a', '1 b'],
  },
  { name: 'an event field without a colon', text: 'event: x\nevent\ndata: a\n\n', parser: ['a'], fetchEventSource: ['x a'] },
]

/** Declares the contract's tests for one connector. */
export function connectorContract(name: string, connect: Connect, column: 'parser' | 'fetchEventSource'): void {
  describe(name, () => {
    test.each(STREAMS)('reads a stream whole: $name', async ({ text, events, retries = [] }) => {
      expect(await read(connect, [encoder.encode(text)])).toEqual(outcome(events, retries))
    })

    test.each(STREAMS)('reads a stream byte by byte: $name', async ({ text, events, retries = [] }) => {
      expect(
        await read(
          connect,
          [...encoder.encode(text)].map((byte) => Uint8Array.of(byte)),
        ),
      ).toEqual(outcome(events, retries))
    })

    test.each(STREAMS)('reads a stream cut in two anywhere: $name', async ({ text, events, retries = [] }) => {
      const bytes = encoder.encode(text)
      for (let cut = 1; cut < bytes.length; cut += 1) {
        expect(await read(connect, [bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toEqual(outcome(events, retries))
      }
    })

    test.each(DIFFERENCES)('reads as it was measured to: $name', async ({ text, ...expected }) => {
      const log: string[] = []
      const record = recorder().request(async () => answer(text, 200, EVENT_STREAM))
      await connect({
        ...record,
        onRetry: (retryMs) => log.push(`retry ${retryMs}`),
        onEvent: ({ lastEventId, type, data }) =>
          log.push(`${lastEventId && `${lastEventId} `}${type === 'message' ? '' : `${type} `}${data}`),
      })
      expect(log).toEqual(expected[column])
    })

    test.each(REFUSALS)('refuses an answer that is no event stream: $name', async ({ response, status, seen, retryAfterMs }) => {
      const log = recorder()
      const error = await connect(log.request(async () => response())).catch((cause: unknown) => cause)
      expect(isGradioStreamError(error, status === 401 ? 'login-required' : 'connection-refused') && error.details).toMatchObject({
        url: 'http://app.test/queue/data',
        status,
        seen: expect.stringMatching(seen),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      })
      expect(log.opened).toBe(0)
    })

    test('reports a network error as connection-lost', async () => {
      const log = recorder()
      const error = await connect(log.request(() => Promise.reject(new TypeError('fetch failed')))).catch((cause: unknown) => cause)
      expect(isGradioStreamError(error, 'connection-lost') && error.message).toContain('could not be opened (fetch failed)')
      expect(log.opened).toBe(0)
    })

    test('reports a body that breaks in the middle of a line as connection-lost, after what was whole', async () => {
      const log = recorder()
      const error = await connect(log.request(async () => new Response(broken('data: a\n\ndata: b'), { headers: EVENT_STREAM }))).catch(
        (cause: unknown) => cause,
      )
      expect(isGradioStreamError(error, 'connection-lost') && error.message).toContain('broke off (reset)')
      expect(log.events.map(({ data }) => data)).toEqual(['a'])
    })

    test('tells of opening once, and of every chunk as activity', async () => {
      const log = recorder()
      await connect(
        log.request(
          async () => new Response(chunks([': ', 'x', '\n', 'data: a\n\n'].map((part) => encoder.encode(part))), { headers: EVENT_STREAM }),
        ),
      )
      expect(log.opened).toBe(1)
      expect(log.activities).toBe(4)
    })

    test.each([
      { name: 'one line', parts: ['data: ', 'x'.repeat(600), 'x'.repeat(600)] },
      { name: 'many lines', parts: Array<string>(30).fill(`data: ${'x'.repeat(40)}\n`) },
    ])('ends a stream whose message of $name is longer than maxMessageBytes', async ({ parts }) => {
      const log = recorder()
      const fetch = async () => new Response(chunks(parts.map((part) => encoder.encode(part))), { headers: EVENT_STREAM })
      const error = await connect({ ...log.request(fetch), maxMessageBytes: 1000 }).catch((cause: unknown) => cause)
      expect(isGradioStreamError(error, 'buffer-exceeded') && error.message).toContain('more than 1000 bytes')
    })

    test('takes many messages that are each short enough, however they are cut', async () => {
      const bytes = encoder.encode(`data: ${'x'.repeat(400)}\r\n\r\ndata: ${'y'.repeat(400)}\n\n`.repeat(20))
      for (const size of [7, 300, 999]) {
        const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.slice(index * size, (index + 1) * size))
        const log = recorder()
        await connect({ ...log.request(async () => new Response(chunks(parts), { headers: EVENT_STREAM })), maxMessageBytes: 1000 })
        expect(log.events).toHaveLength(40)
      }
    })

    test('takes the end of an empty body for a clean end', async () => {
      const log = recorder()
      await connect(log.request(async () => new Response(null, { headers: EVENT_STREAM })))
      expect(log.opened).toBe(1)
      expect(log.events).toEqual([])
    })

    test('sends Accept, headers and credentials, and asks for no cache', async () => {
      let seen: RequestInit | undefined
      const log = recorder()
      await connect(
        log.request(async (_input, init) => {
          seen = init
          return new Response('', { headers: EVENT_STREAM })
        }),
      )
      expect(seen).toMatchObject({ headers: { accept: 'text/event-stream', 'x-own': 'yes' }, credentials: 'include', cache: 'no-store' })
    })

    test('asks nothing when the signal is aborted before', async () => {
      const log = recorder()
      log.controller.abort()
      await connect(log.request(() => Promise.reject(new Error('was asked'))))
      expect(log.opened).toBe(0)
    })

    test('resolves when the signal aborts before the answer, though fetch does not obey, and lets go of a late answer', async () => {
      const log = recorder()
      let respond: (response: Response) => void = () => undefined
      const done = connect(log.request(() => new Promise((resolve) => (respond = resolve))))
      log.controller.abort()
      await done
      const late = held('data: a\n\n')
      respond(new Response(late.stream, { headers: EVENT_STREAM }))
      await late.cancelled
      expect(log.events).toEqual([])
    })

    test('resolves when the signal aborts in the middle, lets go of the body, and hands nothing over afterwards', async () => {
      const log = recorder()
      const body = held('data: a\n\ndata: b\n\n')
      log.onEvent = () => log.controller.abort()
      await connect(log.request(async () => new Response(body.stream, { headers: EVENT_STREAM })))
      await body.cancelled
      expect(log.events.map(({ data }) => data)).toEqual(['a'])
    })
  })
}

function ids(...pairs: [data: string, lastEventId: string][]): StreamCase['events'] {
  return pairs.map(([data, lastEventId]) => ({ data, lastEventId }))
}

function outcome(events: StreamCase['events'], retries: readonly number[]) {
  return { events: events.map((event) => ({ lastEventId: '', type: 'message', ...event })), retries: [...retries] }
}

async function read(connect: Connect, parts: readonly Uint8Array[]) {
  const log = recorder()
  await connect(log.request(async () => new Response(chunks(parts), { headers: EVENT_STREAM })))
  return { events: log.events, retries: log.retries }
}

function recorder() {
  const log = {
    controller: new AbortController(),
    events: [] as StreamEvent[],
    retries: [] as number[],
    opened: 0,
    activities: 0,
    onEvent: (): void => undefined,
    request(fetch: typeof globalThis.fetch): ConnectRequest {
      return {
        url: 'http://app.test/queue/data',
        fetch,
        headers: { 'x-own': 'yes' },
        credentials: 'include',
        signal: log.controller.signal,
        onOpen: () => void (log.opened += 1),
        onActivity: () => void (log.activities += 1),
        onRetry: (retryMs) => log.retries.push(retryMs),
        onEvent: (event) => {
          log.events.push(event)
          log.onEvent()
        },
      }
    },
  }
  return log
}

function answer(body: string, status: number, headers: Record<string, string>): Response {
  return new Response(body, { status, headers })
}

function chunks(parts: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const left = [...parts]
  return new ReadableStream({
    pull(controller) {
      const part = left.shift()
      if (part) controller.enqueue(part)
      else controller.close()
    },
  })
}

/** Ends in an error after the text: how a dropped connection looks. */
function broken(text: string): ReadableStream<Uint8Array> {
  let isSent = false
  return new ReadableStream({
    pull(controller) {
      if (isSent) return controller.error(new TypeError('reset'))
      isSent = true
      controller.enqueue(encoder.encode(text))
    },
  })
}

/** Stays open after the text; `cancelled` resolves when its reader lets go. */
function held(text: string): { stream: ReadableStream<Uint8Array>; cancelled: Promise<void> } {
  let cancel: () => void = () => undefined
  const cancelled = new Promise<void>((resolve) => (cancel = resolve))
  const stream = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(encoder.encode(text)), cancel })
  return { stream, cancelled }
}
