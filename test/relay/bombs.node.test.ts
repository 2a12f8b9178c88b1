/** Small things that become large: compressed answers, and clients that neither read nor write. Real sockets. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { createGzip, gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { afterEach, expect, test } from 'vitest'
import { createGradioRelay } from '../../src/relay/index.ts'
import { CONFIG, INFO } from './fake-upstream-app.ts'

const PATH = '/api/experimental/sse/apps/demo/gradio_api'
const MEBI = 1024 * 1024
const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean

/** An app whose answers are `answer`'s, where it gives one. */
async function openApp(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    if (answer(request, response)) return
    const path = request.url ?? ''
    response.setHeader('content-type', 'application/json')
    if (path.endsWith('/config')) response.end(JSON.stringify(CONFIG))
    else if (path.endsWith('/info')) response.end(JSON.stringify(INFO))
    else if (path.endsWith('/queue/join')) response.end(JSON.stringify({ event_id: 'e1' }))
    else response.writeHead(404).end('{}')
  })
  await listening(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A relay before it, on a socket, and the ends of its connections. */
async function openRelay(app: string): Promise<{ readonly url: string; readonly port: number; readonly sockets: ReadonlySet<Socket> }> {
  const relay = createGradioRelay({ apps: { demo: app }, sse: true })
  const sockets = new Set<Socket>()
  // A server of Node, as `serve` makes one without options of its own.
  const server = serve({ fetch: relay.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  server.on('connection', (socket: Socket) => sockets.add(socket))
  if (!server.listening) await once(server, 'listening')
  endings.push(
    () => closed(server),
    () => relay.close(),
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}${PATH}`, port, sockets }
}

async function listening(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endings.push(() => closed(server))
}

function closed(server: Server): Promise<unknown> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
}

/** Spaces without an end, of which a thousand are one byte on the wire, until nobody reads. */
function sendBomb(response: ServerResponse, type: string): void {
  const piece = Buffer.alloc(MEBI, ' ')
  const gzip = createGzip()
  response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' })
  gzip.pipe(response)
  const write = (): void => {
    while (!response.destroyed) {
      if (!gzip.write(piece)) return void gzip.once('drain', write)
    }
  }
  response.on('close', () => gzip.destroy())
  gzip.on('error', () => {})
  gzip.write('data: ')
  write()
}

test.each(['config', 'info'])('a bomb as %s of the app is not read to its end', async (what) => {
  let over = (): void => {}
  const isOver = new Promise<void>((resolve) => (over = resolve))
  const app = await openApp((request, response) => {
    if (!request.url?.endsWith(`/${what}`)) return false
    response.on('close', over)
    sendBomb(response, 'application/json')
    return true
  })
  const { url } = await openRelay(app)
  const answer = await fetch(`${url}/${what}`)
  expect([answer.status, (await answer.json()).message]).toEqual([502, expect.stringContaining('more than 32 MiB')])
  await isOver
})

test('a bomb in place of messages ends its run, and the relay goes on', { timeout: 120_000 }, async () => {
  const app = await openApp((request, response) => {
    if (!request.url?.includes('/queue/data')) return false
    sendBomb(response, 'text/event-stream')
    return true
  })
  const { url } = await openRelay(app)
  const body = JSON.stringify({ data: ['x'], fn_index: 0, session_hash: 's1' })
  const joined = await fetch(`${url}/queue/join`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(joined.status).toBe(200)
  const told = await (await fetch(`${url}/queue/data?session_hash=s1`)).text()
  expect(told).toContain('"code":"buffer-exceeded"')
  expect((await fetch(`${url}/config`)).status).toBe(200)
})

test('a compressed body of a client is not unpacked', async () => {
  const { url } = await openRelay(await openApp(() => false))
  const body = gzipSync(JSON.stringify({ data: [' '.repeat(32 * MEBI)], fn_index: 0, session_hash: 's1' }))
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  const answer = await fetch(`${url}/queue/join`, { method: 'POST', headers, body })
  expect(answer.status).toBe(422)
})

test('what a reader does not take stays with the log: its socket holds little, and another reader has all', async () => {
  const message = JSON.stringify({
    msg: 'process_generating',
    event_id: 'e1',
    output: { data: ['x'.repeat(256 * 1024)], is_generating: true },
    success: true,
  })
  const app = await openApp((request, response) => {
    if (!request.url?.includes('/queue/data')) return false
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let index = 0; index < 100; index++) response.write(`data: ${message}\n\n`)
    const output = { data: ['the end'], is_generating: false }
    response.end(`data: ${JSON.stringify({ msg: 'process_completed', event_id: 'e1', output, success: true })}\n\n`)
    return true
  })
  const { url, port, sockets } = await openRelay(app)
  const stuck = connect(port, '127.0.0.1')
  endings.push(() => stuck.destroy())
  await once(stuck, 'connect')
  stuck.pause()
  const body = JSON.stringify({ data: ['x'], fn_index: 0, session_hash: 's1' })
  const joined = await fetch(`${url}/queue/join`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(joined.status).toBe(200)
  stuck.write(`GET ${PATH}/queue/data?session_hash=s1&last_event_id= HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  const told = await (await fetch(`${url}/queue/data?session_hash=s1&last_event_id=`)).text()
  expect(told).toContain('the end')
  const heldBytes = [...sockets].map((socket) => socket.writableLength)
  expect(Math.max(...heldBytes)).toBeLessThan(4 * MEBI)
})
