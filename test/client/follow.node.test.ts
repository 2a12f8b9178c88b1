/** Following a run that the relay's server began: by its token, from other clients, at any time. */
import './loaded.ts'
import { expect, test } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import type { GradioClientOptions, RunState, SubmittedRun } from '../../src/client/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { createManualClock, createScenarioServer } from '../../src/testing/index.ts'
import { completed, edited, generating, processStarts } from '../../src/testing/scenario-steps.ts'
import type { Scenario } from '../../src/testing/scenario.ts'

const text = { name: 'text', component: 'textbox' } as const
const story: Scenario = {
  name: 'story',
  parameters: [{ ...text, value: 'once' }],
  returns: [text],
  isGenerator: true,
  holdAfter: 3,
  steps: ([given]) => [
    processStarts(1000),
    generating(1000, [String(given)]),
    edited(1000, [['append', [], ' upon']]),
    edited(1000, [['append', [], ' a time']]),
    completed(1000, [`${String(given)} upon a time`]),
  ],
}

function createStage(options: GradioRelayOptions = {}) {
  const clock = createManualClock()
  const server = createScenarioServer({ clock, scenarios: [story] })
  const fetchApp: typeof fetch = (input, init) => server.fetch(new Request(input, init))
  const tokens = { secret: 'a secret of the tests, 32 letters' }
  const relay = createGradioRelay({ apps: { demo: 'http://app.test' }, sse: true, fetch: fetchApp, clock, tokens, ...options })
  const open = (own: GradioClientOptions = {}): GradioClient =>
    new GradioClient({
      backendUrl: 'http://relay.test/api/experimental/sse',
      fetch: (input, init) => relay.fetch(new Request(input, init)),
      clock,
      tabPorts: null,
      ...own,
    })
  /** The system makes and reads tokens, and no clock moves that: time goes on in small steps until something is so. */
  async function until(isSo: () => boolean, stepMs = 10): Promise<void> {
    while (!isSo()) await clock.advance(stepMs)
  }
  async function end(of: Promise<unknown>, stepMs?: number): Promise<unknown> {
    let isOver = false
    const ending = of.catch((error: unknown) => error).finally(() => (isOver = true))
    await until(() => isOver, stepMs)
    return ending
  }
  const begin = () => relay.submit({ app: 'demo', endpoint: 'story', inputs: ['once'] })
  /** Lets the app send all of it. */
  async function finish(): Promise<void> {
    await clock.advance(5000)
    server.release()
    await clock.advance(10_000)
  }
  return { clock, server, relay, open, begin, finish, until, end }
}

function dataOf(run: SubmittedRun): unknown {
  const { state } = run.getSnapshot()
  return 'data' in state ? state.data?.[0] : null
}

test.each(['sse', 'polling'] as const)('several clients follow one run to its end (%s)', async (transport) => {
  const { clock, server, relay, open, begin, finish, until, end } = createStage()
  const { token, runId } = await begin()
  await clock.advance(3000)
  const watch = await relay.createWatchToken(token)
  const calls = [token, watch.token].map((one) => open({ transport }).follow(one))
  for (const { run } of calls) {
    await until(() => dataOf(run) === 'once upon')
    expect(run.getSnapshot().state).toMatchObject({ status: 'running', eventId: runId, data: ['once upon'] })
    expect([run.app?.title, run.endpoint?.name]).toEqual(['Scenarios', '/story'])
  }
  await finish()
  expect(await end(Promise.all(calls))).toEqual([['once upon a time'], ['once upon a time']])
  expect([server.runs.story?.started, server.requests.filter(({ path }) => path.includes('queue/join')).length]).toEqual([1, 1])
})

test('who comes late gets the whole run, with the times at which it began and ended', async () => {
  const { clock, open, begin, finish, end } = createStage()
  const at = clock.now()
  const { token } = await begin()
  await finish()
  await clock.advance(600_000)
  const call = open().follow(token)
  expect(await end(call, 0)).toEqual(['once upon a time'])
  const { state } = call.run.getSnapshot()
  expect(state).toMatchObject({ status: 'succeeded', startedAt: at })
  expect('endedAt' in state && state.endedAt - at).toBeLessThan(20_000)
})

test('times are right where the clocks of relay and client differ', async () => {
  const { clock, open, begin, finish, end } = createStage()
  const at = clock.now()
  const { token } = await begin()
  await finish()
  await clock.advance(600_000)
  const hourMs = 3_600_000
  const call = open({ clock: { now: () => clock.now() + hourMs, schedule: (act, delayMs) => clock.schedule(act, delayMs) } }).follow(token)
  await end(call, 0)
  const { state } = call.run.getSnapshot()
  expect(state).toMatchObject({ status: 'succeeded', startedAt: at + hourMs })
  expect('endedAt' in state && state.endedAt - at - hourMs).toBeLessThan(20_000)
})

