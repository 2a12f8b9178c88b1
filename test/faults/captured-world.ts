/**
 * Runs captured from real Gradio, played back by the scenario engine as a relay, to a client behind a network that
 * fails.
 */
import '../client/loaded.ts'
import { GradioClient } from '../../src/client/client.ts'
import type { GradioClientOptions } from '../../src/client/client-options.ts'
import type { Clock } from '../../src/client/kit/clock.ts'
import { connectWithParser } from '../../src/client/connection/stream/parser-connector.ts'
import type { AppDescription } from '../../src/client/protocol/describe/app-description.ts'
import type { RunEvent } from '../../src/client/run/run-event.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import type { Scenario, ScenarioMessage } from '../../src/testing/scenario.ts'
import { captureNames, capturedRuns, describeFixture } from '../client/protocol/captures.ts'
import type { CapturedRun } from '../client/protocol/captures.ts'
import { createFaultyNetwork } from './faulty-network.ts'
import type { FaultRule, Route } from './faulty-network.ts'
import { finalState, playToEnd } from './world.ts'

/** Versions that speak `sse_v3`. */
export const REPLAYED = ['4', '5', '6'] as const
export type ReplayedVersion = (typeof REPLAYED)[number]

export interface ReplayedRun extends CapturedRun {
  readonly endpoint: string
  readonly title: string
}

const IGNORED = new Set(['at', 'eventId', 'sequence'])
const apps = new Map<string, AppDescription>()

function appOf(version: string): AppDescription {
  const known = apps.get(version) ?? {
    ...describeFixture(version),
    route: 'relay' as const,
    apiUrl: 'http://relay.test/apps/demo',
    capabilities: { resume: true, polling: true, survivesDisconnect: true, cancelWaiting: true, repeatableJoin: true },
  }
  apps.set(version, known)
  return known
}

/** Every captured run of a version that came to its end and can be called by name. */
export function replayedRuns(version: ReplayedVersion): ReplayedRun[] {
  return captureNames(version).flatMap((capture) =>
    capturedRuns(version, capture).flatMap((run, index) => {
      const endpoint = appOf(version).endpoints.find(({ fnIndex }) => fnIndex === run.fnIndex)
      if (!endpoint || run.messages.at(-1)?.msg !== 'process_completed') return []
      return [{ ...run, endpoint: endpoint.name, title: `Gradio ${version}, ${capture}, run ${index + 1}` }]
    }),
  )
}

export interface Replay {
  /** Final states, in the order of the runs, without times. */
  readonly states: readonly unknown[]
  /** Every event of every run, without times: what came twice would stand here twice. */
  readonly events: readonly unknown[]
  readonly startedCounts: readonly number[]
  readonly sent: readonly Route[]
}

export interface ReplayOptions {
  readonly rule?: FaultRule | ((clock: Clock) => FaultRule)
  /** @defaultValue streams, read with eventsource-parser */
  readonly transport?: GradioClientOptions['transport']
  /** Plays the messages so many times faster, `Infinity` at once. @defaultValue 1 */
  readonly speed?: number
}

/** Plays runs of one version side by side, each its own endpoint, to their ends. */
export async function replay(
  runs: readonly CapturedRun[],
  { rule = {}, speed = 1, transport = connectWithParser }: ReplayOptions = {},
): Promise<Replay> {
  const clock = createManualClock()
  const app = appOf(runs[0]?.version ?? '')
  const server = createScenarioServer({ scenarios: scenariosOf(runs), clock, speed, relay: true })
  const network = createFaultyNetwork(server.fetch)
  network.rule = typeof rule === 'function' ? rule(clock) : rule
  const client = new GradioClient({ fetch: network.fetch, clock, random: () => 0.5, transport })
  const seen = runs.map(({ fnIndex }) => {
    const endpoint = app.endpoints.find((each) => each.fnIndex === fnIndex)
    if (!endpoint) throw new Error(`no endpoint ${fnIndex}`)
    const run = client.submit(
      app,
      endpoint.name,
      endpoint.parameters.map(() => null),
    )
    const events: RunEvent[] = []
    run.observe((event) => events.push(event))
    return { run, events }
  })
  for (const { run } of seen) await playToEnd(clock, run)
  const replayed = {
    states: seen.map(({ run }) => finalState(run.getSnapshot().state)),
    events: seen.map(({ events }) =>
      JSON.parse(
        // How often it was sent is the network's affair.
        JSON.stringify(
          events.filter(({ type }) => type !== 'waiting'),
          (key, value) => (IGNORED.has(key) ? undefined : (value as unknown)),
        ),
      ),
    ),
    startedCounts: runs.map(({ fnIndex }) => server.runs[`run${fnIndex}`]?.started ?? 0),
    sent: network.sent,
  }
  client.close()
  server.close()
  return replayed
}

/** A scenario at the index of each run's function, with a millisecond and more between messages. */
function scenariosOf(runs: readonly CapturedRun[]): Scenario[] {
  const last = Math.max(...runs.map(({ fnIndex }) => fnIndex))
  return Array.from({ length: last + 1 }, (_, index) => {
    const run = runs.find(({ fnIndex }) => fnIndex === index)
    const steps = (run?.messages ?? []).map((message, place) => {
      const { event_id: _eventId, ...own } = message as ScenarioMessage
      return { afterMs: 7 + ((place * 131) % 400), message: own }
    })
    return { name: `run${index}`, parameters: [], returns: [], isGenerator: true, steps }
  })
}
