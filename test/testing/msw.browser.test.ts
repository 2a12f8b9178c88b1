/**
 * The scenario engine behind MSW's worker in real Chromium: streams piece by piece, breaks when cut, notices a reader
 * that leaves.
 */
import { setupWorker } from 'msw/browser'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createScenarioServer, scenarios, type ScenarioServer, type ScenarioServerOptions } from '../../src/testing/index.ts'
import { scenarioHandlers } from '../../src/testing/msw-handlers.ts'
import { join, placeOf, pollAll, readStream, runMessages, type Seen } from './follow-run.ts'

const BACKEND = '/api/experimental/sse'
const API = `${BACKEND}/apps/demo/gradio_api`
const worker = setupWorker()
const open: ScenarioServer[] = []

beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
afterEach(() => {
  worker.resetHandlers()
  for (const server of open.splice(0)) server.close()
})
afterAll(() => worker.stop())

function serve(options: ScenarioServerOptions): ScenarioServer {
  const server = createScenarioServer({ relay: true, ...options })
  worker.use(...scenarioHandlers(server, BACKEND))
  open.push(server)
  return server
}

test('streams a run message by message, and polls give the same', async () => {
  serve({ scenarios: [scenarios.tokens], speed: 20 })
  await join(fetch, API, 0, ['Why?', 12, 1], 'streamed')
  const { seen, end } = await readStream(await fetch(`${API}/queue/data?session_hash=streamed&last_event_id=`))
  expect(end).toBe('closed')
  await join(fetch, API, 0, ['Why?', 12, 1], 'polled')
  const polled = await pollAll(fetch, API, 'polled')
  expect(runMessages(seen).map(withoutEventId)).toEqual(polled.map(withoutEventId))
  expect(polled).toHaveLength(15)
})

test('does not wait for the end before it hands over the beginning', async () => {
  const server = serve({ scenarios: [{ ...scenarios.tokens, holdAfter: 5 }], speed: Infinity })
  await join(fetch, API, 0, ['Why?', 12, 1], 's1')
  const seen: Seen[] = []
  let arrived: () => void = () => {}
  const five = new Promise<void>((resolve) => (arrived = resolve))
  const reading = readStream(await fetch(`${API}/queue/data?session_hash=s1&last_event_id=`), Infinity, (one) => {
    if (seen.push(one) === 5) arrived()
  })
  await five
  expect(server.openStreamCount).toBe(1)
  server.cut()
  expect(await reading).toMatchObject({ end: 'broken' })
  server.release()
  const rest = await readStream(await fetch(`${API}/queue/data?session_hash=s1`, { headers: { 'last-event-id': seen[4]?.id ?? '' } }))
  expect([...seen, ...rest.seen].map(({ id }) => placeOf(id)).slice(0, 15)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1))
  expect(server.runs.tokens).toEqual({ started: 1, finished: 1, cancelled: 0, lost: 0 })
})

test('loses a direct run when its reader leaves', async () => {
  const server = serve({ relay: false, scenarios: [{ ...scenarios.tokens, holdAfter: 5 }], speed: Infinity })
  await join(fetch, API, 0, ['Why?', 12, 1], 's1')
  const controller = new AbortController()
  await readStream(await fetch(`${API}/queue/data?session_hash=s1`, { signal: controller.signal }), 5)
  controller.abort()
  await expect.poll(() => server.runs.tokens?.lost).toBe(1)
})

function withoutEventId(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? { ...message, event_id: undefined } : message
}
