/** Every run captured from a real Gradio 6 is a scenario, and plays back message for message. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { scenarioFromMessages, type TimedMessage } from '../../src/testing/scenario-from-messages.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import type { ScenarioMessage } from '../../src/testing/scenario.ts'
import { join, readStream, runMessages } from './follow-run.ts'

const FOLDER = new URL('../fixtures/captures/gradio-6/', import.meta.url)

interface CaptureLine {
  t_ms: number
  kind: string
  data?: unknown
}

function isMessage(value: unknown): value is ScenarioMessage {
  return typeof value === 'object' && value !== null && 'msg' in value && typeof value.msg === 'string'
}

/** The runs of one capture, by event id. */
function runsOf(file: string): TimedMessage[][] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').split('\n').filter(Boolean)
  const runs = new Map<string, TimedMessage[]>()
  for (const line of lines) {
    const { t_ms: atMs, kind, data } = JSON.parse(line) as CaptureLine
    if (kind !== 'sse' || !isMessage(data) || typeof data.event_id !== 'string') continue
    const run = runs.get(data.event_id) ?? []
    runs.set(data.event_id, [...run, { atMs, message: data }])
  }
  return [...runs.values()].filter((run) => run.at(-1)?.message.msg === 'process_completed')
}

const captured = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => runsOf(file).map((run, index) => ({ name: `${file} run ${index + 1}`, run })))

test('finds the captured runs', () => {
  expect(captured.length).toBeGreaterThan(30)
})

test.each(captured)('$name plays back as it was captured', async ({ run }) => {
  const clock = createManualClock()
  const server = createScenarioServer({ scenarios: [scenarioFromMessages('captured', run)], clock })
  const doFetch: typeof fetch = (input, init) => server.fetch(new Request(input, init))
  await join(doFetch, 'http://app.test/gradio_api', 0, [], 's1')
  const startedAt = clock.now()
  const times: number[] = []
  const reading = readStream(await doFetch('http://app.test/gradio_api/queue/data?session_hash=s1'), Infinity, ({ data }) => {
    if (!data.includes('"heartbeat"')) times.push(clock.now() - startedAt)
  })
  while (await clock.advanceToNext());
  const messages = runMessages((await reading).seen).map(withoutEventId)
  expect(messages).toEqual(run.map(({ message }) => withoutEventId(message)))
  expect(times.slice(0, -1)).toEqual(run.map(({ atMs }) => atMs - (run[0]?.atMs ?? 0)))
})

test('takes the first run of a recording of several, without what belongs to the connection', () => {
  const scenario = scenarioFromMessages('two', [
    { atMs: 5, message: { msg: 'estimation', event_id: 'a', rank: 0 } },
    { atMs: 6, message: { msg: 'estimation', event_id: 'b', rank: 1 } },
    { atMs: 7, message: { msg: 'heartbeat', event_id: null } },
    { atMs: 25, message: { msg: 'process_completed', event_id: 'a', success: true, output: { data: [1] } } },
    { atMs: 26, message: { msg: 'close_stream', event_id: null } },
  ])
  expect(scenario.steps).toEqual([
    { afterMs: 0, message: { msg: 'estimation', rank: 0 } },
    { afterMs: 20, message: { msg: 'process_completed', success: true, output: { data: [1] } } },
  ])
})

function withoutEventId(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? { ...message, event_id: undefined } : message
}
