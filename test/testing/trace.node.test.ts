/** A recorded run plays again as the same run. */
import { expect, test } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../src/client/protocol/describe/describe-app.ts'
import { toParameterValues } from '../../src/client/protocol/values/inputs.ts'
import { toWireData } from '../../src/client/protocol/values/wire-data.ts'
import { parseMessage } from '../../src/client/protocol/gradio-messages.ts'
import { toPlain } from '../../src/client/run/late-steps.ts'
import { createMessageReader } from '../../src/client/run/read-messages.ts'
import type { RunEvent } from '../../src/client/run/run-event.ts'
import { createTraceRecorder, type RunTrace } from '../../src/client/run/trace.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { scenarioFromTrace } from '../../src/testing/scenario-from-trace.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import type { Scenario } from '../../src/testing/scenario.ts'
import { scenarios } from '../../src/testing/scenarios/index.ts'
import { join, readStream } from './follow-run.ts'

/** Runs the only scenario of a direct app to its end and writes it down; times count from the first message. */
async function record(scenario: Scenario): Promise<RunTrace> {
  const clock = createManualClock()
  const server = createScenarioServer({ scenarios: [scenario], clock })
  const doFetch: typeof fetch = (input, init) => server.fetch(new Request(input, init))
  const answer = async (path: string): Promise<unknown> => (await doFetch(`http://app.test/${path}`)).json()
  const config = await answer('config')
  const info = await answer('gradio_api/info')
  const root = 'http://app.test'
  const app = describeApp({
    address: root,
    route: 'direct',
    rootUrl: root,
    config,
    info,
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
  })
  const [endpoint] = app.endpoints
  if (endpoint === undefined) throw new Error('The app has no endpoint.')
  await join(doFetch, app.apiUrl, 0, toWireData(endpoint, toParameterValues(endpoint)), 's1')
  const reader = createMessageReader(endpoint, app)
  const recorder = createTraceRecorder({ runId: 'r', endpoint: endpoint.name, gradioVersion: app.version, route: 'direct' })
  let sequence = 0
  let firstAt: number | null = null
  const reading = readStream(await doFetch(`${app.apiUrl}/queue/data?session_hash=s1`), Infinity, ({ data }) => {
    const body = reader.read(parseMessage(data))
    if (body === null) return
    firstAt ??= clock.now()
    sequence += 1
    const event: RunEvent = { ...toPlain(body), sequence, at: clock.now() - firstAt }
    recorder.record(event)
  })
  while (await clock.advanceToNext());
  await reading
  server.close()
  return recorder.getTrace()
}

const recorded = [
  scenarios.progress,
  scenarios.progressUnknown,
  scenarios.tokens,
  scenarios.tableRows,
  scenarios.logs,
  scenarios.failure,
  scenarios.failureMidway,
  scenarios.crashHidden,
  scenarios.cancelled,
  scenarios.queueOfFive,
  scenarios.queuedWithoutEta,
  scenarios.numbers,
]

test.each(recorded)('/$name: the recording makes the same events at the same times', async (scenario) => {
  const first = await record(scenario)
  const again = await record(scenarioFromTrace(first))
  expect(first.events.length).toBeGreaterThan(2)
  expect(again).toEqual(first)
})
