/**
 * A Gradio app, or a relay in front of one, as a `fetch` that the test plays by hand: joins are answered in
 * order, streams are written, ended and broken, polls are answered, and everything asked is kept.
 */
import { featuresOf } from '../../../src/client/protocol/describe/app-features.ts'
import { readFileSync } from 'node:fs'
import type { AppDescription, Route } from '../../../src/client/protocol/describe/app-description.ts'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import type { ManualClock } from '../../../src/testing/manual-clock.ts'

const captures = new URL('../../fixtures/captures/gradio-6/', import.meta.url)
export const CONFIG: unknown = JSON.parse(readFileSync(new URL('config.json', captures), 'utf8'))
export const INFO: unknown = JSON.parse(readFileSync(new URL('info.json', captures), 'utf8'))
export const RELAY_CAPABILITIES = { resume: true, polling: true, survivesDisconnect: true, cancelWaiting: true, repeatableJoin: true }

/** The fixture app of Gradio 6.31, on either route. */
export function fixtureApp(route: Route, change: Partial<AppDescription> = {}): AppDescription {
  const rootUrl = route === 'relay' ? 'http://relay.test/api/experimental/sse/apps/demo' : 'http://app.test'
  const capabilities = route === 'relay' ? RELAY_CAPABILITIES : DIRECT_CAPABILITIES
  return {
    ...describeApp({ address: 'http://app.test', route, rootUrl, config: CONFIG, info: INFO, supportsSSE: true, capabilities }),
    ...(change.version === undefined ? {} : { features: featuresOf(change.version) }),
    ...change,
  }
}

/** One open stream, written by the test. */
export interface FakeStream {
  readonly url: URL
  readonly isGone: boolean
  send(message: object, id?: string): void
  text(text: string): void
  end(): void
  drop(): void
}

export interface FakeRequest {
  readonly method: string
  readonly url: URL
  readonly body: unknown
}

type Answer = Response | Error | Promise<Response>

export interface FakeApp {
  readonly clock: ManualClock
  readonly fetch: typeof fetch
  readonly requests: readonly FakeRequest[]
  readonly streams: readonly FakeStream[]
  /**
   * Answers by the end of the path. The first that returns one wins; by default joins get `e1`, `e2`, …, streams open,
   * and cancels succeed.
   */
  readonly on: Map<string, (request: FakeRequest, count: number) => Answer | undefined>
  /** The requests whose path ends so. */
  asked(path: string): readonly FakeRequest[]
  /** The newest stream. */
  stream(): FakeStream
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

export function createFakeApp(): FakeApp {
  const requests: FakeRequest[] = []
  const streams: FakeStream[] = []
  const on: FakeApp['on'] = new Map()
  const counts = new Map<string, number>()

  function respond(request: FakeRequest, path: string, signal: AbortSignal | null | undefined): Answer {
    const count = (counts.get(path) ?? 0) + 1
    counts.set(path, count)
    for (const [ending, answer] of on) {
      const own = path.endsWith(ending) ? answer(request, count) : undefined
      if (own) return own
    }
    if (path.endsWith('/queue/join') && request.method === 'GET') return openStream(request.url, streams, signal)
    if (path.endsWith('/queue/join')) return json({ event_id: `e${count}` })
    if (path.endsWith('/queue/data') && request.method === 'POST') return json(null)
    if (path.endsWith('/cancel') || path.endsWith('/reset')) return json({ success: true })
    if (path.endsWith('/queue/data')) return openStream(request.url, streams, signal)
    return json({ detail: 'Not Found' }, 404)
  }

  return {
    clock: createManualClock(),
    requests,
    streams,
    on,
    asked: (path) => requests.filter(({ url }) => url.pathname.endsWith(path)),
    stream() {
      const last = streams.at(-1)
      if (!last) throw new Error('No stream was opened.')
      return last
    },
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
      const request = { method: init?.method ?? 'GET', url, body }
      requests.push(request)
      const answer = await respond(request, url.pathname, init?.signal)
      if (answer instanceof Error) throw answer
      return answer
    },
  }
}

export const message = {
  queued: (eventId: string, rank = 0) => ({ msg: 'estimation', event_id: eventId, rank, queue_size: rank + 1, rank_eta: null }),
  started: (eventId: string) => ({ msg: 'process_starts', event_id: eventId, eta: null }),
  first: (eventId: string, text: string) => ({ msg: 'process_generating', event_id: eventId, output: { data: [text] }, success: true }),
  more: (eventId: string, text: string) => ({
    msg: 'process_generating',
    event_id: eventId,
    output: { data: [[['append', [], text]]] },
    success: true,
  }),
  done: (eventId: string, text: string) => ({ msg: 'process_completed', event_id: eventId, output: { data: [text] }, success: true }),
  cancelled: (eventId: string) => ({ msg: 'process_completed', event_id: eventId, output: {}, success: true }),
  heartbeat: { msg: 'heartbeat', event_id: null },
  close: { msg: 'close_stream', event_id: null },
  sessionGone: { msg: 'unexpected_error', event_id: null, message: '404: Not Found', session_not_found: true, success: false },
}

function openStream(url: URL, streams: FakeStream[], signal: AbortSignal | null | undefined): Response {
  const encoder = new TextEncoder()
  let isGone = false
  let out: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => void (out = controller),
    cancel: () => void (isGone = true),
  })
  const finish = (act: () => void) => () => {
    if (isGone) return
    isGone = true
    act()
  }
  signal?.addEventListener(
    'abort',
    finish(() => out?.error(new DOMException('aborted', 'AbortError'))),
  )
  const text = (chunk: string): void => void (isGone || out?.enqueue(encoder.encode(chunk)))
  streams.push({
    url,
    get isGone() {
      return isGone
    },
    text,
    send: (value, id) => text(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(value)}\n\n`),
    end: finish(() => out?.close()),
    drop: finish(() => out?.error(new TypeError('terminated'))),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
