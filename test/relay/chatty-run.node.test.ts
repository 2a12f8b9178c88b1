/**
 * An hour of a chatty run, without the hour: many more edits than the log keeps. Readers that come late, in the middle
 * or back after a cut end with the value that the app had.
 */
import { serve } from '@hono/node-server'
import { Client } from '@gradio/client'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { applyEdits } from '../../src/client/protocol/output-diff.ts'
import { GradioClient } from '../../src/client/index.ts'
import { createMemoryLog } from '../../src/relay/index.ts'
import type { RunLog } from '../../src/relay/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { createFakeApp } from './fake-upstream-app.ts'
import type { FakeStream } from './fake-upstream-app.ts'
import { createTestBed } from './relay-client.ts'
import { NO_REDIS, REDIS_URL, useRedis } from './redis.ts'

const KEY = { app: 'demo', session: 's' }

/** A reader as any client of Gradio is: the first value is whole, later ones are edits. */
class Reader {
  value: unknown
  after: string
  ended = 0
  logLines = 0
  #hasValue = false
  constructor(after = '', from?: Reader) {
    this.after = after
    if (!from) return
    this.value = from.value
    this.#hasValue = from.#hasValue
  }

  async readOn(log: RunLog, pages = Infinity): Promise<this> {
    for (let read = 0; read < pages; read += 1) {
      const page = await log.read(KEY, { after: this.after, maxLength: 64 * 1024, waitMs: 0 })
      if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
      for (const { text } of page.messages) this.#take(text)
      this.after = page.next
      if (page.atEnd) return this
    }
    return this
  }

  #take(text: string): void {
    // What was written below.
    const { msg, output } = JSON.parse(text) as { msg: string; output?: { data: unknown[] } }
    if (msg === 'log') this.logLines += 1
    if (msg === 'process_completed') this.ended += 1
    if (msg !== 'process_generating' || !output) return
    const [step] = output.data
    this.value = this.#hasValue ? applyEdits(this.value, step) : step
    this.#hasValue = true
  }
}

const step = (data: unknown): string =>
  JSON.stringify({ msg: 'process_generating', event_id: 'r', output: { data: [data], is_generating: true }, success: true })
const line = (index: number): string => JSON.stringify({ msg: 'log', event_id: 'r', log: `line ${index}`, level: 'info' })

/** A chat whose last answer grows, with a line of the log at each tenth step. Returns the value the app had. */
async function play(log: RunLog, edits: number, onStep: (index: number) => Promise<void>): Promise<unknown> {
  const value = [{ role: 'assistant', content: '' }]
  await log.begin(KEY, 'r')
  const keep = async (text: string): Promise<void> => {
    expect((await log.append(KEY, { runId: 'r', text, ends: false })).kind).toBe('appended')
  }
  await keep(step(value))
  const lines: Promise<void>[] = []
  const last = value[0]
  if (!last) throw new Error('unreachable')
  for (let index = 1; index <= edits; index += 1) {
    // The answer is written anew from time to time: the value stays small, the messages are many.
    const isNew = index % 500 === 0
    last.content = isNew ? '' : `${last.content} word${index}`
    const kept = keep(step([isNew ? ['replace', [0, 'content'], ''] : ['append', [0, 'content'], ` word${index}`]]))
    if (index % 10 === 0) lines.push(keep(line(index)))
    // As a relay does: it waits for the log now and then.
    if (index % 50 === 0) await kept
    await onStep(index)
  }
  await Promise.all(lines)
  return value
}

/** What the run sends is 15 times as much as the log takes; its lines alone are more. */
const boundOf = (edits: number): { maxRunLength: number; foldLength: number } => ({ maxRunLength: edits * 6, foldLength: edits * 2 })

function testChattyRun(create: () => RunLog, edits: number): void {
  test(`${edits} edits fit, and each reader ends with the value of the app`, async () => {
    const log = create()
    const middle = new Reader()
    const cut = new Reader()
    const value = await play(log, edits, async (index) => {
      if (index === edits / 2) await middle.readOn(log)
      if (index === edits / 4) await cut.readOn(log, 1)
    })
    const back = new Reader(cut.after, cut)
    for (const reader of [middle, back]) expect((await reader.readOn(log)).value).toEqual(value)
    expect((await new Reader().readOn(log)).logLines).toBeLessThan(edits / 20)
    // An end without values leaves what was there.
    await log.append(KEY, {
      runId: 'r',
      text: JSON.stringify({ msg: 'process_completed', success: false, output: { error: null } }),
      ends: true,
    })
    await log.markDelivered(KEY, 'r')
    const late = await new Reader().readOn(log)
    expect([late.value, late.ended]).toEqual([value, 1])
    await log.close()
  })
}

describe('in memory', () => {
  testChattyRun(() => createMemoryLog({ clock: createManualClock(), generation: 'g', ...boundOf(200_000) }), 200_000)
})

describe.skipIf(NO_REDIS !== null)('in Redis', () => {
  const redis = useRedis()
  testChattyRun(() => {
    const { log } = createRedisStore({ redis: REDIS_URL, prefix: redis.prefix(), clock: systemClock, ...boundOf(40_000) })
    return redis.closing(log)
  }, 40_000)
})

describe('a client that begins to read at the end of a run', () => {
  let close = async (): Promise<void> => {}
  afterEach(() => close())

  /** What is read of a session waits for the end of its run, which has no values. */
  async function serveHeldBack(edits: number): Promise<{ url: string; value: Promise<string> }> {
    const app = createFakeApp()
    let onEnd = (): void => {}
    const ended = new Promise<void>((resolve) => (onEnd = resolve))
    const log = createMemoryLog({ clock: systemClock, generation: 'g', foldLength: 10_000 })
    const { relay } = createTestBed({ log, clock: systemClock, basePath: '', onRunEnd: onEnd }, app)
    const fetchHeld: typeof relay.fetch = async (request, passed) => {
      if (request.url.includes('/queue/data')) await ended
      return relay.fetch(request, passed)
    }
    const server = serve({ fetch: fetchHeld, port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    close = async () => {
      await relay.close()
      server.close()
    }
    // The server is bound to a port.
    const { port } = server.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}`, value: app.stream(0).then((upstream) => sendAll(upstream, edits)) }
  }

  function sendAll(upstream: FakeStream, edits: number): string {
    const send = (text: string): void => upstream.send(text.replace('"r"', '"up1"'))
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    send(step(''))
    let value = ''
    for (let index = 0; index < edits; index += 1) {
      value += ` ${index}`
      send(step([['append', [], ` ${index}`]]))
    }
    send(JSON.stringify({ msg: 'process_completed', event_id: 'r', output: { error: 'broken off' }, success: false }))
    upstream.end()
    return value
  }

  test('of this library has the last value', async () => {
    const { url, value } = await serveHeldBack(2_000)
    const client = new GradioClient({ backendUrl: url, shareTabs: false })
    let last: unknown
    const run = client.run('demo', '/echo', ['x'])
    await expect(
      (async () => {
        for await (const state of run) last = state
      })(),
    ).rejects.toThrow('broken off')
    expect(JSON.stringify(last)).toContain(await value)
    client.close()
  })

  test('of Gradio has the last value', async () => {
    const { url, value } = await serveHeldBack(2_000)
    const client = await Client.connect(`${url}/apps/demo`, { events: ['data', 'status'] })
    const seen: unknown[] = []
    for await (const event of client.submit('/echo', ['x'])) if (event.type === 'data') seen.push(event.data)
    expect(seen.at(-1)).toEqual([await value])
    expect(seen.length).toBeLessThan(1_500)
    client.close()
  })
})
