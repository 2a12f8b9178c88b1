/**
 * A process of its own that speaks Gradio 6's queue protocol and sends prepared streams as fast as the socket takes
 * them. How many events a run has is its first input, as in the captured app. Tells its parent the address once it
 * listens. `node bench/server.ts <block | frame> <workload>:<count>…`
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { type PacedRun, sendPaced, STREAM_HEAD } from './paced-app.ts'
import {
  capturedJson,
  type Chunking,
  ENDPOINTS,
  LAST_CHUNKS,
  type WireStream,
  type WorkloadName,
  writeRun,
  writeStream,
} from './workload.ts'

const [chunking, ...workloads] = process.argv.slice(2)
// Written before the first request, so that no contender waits for it.
const streams = new Map(workloads.filter((key) => !/^(?:runs|paced):/.test(key)).map((key) => [key, prepare(key)]))
const oneRun = writeRun()
const waiting = new Map<string, { eventId: string; stream: WireStream }>()
/** Event ids of runs that share a session's stream and wait for it. */
const together = new Map<string, string[]>()
const paced = new Map<string, PacedRun>()
const PACE_MS = 2

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.statusCode = 500
    response.end(String(error))
  })
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  const path = url.pathname.replace(/\/$/, '')
  if (path === '/config') return json(response, { ...capturedJson('config'), root: url.origin })
  if (path === '/gradio_api/info') return json(response, capturedJson('info'))
  if (path === '/gradio_api/queue/join') return json(response, join(JSON.parse(await text(request)) as JoinBody))
  if (path === '/gradio_api/queue/data') return send(response, url.searchParams.get('session_hash') ?? '')
  // The official client holds this stream open beside the one it reads.
  if (path.startsWith('/gradio_api/heartbeat/')) return response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  response.writeHead(404).end()
}

interface JoinBody {
  readonly data: readonly unknown[]
  readonly fn_index: number
  readonly session_hash: string
}

function join({ data, fn_index, session_hash }: JoinBody): { event_id: string } {
  const name = (Object.keys(ENDPOINTS) as WorkloadName[]).find((name) => ENDPOINTS[name].fnIndex === fn_index)
  if (!name) throw new Error(`The benchmark has no function ${fn_index}.`)
  const eventId = randomBytes(16).toString('hex')
  if (name === 'runs') {
    together.set(session_hash, [...(together.get(session_hash) ?? []), eventId])
    return { event_id: eventId }
  }
  if (name === 'paced') {
    paced.set(session_hash, { eventId, count: Number(data[0]) })
    return { event_id: eventId }
  }
  // Chats of different lengths are one function: their first input says which.
  const key = typeof data[0] === 'string' && streams.has(data[0]) ? data[0] : `${name}:${Number(data[0])}`
  const stream = streams.get(key)
  if (!stream) throw new Error(`The benchmark has no stream ${key}.`)
  waiting.set(session_hash, { eventId, stream })
  return { event_id: eventId }
}

function prepare(key: string): WireStream {
  const [name, count] = key.split(':')
  return writeStream({ name: name as WorkloadName, count: Number(count) }, chunking as Chunking)
}

/** Past Node's own response, whose work per chunk would slow the sender down. */
function send(response: ServerResponse, sessionHash: string): void {
  const { socket } = response
  const run = waiting.get(sessionHash)
  const pace = paced.get(sessionHash)
  const events = together.get(sessionHash)
  if (!socket || !(run ?? pace ?? events)) return void response.writeHead(404).end()
  socket.write(STREAM_HEAD)
  waiting.delete(sessionHash)
  paced.delete(sessionHash)
  if (run) socket.end(withId(run.stream, run.eventId))
  else if (pace) sendPaced(socket, pace, PACE_MS)
  else sendTogether(socket, sessionHash)
}

function withId({ bytes, idOffsets }: WireStream, eventId: string): Buffer {
  for (const offset of idOffsets) bytes.write(eventId, offset, 'latin1')
  return bytes
}

/** As Gradio does: one stream for all runs of the session, until none waits. */
function sendTogether(socket: Socket, sessionHash: string): void {
  const eventId = together.get(sessionHash)?.shift()
  if (eventId === undefined) {
    together.delete(sessionHash)
    return void socket.end(LAST_CHUNKS)
  }
  socket.write(Buffer.from(withId(oneRun, eventId)))
  setImmediate(() => sendTogether(socket, sessionHash))
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.once('disconnect', () => process.exit(0))
