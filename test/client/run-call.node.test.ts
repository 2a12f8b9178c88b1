/** `GradioClient.run`: the values in one line, the states in a loop. */
import { expect, expectTypeOf, test } from 'vitest'
import { GradioClient, type RunCall, type RunState, type SubmittedRun } from '../../src/client/index.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import { completed, generating, starting } from '../../src/testing/scenario-steps.ts'
import type { Scenario } from '../../src/testing/scenario.ts'

const APP = 'http://app.test'
const text = { name: 'text', component: 'textbox' } as const
const echo: Scenario = {
  name: 'echo',
  parameters: [{ ...text, value: 'hello' }],
  returns: [text],
  isGenerator: true,
  steps: ([given]) => [...starting(), generating(10, [`${String(given)}?`]), completed(10, [`${String(given)}!`])],
}
const full: Scenario = {
  name: 'full',
  parameters: [],
  returns: [text],
  joinRefusal: { status: 503, body: { detail: 'Queue is full.' } },
  steps: [],
}

function createStage(scenario: Scenario = echo) {
  const server = createScenarioServer({ scenarios: [scenario, full], speed: Infinity })
  const fetch: typeof globalThis.fetch = (input, init) => server.fetch(new Request(input, init))
  return { server, client: new GradioClient({ fetch, backendUrl: null, queueFullRetries: 0 }) }
}

const countOf = (server: ReturnType<typeof createStage>['server'], path: string): number =>
  server.requests.filter((request) => request.path.includes(path)).length

test('has the types of its promises', () => {
  expectTypeOf<RunCall>().toExtend<Promise<readonly unknown[]>>()
  expectTypeOf<RunCall>().toExtend<AsyncIterable<RunState>>()
  expectTypeOf<RunCall['run']>().toEqualTypeOf<SubmittedRun>()
  expectTypeOf<GradioClient['run']>().returns.toEqualTypeOf<RunCall>()
})

test('gives the values of an app that is named by its address, found once for all runs', async () => {
  const { server, client } = createStage()
  expect(await client.run(APP, '/echo', ['hi'])).toEqual(['hi!'])
  expect(await client.run(APP, 'echo')).toEqual(['hello!'])
  expect(countOf(server, '/config')).toBe(1)
})

test('finds the app as it is told to', async () => {
  const { client } = createStage()
  const asked: string[] = []
  const app = await client.discover(APP)
  const discover = async (address: string) => {
    asked.push(address)
    return app
  }
  expect(await client.run('mine', '/echo', ['hi'], { discover })).toEqual(['hi!'])
  expect(asked).toEqual(['mine'])
  expect(await client.run(app, '/echo', ['hi'])).toEqual(['hi!'])
})

test('gives every state in a loop, the last one too', async () => {
  const { client } = createStage()
  const statuses: string[] = []
  let last: RunState | undefined
  for await (const state of client.run(APP, '/echo', ['hi'])) {
    if (statuses.at(-1) !== state.status) statuses.push(state.status)
    last = state
  }
  expect(statuses[0]).toBe('submitting')
  expect(last).toMatchObject({ status: 'succeeded', data: ['hi!'] })
})

test.each(['awaited', 'in a loop'])('rejects with what is wrong with the call or the run, %s', async (way) => {
  const { client } = createStage()
  const call = async (endpoint: string, inputs?: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const run = client.run(APP, endpoint, inputs)
    if (way === 'awaited') return run
    for await (const state of run) expect(state.status).not.toBe('succeeded')
    return undefined
  }
  await expect(call('/nothing')).rejects.toMatchObject({ code: 'endpoint-unknown' })
  await expect(call('/echo', { nothing: 1 })).rejects.toMatchObject({ code: 'input-invalid' })
  await expect(call('/full')).rejects.toMatchObject({ code: 'queue-full' })
})

test('an app that was not found is asked for again', async () => {
  const { server, client } = createStage()
  let isDown = true
  const other = new GradioClient({
    backendUrl: null,
    fetch: (input, init) => (isDown ? Promise.reject(new TypeError('fetch failed')) : server.fetch(new Request(input, init))),
  })
  await expect(other.run(APP, '/echo')).rejects.toMatchObject({ code: 'app-unreachable' })
  isDown = false
  expect(await other.run(APP, '/echo')).toEqual(['hello!'])
  expect(client.runs.size).toBe(0)
})

test('a signal cancels it', async () => {
  const { server, client } = createStage({ ...echo, holdAfter: 3 })
  const controller = new AbortController()
  const call = client.run(APP, '/echo', ['hi'], { signal: controller.signal })
  await call.run.accepted
  controller.abort()
  await expect(call).rejects.toMatchObject({ code: 'aborted' })
  expect(await call.run.settled).toMatchObject({ status: 'cancelled' })
  expect(countOf(server, '/cancel')).toBe(1)
})

test('leaving the loop early cancels it', async () => {
  const { client } = createStage({ ...echo, holdAfter: 3 })
  const call = client.run(APP, '/echo', ['hi'])
  for await (const state of call) if (state.status === 'running') break
  expect(await call.run.settled).toMatchObject({ status: 'cancelled' })
})
