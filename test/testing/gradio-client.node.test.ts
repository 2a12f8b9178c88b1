/**
 * The official client, unchanged, against the scenario engine over real HTTP: proof that it speaks Gradio's protocol.
 */
import { Client } from '@gradio/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import { scenarios } from '../../src/testing/scenarios/index.ts'
import { answerTokens } from '../../src/testing/scenarios/token-scenarios.ts'
import { serveScenarios } from '../../src/testing/serve-scenarios.ts'

type GradioEvent = Extract<Awaited<ReturnType<ReturnType<Client['submit']>['next']>>, { done?: false }>['value']

const modes = [
  { name: 'a direct app', server: createScenarioServer({ speed: 50 }), path: '' },
  { name: 'a relay', server: createScenarioServer({ speed: 50, relay: true }), path: '/apps/demo' },
]
const urls = new Map<string, string>()
const listening: { close(): Promise<void> }[] = []

beforeAll(async () => {
  for (const { name, server, path } of modes) {
    const http = await serveScenarios(server)
    urls.set(name, http.url + path)
    listening.push(http)
  }
})
afterAll(async () => {
  for (const { server } of modes) server.close()
  for (const http of listening) await http.close()
})

async function run(url: string, endpoint: string, inputs: unknown[] | Record<string, unknown>): Promise<GradioEvent[]> {
  const client = await Client.connect(url, { events: ['data', 'status', 'log'] })
  const events: GradioEvent[] = []
  for await (const event of client.submit(endpoint, inputs)) events.push(event)
  client.close()
  return events
}

test.each(modes)('runs /progress of $name to its value', async ({ name, server }) => {
  const events = await run(urls.get(name) ?? '', '/progress', { prompt: 'A ferry', steps: 3 })
  const values = events.flatMap((event) => (event.type === 'data' ? [event.data] : []))
  expect(values).toEqual([['“A ferry” in watercolour, 3 steps']])
  const progress = events.flatMap((event) => (event.type === 'status' && event.progress_data ? [event.progress_data.length] : []))
  expect(progress).toContain(2)
  expect(server.runs.progress).toMatchObject({ started: 1, finished: 1 })
})

test.each(modes)('streams /tokens of $name by edits to the whole text', async ({ name }) => {
  const events = await run(urls.get(name) ?? '', '/tokens', ['Why?', 12, 0.5])
  const texts = events.flatMap((event) => (event.type === 'data' ? [(event.data as string[])[0]] : []))
  const words = answerTokens('Why?', 12)
  expect(texts).toEqual([...words.map((_, index) => words.slice(0, index + 1).join('')), words.join('')])
})

test('sees the logs, the words of a failure, the refusal of a full queue and the files', async () => {
  const url = urls.get('a direct app') ?? ''
  const logged = await run(url, '/logs', ['x'])
  expect(logged.flatMap((event) => (event.type === 'log' ? [event.level] : []))).toEqual(['info', 'warning', 'info', 'success'])
  const failed = await run(url, '/failure', ['x', 1])
  expect(failed.at(-1)).toMatchObject({ type: 'status', stage: 'error', message: expect.stringContaining('24 GB') })
  const full = await run(url, '/queue_full', ['x', 1])
  expect(full.at(-1)).toMatchObject({ type: 'status', stage: 'error' })
  const files = await run(url, '/files', ['x'])
  const data = files.find((event) => event.type === 'data')?.data as { url: string }[]
  expect((await fetch(data[0]?.url ?? '')).headers.get('content-type')).toBe('image/svg+xml')
})

test('has its inputs back from /many_inputs, defaults filled in', async () => {
  const client = await Client.connect(urls.get('a direct app') ?? '')
  const { data } = await client.predict('/many_inputs', { count: 5 })
  client.close()
  const [given] = data as Record<string, unknown>[]
  const defaults = Object.fromEntries(scenarios.manyInputs.parameters.map(({ name, value }) => [name, value]))
  expect(given).toEqual({ ...defaults, count: 5 })
})
