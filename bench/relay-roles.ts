/** The processes of `measure-relay.ts`: `node bench/relay-roles.ts <app | proxy | relay | readers> <url>`. */
import { serve } from '@hono/node-server'
import { createParser } from 'eventsource-parser'
import { Agent, createServer, get, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { createGradioRelay } from '../src/relay/index.ts'
import { type BetweenWork, EVENTS, STREAMS, type StreamNumbers } from './measure-relay.ts'
import { servePacedApp } from './paced-app.ts'

const [role = '', target = ''] = process.argv.slice(2)
process.once('disconnect', () => process.exit(0))

if (role === 'app') process.send?.((await servePacedApp(1)).url)
if (role === 'proxy') serveProxy()
if (role === 'relay') serveRelay()
if (role === 'readers') process.send?.(await readStreams())

function serveRelay(): void {
  const relay = createGradioRelay({ apps: { bench: target }, basePath: '/relay', sse: true, limits: { maxSessions: STREAMS * 2 } })
  serve({ fetch: relay.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(`http://127.0.0.1:${port}/relay`))
  countWork()
}

/** Passes bytes on and knows nothing of them. */
function serveProxy(): void {
  const agent = new Agent({ keepAlive: true })
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming
    const asking = request(`${target}${url}`, { method, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      outgoing.flushHeaders()
      answer.pipe(outgoing)
    })
    asking.once('error', () => outgoing.destroy())
    incoming.pipe(asking)
  })
  server.listen(0, '127.0.0.1', 4096, () => {
    const address = server.address()
    process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  })
  countWork()
}

/** Between `begin` and `end`. */
function countWork(): void {
  let cpu = process.cpuUsage()
  let begunAt = 0
  let baseBytes = 0
  const samples: number[] = []
  process.on('message', (message) => {
    if (message === 'begin') {
      cpu = process.cpuUsage()
      begunAt = performance.now()
      baseBytes = process.memoryUsage.rss()
      setInterval(() => samples.push(process.memoryUsage.rss()), 500).unref()
      return
    }
    const { user, system } = process.cpuUsage(cpu)
    const cpuMs = (user + system) / 1000
    const addedBytes = (samples[Math.floor(samples.length / 2)] ?? baseBytes) - baseBytes
    const peakBytes = process.resourceUsage().maxRSS * 1024
    process.send?.({ load: cpuMs / (performance.now() - begunAt), cpuMs, peakBytes, addedBytes } satisfies BetweenWork)
  })
}

interface Message {
  readonly msg: string
  readonly progress_data?: readonly { readonly desc: string }[]
}

/** All streams at once; joins a few hundred at a time, as a machine under load gets them. */
async function readStreams(): Promise<StreamNumbers> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const delays: number[] = []
  let ended = 0
  let opened = 0
  let allOpenAt = Number.POSITIVE_INFINITY
  /** All are open, and what their opening held up has come. */
  const isSteady = (): boolean => ended === 0 && performance.now() > allOpenAt + 1000
  const streams: Promise<void>[] = []
  for (let index = 0; index < STREAMS; index += 1) {
    const session = `bench-${process.pid}-${index}`
    // One that breaks is one that has not ended, which is what is counted.
    streams.push(
      join(agent, session)
        .then(() => follow(session))
        .catch((error: unknown) => console.error(`A stream was lost: ${String(error)}`)),
    )
    // Spread over some seconds, as people come.
    if (index % 40 === 39) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await Promise.all(streams)
  agent.destroy()
  delays.sort((one, other) => one - other)
  const at = (share: number): number => delays[Math.floor(delays.length * share)] ?? Number.NaN
  return { streams: opened, ended, middleMs: at(0.5), worstMs: at(0.99) }

  function follow(session: string): Promise<void> {
    return new Promise((resolve, reject) => {
      let events = 0
      const parser = createParser({
        onEvent({ data }) {
          const message = JSON.parse(data) as Message
          const stamp = message.progress_data?.[0]?.desc
          if (stamp !== undefined) {
            events += 1
            if (isSteady()) delays.push(Number(process.hrtime.bigint() - BigInt(stamp)) / 1e6)
          }
          if (message.msg === 'process_completed' && events === EVENTS) ended += 1
        },
      })
      const reading = get(`${target}/queue/data?session_hash=${session}`, { agent: false }, (response) => {
        opened += 1
        if (opened === STREAMS) allOpenAt = performance.now()
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => parser.feed(chunk))
        response.once('end', resolve)
        response.once('error', reject)
      })
      reading.once('error', reject)
    })
  }
}

/** A kept connection may be closed at the moment of its reuse: the join is then sent once more, on a new one. */
async function join(agent: Agent, session: string): Promise<void> {
  await postJoin(agent, session).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET') throw error
    return postJoin(false, session)
  })
}

function postJoin(agent: Agent | false, session_hash: string): Promise<void> {
  const body = JSON.stringify({ data: [EVENTS, 0], fn_index: 1, session_hash, event_data: null, trigger_id: null })
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asking = request(`${target}/queue/join`, { method: 'POST', agent, headers }, (response) => {
      void text(response).then((answer) =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}: ${answer}`)),
      )
    })
    asking.once('error', reject)
    asking.end(body)
  })
}
