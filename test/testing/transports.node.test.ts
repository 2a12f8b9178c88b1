/**
 * Every scenario over real HTTP and through MSW: stream and polls give the same messages, and each is a run a client
 * understands.
 */
import { readFileSync } from 'node:fs'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../src/client/protocol/describe/describe-app.ts'
import { toParameterValues } from '../../src/client/protocol/values/inputs.ts'
import { toWireData } from '../../src/client/protocol/values/wire-data.ts'
import { parseMessage } from '../../src/client/protocol/gradio-messages.ts'
import { createMessageReader } from '../../src/client/run/read-messages.ts'
import { scenarioHandlers } from '../../src/testing/msw-handlers.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import type { Scenario } from '../../src/testing/scenario.ts'
import { scenarios } from '../../src/testing/scenarios/index.ts'
import { serveScenarios } from '../../src/testing/serve-scenarios.ts'
import { join, placeOf, pollAll, readStream, runMessages, type Seen } from './follow-run.ts'

const MOCKED = 'http://relay.test/api/experimental/sse'
const all = Object.values(scenarios)
const relay = createScenarioServer({ relay: true, speed: Infinity })
const mocked = createScenarioServer({ relay: true, speed: Infinity })
const msw = setupServer(...scenarioHandlers(mocked, MOCKED))
let http: Awaited<ReturnType<typeof serveScenarios>>

beforeAll(async () => {
  http = await serveScenarios(relay)
  msw.listen({ onUnhandledFrame: 'bypass' })
})
afterAll(async () => {
  msw.close()
  relay.close()
  mocked.close()
  await http.close()
})

const config: unknown = await (await relay.fetch(new Request('http://app.test/config'))).json()
const info: unknown = await (await relay.fetch(new Request('http://app.test/gradio_api/info'))).json()
const app = describeApp({
  address: 'http://app.test',
  route: 'direct',
  rootUrl: 'http://app.test',
  config,
  info,
  supportsSSE: true,
  capabilities: DIRECT_CAPABILITIES,
})
/** What a form would send when nothing is touched. */
const inputs = app.endpoints.map((endpoint) => toWireData(endpoint, toParameterValues(endpoint)))

/**
 * Reads a session to its end, and resumes after its last id each time it breaks; leaves a stream that the scenario
 * stalls.
 */
async function readThrough(apiUrl: string, sessionHash: string, stallsAfter: number): Promise<Seen[]> {
  const seen: Seen[] = []
  for (let attempt = 0; attempt < 3 && seen.at(-1)?.data.includes('close_stream') !== true; attempt += 1) {
    const after = seen.findLast(({ id }) => id !== null)?.id ?? ''
    const response = await fetch(`${apiUrl}/queue/data?session_hash=${sessionHash}&last_event_id=${after}`)
    await readStream(response, attempt === 0 && stallsAfter > 0 ? stallsAfter : Infinity, (one) => seen.push(one))
  }
  return seen
}

function stallOf({ steps }: Scenario): number {
  return typeof steps === 'function' ? -1 : steps.findIndex(({ fault }) => fault === 'stall')
}

const runnable = all.flatMap((scenario, fnIndex) =>
  scenario.joinRefusal === undefined && scenario.refuseSse !== true
    ? [{ name: scenario.name, fnIndex, stallsAfter: stallOf(scenario) }]
    : [],
)

test.each(runnable)('$name: HTTP and MSW, stream and polls give the same messages', async ({ name, fnIndex, stallsAfter }) => {
  const found: unknown[][] = []
  for (const base of [http.url, MOCKED]) {
    const apiUrl = `${base}/apps/demo/gradio_api`
    for (const way of ['stream', 'polls']) {
      const hash = `${name}-${way}`
      expect((await join(fetch, apiUrl, fnIndex, inputs[fnIndex] ?? [], hash)).status).toBe(200)
      found.push(way === 'stream' ? runMessages(await readThrough(apiUrl, hash, stallsAfter)) : await pollAll(fetch, apiUrl, hash))
    }
  }
  const [first, ...others] = found.map((messages) => messages.map(withoutPlace))
  expect(first?.length).toBeGreaterThanOrEqual(2)
  for (const other of others) expect(other).toEqual(first)
})

const ENDINGS: Readonly<Record<string, string>> = {
  failure: 'failed',
  failure_midway: 'failed',
  crash_hidden: 'failed',
  gpu_quota_used_up: 'failed',
  gpu_quota_too_small: 'failed',
  gpu_duration_refused: 'failed',
  gpu_busy: 'failed',
  cancelled: 'cancelled',
}

test.each(runnable)('$name: a client reads its end as $name promises', async ({ name, fnIndex }) => {
  const apiUrl = 'http://app.test/gradio_api'
  const endpoint = app.endpoints[fnIndex]
  if (endpoint === undefined) throw new Error(`No endpoint ${fnIndex}.`)
  const doFetch: typeof fetch = (input, init) => relay.fetch(new Request(input, init))
  await join(doFetch, apiUrl, fnIndex, inputs[fnIndex] ?? [], `read-${name}`)
  const messages = await pollAll(doFetch, apiUrl, `read-${name}`)
  const reader = createMessageReader(endpoint, app)
  const events = messages.flatMap(
    (message) => reader.read(parseMessage(typeof message === 'string' ? message : JSON.stringify(message))) ?? [],
  )
  expect(events.at(-1)?.type).toBe(ENDINGS[name] ?? 'succeeded')
  const faulty = events.filter(({ type }) => type === 'message-invalid' || type === 'unrecognized')
  expect(faulty).toHaveLength(name === 'invalid_message' || name === 'unknown_message' ? 1 : 0)
  const lastStep = events.findLast(({ type }) => type === 'output')
  const end = events.at(-1)
  if (lastStep?.type === 'output' && end?.type === 'succeeded') expect(lastStep.data).toEqual(end.data)
})

