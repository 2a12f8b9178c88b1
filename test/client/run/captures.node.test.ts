import { expect, test } from 'vitest'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { parseMessage } from '../../../src/client/protocol/gradio-messages.ts'
import { toPlain } from '../../../src/client/run/late-steps.ts'
import { createMessageReader } from '../../../src/client/run/read-messages.ts'
import { reduceRun } from '../../../src/client/run/reduce-run.ts'
import { IDLE } from '../../../src/client/run/run-state.ts'
import type { RunState } from '../../../src/client/run/run-state.ts'
import { captureNames, capturedRuns, describeFixture, SSE_VERSIONS } from '../protocol/captures.ts'
import type { CapturedRun } from '../protocol/captures.ts'

const runs = SSE_VERSIONS.flatMap((version) => {
  const app = describeFixture(version)
  return captureNames(version).flatMap((capture) =>
    capturedRuns(version, capture)
      .filter((run) => run.messages.length > 0 && !wasSharedOut(run))
      .map((run, index) => ({ version, capture, index, app, run })),
  )
})

/** Two readers of one session took each other's messages; the capture has them one reader after the other. */
function wasSharedOut({ messages }: CapturedRun): boolean {
  return messages.findIndex(({ msg }) => msg === 'process_completed') >= 0 && messages.at(-1)?.msg !== 'process_completed'
}

/** What a run's end is, told from its last message alone. */
function expectedStatus({ messages }: CapturedRun): string {
  const last = messages.findLast(({ msg }) => msg !== 'send_data')
  if (last?.msg === 'process_completed') return !last.success ? 'failed' : last.output?.data ? 'succeeded' : 'cancelled'
  return last?.msg === 'estimation' ? 'queued' : 'running'
}

function endpointOf(app: AppDescription, fnIndex: number) {
  const endpoint = app.endpoints.find((candidate) => candidate.fnIndex === fnIndex)
  if (!endpoint) throw new Error(`no endpoint ${fnIndex}`)
  return endpoint
}

function play(app: AppDescription, run: CapturedRun): RunState {
  const reader = createMessageReader(endpointOf(app, run.fnIndex), app)
  const bodies = run.messages.flatMap((message) => reader.read(parseMessage(JSON.stringify(message))) ?? [])
  const events = [{ type: 'submitted' as const }, { type: 'joined' as const, eventId: run.eventId }, ...bodies]
  return events.reduce<RunState>(
    (state, body, index) => reduceRun(state, { ...toPlain(body), sequence: index + 1, at: 1000 + index }),
    IDLE,
  )
}

test.each(runs)('brings run $index of $capture on Gradio $version to its end', ({ app, run }) => {
  const state = play(app, run)
  expect(state).toMatchObject({ status: expectedStatus(run), eventId: run.eventId, invalidMessageCount: 0 })
  if (state.status !== 'succeeded') return
  const sent = run.messages.at(-1)?.output?.data ?? []
  const { outputSlots, returns } = endpointOf(app, run.fnIndex)
  const values = outputSlots.flatMap((slot, position) => (slot.kind === 'value' ? [sent[position]] : []))
  expect(state.data).toHaveLength(returns.length)
  for (const [index, value] of values.entries()) {
    if (!LEVELLED.has(returns[index]?.component ?? '')) expect(state.data[index]).toEqual(isUpdate(value) ? value.value : value)
  }
})

/** Whose values older versions write otherwise: see `values.node.test.ts` and `older-versions.node.test.ts`. */
const LEVELLED = new Set(['chatbot', 'file', 'image', 'gallery', 'audio'])

function isUpdate(value: unknown): value is { value: unknown } {
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, kind]) => key === '__type__' && kind === 'update')
}

const ends: [capture: string, data: unknown[]][] = [
  ['echo', ['hello']],
  ['progress', ['done 3']],
  ['progress_tqdm', ['done 3']],
  ['stream_text', ['the quick brown fox jumps over the lazy']],
  ['stream_updates', ['three']],
  ['logs', ['logged']],
  ['unqueued', ['HELLO']],
]

test.each(SSE_VERSIONS.flatMap((version) => ends.map(([capture, data]) => ({ version, capture, data }))))(
  'gives the value of $capture on Gradio $version',
  ({ version, capture, data }) => {
    const [run] = capturedRuns(version, capture)
    expect(run && play(describeFixture(version), run)).toMatchObject({ status: 'succeeded', data })
  },
)

test.each(SSE_VERSIONS)('counts on Gradio %s through gr.State, which is no value', (version) => {
  const app = describeFixture(version)
  const states = capturedRuns(version, 'stateful').map((run) => play(app, run))
  expect(states).toMatchObject([{ data: ['1: a'] }, { data: ['2: a, b'] }])
})

test.each(SSE_VERSIONS)('keeps the values of Gradio %s that came before a failure, and its words without quotes', (version) => {
  const [run] = capturedRuns(version, 'fail_midway')
  const state = run && play(describeFixture(version), run)
  expect(state).toMatchObject({
    status: 'failed',
    data: ['value 2'],
    error: { code: 'run-failed', details: { appMessage: 'failed after some values' } },
  })
})

test.each(SSE_VERSIONS)('shows on Gradio %s the first step of a table and every later one as it was', (version) => {
  const app = describeFixture(version)
  const [run] = capturedRuns(version, 'stream_table.nested_delete')
  if (!run) throw new Error('no run')
  const steps = run.messages.map((_message, index) => play(app, { ...run, messages: run.messages.slice(0, index + 1) }))
  const tables = steps.flatMap((state) => (state.status === 'running' && state.data ? [state.data[0]] : []))
  expect(tables[0]).toMatchObject({ headers: expect.any(Array) })
  expect(tables.at(-1)).toMatchObject({ headers: ['k'], data: [['1'], ['4']] })
})

test.each(SSE_VERSIONS)('reads the logs of Gradio %s with their levels and times in milliseconds', (version) => {
  // Up to 4.21 the message has no duration: Gradio shows such a toast for ten seconds.
  const durationMs = ['4.8', '4.16', '4.19', '4.21'].includes(version) ? 10_000 : 3000
  const [run] = capturedRuns(version, 'logs')
  const state = run && play(describeFixture(version), run)
  expect(state?.status === 'succeeded' && state.logs.slice(0, 2)).toMatchObject([
    { level: 'info', message: 'an info', durationMs, isVisible: true },
    { level: 'warning', message: 'a warning', durationMs, isVisible: true },
  ])
})

test.each(SSE_VERSIONS)('reads nested progress of Gradio %s outermost first', (version) => {
  const [run] = capturedRuns(version, 'progress')
  if (!run) throw new Error('no run')
  const state = play(describeFixture(version), { ...run, messages: run.messages.slice(0, -1) })
  expect(state).toMatchObject({
    status: 'running',
    progress: [
      { index: 2, length: 2, fraction: 1, unit: 'epochs', description: 'outer' },
      { index: 2, length: 3, fraction: 2 / 3, unit: 'batches', description: 'inner' },
    ],
  })
})
