/**
 * The words for each fault, caused for real: a real Gradio, and in front of it a gateway that answers for it if the
 * fault is a gateway's. Directly and through the relay, as a table in docs/errors.md, which this file keeps.
 */
import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { GradioClient, isGradioStreamError, type GradioClientOptions } from '../../src/client/index.ts'
import { openGateway, type Gateway, type Stand } from './gateway.ts'
import { serveRelay, type ServedRelay } from './serve.ts'
import { startOwnApp } from './start-own-app.ts'

const hasGradio = inject('gradio')['6'] !== undefined
const ROUTES = ['direct', 'relay'] as const
type Route = (typeof ROUTES)[number]

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'errors.md')

let app: ChildProcess
let gateway: Gateway
let relay: ServedRelay
/** Nothing listens there. */
let gone: string

beforeAll(async () => {
  if (!hasGradio) return
  const started = await startOwnApp('words.py', '6')
  app = started.app
  gateway = await openGateway(started.address)
  gone = await closedPort()
  relay = await openRelay()
})
afterAll(async () => {
  app?.kill('SIGKILL')
  await relay?.close()
  await gateway?.close()
})

/** Its time limits are shorter than the client's, as the defaults are (25 s and 30 s). */
function openRelay(): Promise<ServedRelay> {
  return serveRelay({ apps: { app: gateway.url, gone }, sse: true, requestTimeoutMs: 1000, connectTimeoutMs: 1000 })
}

const html =
  (status: number, words: string): Stand =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(`<h1>${words}</h1>`)
  }
const hang: Stand = () => undefined
const events =
  (...messages: object[]): Stand =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const message of messages) response.write(`data: ${JSON.stringify(message)}\n\n`)
    response.end()
  }
const breaksOff: Stand = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(': here\n\n')
  setImmediate(() => response.destroy())
}

interface Fault {
  readonly what: string
  readonly stand?: Readonly<Record<string, Stand>>
  /** @defaultValue the gateway */
  readonly address?: () => string
  readonly endpoint?: string
  readonly inputs?: readonly unknown[]
  /** What is asked for once the app is known. @defaultValue a run */
  readonly act?: (client: GradioClient, address: string) => Promise<unknown>
  /** The relay has no such step. */
  readonly directOnly?: boolean
}

const FAULTS: readonly Fault[] = [
  { what: 'the function raises `ValueError()`', endpoint: '/no_text' },
  { what: 'an `assert` fails', endpoint: '/asserts' },
  { what: '`gr.Error("")`', endpoint: '/empty_error' },
  { what: '`gr.Error("The model is on holiday.")`', endpoint: '/own_words' },
  { what: 'a validator raises', endpoint: '/broken_validator' },
  { what: 'a validator refuses', endpoint: '/strict_validator' },
  { what: 'a file that is gone', act: readGoneFile },
  { what: 'a file beyond the limit of a gateway (413)', stand: { '/upload': html(413, 'Request Entity Too Large') }, act: sendFile },
  { what: 'an upload that a gateway forbids (403)', stand: { '/upload': html(403, 'Forbidden') }, act: sendFile },
  { what: 'a submission that a gateway forbids (403)', stand: { '/queue/join': html(403, 'Forbidden') } },
  { what: 'inputs beyond the limit of a gateway (413)', stand: { '/queue/join': html(413, 'Request Entity Too Large') } },
  { what: 'a submission too many (429)', stand: { '/queue/join': retryLater(429, 'Too Many Requests') } },
  { what: 'a gateway whose app is down (502)', stand: { '/queue/join': html(502, 'Bad Gateway') } },
  {
    what: 'a sign-in page in place of the answer',
    stand: { '/queue/join': html(200, 'Sign in</h1><form><input type="password"></form><h1>') },
  },
  { what: 'a submission that is not answered', stand: { '/queue/join': hang } },
  { what: 'a full queue (503)', stand: { '/queue/join': json(503, { detail: 'Queue is full. Max size is 1 and size is 1.' }) } },
  { what: '`queue_full` in the stream', stand: { '/queue/data': events({ msg: 'queue_full', event_id: null }) } },
  { what: 'a stream that breaks off', stand: { '/queue/data': breaksOff } },
  { what: 'a stream that ends too early', stand: { '/queue/data': events({ msg: 'heartbeat', event_id: null }) } },
  { what: 'a stream that is not answered', stand: { '/queue/data': hang } },
  { what: 'a stream answered with a page', stand: { '/queue/data': html(200, 'Hello') } },
  {
    what: 'a session the app has forgotten',
    stand: { '/queue/data': events({ msg: 'unexpected_error', message: '404: Not Found', session_not_found: true, success: false }) },
  },
  {
    what: 'a value that is missing, where `/info` answers 500',
    stand: { '/info': html(500, 'Internal Server Error') },
    endpoint: '/unnamed',
    inputs: [],
  },
  { what: 'a config that a gateway forbids (403)', stand: { '/config': html(403, 'Forbidden') } },
  { what: 'a config asked for too often (429)', stand: { '/config': retryLater(429, 'Too Many Requests') } },
  { what: 'a config that answers 500', stand: { '/config': html(500, 'Internal Server Error') } },
  { what: 'a config that is not answered', stand: { '/config': hang } },
  { what: 'a page in place of a config', stand: { '/config': html(200, 'Welcome') } },
  { what: 'a config that sends its callers to another host', stand: { '/config': sendAway } },
  { what: 'nobody listens', address: () => gone },
  { what: 'an address without a scheme', address: () => '127.0.0.1:7860' },
]

