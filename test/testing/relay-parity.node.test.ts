/**
 * The relay of the scenarios and a relay mounted by hand send the same: what stands between relay and page, to let
 * faults happen, changes nothing where there are none.
 */
import { afterAll, expect, test } from 'vitest'
import { createGradioRelay } from '../../src/relay/index.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import type { Scenario } from '../../src/testing/scenario.ts'
import { scenarios } from '../../src/testing/scenarios/index.ts'
import { join, pollAll, readStream, runMessages } from './follow-run.ts'

const BACKEND = 'http://relay.test/api/experimental/sse'
const API = `${BACKEND}/apps/demo/gradio_api`
const JSON_BODY = { 'content-type': 'application/json' }
const all = Object.values(scenarios)

const app = createScenarioServer({ speed: Infinity })
const relay = createGradioRelay({
  apps: { demo: 'http://app.test' },
  sse: true,
  fetch: (input, init) => app.fetch(new Request(input, init)),
})
const mock = createScenarioServer({ relay: true, speed: Infinity })
const closed = createScenarioServer({ relay: true, sse: false })
const closedRelay = createGradioRelay({
  apps: { demo: 'http://app.test' },
  sse: false,
  fetch: (input, init) => app.fetch(new Request(input, init)),
})

const sides = [relay, mock].map(
  ({ fetch }): typeof globalThis.fetch =>
    (input, init) =>
      fetch(new Request(input, init)),
)
const closedSides = [closedRelay, closed].map(
  ({ fetch }): typeof globalThis.fetch =>
    (input, init) =>
      fetch(new Request(input, init)),
)

afterAll(async () => {
  await relay.close()
  await closedRelay.close()
  for (const server of [app, mock, closed]) server.close()
})

/** What only the scenarios can do: break the connection between relay and reader. */
const FAULTY = new Set(['dropped', 'dropped_last_message', 'ended_early', 'stalled', 'sse_refused'])
const comparable = all.flatMap((scenario, fnIndex) => (FAULTY.has(scenario.name) ? [] : [{ name: scenario.name, scenario, fnIndex }]))

function initialInputs({ parameters }: Scenario): unknown[] {
  return parameters.map(({ value }) => value ?? null)
}

/** Ids and the address of the app differ; nothing else may. */
function comparableText(text: string): string {
  return text
    .replaceAll(/"event_id":"[^"]*"/gu, '"event_id":"…"')
    .replaceAll(/^id: .+$/gmu, 'id: …')
    .replaceAll(/"id":"[^"]*"/gu, '"id":"…"')
}

test.each(comparable)('/$name: the same join, stream, ids and polls', async ({ name, scenario, fnIndex }) => {
  const seen = await Promise.all(
    sides.map(async (doFetch) => {
      const joined = await join(doFetch, API, fnIndex, initialInputs(scenario), `s-${name}`)
      if (joined.status !== 200) return { status: joined.status, body: await joined.json() }
      const text = await (await doFetch(`${API}/queue/data?session_hash=s-${name}&last_event_id=`)).text()
      await join(doFetch, API, fnIndex, initialInputs(scenario), `p-${name}`)
      const polled = await pollAll(doFetch, API, `p-${name}`)
      return { text: comparableText(text), polled: polled.map((message) => comparableText(JSON.stringify(message))) }
    }),
  )
  expect(seen[1]).toEqual(seen[0])
})

test('the same answers to who asks for the wrong thing', async () => {
  const ask = async (doFetch: typeof fetch): Promise<unknown[]> => {
    await join(doFetch, API, 0, initialInputs(scenarios.progress), 'known')
    const paths = [
      '/queue/data?session_hash=never&last_event_id=',
      '/queue/data',
      '/queue/data?session_hash=known&last_event_id=nonsense',
      '/queue/poll?session_hash=never&after=',
      '/queue/poll',
    ]
    const answers: unknown[] = []
    for (const path of paths) {
      const response = await doFetch(API + path)
      const { status, headers } = response
      answers.push({ path, status, type: headers.get('content-type'), text: await response.text() })
    }
    return answers
  }
  const [real, mocked] = await Promise.all(sides.map(ask))
  expect(mocked).toEqual(real)
})

