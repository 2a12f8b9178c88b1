/** Gradio's own clients, unchanged, through the relay in front of real apps: the relay is a Gradio app to them. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@gradio/client'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay } from '../../src/relay/index.ts'

const apps = Object.entries(inject('gradio'))
const python = join(process.env.GRADIO_VENVS ?? join(import.meta.dirname, '..', '..', '.venv-gradio'), '6', 'bin', 'python')

interface Outcome {
  readonly data: unknown[]
  readonly logs: string[]
  progressCount: number
  error: string | null
}

describe.each(apps)('Gradio %s', (version, address) => {
  let relay: GradioRelay
  let url = ''
  let stop = (): void => {}
  /** Holds every piece of an event stream back for this long, as a slow network does. */
  let streamDelayMs = 0

  beforeAll(async () => {
    // The official client writes its errors to the console.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    relay = createGradioRelay({ apps: { demo: address }, sse: true })
    const fetch = async (request: Request): Promise<Response> => slowDown(await relay.fetch(request), streamDelayMs)
    const port = await new Promise<number>((resolve) => {
      const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port))
      stop = () => void server.close()
    })
    url = `http://127.0.0.1:${port}/api/experimental/sse/apps/demo`
  })
  afterAll(async () => {
    await relay.close()
    stop()
  })

  function connect(): Promise<Client> {
    return Client.connect(url, { events: ['data', 'status', 'log'] })
  }

  test('@gradio/client runs /progress', async () => {
    const { data, progressCount } = await follow((await connect()).submit('/progress', [3, 0.05]))
    expect(data).toEqual([['done 3']])
    expect(progressCount).toBeGreaterThan(2)
  })

  test('@gradio/client runs /stream_text', async () => {
    const { data } = await follow((await connect()).submit('/stream_text', [6, 0.05]))
    expect(data.length).toBeGreaterThanOrEqual(6)
    expect(data.at(-1)).toEqual(['the quick brown fox jumps over'])
  })

  test('@gradio/client gets the logs and the failure', async () => {
    const client = await connect()
    expect((await follow(client.submit('/logs', []))).logs).toEqual(expect.arrayContaining(['an info', 'a warning']))
    expect((await follow(client.submit('/fail', ['no good']))).error).toContain('no good')
  })

  test('@gradio/client cancels a running call, and its sibling goes on', async () => {
    const client = await connect()
    const sibling = follow(client.submit('/stream_text', [20, 0.1]))
    const job = client.submit('/slow', [20])
    const slow = follow(job)
    await job.wait_for_id()
    await job.cancel()
    expect((await slow).error).toBe('Cancelled')
    expect((await sibling).data.length).toBeGreaterThanOrEqual(20)
  })

  // The official client can lose a call by itself on a busy machine, directly on Gradio as well: it may try again.
  test('@gradio/client makes 40 short calls at once, and 24 over a slow stream, and all end', { retry: 2, timeout: 30_000 }, async () => {
    const client = await connect()
    const echo = async (text: string): Promise<unknown> => (await client.predict('/echo', [text])).data
    const texts = Array.from({ length: 40 }, (_, index) => `call ${index}`)
    expect(await Promise.all(texts.map(echo))).toEqual(texts.map((text) => [text]))
    streamDelayMs = 60
    const late = texts.slice(0, 24).map(async (text, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 73))
      return echo(text)
    })
    expect(await Promise.all(late)).toEqual(texts.slice(0, 24).map((text) => [text]))
    streamDelayMs = 0
  })

  test('@gradio/client counts up with state, one call after another and at once', async () => {
    const first = await connect()
    const inTurn: unknown[] = []
    for (const text of ['a', 'b', 'c']) inTurn.push((await first.predict('/stateful', [text])).data)
    expect(inTurn).toEqual([['1: a'], ['2: a, b'], ['3: a, b, c']])
    const second = await connect()
    const atOnce = await Promise.all(['a', 'b', 'c'].map(async (text) => (await second.predict('/stateful', [text])).data as [string]))
    // Which of three requests arrives first is not ours to say; that none overwrites another is.
    expect(atOnce.map(([text]) => text.slice(0, 1)).toSorted()).toEqual(['1', '2', '3'])
  })

  test('@gradio/client uploads a file and downloads what comes back from the relay', async () => {
    const { data } = await (await connect()).predict('/files', [new Blob(['hello file'], { type: 'text/plain' }), null])
    // The fixture answers with an image, the file and a gallery.
    const [, file] = data as [unknown, { url: string }]
    expect(file.url.startsWith(url)).toBe(true)
    const response = await fetch(file.url, { headers: { range: 'bytes=0-4' } })
    expect([response.status, await response.text()]).toEqual([206, 'hello'])
  })

  test('@gradio/client ends a call of an endpoint without a queue', async () => {
    expect((await follow((await connect()).submit('/unqueued', ['abc']))).data).toEqual([['ABC']])
  })

  test.skipIf(!existsSync(python))('gradio_client runs, streams, fails, cancels and counts (skipped without its environment)', async () => {
    const text = await output(python, [join(import.meta.dirname, 'official-client.py'), `${url}/`])
    expect(text).toContain('"float": [1.0]')
    expect(JSON.parse(text)).toMatchObject({
      progress: 'done 3',
      stream_text: 'the quick brown fox jumps over',
      values: expect.arrayContaining(['the', 'the quick brown fox jumps over']),
      fail: expect.stringContaining('no good'),
      // Which error it is depends on a race inside gradio_client, which also trips over its own two tasks.
      cancelled: expect.stringContaining('Error: '),
      stateful: ['1: a', '2: a, b', '3: a, b, c'],
    })
  })

  test.each<[string, readonly unknown[]]>([
    ['echo', ['hi']],
    ['stream_text', [5, 0.05]],
    ['stateful', ['a', null]],
    ['fail', ['no good']],
    ['chat', ['hi', null]],
  ])('call/%s in two plain requests, as Gradio’s own where it has the route', async (name, data) => {
    const own = version === '3' ? null : await callPlainly(`${address}${version === '4' ? '' : '/gradio_api'}`, name, data)
    const ours = await callPlainly(`${url}/gradio_api`, name, data)
    // Before 6, Gradio says nothing of an error here.
    if (own && (name !== 'fail' || version === '6')) expect(ours.at(-1)).toEqual(own.at(-1))
    expect(ours.at(-1)?.event).toBe(name === 'fail' ? 'error' : 'complete')
    if (name === 'stream_text') expect(ours.map(({ event }) => event)).toContain('generating')
  })

  test('nothing is followed once every call has ended', async () => {
    await vi.waitFor(() => expect(relay.runCount).toBe(0), { timeout: 5_000 })
  })
})

