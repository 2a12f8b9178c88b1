/**
 * A scenario server over real HTTP, for Node. `node:http` is loaded inside the function, so that a browser bundle of
 * the testing entry never asks for it. A body that errors breaks the socket mid-chunk, as in Gradio.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkNames } from '@gradio-stream/client/internal/check-options'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { ScenarioServer } from './scenario-server.ts'

/** Options of {@link serveScenarios}. */
export interface ServeScenariosOptions {
  /** @defaultValue 0, any free port */
  port?: number
  /** @defaultValue '127.0.0.1' */
  hostname?: string
}

const NAMES: Readonly<Record<keyof ServeScenariosOptions, true>> = { port: true, hostname: true }

/** Listens until `close` is called. `close` also ends open connections; the scenario server stays usable. */
export async function serveScenarios(
  server: Pick<ScenarioServer, 'fetch'>,
  options: ServeScenariosOptions = {},
): Promise<{ url: string; close(): Promise<void> }> {
  checkNames(options, NAMES, { owner: 'serveScenarios' })
  const { port = 0, hostname = '127.0.0.1' } = options
  const { createServer } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:http')
  const listener = createServer((incoming, outgoing) => {
    respond(server, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    listener.once('error', (cause) => reject(notListening(hostname, port, cause)))
    listener.listen(port, hostname, resolve)
  })
  const address = listener.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve())
        listener.closeAllConnections()
      }),
  }
}

async function respond(server: Pick<ScenarioServer, 'fetch'>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const response = await server.fetch(await requestFrom(incoming, gone.signal))
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null) return void outgoing.end()
  outgoing.flushHeaders()
  try {
    for await (const chunk of response.body) {
      if (!outgoing.write(chunk)) await drained(outgoing)
    }
    outgoing.end()
  } catch {
    outgoing.destroy()
  }
}

async function requestFrom(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', headers, url = '/' } = incoming
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const pairs = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]))
  const hasBody = method !== 'GET' && method !== 'HEAD' && chunks.length > 0
  return new Request(`http://${headers.host ?? 'localhost'}${url}`, {
    method,
    headers: pairs,
    signal,
    ...(hasBody ? { body: new Blob(chunks.map((chunk) => new Uint8Array(chunk))) } : {}),
  })
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once('drain', resolve)
    outgoing.once('close', resolve)
  })
}

function notListening(hostname: string, port: number, cause: Error): GradioStreamError<'options-invalid'> {
  return new GradioStreamError('options-invalid', {
    message: `The scenario server cannot listen on ${hostname}:${port}: ${cause.message}.`,
    hint: 'Choose another port, or leave it out to take any free one.',
    cause,
  })
}