test('the same discovery, with streams and without', async () => {
  const discover = async (doFetch: typeof fetch): Promise<unknown> => {
    const response = await doFetch(`${BACKEND}/discover`, { method: 'POST', headers: JSON_BODY, body: JSON.stringify({ baseUrl: 'demo' }) })
    return { status: response.status, body: await response.json() }
  }
  const [real, mocked] = await Promise.all(sides.map(discover))
  expect(mocked).toEqual(real)
  const [closedReal, closedMocked] = await Promise.all(closedSides.map(discover))
  expect(closedMocked).toEqual(closedReal)
  const [refusedReal, refusedMocked] = await Promise.all(
    closedSides.map(async (doFetch) => {
      const response = await doFetch(`${API}/queue/data?session_hash=s`)
      return { status: response.status, body: await response.json() }
    }),
  )
  expect(refusedMocked).toEqual(refusedReal)
})

test('the same frame for a run that is cancelled', async () => {
  const held = { ...scenarios.tokens, holdAfter: 4 }
  const behind = createScenarioServer({ scenarios: [held], speed: Infinity })
  const heldRelay = createGradioRelay({
    apps: { demo: 'http://app.test' },
    sse: true,
    fetch: (input, init) => behind.fetch(new Request(input, init)),
  })
  const heldMock = createScenarioServer({ scenarios: [held], speed: Infinity, relay: true })
  const [real, mocked] = await Promise.all(
    [heldRelay, heldMock].map(async ({ fetch }) => {
      const doFetch: typeof globalThis.fetch = (input, init) => fetch(new Request(input, init))
      const { event_id: eventId } = (await (await join(doFetch, API, 0, initialInputs(held), 's1')).json()) as { event_id: string }
      const response = await doFetch(`${API}/queue/data?session_hash=s1&last_event_id=`)
      let count = 0
      const { seen } = await readStream(response, Infinity, () => {
        count += 1
        if (count !== 4) return
        void doFetch(`${API}/cancel`, {
          method: 'POST',
          headers: JSON_BODY,
          body: JSON.stringify({ session_hash: 's1', fn_index: 0, event_id: eventId }),
        })
      })
      return runMessages(seen).map((message) => comparableText(JSON.stringify(message)))
    }),
  )
  expect(mocked).toEqual(real)
  await heldRelay.close()
  for (const server of [behind, heldMock]) server.close()
})

const KEYS = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'] as const

test('the same answers to a join that is sent again, and to one that was taken back before it came', async () => {
  const [known, withdrawn] = KEYS
  const ask = async (doFetch: typeof fetch): Promise<unknown[]> => {
    const answers: unknown[] = []
    const post = async (path: string, body: object): Promise<void> => {
      const response = await doFetch(API + path, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) })
      answers.push({ status: response.status, body: await response.json() })
    }
    const call = { data: initialInputs(scenarios.progress), fn_index: all.indexOf(scenarios.progress), session_hash: 'keyed' }
    await post('/queue/join', { ...call, join_key: known })
    await post('/queue/join', { ...call, join_key: known })
    await post('/cancel', { session_hash: 'keyed', fn_index: call.fn_index, join_key: withdrawn })
    await post('/queue/join', { ...call, join_key: withdrawn })
    await post('/queue/join', { ...call, join_key: 'no key' })
    await post('/cancel', { session_hash: 'keyed', fn_index: call.fn_index, join_key: 7 })
    await post('/cancel', { session_hash: 'never', fn_index: 0, join_key: known })
    for (const session of ['keyed', 'never'])
      answers.push((await pollAll(doFetch, API, session)).map((message) => JSON.stringify(message)).toSorted())
    return answers
  }
  const started = app.runs.progress?.started ?? 0
  const [real, mocked] = await Promise.all(sides.map(ask))
  expect(mocked).toEqual(real)
  expect(real?.slice(0, 5)).toEqual([
    { status: 200, body: { event_id: known } },
    { status: 200, body: { event_id: known } },
    { status: 200, body: { success: true } },
    { status: 200, body: { event_id: withdrawn } },
    { status: 400, body: { detail: 'The join_key is not 32 hexadecimal digits.' } },
  ])
  expect(app.runs.progress?.started).toBe(started + 1)
})
