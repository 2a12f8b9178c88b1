/** A Gradio app of an older version that answers one call as it did when it was captured, over the transport it had. */
import { isDeepStrictEqual } from 'node:util'
import { readCapture, readFixture } from '../protocol/captures.ts'
import { socketFactory } from './fake-socket.ts'
import type { FakeSocket } from './fake-socket.ts'

export interface CapturedCall {
  readonly fnIndex: number
  /** As it was sent. */
  readonly data: readonly unknown[]
  /** Messages in order, with those of the hand-over. */
  readonly messages: readonly { readonly msg: string; readonly event_id?: string }[]
}

export interface CaptureApp {
  readonly call: CapturedCall
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket
  /** Paths asked, with their method. */
  readonly asked: string[]
  /** The inputs as the app got them. */
  received: unknown
}

/** The first call of a capture. */
export function capturedCall(version: string, capture: string): CapturedCall {
  const lines = readCapture(version, capture)
  const start = lines.findIndex(({ kind, path }) => (kind === 'ws_open' || kind === 'request') && /\/queue\/join/.test(path ?? ''))
  const end = lines.findIndex(({ kind }, index) => index > start && (kind === 'eof' || kind === 'ws_close'))
  const own = lines.slice(start, end)
  const input = own.flatMap(({ kind, body, data }) => {
    const sent = (kind === 'ws_send' ? data : kind === 'request' ? body : null) as { data?: unknown[]; fn_index?: number } | null
    return sent && Array.isArray(sent.data) ? [sent] : []
  })[0]
  const messages = own.flatMap(({ kind, data }) => (kind === 'sse' || kind === 'ws_recv' ? [data as CapturedCall['messages'][number]] : []))
  return { fnIndex: input?.fn_index ?? -1, data: input?.data ?? [], messages }
}

export function createCaptureApp(version: string, capture: string): CaptureApp {
  const call = capturedCall(version, capture)
  const asked: string[] = []
  const eventId = call.messages.find((message) => message.event_id)?.event_id ?? 'e1'
  let giveData: () => void = () => {}
  const dataGiven = new Promise<void>((resolve) => (giveData = resolve))

  const play = (socket: FakeSocket): void => {
    let at = 0
    const next = (): void => {
      while (at < call.messages.length) {
        const message = call.messages[at++]
        if (message) socket.say(message)
        if (message?.msg === 'send_hash' || message?.msg === 'send_data') return
      }
      socket.closed(1000)
    }
    socket.onSend = (value) => {
      if (typeof value === 'object' && value !== null && 'data' in value) app.received = value.data
      queueMicrotask(next)
    }
    queueMicrotask(() => {
      socket.open()
      next()
    })
  }

  async function respond(method: string, url: URL, body: string): Promise<Response> {
    const path = url.pathname
    if (path === '/config') return Response.json(readFixture(version, 'config.json'))
    if (path === '/info') return Response.json(readFixture(version, 'info.json'))
    const sent = body === '' ? null : (JSON.parse(body) as { data: unknown; event_id?: string })
    const isOldest = version === '4.8'
    if (path === '/queue/join' && method === 'POST' && !isOldest) {
      app.received = sent?.data
      return Response.json({ event_id: eventId })
    }
    if (path === '/queue/data' && method === 'GET' && !isOldest) return stream(call.messages)
    if (path === '/queue/data' && method === 'POST' && isOldest && sent?.event_id === eventId) {
      app.received = sent.data
      giveData()
      return Response.json(null)
    }
    if (path === '/queue/join' && method === 'GET' && isOldest) return stream(call.messages, dataGiven)
    return Response.json({ detail: 'Not Found' }, { status: 404 })
  }

  const { WebSocket } = socketFactory(play)
  const app: CaptureApp = {
    call,
    asked,
    WebSocket,
    received: undefined,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      const method = init?.method ?? 'GET'
      asked.push(`${method} ${url.pathname}`)
      return respond(method, url, typeof init?.body === 'string' ? init.body : '')
    },
  }
  return app
}

/** True where the app got what the capture's client had sent. */
export function gotTheSame({ received, call }: CaptureApp): boolean {
  return isDeepStrictEqual(received, call.data)
}

function stream(messages: CapturedCall['messages'], dataGiven?: Promise<void>): Response {
  async function* texts(): AsyncGenerator<Uint8Array> {
    for (const message of messages) {
      yield new TextEncoder().encode(`data: ${JSON.stringify(message)}\n\n`)
      if (message.msg === 'send_data') await dataGiven
    }
  }
  const chunks = texts()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
