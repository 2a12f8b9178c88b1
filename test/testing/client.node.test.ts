/**
 * This library's own client against every scenario, direct and through the relay: each promise a scenario makes, kept.
 */
import '../client/loaded.ts'
import { expect, test } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import { isSettled, type SettledState } from '../../src/client/run/run-state.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { createScenarioServer, type ScenarioServerOptions } from '../../src/testing/scenario-server.ts'
import { scenarios } from '../../src/testing/scenarios/index.ts'

interface Played {
  state: SettledState
  counts: object | undefined
  requests: string[]
  transport: string
}

/** Runs an endpoint with the values its form starts with, to its end, in no time. */
async function play(endpoint: string, { relay = false, ...options }: ScenarioServerOptions = {}): Promise<Played> {
  const clock = createManualClock()
  const server = createScenarioServer({ relay, clock, ...options })
  const client = new GradioClient({
    backendUrl: relay ? 'http://relay.test/api/experimental/sse' : null,
    fetch: (input, init) => server.fetch(new Request(input, init)),
    clock,
    random: () => 0.5,
  })
  const discovering = client.discover('http://app.test')
  await clock.settle()
  const run = client.submit(await discovering, endpoint)
  for (let timers = 0; timers < 2000 && !isSettled(run.getSnapshot().state); timers += 1) await clock.advanceToNext()
  const { state, connection } = run.getSnapshot()
  if (!isSettled(state)) throw new Error(`${endpoint} did not settle: ${JSON.stringify(state)}`)
  const { transport } = connection
  client.close()
  server.close()
  return { state, counts: server.runs[endpoint.slice(1)], requests: server.requests.map(({ path }) => path), transport }
}

const ENDS: Readonly<Record<string, { status: string; code?: string }>> = {
  failure: { status: 'failed', code: 'run-failed' },
  failure_midway: { status: 'failed', code: 'run-failed' },
  crash_hidden: { status: 'failed', code: 'run-failed' },
  gpu_quota_used_up: { status: 'failed', code: 'gpu-quota-exceeded' },
  gpu_quota_too_small: { status: 'failed', code: 'gpu-quota-exceeded' },
  gpu_duration_refused: { status: 'failed', code: 'gpu-duration-refused' },
  gpu_busy: { status: 'failed', code: 'gpu-unavailable' },
  cancelled: { status: 'cancelled' },
  queue_full: { status: 'failed', code: 'queue-full' },
  validation: { status: 'failed', code: 'input-invalid' },
}
/** What a real Gradio loses without a relay. */
const LOST_DIRECTLY: Readonly<Record<string, { status: string; code?: string }>> = {
  dropped: { status: 'failed', code: 'connection-lost' },
  dropped_last_message: { status: 'failed', code: 'connection-lost' },
  ended_early: { status: 'failed', code: 'connection-lost' },
  stalled: { status: 'failed', code: 'idle-timeout' },
  sse_refused: { status: 'failed', code: 'connection-refused' },
}
const all = Object.values(scenarios)

function seen({ state }: Played): { status: string; code?: string } {
  return state.status === 'failed' ? { status: state.status, code: state.error.code } : { status: state.status }
}

test.each(all)('/$name through the relay ends as promised, and ran once', async ({ name }) => {
  const played = await play(`/${name}`, { relay: true })
  expect(seen(played)).toEqual(ENDS[name] ?? { status: 'succeeded' })
  if (ENDS[name]?.code === 'queue-full' || ENDS[name]?.code === 'input-invalid') return
  expect(played.counts).toEqual({ started: 1, finished: 1, cancelled: 0, lost: 0 })
})

test.each(all)('/$name directly ends as promised', async ({ name }) => {
  expect(seen(await play(`/${name}`))).toEqual(LOST_DIRECTLY[name] ?? ENDS[name] ?? { status: 'succeeded' })
})

test.each(['dropped', 'dropped_last_message', 'ended_early', 'stalled'])('/%s has its whole text through the relay', async (name) => {
  const { state } = await play(`/${name}`, { relay: true })
  const whole = await play(`/unknown_message`, { relay: true })
  expect(state.status === 'succeeded' && state.data).toEqual(whole.state.status === 'succeeded' && whole.state.data)
})

test('polls where streams are refused', async () => {
  const { requests, transport } = await play('/sse_refused', { relay: true })
  expect(transport).toBe('polling')
  expect(requests.some((path) => path.includes('/queue/poll'))).toBe(true)
})

test('does not try a stream where the relay says there are none', async () => {
  const { state, requests } = await play('/progress', { relay: true, sse: false })
  expect(state.status).toBe('succeeded')
  expect(requests.some((path) => path.includes('/queue/data'))).toBe(false)
})
