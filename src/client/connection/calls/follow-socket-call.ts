/**
 * Gradio 3's WebSocket: `queue/join` asks for the caller (`send_hash`), then for the inputs when it is the call's turn
 * (`send_data`), and closes with 1000 after the end. Closing the socket cancels (docs/gradio-protocol.md#7-cancelling).
 */
import { MAX_MESSAGE_BYTES } from '../stream/connector.ts'
import type { CallRequest, FollowCall } from './follow-call.ts'
import { peekMessage } from './follow-call.ts'
import { noWebSocket } from '../require-protocol.ts'
import { streamLost, streamTooLong } from '../stream/open-stream.ts'

const CLEAN_CLOSE = 1000

/** Follows one call of Gradio 3. */
export const followSocketCall: FollowCall = (request) => {
  const { WebSocket: Socket, signal, apiUrl } = request
  const url = `${apiUrl.replace(/^http/i, 'ws')}/queue/join`
  if (signal.aborted) return Promise.resolve()
  if (Socket === undefined) return Promise.reject(noWebSocket(apiUrl))
  return new Promise((resolve, reject) => {
    let socket: WebSocket
    try {
      socket = openSocket(Socket, url, request.headers)
    } catch (cause) {
      return reject(streamLost(url, 'could not be opened', cause))
    }
    let wasOpened = false
    let hasTurn = false
    const stop = (): void => {
      socket.addEventListener('close', left, { once: true })
      settle(resolve)
    }

    function settle(end: () => void): void {
      signal.removeEventListener('abort', stop)
      for (const name of ['open', 'message', 'close', 'error'] as const) socket.removeEventListener(name, listener)
      // A socket that is closed while it connects reports an error, which has no listener any more.
      socket.addEventListener('error', ignore)
      socket.close(CLEAN_CLOSE)
      end()
    }

    function listener(event: Event): void {
      if (event.type === 'open') {
        wasOpened = true
        request.onOpen()
      } else if (event.type === 'message') receive(event)
      else if (event.type === 'close') closed(event)
    }

    function receive(event: Event): void {
      request.onActivity()
      // A WebSocket's text messages contain text.
      const { data } = event as MessageEvent<unknown>
      if (typeof data !== 'string') return
      const { maxMessageBytes = MAX_MESSAGE_BYTES } = request
      if (data.length > maxMessageBytes) return settle(() => reject(streamTooLong(url, maxMessageBytes)))
      const { msg } = peekMessage(data)
      if (msg === 'queue_full' && !hasTurn) return request.onFull()
      hasTurn ||= msg === 'send_data'
      const answer = answerTo(msg, request)
      if (answer === null) request.onMessage(data)
      else if (!signal.aborted) socket.send(answer)
    }

    function left(event: Event): void {
      // An event of a WebSocket. Clean: the other side confirmed the close, so it knows.
      request.onLeft?.((event as CloseEvent).wasClean)
    }

    function closed(event: Event): void {
      // Also an event of a WebSocket.
      const { code, reason } = event as CloseEvent
      if (code === CLEAN_CLOSE) return settle(resolve)
      const words = reason ? `${code}, ${reason}` : String(code)
      settle(() => reject(streamLost(url, wasOpened ? `was closed (${words})` : `could not be opened (${words})`)))
    }

    for (const name of ['open', 'message', 'close', 'error'] as const) socket.addEventListener(name, listener)
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** The answer to a message about the inputs; `null` for every other message. */
function answerTo(msg: string | null, request: CallRequest): string | null {
  const session = JSON.stringify(request.sessionHash)
  if (msg === 'send_hash') return `{"session_hash":${session},"fn_index":${request.fnIndex}}`
  if (msg !== 'send_data') return null
  request.onTurn(null)
  return `{"data":${request.data},"event_data":${request.eventData ?? 'null'},"fn_index":${request.fnIndex},"session_hash":${session}}`
}

/** Sends headers where possible: a page's WebSocket has none; Node's takes them in its second argument. */
function openSocket(Socket: typeof WebSocket, url: string, headers: Readonly<Record<string, string>>): WebSocket {
  const takesHeaders = typeof window === 'undefined' && Object.keys(headers).length > 0
  // Node's extension of the standard; the DOM's types do not have it.
  return takesHeaders ? new Socket(url, { headers } as unknown as string[]) : new Socket(url)
}

function ignore(): void {}