test.skipIf(!hasGradio)(
  'says of each fault what is true, directly and through the relay',
  async () => {
    const rows: string[] = []
    for (const fault of FAULTS) {
      const said = await Promise.all(ROUTES.map(async (route) => provoke(fault, route)))
      const codes = new Set(said.map(({ code }) => code))
      rows.push(
        `| ${fault.what} | ${[...codes].map((code) => `\`${code}\``).join(' direct, ')}${codes.size > 1 ? ' by relay' : ''} | ${said.map(({ words }) => words).join(' | ')} |`,
      )
    }
    const table = ['| fault | code | said directly | said through the relay |', '|---|---|---|---|', ...rows].join('\n')
    const page = await readFile(PAGE, 'utf8')
    const before = page.slice(0, page.indexOf(HEADING))
    await expect(`${before}${HEADING}\n${INTRODUCTION}\n\n${table}\n`).toMatchFileSnapshot(PAGE)
  },
  180_000,
)

/** The last part of the page, rewritten by `-u`. */
const HEADING = '## What is said of each fault'
const INTRODUCTION = `Every fault here was provoked: on Gradio 6.31, or by a gateway in front of it, with limits of one second where the defaults are 15 to 30. Kept by
\`test/live/words.live.test.ts\`. An address in a message is shown as \`<app>\`, \`<relay>\`, \`<elsewhere>\` or \`<nobody>\`.`

async function provoke(fault: Fault, route: Route): Promise<{ code: string; words: string }> {
  if (route === 'relay') {
    // One that has not asked yet: the config and info of an app are kept for some seconds.
    await relay.close()
    relay = await openRelay()
  }
  gateway.stand = new Map(Object.entries(fault.stand ?? {}))
  const address = fault.address ? fault.address() : route === 'relay' ? 'app' : gateway.url
  const options: GradioClientOptions = {
    backendUrl: route === 'relay' ? relay.backendUrl : null,
    queueFullRetries: 0,
    // Seconds in place of a minute of pauses: what is said is the same.
    requestTimeoutMs: route === 'relay' ? 8000 : 1000,
    connectTimeoutMs: route === 'relay' ? 8000 : 1000,
    random: () => 0,
  }
  const client = new GradioClient(options)
  try {
    await (fault.act ?? run(fault))(client, fault.address && route === 'relay' && address === gone ? 'gone' : address)
    return { code: 'no error', words: 'nothing' }
  } catch (error) {
    if (!isGradioStreamError(error)) throw error
    return { code: error.code, words: plain(error.message) }
  } finally {
    client.close()
  }
}

function run({ endpoint = '/echo', inputs = ['hello'] }: Fault) {
  return async (client: GradioClient, address: string): Promise<void> => {
    const app = await client.discover(address)
    const state = await client.submit(app, endpoint, inputs).settled
    if (state.status === 'failed') throw state.error
  }
}

async function readGoneFile(client: GradioClient, address: string): Promise<void> {
  const app = await client.discover(address)
  const made = await client.submit(app, '/short_lived', [`text for ${address}`]).settled
  const [file] = made.status === 'succeeded' ? (made.data as { path: string; url: string }[]) : []
  if (!file) throw new Error('The app made no file.')
  await client.submit(app, '/remove', [file.path]).settled
  await client.fetchFile(app, `${app.apiUrl}/file=${file.path}`)
}

async function sendFile(client: GradioClient, address: string): Promise<void> {
  const app = await client.discover(address)
  const state = await client.submit(app, '/read_file', [new File(['x'.repeat(2000)], 'notes.txt')]).settled
  if (state.status === 'failed') throw state.error
}

function json(status: number, value: object): Stand {
  return (_request, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function retryLater(status: number, words: string): Stand {
  return (_request, response) => void response.writeHead(status, { 'content-type': 'text/plain', 'retry-after': '7' }).end(words)
}

function sendAway(_request: unknown, response: Parameters<Stand>[1]): void {
  response.writeHead(302, { location: `${gateway.url.replace('127.0.0.1', 'localhost')}/elsewhere` }).end()
}

/** Without what differs from run to run, and as the cell of a table. */
function plain(words: string): string {
  return words
    .replaceAll(`${relay.backendUrl}/apps/app`, '<relay>')
    .replaceAll(relay.backendUrl.replace(/\/api.*/, ''), '<relay>')
    .replaceAll(gateway.url, '<app>')
    .replaceAll(gateway.url.replace('127.0.0.1', 'localhost'), '<elsewhere>')
    .replaceAll(new URL(gateway.url).host, '<app>')
    .replaceAll(new URL(relay.backendUrl).host, '<relay>')
    .replaceAll(gone, '<nobody>')
    .replaceAll(new URL(gone).host, '<nobody>')
    .replaceAll(/session_hash=\w+/g, 'session_hash=…')
    .replaceAll(/file=\/[^\s]*\/result\.txt/g, 'file=…/result.txt')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll('<h1>', '&lt;h1>')
    .replaceAll('</h1>', '&lt;/h1>')
    .replaceAll(/<(app|relay|elsewhere|nobody)>/g, '`<$1>`')
}

function closedPort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(`http://127.0.0.1:${port}`))
    })
  })
}
