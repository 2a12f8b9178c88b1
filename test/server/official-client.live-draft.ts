/**
 * @gradio/client, unchanged, through the relay in front of a real Gradio app. Run it by hand until the live harness takes it:
 *   GRADIO_URL=http://127.0.0.1:7860 node test/server/official-client.live-draft.ts
 */
import { Client } from '@gradio/client'
import { serve } from '@hono/node-server'
import { createGradioRelay } from '../../src/server/index.ts'

interface Outcome {
  readonly statuses: readonly string[]
  readonly data: readonly unknown[]
  readonly error: string | null
  readonly progressCount: number
  readonly logs: readonly string[]
}

const relay = createGradioRelay({ apps: { demo: process.env.GRADIO_URL ?? 'http://127.0.0.1:7860' }, sse: true })
const server = serve({ fetch: relay.fetch, port: Number(process.env.PORT ?? 7922), hostname: '127.0.0.1' })
const url = `http://127.0.0.1:${process.env.PORT ?? 7922}/api/experimental/sse/apps/demo`
const errors = console.error
console.error = () => {}

async function connect(): Promise<Client> {
  return Client.connect(url, { events: ['data', 'status', 'log'] })
}

async function follow(job: ReturnType<Client['submit']>, onEvent: (event: { type: string }) => void = () => {}): Promise<Outcome> {
  const outcome = { statuses: [] as string[], data: [] as unknown[], error: null as string | null, progressCount: 0, logs: [] as string[] }
  for await (const event of job) {
    onEvent(event)
    if (event.type === 'data') outcome.data.push(event.data)
    if (event.type === 'log') outcome.logs.push(String(event.log))
    if (event.type !== 'status') continue
    outcome.statuses.push(event.stage)
    if (event.progress_data) outcome.progressCount += 1
    if (event.stage === 'error') outcome.error = String(event.message)
  }
  return outcome
}

async function within<T>(what: string, ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not end within ${ms} ms`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

let failures = 0
async function check(what: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = Date.now()
  try {
    const seen = await within(what, 30_000, work())
    console.log(`ok   ${what} (${Date.now() - startedAt} ms): ${JSON.stringify(seen)}`)
  } catch (error) {
    failures += 1
    errors(`FAIL ${what}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function expect(isRight: boolean, seen: unknown): void {
  if (!isRight) throw new Error(`seen ${JSON.stringify(seen)}`)
}

await check('/progress', async () => {
  const { data, progressCount, statuses } = await follow((await connect()).submit('/progress', [3, 0.05]))
  expect(JSON.stringify(data) === '[["done 3"]]' && progressCount > 3, { data, progressCount, statuses })
  return { data, progressCount }
})
await check('/stream_text', async () => {
  const { data } = await follow((await connect()).submit('/stream_text', [6, 0.05]))
  const last = JSON.stringify(data.at(-1))
  expect(last === '["the quick brown fox jumps over"]' && data.length >= 6, data)
  return { values: data.length, last }
})
await check('/logs', async () => {
  const { data, logs } = await follow((await connect()).submit('/logs', []))
  expect(logs.length >= 2 && JSON.stringify(data) === '[["logged"]]', { data, logs })
  return logs
})
await check('/fail', async () => {
  const { error } = await follow((await connect()).submit('/fail', ['no good']))
  expect(error?.includes('no good') === true, error)
  return error
})
await check('/slow cancelled while it runs, a sibling goes on', async () => {
  const client = await connect()
  const sibling = follow(client.submit('/stream_text', [20, 0.1]))
  const job = client.submit('/slow', [20])
  let isCancelled = false
  const cancelled = await follow(job, (event) => {
    if (isCancelled || event.type !== 'status' || !('stage' in event) || event.stage !== 'pending') return
    isCancelled = true
    setTimeout(() => void job.cancel(), 500)
  })
  const { data } = await sibling
  expect(cancelled.error === 'Cancelled' && data.length >= 20, { cancelled, values: data.length })
  return { error: cancelled.error, siblingValues: data.length }
})
await check('/slow cancelled while it waits', async () => {
  const client = await connect()
  const first = client.submit('/slow', [3])
  const done = follow(first)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const second = client.submit('/slow', [1])
  const waiting = follow(second)
  await new Promise((resolve) => setTimeout(resolve, 500))
  await second.cancel()
  const { error } = await waiting
  const { data } = await done
  expect(error === 'Cancelled' && JSON.stringify(data) === '[["slept 3"]]', { error, data })
  const runs = (await (await connect()).predict('/runs', [])).data
  return { error, runs }
})
await check('40 short calls at once', async () => {
  const client = await connect()
  const results = await Promise.all(Array.from({ length: 40 }, (_, n) => client.predict('/echo', [`n${n}`])))
  const seen = results.map((result: { data: unknown }) => JSON.stringify(result.data))
  expect(seen.every((text: string, n: number) => text === `["n${n}"]`), seen)
  return seen.length
})
await check('40 calls, a few ms apart', async () => {
  const client = await connect()
  const jobs = Array.from({ length: 40 }, async (_, n) => {
    await new Promise((resolve) => setTimeout(resolve, n * 13))
    return client.predict('/echo', [`n${n}`])
  })
  return (await Promise.all(jobs)).length
})
await check('/stateful counts up', async () => {
  const client = await connect()
  const seen = []
  for (const text of ['a', 'b', 'c']) seen.push((await client.predict('/stateful', [text])).data)
  expect(JSON.stringify(seen) === '[["1: a"],["2: a, b"],["3: a, b, c"]]', seen)
  return seen
})
await check('/stateful at once counts up too', async () => {
  const client = await connect()
  const seen = await Promise.all(['a', 'b', 'c'].map(async (text) => (await client.predict('/stateful', [text])).data))
  expect(JSON.stringify(seen) === '[["1: a"],["2: a, b"],["3: a, b, c"]]', seen)
  return seen
})
await check('/unqueued through submit ends', async () => {
  const { data } = await follow((await connect()).submit('/unqueued', ['abc']))
  expect(JSON.stringify(data) === '[["ABC"]]', data)
  return data
})
await check('/media gives a file that downloads from the relay', async () => {
  const { data } = await (await connect()).predict('/media', [0.1, 440])
  const [value] = data as [{ url: string }]
  expect(value.url.startsWith(url), value)
  const response = await fetch(value.url, { headers: { range: 'bytes=0-3' } })
  const start = await response.text()
  expect(response.status === 206 && start === 'RIFF', { status: response.status, start })
  return { type: response.headers.get('content-type'), range: response.headers.get('content-range') }
})
await check('/files: upload and back', async () => {
  const client = await connect()
  const { data } = await client.predict('/files', [new Blob(['hello file'], { type: 'text/plain' }), null])
  const [, back] = data as [unknown, { url: string }]
  const text = await (await fetch(back.url)).text()
  expect(text === 'hello file', { back, text })
  return back.url.slice(0, 90)
})
await check('nothing is left running', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(relay.runCount === 0, relay.runCount)
})
await relay.close()
server.close()
console.log(failures === 0 ? 'all ended as they should' : `${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
