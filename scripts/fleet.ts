/**
 * `npm run fleet`: what `examples/fleet/compose.yaml` starts, on one machine and without Docker. A Gradio app, Redis,
 * two relays behind nginx, and a page that shows their metrics while runs go on. Ctrl-C ends all of it.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Command } from 'commander'
import { GradioClient } from '../src/client/index.ts'
import { FleetRelay } from './fleet/fleet-relay.ts'
import { startFront } from './fleet/front.ts'
import { readMetrics } from './fleet/read-metrics.ts'
import { startRedis } from './fleet/start-redis.ts'
import { freePort, startGradioApp } from './gradio-app.ts'

const options = new Command('npm run fleet --')
  .description('Starts an app, Redis, two relays behind nginx, and a page with their metrics.')
  .option('-a, --app <url>', 'Gradio app to run; our example app of Gradio 6 when left out (needs Python 3.11)')
  .option('-e, --endpoint <name>', 'endpoint that the page runs', '/stream_text')
  .option('-i, --inputs <json>', 'its inputs, as a list', '[40, 0.25]')
  .option('-p, --port <port>', 'port of the page', '5190')
  .parse()
  .opts<{ app?: string; endpoint: string; inputs: string; port: string }>()

const RELAYS = 2
const token = randomBytes(24).toString('hex')
const stops: Array<() => unknown> = []
let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0))

const app = options.app ?? (await startApp())
const redis = await startRedis()
stops.push(() => redis.stop())
console.log(`  Redis       ${redis.words}`)
const relays = await Promise.all(
  Array.from(
    { length: RELAYS },
    async () => new FleetRelay({ port: await freePort(), app, redis: redis.url, prefix: redis.prefix, token }),
  ),
)
for (const relay of relays) {
  await relay.start()
  stops.push(() => relay.stop())
  console.log(`  Relay       ${relay.url}`)
}
const front = await startFront(
  await freePort(),
  relays.map(({ port }) => port),
)
stops.push(() => front.stop())
const backendUrl = `${front.url}/api/experimental/sse`
console.log(`  ${front.name.padEnd(11)} ${backendUrl}`)
const inputs: unknown[] = JSON.parse(options.inputs)
const ends = { succeeded: 0, failed: 0 }

const server = createServer((request, response) => {
  const path = `${request.method} ${new URL(request.url ?? '/', 'http://localhost').pathname}`
  void answer(path, response).catch((error: unknown) => answerJson(response, { error: String(error) }, 500))
})
server.on('error', (error) => {
  console.error(error.message)
  void stop(1)
})
server.listen(Number(options.port), '127.0.0.1', () => {
  stops.push(() => server.close())
  console.log(`\n  Page        http://localhost:${options.port}/\n\n  Press Ctrl+C to stop.`)
})

async function answer(path: string, response: ServerResponse): Promise<void> {
  switch (path) {
    case 'GET /':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      return void response.end(readFileSync(join(import.meta.dirname, 'fleet', 'page.html')))
    case 'GET /figures':
      return answerJson(response, { ends, relays: await Promise.all(relays.map((relay) => readMetrics(relay.url, token))) })
    case 'POST /runs':
      for (let count = 0; count < 10; count += 1) void run()
      return answerJson(response, {})
    case 'POST /replace':
      // As a deploy does, one after the other, while runs go on.
      void replaceAll().catch((error: unknown) => console.error(error))
      return answerJson(response, {})
    default:
      return answerJson(response, {}, 404)
  }
}

async function replaceAll(): Promise<void> {
  for (const relay of relays) await relay.replace()
}

/** A client of its own for each run, as a page is. */
async function run(): Promise<void> {
  const client = new GradioClient({ backendUrl })
  try {
    await client.run('app', options.endpoint, inputs)
    ends.succeeded += 1
  } catch (error) {
    ends.failed += 1
    if (!isStopping) console.error(String(error))
  } finally {
    client.close()
  }
}

async function startApp(): Promise<string> {
  const gradio = await startGradioApp('6', { log: (line) => console.log(`  App         ${line}`) }).catch((error: unknown) => {
    console.error(
      `${String(error)}\nName an app of your own: npm run fleet -- --app http://127.0.0.1:7860 --endpoint /predict --inputs '["Hello"]'`,
    )
    process.exit(1)
  })
  stops.push(() => gradio.stop())
  return gradio.url
}

function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

/** In the other order: what is in front goes first. */
async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  for (const one of stops.toReversed()) await one()
  process.exit(code)
}
