/**
 * An app whose `/progress` sends a fixed number of events a second to each run, for a steady load: described like the
 * captured Gradio 6, with one stream per session and real frames. Every frame has its time of writing.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { capturedJson, chunkOf, LAST_CHUNKS, pacedMessages } from './workload.ts'

export interface PacedApp {
  readonly url: string
  readonly server: Server
}

/** A run, and how many events it has. */
export interface PacedRun {
  readonly eventId: string
  readonly count: number
}

/** Listens on a free port; each run brings as many events as its first input says, `perSecond` of them in a second. */
export async function servePacedApp(perSecond: number): Promise<PacedApp> {
  const runs = new Map<string, PacedRun>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const path = url.pathname.replace(/\/$/, '')
    if (path === '/config') return json(response, { ...capturedJson('config'), root: url.origin })
    if (path === '/gradio_api/info') return json(response, capturedJson('info'))
    if (path === '/gradio_api/queue/join') {
      void join(request).then(
        (eventId) => json(response, { event_id: eventId }),
        () => response.writeHead(400).end(),
      )
      return
    }
    const run = runs.get(url.searchParams.get('session_hash') ?? '')
    if (path !== '/gradio_api/queue/data' || !run) return void response.writeHead(404).end()
    response.socket?.write(STREAM_HEAD)
    if (response.socket) sendPaced(response.socket, run, 1000 / perSecond)
  })
  async function join(request: IncomingMessage): Promise<string> {
    // Sent by this benchmark's own clients.
    const { data, session_hash } = JSON.parse(await text(request)) as { data: readonly unknown[]; session_hash: string }
    const eventId = randomBytes(16).toString('hex')
    runs.set(session_hash, { eventId, count: Number(data[0]) })
    return eventId
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4096, resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

/** The head of a stream, written past Node's own response, whose work per chunk would slow the sender down. */
export const STREAM_HEAD =
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n'

/**
 * Sends a run's events at a fixed pace, after the head. Each has its time of writing, on the machine's common clock.
 */
export function sendPaced(socket: Socket, { eventId, count }: PacedRun, everyMs: number): void {
  const { begin, progress, completed } = pacedMessages(count)
  const write = (message: unknown): boolean => socket.write(chunkOf({ ...(message as object), event_id: eventId }))
  begin.forEach(write)
  let sent = 0
  const tick = (): void => {
    if (sent < count) {
      sent += 1
      const unit = { index: sent, length: count, unit: 'steps', progress: null, desc: String(process.hrtime.bigint()) }
      write({ ...progress, progress_data: [unit] })
      return
    }
    clearInterval(timer)
    write(completed)
    socket.end(LAST_CHUNKS)
  }
  const timer = setInterval(tick, everyMs)
  socket.once('close', () => clearInterval(timer))
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
