/**
 * Forty short runs at once on one client, through a proxy that delays the stream: the case in which a call that joins
 * while `close_stream` is on its way gets lost (docs/gradio-protocol.md#14-relays). Several times over, and every one
 * ends.
 */
import { afterEach, describe, expect, inject, test } from 'vitest'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import { type DelayingProxy, serveDelayingProxy } from './delaying-proxy.ts'
import { type ServedRelay, serveRelay } from './serve.ts'

const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => ['5', '6'].includes(version))
const ROUNDS = 3
const RUNS = 40
const open: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

async function proxied(target: string, delayMs: number): Promise<DelayingProxy> {
  const proxy = await serveDelayingProxy(target, delayMs)
  open.push(() => proxy.close())
  return proxy
}

async function relayed(address: string): Promise<ServedRelay> {
  const relay = await serveRelay({ apps: { fixture: address }, sse: true })
  open.push(() => relay.close())
  return relay
}

function clientOf(options: ConstructorParameters<typeof GradioClient>[0]): GradioClient {
  const client = new GradioClient(options)
  open.push(() => client.close())
  return client
}

describe.each(versions)('Gradio %s', (version) => {
  const address = apps[version] ?? ''

  async function runAll(client: GradioClient, at: string): Promise<void> {
    const app = await client.discover(at)
    for (let round = 0; round < ROUNDS; round += 1) {
      const texts = Array.from({ length: RUNS }, (_, index) => `${round}.${index}`)
      const ends = await Promise.all(texts.map((text) => client.submit(app, '/echo', [text]).settled))
      expect(ends.map((end) => (end.status === 'succeeded' ? end.data[0] : end))).toEqual(texts)
    }
    expect(client.runs.size).toBe(0)
  }

  test.each([5, 50])('direct, four streams at a time, delayed by %i ms', async (delayMs) => {
    const proxy = await proxied(address, delayMs)
    await runAll(clientOf({ backendUrl: null, maxDirectStreams: 4 }), proxy.url)
    expect(proxy.mostStreams).toBeLessThanOrEqual(4)
  })

  test.each([5, 50])('direct without a cap, delayed by %i ms', async (delayMs) => {
    const proxy = await proxied(address, delayMs)
    await runAll(clientOf({ backendUrl: null }), proxy.url)
  })

  test.each([5, 50])('through the relay, on one stream, delayed by %i ms', async (delayMs) => {
    const relay = await relayed(address)
    const { origin, pathname } = new URL(relay.backendUrl)
    const proxy = await proxied(origin, delayMs)
    await runAll(clientOf({ backendUrl: `${proxy.url}${pathname}` }), address)
    expect(proxy.mostStreams).toBeLessThanOrEqual(2)
  })
})