test('breaks the socket of every open stream on cut, and a second reader goes on after the last id', async () => {
  const held = createScenarioServer({ scenarios: [{ ...scenarios.progress, holdAfter: 6 }], relay: true, speed: Infinity })
  const real = await serveScenarios(held)
  const apiUrl = `${real.url}/gradio_api`
  await join(fetch, apiUrl, 0, ['x', 3, 1, 'photograph'], 's1')
  const before: Seen[] = []
  let resolve: () => void = () => {}
  const held6 = new Promise<void>((done) => (resolve = done))
  const first = readStream(await fetch(`${apiUrl}/queue/data?session_hash=s1&last_event_id=`), Infinity, (one) => {
    before.push(one)
    if (before.length === 6) resolve()
  })
  await held6
  held.cut()
  expect(await first).toMatchObject({ end: 'broken' })
  held.release()
  const after = await readStream(
    await fetch(`${apiUrl}/queue/data?session_hash=s1`, { headers: { 'last-event-id': before.at(-1)?.id ?? '' } }),
  )
  expect(after.end).toBe('closed')
  expect([...before, ...after.seen].map(({ id }) => placeOf(id)).slice(0, -1)).toEqual(
    Array.from({ length: before.length + after.seen.length - 1 }, (_, index) => index + 1),
  )
  expect(held.runs.progress).toEqual({ started: 1, finished: 1, cancelled: 0, lost: 0 })
  await real.close()
})

test('loses a direct run over HTTP when its reader goes away', async () => {
  const direct = createScenarioServer({ scenarios: [{ ...scenarios.tokens, holdAfter: 5 }], speed: Infinity })
  const real = await serveScenarios(direct)
  const apiUrl = `${real.url}/gradio_api`
  await join(fetch, apiUrl, 0, ['x', 16, 1], 's1')
  const controller = new AbortController()
  await readStream(await fetch(`${apiUrl}/queue/data?session_hash=s1`, { signal: controller.signal }), 5)
  controller.abort()
  await expect.poll(() => direct.runs.tokens?.lost, { interval: 5 }).toBe(1)
  expect(direct.openStreamCount).toBe(0)
  await real.close()
})

test('describes its endpoints so that a form has everything: defaults, limits, choices', () => {
  const many = app.endpoints.find(({ name }) => name === '/many_inputs')
  expect(many?.parameters.map(({ component }) => component)).toEqual([
    'textbox',
    'number',
    'slider',
    'checkbox',
    'checkboxgroup',
    'radio',
    'dropdown',
    'dropdown',
    'json',
  ])
  expect(many?.parameters.every(({ hasDefault }) => hasDefault)).toBe(true)
  expect(many?.parameters[2]?.props).toMatchObject({ minimum: 0, maximum: 1, step: 0.1, info: expect.any(String) })
  expect(many?.parameters[5]?.props.choices).toEqual([
    ['Square', 'square'],
    ['Portrait', 'portrait'],
    ['Landscape', 'landscape'],
  ])
  expect(app.endpoints.find(({ name }) => name === '/tokens')?.isGenerator).toBe(true)
  expect(app.endpoints.find(({ name }) => name === '/stateful')).toMatchObject({
    isStateful: true,
    inputSlots: [{ kind: 'value', index: 0 }, { kind: 'state' }],
  })
  expect(app.endpoints).toHaveLength(all.length)
})

/** A message without its run's id and without the address it was served at. */
function withoutPlace(message: unknown): unknown {
  if (typeof message !== 'object' || message === null) return message
  const text = JSON.stringify({ ...message, event_id: undefined })
  return JSON.parse(text.replaceAll(http.url, '').replaceAll(MOCKED, ''))
}

test('has the fields of a real Gradio 6 in its config and info', () => {
  const real = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../fixtures/captures/gradio-6/${name}`, import.meta.url), 'utf8'))
  const keys = (value: unknown, index?: number): string[] => {
    const found: unknown = index === undefined ? value : Array.isArray(value) ? value[index] : undefined
    const names = Object.keys(found ?? {}).toSorted()
    expect(names.length).toBeGreaterThan(3)
    return names
  }
  const at = (value: unknown, key: string): unknown => Object.entries(value ?? {}).find(([name]) => name === key)?.[1]
  expect(keys(at(config, 'dependencies'), 0)).toEqual(keys(at(real('config.json'), 'dependencies'), 0))
  expect(keys(at(config, 'components'), 0)).toEqual(keys(at(real('config.json'), 'components'), 0))
  const endpoint = (value: unknown): unknown => at(at(value, 'named_endpoints'), '/progress')
  expect(keys(endpoint(info))).toEqual(keys(endpoint(real('info.json'))).filter((key) => key !== 'code_snippets'))
  expect(keys(at(endpoint(info), 'parameters'), 0)).toEqual(keys(at(endpoint(real('info.json')), 'parameters'), 0))
  expect(keys(at(endpoint(info), 'returns'), 0)).toEqual(keys(at(endpoint(real('info.json')), 'returns'), 0))
})
