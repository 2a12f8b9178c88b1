/** A gateway in front of an app: passes everything on, except for the paths that a test answers itself. */
import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers one request in the app's place. */
export type Stand = (request: IncomingMessage, response: ServerResponse) => void

export interface Gateway {
  readonly url: string
  /** Answers paths with that end, until it is replaced. */
  stand: ReadonlyMap<string, Stand>
  close(): Promise<void>
}

/** Opens one on a free port. */
export async function openGateway(app: string): Promise<Gateway> {
  const gateway = { url: '', stand: new Map<string, Stand>() as ReadonlyMap<string, Stand>, close }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', app)
    const own = [...gateway.stand].find(([path]) => pathname.endsWith(path))?.[1]
    if (!own) return passOn(app, request, response)
    // Read first: a client that is still writing sees a reset in place of the answer.
    if (pathname.endsWith('/upload') || pathname.endsWith('/queue/join')) request.resume().on('end', () => own(request, response))
    else own(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Listening on TCP, so an address with a port.
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return gateway
}

function passOn(app: string, request: IncomingMessage, response: ServerResponse): void {
  const { host, hostname, port } = new URL(app)
  const upstream = ask({ hostname, port, path: request.url, method: request.method, headers: { ...request.headers, host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
    answer.on('error', () => response.destroy())
  })
  upstream.on('error', () => response.destroy())
  response.on('close', () => upstream.destroy())
  request.pipe(upstream)
}
