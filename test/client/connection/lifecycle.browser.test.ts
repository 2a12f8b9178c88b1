/**
 * In real Chromium: a page whose network is lost and restored, which is hidden and shown, and which is restored from
 * the cache.
 */
import { afterEach, expect, test } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import type { Run, RunSnapshot } from '../../../src/client/run/run.ts'
import { createScenarioServer } from '../../../src/testing/scenario-server.ts'
import { scenarios } from '../../../src/testing/scenarios/index.ts'

const BACKEND = 'http://relay.test/api/experimental/sse'
const closing: (() => void)[] = []

afterEach(() => {
  network(true)
  for (const close of closing.splice(0)) close()
})

/** As Chromium does it. Its own switch would also cut off the runner of these tests. */
function network(isOnline: boolean): void {
  Reflect.deleteProperty(navigator, 'onLine')
  if (!isOnline) Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
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
  const streams = () => server.requests.filter(({ path }) => path.includes('/queue/data')).length
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

test('makes no attempt while the page is offline, and reads on as soon as it is online', async () => {
  const { server, run, streams } = await start(5)
  network(false)
  await until(run, ({ connection }) => connection.isOffline)
  expect(navigator.onLine).toBe(false)
  server.cut()
  const { connection } = await until(run, ({ connection }) => connection.readyState === 'reconnecting')
  expect(connection).toMatchObject({ isOffline: true, nextRetryAt: null })
  expect(streams()).toBe(1)
  network(true)
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
  await expect.poll(streams).toBe(2)
  await until(run, ({ connection }) => connection.readyState === 'open')
})
