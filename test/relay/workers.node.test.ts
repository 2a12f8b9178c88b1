/**
 * The relay where nothing outlives a request: refused with advice, or kept in a Durable Object. In workerd itself: `npm
 * run test:runtimes`.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createGradioRelay } from '../../src/relay/index.ts'
import { completed } from './fake-upstream-app.ts'
import { createTestBed } from './relay-client.ts'

beforeEach(() => vi.stubGlobal('WebSocketPair', () => {}))
afterEach(() => vi.unstubAllGlobals())

test('refuses at once to live in a Worker alone, and says what to do', () => {
  expect(() => createGradioRelay({ apps: { demo: 'http://app.test' } })).toThrow(
    /cannot live in a Cloudflare Worker.*Durable Object.*docs\/runtimes\.md/,
  )
})

test('keeps the object of a Durable Object alive until a run has ended', async () => {
  const kept: Promise<unknown>[] = []
  const { app, clock, relay, join } = createTestBed({ durableObject: { waitUntil: (promise) => void kept.push(promise) } })
  await join('s')
  const upstream = await app.stream(0)
  expect(kept).toHaveLength(1)
  expect(relay.runCount).toBe(1)
  upstream.send(completed('up1'))
  upstream.end()
  await clock.settle()
  await expect(kept[0]).resolves.toBeUndefined()
})
