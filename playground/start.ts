/**
 * `npm start [-- --app <url>]`: one address with the playground page, a real relay in front of the app, and
 * routes that break the network on purpose. Without `--app` the app is the scenario server.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { Command } from 'commander'
import { createServer as createViteServer } from 'vite'
import { createGradioRelay } from '../src/relay/index.ts'
import { createScenarioServer, serveScenarios } from '../src/testing/index.ts'

const BACKEND = '/api/experimental/sse'

const options = new Command('npm start --')
  .description('Serves the playground: a page, a relay and an app.')
  .option('-a, --app <url>', 'Gradio app to run; the built-in scenarios when left out')
  .option('-p, --port <port>', 'port of the page', '5173')
  .option('--open', 'open the page in a browser')
  .parse()
  .opts<{ app?: string; port: string; open?: boolean }>()

const scenarios = options.app ? null : await serveScenarios(createScenarioServer())
const app = options.app ?? scenarios?.url ?? ''
// Any address may be tried here: the relay listens on this machine only and answers no other origin.
const relay = createGradioRelay({
  apps: { demo: app },
  allow: () => true,
  fetch: (input, init) => fetch(input, init),
  basePath: BACKEND,
  sse: true,
})
const answerFromRelay = getRequestListener(relay.fetch)

/** Sockets that carry a stream or a long poll to the page right now: what "Cut the connection" cuts. */
const reading = new Set<Socket>()

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/playground/config') return answerJson(response, { app, isScenario: scenarios !== null, backendUrl: BACKEND })
  if (pathname === '/playground/cut' && request.method === 'POST') return cut(response)
  if (pathname.startsWith(`${BACKEND}/`)) {
    if (/\/queue\/(data|poll)$/.test(pathname)) track(request, response)
    void answerFromRelay(request, response)
    return
  }
  vite.middlewares(request, response)
})

const vite = await createViteServer({
  configFile: join(import.meta.dirname, '..', 'vite.config.ts'),
  root: import.meta.dirname,
  server: { middlewareMode: { server }, hmr: { server } },
  appType: 'spa',
  logLevel: 'warn',
})

function track(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  reading.add(socket)
  response.once('close', () => reading.delete(socket))
}

function cut(response: ServerResponse): void {
  const count = reading.size
  for (const socket of reading) socket.destroy()
  reading.clear()
  answerJson(response, { cut: count })
}

function answerJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${options.port} is taken. Choose another: npm start -- --port 5174` : error.message)
  process.exit(1)
})
server.listen(Number(options.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  console.log(`\n  Playground  http://localhost:${port}/`)
  console.log(`  App         ${options.app ?? `built-in scenarios at ${app}`}`)
  console.log(`  Relay       http://localhost:${port}${BACKEND}\n\n  Press Ctrl+C to stop.`)
})

async function stop(): Promise<void> {
  for (const socket of reading) socket.destroy()
  server.close()
  await vite.close()
  await relay.close()
  await scenarios?.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