async function follow(job: ReturnType<Client['submit']>): Promise<Outcome> {
  const outcome: Outcome = { data: [], logs: [], progressCount: 0, error: null }
  for await (const event of job) {
    if (event.type === 'data') outcome.data.push(event.data)
    if (event.type === 'log') outcome.logs.push(String(event.log))
    if (event.type !== 'status') continue
    if (event.progress_data) outcome.progressCount += 1
    if (event.stage === 'error') outcome.error = String(event.message)
  }
  return outcome
}

function slowDown(response: Response, delayMs: number): Response {
  if (delayMs === 0 || !response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        await new Promise((resolve) => setTimeout(resolve, delayMs))
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}

function output(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(`${command} ended with ${code}: ${errors.slice(-2_000)}`))))
  })
}

interface CallEvent {
  readonly event: string
  readonly data: unknown
}

/** `curl -X POST …/call/{name}`, then `curl …/call/{name}/{event_id}`. Heartbeats are left out. */
async function callPlainly(base: string, name: string, data: readonly unknown[]): Promise<CallEvent[]> {
  const headers = { 'content-type': 'application/json' }
  const begun = await fetch(`${base}/call/${name}`, { method: 'POST', headers, body: JSON.stringify({ data }) })
  const { event_id: eventId } = (await begun.json()) as { event_id: string }
  const text = await (await fetch(`${base}/call/${name}/${eventId}`)).text()
  return [...text.matchAll(/^event: (.*)\ndata: (.*)$/gm)]
    .map(([, event = '', value = '']) => ({ event, data: JSON.parse(value) as unknown }))
    .filter(({ event }) => event !== 'heartbeat')
}
