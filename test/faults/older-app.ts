/**
 * An app of Gradio 3.50 to 4.21 with one endpoint, on a clock that is moved by hand: joins, streams and sockets as its
 * protocol has them, no `close_stream`, and what each version does when its reader goes
 * (docs/gradio-protocol.md#13-gradio-40-to-421).
 */
import type { Clock } from '../../src/client/kit/clock.ts'
import { featuresOf } from '../../src/client/protocol/describe/app-features.ts'
import type { Scenario } from '../../src/testing/scenario.ts'
import { hasJoin, OLDER, OlderCall } from './older-call.ts'
import type { OlderProtocol } from './older-call.ts'
import type { SocketLine, WorldApp } from './world-app.ts'

/** A session of `sse_v1` to `sse_v2.1`: its calls, and its unread messages. */
interface OlderSession {
  readonly calls: Set<OlderCall>
  readonly unread: string[]
  reader: Reader | null
}

interface Reader {
  send(text: string): void
  end(): void
  break(): void
}

export function createOlderApp(protocol: OlderProtocol, scenario: Scenario, clock: Clock): WorldApp {
  const version = OLDER[protocol]
  const sessions = new Map<string, OlderSession>()
  const waiting = new Map<string, OlderCall>()
  const readers = new Set<Reader>()
  let eventCount = 0
  let started = 0

  function begin(onText: (text: string) => void, onEnd: (call: OlderCall) => void): OlderCall {
    eventCount += 1
    const call: OlderCall = new OlderCall({
      protocol,
      eventId: `call${eventCount}`,
      steps: typeof scenario.steps === 'function' ? [] : scenario.steps,
      clock,
      onStarted: () => (started += 1),
      onText,
      onEnd: () => onEnd(call),
    })
    return call
  }

  function join(hash: string): Response {
    const session = sessions.get(hash) ?? { calls: new Set(), unread: [], reader: null }
    sessions.set(hash, session)
    const say = (text: string): void => void (session.reader ? session.reader.send(text) : session.unread.push(text))
    const call = begin(say, () => {
      if ([...session.calls].every(({ isOver }) => isOver)) session.reader?.end()
    })
    session.calls.add(call)
    return Response.json({ event_id: call.eventId })
  }

  /** The first reader gets what waits; 4.19.2 and newer do not see one go, so the next goes on where it stopped. */
  function read(hash: string, signal: AbortSignal): Response {
    const session = sessions.get(hash)
    if (!session)
      return stream(
        signal,
        () => {},
        (reader) => {
          reader.send('{"msg":"unexpected_error","event_id":null,"message":"404: Session not found.","success":false}')
          reader.break()
        },
      )
    const gone = (): void => {
      session.reader = null
      if (!featuresOf(version).seesDrops) return
      for (const call of session.calls) call.stop()
      sessions.delete(hash)
    }
    return stream(signal, gone, (reader) => {
      session.reader = reader
      for (const text of session.unread.splice(0)) reader.send(text)
      if ([...session.calls].every(({ isOver }) => isOver)) reader.end()
    })
  }

  /** `sse`: the stream is the join, and its end the end of the call. */
  function openCall(signal: AbortSignal): Response {
    let call: OlderCall | null = null
    return stream(
      signal,
      () => call?.stop(),
      (reader) => {
        call = begin(
          (text) => reader.send(text),
          () => reader.end(),
        )
        waiting.set(call.eventId, call)
      },
    )
  }

  function stream(signal: AbortSignal, onGone: () => void, onOpen: (reader: Reader) => void): Response {
    const encoder = new TextEncoder()
    let isOpen = true
    const close = (): boolean => {
      const wasOpen = isOpen
      isOpen = false
      readers.delete(reader)
      return wasOpen
    }
    const leave = (): void => void (close() && onGone())
    let out: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (out = controller), cancel: leave })
    const reader: Reader = {
      send: (text) => void (isOpen && out?.enqueue(encoder.encode(`data: ${text}\n\n`))),
      end: () => void (close() && out?.close()),
      break: () => void (close() && out?.error(new TypeError('terminated'))),
    }
    readers.add(reader)
    signal.addEventListener('abort', () => {
      if (isOpen) out?.error(new DOMException('aborted', 'AbortError'))
      leave()
    })
    onOpen(reader)
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const isPost = request.method === 'POST'
    const hash = searchParams.get('session_hash') ?? ''
    if (pathname === '/config') return Response.json(configOf(protocol, version))
    if (pathname === '/info') return Response.json(INFO)
    if (pathname === '/queue/join' && isPost === hasJoin(protocol) && protocol !== 'ws') {
      if (!isPost) return openCall(request.signal)
      const { session_hash: session } = (await request.json()) as { session_hash: string }
      return join(session)
    }
    if (pathname === '/queue/data' && !isPost && hasJoin(protocol)) return read(hash, request.signal)
    if (pathname === '/queue/data' && isPost && protocol === 'sse') {
      const { event_id: eventId } = (await request.json()) as { event_id: string }
      return waiting.get(eventId)?.takeInputs() ? Response.json(null) : new Response('Internal Server Error', { status: 500 })
    }
    if (pathname === '/reset' && isPost) return Response.json(await reset(request))
    return Response.json({ detail: 'Not Found' }, { status: 404 })
  }

  /** Stops a running generator, and says nothing in the stream. */
  async function reset(request: Request): Promise<object> {
    const { event_id: eventId } = (await request.json()) as { event_id: string }
    const all = [...waiting.values(), ...Array.from(sessions.values(), ({ calls }) => [...calls]).flat()]
    const call = all.find((each) => each.eventId === eventId && !each.isOver)
    call?.stop()
    return { success: call !== undefined }
  }

  return {
    fetch: answer,
    openSocket(line: SocketLine) {
      const reader: Reader = { send: line.send, end: () => line.close(1000), break: () => line.close(1006) }
      readers.add(reader)
      let call: OlderCall | null = null
      line.send('{"msg":"send_hash"}')
      return {
        receive(text) {
          if ('data' in (JSON.parse(text) as object)) call?.takeInputs()
          else {
            call = begin(line.send, () => {
              readers.delete(reader)
              reader.end()
            })
          }
        },
        gone() {
          readers.delete(reader)
          call?.stop()
        },
      }
    },
    cut() {
      for (const reader of readers) reader.break()
      readers.clear()
    },
    close() {
      for (const call of waiting.values()) call.stop()
      for (const { calls } of sessions.values()) for (const call of calls) call.stop()
    },
    startedCount: () => started,
    lostCount: () => 0,
    openStreamCount: () => readers.size,
  }
}

/** As much of them as is read. */
function configOf(protocol: OlderProtocol, version: string): object {
  return {
    version,
    ...(protocol === 'ws' ? {} : { protocol }),
    root: '',
    components: [{ id: 1, type: 'textbox', props: { label: 'text' } }],
    dependencies: [{ inputs: [], outputs: [1], api_name: 'run', queue: null, types: { generator: true, continuous: false } }],
  }
}

const INFO = {
  named_endpoints: {
    '/run': {
      parameters: [],
      returns: [{ label: 'text', type: { type: 'string' }, python_type: { type: 'str', description: '' }, component: 'Textbox' }],
    },
  },
  unnamed_endpoints: {},
}
