/** A Gradio app made of `Response`s: what it was asked is kept, and its streams say what the test lets them say. */

/** One open `queue/data` of the app. */
export interface FakeStream {
  readonly session: string
  readonly isCancelled: boolean
  /** One message, as an object or as the very text. */
  send(message: object | string): void
  /** Ends the body cleanly. */
  end(): void
  /** Breaks the body off. */
  drop(): void
}

export interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: string
}

export interface FakeApp {
  readonly fetch: typeof fetch
  readonly requests: readonly FakeRequest[]
  /** Requests to this path, without the prefix. */
  to(path: string): readonly FakeRequest[]
  readonly streams: readonly FakeStream[]
  /** Resolves with the stream number `index`, once it is opened. */
  stream(index: number): Promise<FakeStream>
  /** Replaces the answer to a path, without the prefix; `undefined` goes on to the usual one. */
  answer(path: string, respond: (request: FakeRequest) => Response | undefined | Promise<Response | undefined>): void
}

export const APP_URL = 'http://app.test:7860'

export const CONFIG = {
  version: '6.31.0',
  api_prefix: '/gradio_api',
  app_id: 1,
  protocol: 'sse_v3',
  root: APP_URL,
  username: 'ann',
  space_id: 'ann/secret-space',
  components: [
    { id: 1, type: 'textbox', props: { value: null } },
    { id: 2, type: 'textbox', props: { value: { path: '/cache/a.txt', url: `${APP_URL}/gradio_api/file=/cache/a.txt` } } },
    { id: 3, type: 'state', props: {} },
  ],
  dependencies: [
    { id: 0, inputs: [1], outputs: [2], api_name: 'echo', queue: true, api_visibility: 'public' },
    { id: 1, inputs: [1, 3], outputs: [3, 2], api_name: 'stateful', queue: false, api_visibility: 'public' },
  ],
}

const value = { label: 'text', type: { type: 'string' }, python_type: { type: 'str', description: '' }, component: 'Textbox' }
const parameters = [{ ...value, parameter_name: 'text', parameter_has_default: true, parameter_default: 'hello' }]
export const INFO = {
  named_endpoints: { '/echo': { parameters, returns: [value] }, '/stateful': { parameters, returns: [value] } },
  unnamed_endpoints: {},
}

export function createFakeApp(prefix = '/gradio_api'): FakeApp {
  const requests: FakeRequest[] = []
  const streams: FakeStream[] = []
  const waiting = new Map<number, (stream: FakeStream) => void>()
  const answers = new Map<string, (request: FakeRequest) => Response | undefined | Promise<Response | undefined>>()
  let joins = 0

  const fetchApp: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname, search, searchParams } = new URL(request.url)
    const seen = { method: request.method, path: pathname + search, headers: request.headers, body: await request.text() }
    requests.push(seen)
    const path = withoutPrefix(pathname)
    const special = await answers.get(path)?.(seen)
    if (special) return special
    if (pathname === '/config') return Response.json(CONFIG)
    if (!pathname.startsWith(`${prefix}/`)) return new Response('Not Found', { status: 404 })
    if (path === '/info') return Response.json(INFO)
    if (path === '/queue/join') return Response.json({ event_id: `up${(joins += 1)}` })
    if (path === '/cancel') return Response.json({ success: true })
    if (path === '/queue/data') return openStream(searchParams.get('session_hash') ?? '', request.signal)
    return new Response('Not Found', { status: 404 })
  }

  function openStream(session: string, signal: AbortSignal): Response {
    const encoder = new TextEncoder()
    let body: ReadableStreamDefaultController<Uint8Array> | undefined
    let isCancelled = false
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => void (body = controller),
      cancel: () => void (isCancelled = true),
    })
    signal.addEventListener('abort', () => {
      if (!isCancelled) body?.error(new DOMException('aborted', 'AbortError'))
      isCancelled = true
    })
    const stream: FakeStream = {
      session,
      get isCancelled() {
        return isCancelled
      },
      send: (message) => body?.enqueue(encoder.encode(`data: ${typeof message === 'string' ? message : JSON.stringify(message)}\n\n`)),
      end: () => body?.close(),
      drop: () => body?.error(new TypeError('terminated')),
    }
    streams.push(stream)
    waiting.get(streams.length - 1)?.(stream)
    return new Response(source, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
  }

  function withoutPrefix(path: string): string {
    return prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
  }

  return {
    fetch: fetchApp,
    requests,
    to: (path) => requests.filter((request) => withoutPrefix(request.path.replace(/\?.*/, '')) === path),
    streams,
    stream: (index) => {
      const stream = streams[index]
      return stream ? Promise.resolve(stream) : new Promise((resolve) => waiting.set(index, resolve))
    },
    answer: (path, respond) => void answers.set(path, respond),
  }
}

/** The messages of a whole run, with the app's own event id. */
export function completed(eventId: string, data: unknown = ['done']): object {
  return { msg: 'process_completed', event_id: eventId, output: { data, is_generating: false, duration: 0.1 }, success: true }
}
