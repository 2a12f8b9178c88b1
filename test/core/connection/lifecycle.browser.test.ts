/** Real Chromium: its network taken away and given back, and a page that is hidden and shown. */
import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { GradioClient } from '../../../src/core/client.ts'
import type { Run, RunSnapshot } from '../../../src/core/run/run.ts'
import { createScenarioServer } from '../../../src/testing/scenario-server.ts'
import { scenarios } from '../../../src/testing/scenarios/index.ts'

const BACKEND = 'http://relay.test/api/experimental/sse'
const closing: (() => void)[] = []

afterEach(async () => {
  await network(true)
  for (const close of closing.splice(0)) close()
})

interface Session {
  send(method: string, parameters?: object): Promise<unknown>
}

async function network(isOnline: boolean): Promise<void> {
  // What the provider gives is Chromium's own session; the package types it as empty.
  const session = cdp() as unknown as Session
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', { offline: !isOnline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
}

async function start(holdAfter: number) {
  const server = createScenarioServer({ relay: true, speed: Infinity, scenarios: [{ ...scenarios.tokens, holdAfter }] })
  const client = new GradioClient({ backendUrl: BACKEND, fetch: (input, init) => server.fetch(new Request(input, init)) })
  closing.push(
    () => client.close(),
    () => server.close(),
  )
  const run = client.submit(await client.discover('http://app.test'), `/${scenarios.tokens.name}`)
  await until(run, ({ state }) => state.status === 'running' && state.data !== null)
  const streams = () => server.requests.filter(({ path }) => path.endsWith('/queue/data')).length
  return { server, run, streams }
}

function until(run: Run, isThere: (snapshot: RunSnapshot) => boolean): Promise<RunSnapshot> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isThere(run.getSnapshot())) return
      unsubscribe()
      resolve(run.getSnapshot())
    }
    const unsubscribe = run.subscribe(look)
    look()
  })
}

test('makes no attempt while Chromium is offline, and reads on as soon as it is online', async () => {
  const { server, run, streams } = await start(5)
  await network(false)
  await until(run, ({ connection }) => connection.isOffline)
  expect(navigator.onLine).toBe(false)
  server.cut()
  const { connection } = await until(run, ({ connection }) => connection.readyState === 'reconnecting')
  expect(connection).toMatchObject({ isOffline: true, nextRetryAt: null })
  expect(streams()).toBe(1)
  await network(true)
  await until(run, ({ connection }) => connection.readyState === 'open')
  expect(streams()).toBe(2)
  expect(run.getSnapshot().connection.isOffline).toBe(false)
})

test('a stream that speaks is left alone when the page is hidden and shown, and taken up again when it comes out of the cache', async () => {
  const { run, streams } = await start(5)
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
  Reflect.deleteProperty(document, 'visibilityState')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(streams()).toBe(1)
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await until(run, ({ connection }) => connection.readyState === 'reconnecting')
  await until(run, ({ connection }) => connection.readyState === 'open')
  expect(streams()).toBe(2)
})