test('gives every state, and leaving the loop only stops following', async () => {
  const { relay, open, begin, finish, end } = createStage()
  const { token } = await begin()
  const seen: RunState['status'][] = []
  const reading = (async () => {
    for await (const state of open().follow(token)) {
      seen.push(state.status)
      if (state.status === 'running' && state.data !== null) break
    }
  })()
  await end(reading)
  expect([seen[0], seen.at(-1), relay.runCount]).toEqual(['submitting', 'running', 1])
  const call = open().follow(token)
  await finish()
  expect(await end(call)).toEqual(['once upon a time'])
})

test('a signal stops following, and the run goes on', async () => {
  const { relay, open, begin, until } = createStage()
  const { token } = await begin()
  const stop = new AbortController()
  const call = open().follow(token, { signal: stop.signal })
  await until(() => call.run.app !== null)
  stop.abort()
  await expect(call).rejects.toMatchObject({ code: 'aborted', message: expect.stringContaining('goes on at the relay') })
  await expect(open().follow(token, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' })
  expect(relay.runCount).toBe(1)
})

test('a token cancels the run for all; a watch token is refused, and the run goes on', async () => {
  const { relay, server, open, begin, until, end } = createStage()
  const { token } = await begin()
  const watch = await relay.createWatchToken(token)
  const [own, watched] = [open().follow(token), open().follow(watch.token)]
  const early = expect(watched.run.cancel()).rejects.toMatchObject({ code: 'access-denied' })
  await end(early)
  await until(() => dataOf(watched.run) === 'once upon')
  await expect(watched.run.cancel()).rejects.toMatchObject({ code: 'access-denied', message: expect.stringContaining('only reads') })
  expect([watched.run.getSnapshot().state.status, relay.runCount]).toEqual(['running', 1])
  for (const call of [own, watched]) call.catch(() => {})
  expect(await end(own.run.cancel())).toBe('confirmed')
  for (const call of [own, watched]) expect(await end(call)).toMatchObject({ code: 'aborted' })
  expect(watched.run.getSnapshot().state.status).toBe('cancelled')
  expect(server.runs.story?.cancelled).toBe(1)
})

test.each(['sse', 'polling'] as const)('a run whose token expires meanwhile is followed no longer (%s)', async (transport) => {
  const { relay, open, begin, end } = createStage()
  const { token } = await begin()
  const watch = await relay.createWatchToken(token, { ttlMs: 20_000 })
  expect(await end(open({ transport }).follow(watch.token))).toMatchObject({ code: 'token-invalid', isRetryable: false })
})

test('a token that is none, or that this relay has no secret for, is refused', async () => {
  const { token } = await createStage().begin()
  const { open, end } = createStage({ tokens: { secret: 'another secret of the tests, longer' } })
  for (const one of ['a.b.c', token]) expect(await end(open().follow(one))).toMatchObject({ code: 'token-invalid' })
})

test('a run that the relay has forgotten ends with resume-expired', async () => {
  const { clock, open, begin, finish, end } = createStage()
  const { token } = await begin()
  await finish()
  await clock.advance(3 * 60 * 60_000)
  expect(await end(open().follow(token))).toMatchObject({ code: 'resume-expired' })
})

test('without a relay it says so', async () => {
  await expect(new GradioClient({ backendUrl: null }).follow('a.b.c')).rejects.toMatchObject({ code: 'options-invalid' })
})

test('its token goes to the relay only, beside the headers of the page', async () => {
  const { relay, open, begin, until } = createStage()
  const { token } = await begin()
  const sent: Headers[] = []
  const client = open({
    headers: () => ({ authorization: 'Bearer page' }),
    fetch: (input, init) => {
      const request = new Request(input, init)
      sent.push(request.headers)
      return relay.fetch(request)
    },
  })
  const call = client.follow(token)
  call.catch(() => {})
  await until(() => dataOf(call.run) === 'once upon')
  expect(sent.length).toBeGreaterThan(3)
  expect(sent.every((headers) => headers.get('x-gradio-run-token') === token && headers.get('authorization') === 'Bearer page')).toBe(true)
  const { app } = call.run
  expect(app && (await client.withToken(token).fileHeaders(app, `${app.apiUrl}/file=/cache/a.txt`))).toMatchObject({
    'x-gradio-run-token': token,
  })
  expect(app && (await client.withToken(token).fileHeaders(app, 'https://elsewhere.test/file=/cache/a.txt'))).toEqual({})
  client.close()
  expect(client.withToken(token).runs.size).toBe(0)
})
