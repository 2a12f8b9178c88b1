/**
 * A client, a network that can fail, perhaps a relay behind it, and an app: all in memory, on one clock that is moved
 * by hand.
 */
import '../client/loaded.ts'
import { GradioClient } from '../../src/client/client.ts'
import type { Clock } from '../../src/client/kit/clock.ts'
import { connectWithParser } from '../../src/client/connection/stream/parser-connector.ts'
import type { GradioClientOptions } from '../../src/client/client-options.ts'
import type { AppDescription } from '../../src/client/protocol/describe/app-description.ts'
import { isSettled } from '../../src/client/run/run-state.ts'
import type { RunState } from '../../src/client/run/run-state.ts'
import type { Run } from '../../src/client/run/run.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import type { ManualClock } from '../../src/testing/manual-clock.ts'
import type { Scenario } from '../../src/testing/scenario.ts'
import { createFaultyNetwork, noAnswer } from './faulty-network.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import { createFaultySocket } from './faulty-socket.ts'
import { createOlderApp } from './older-app.ts'
import type { OlderProtocol } from './older-call.ts'
import { createNewestApp } from './world-app.ts'
import type { SocketLine, SocketServer, WorldApp } from './world-app.ts'

export const APP_URL = 'http://app.test'
/** How the messages come: straight from the app, or from this library's relay by stream or by poll. */
export const WAYS = ['direct', 'relay', 'polling'] as const
export type Way = (typeof WAYS)[number]

/** Most timers a run may take to its end: thirty attempts and their time-outs are a few hundred. */
const MOST_TIMERS = 3000

export interface World {
  readonly clock: ManualClock
  /** Between the client and what it talks to. */
  readonly network: FaultyNetwork
  /** Between the relay and the app. */
  readonly upstream: FaultyNetwork
  readonly client: GradioClient
  readonly app: AppDescription
  /** Calls of the scenario that the app began, over all its restarts. */
  startedCount(): number
  /** Those that were stopped because their reader went. */
  lostCount(): number
  /** Streams the app has open. */
  openStreamCount(): number
  /** Timers the client has not cancelled. */
  clientTimerCount(): number
  /** Ends the process the client talks to, and starts it again `downMs` later with nothing in its memory. */
  restart(downMs: number): void
  /** The same with the app behind the relay. */
  restartApp(downMs: number): void
  close(): Promise<void>
}

/** Makes a world with one scenario in its app and finds the app. */
export async function createWorld(
  way: Way,
  scenario: Scenario,
  { protocol, ...options }: GradioClientOptions & { protocol?: OlderProtocol } = {},
): Promise<World> {
  const clock = createManualClock()
  const createApp = (): WorldApp => (protocol ? createOlderApp(protocol, scenario, clock) : createNewestApp(scenario, clock))
  let started = 0
  let app = createApp()
  let appIsBackAt = 0
  let frontIsBackAt = 0

  const upstream = createFaultyNetwork(async (request) => {
    if (clock.now() < appIsBackAt) throw noAnswer()
    return app.fetch(request)
  })
  const openSocket = (line: SocketLine): SocketServer => {
    if (clock.now() < appIsBackAt || !app.openSocket) throw noAnswer()
    return app.openSocket(line)
  }
  const createRelay = () =>
    createGradioRelay({
      apps: { demo: APP_URL },
      sse: true,
      fetch: upstream.fetch,
      clock,
      onError: () => {},
      WebSocket: createFaultySocket(upstream, openSocket),
    })
  let relay = createRelay()
  const network = createFaultyNetwork(async (request) => {
    if (clock.now() < frontIsBackAt) throw noAnswer()
    return way === 'direct' ? upstream.fetch(request) : relay.fetch(request)
  })

  function restartApp(downMs: number): void {
    appIsBackAt = clock.now() + downMs
    started += app.startedCount()
    app.cut()
    app.close()
    app = createApp()
  }

  const counted = countTimers(clock)
  const client = new GradioClient({
    backendUrl: way === 'direct' ? null : 'http://relay.test/api/experimental/sse',
    fetch: network.fetch,
    clock: counted,
    random: () => 0.5,
    transport: way === 'polling' ? 'polling' : connectWithParser,
    WebSocket: createFaultySocket(network, openSocket),
    ...options,
  })
  const discovering = client.discover(way === 'direct' ? APP_URL : 'demo')
  await clock.settle()
  const description = await discovering
  network.sent.length = 0

  return {
    clock,
    network,
    upstream,
    client,
    app: description,
    startedCount: () => started + app.startedCount(),
    lostCount: () => app.lostCount(),
    openStreamCount: () => app.openStreamCount(),
    clientTimerCount: () => counted.pendingCount,
    restart(downMs) {
      if (way === 'direct') return restartApp(downMs)
      frontIsBackAt = clock.now() + downMs
      void relay.close()
      relay = createRelay()
    },
    restartApp,
    async close() {
      client.close()
      await relay.close()
      app.close()
    },
  }
}

/**
 * Moves time until the run has ended. Returns how long that took, in milliseconds of the clock; throws if the run does
 * not end.
 */
export async function playToEnd(clock: ManualClock, run: Run): Promise<number> {
  const from = clock.now()
  for (let count = 0; !isSettled(run.getSnapshot().state); count += 1) {
    if (count >= MOST_TIMERS || !(await clock.advanceToNext())) {
      throw new Error(`The run does not end: after ${count} timers it is ${JSON.stringify(run.getSnapshot())}`)
    }
  }
  return clock.now() - from
}

/**
 * What must be equal after every way to the end: all but times, the run's own id, and numbers that also count
 * repetitions.
 */
export function finalState(state: RunState): unknown {
  return JSON.parse(JSON.stringify(state, (key, value) => (TIMES.has(key) ? undefined : (value as unknown))))
}

const TIMES = new Set(['startedAt', 'runningAt', 'endedAt', 'estimatedAt', 'at', 'eventId', 'sequence'])

function countTimers(clock: Clock): Clock & { readonly pendingCount: number } {
  const pending = new Set<object>()
  return {
    now: () => clock.now(),
    schedule(callback, delayMs) {
      const timer = {}
      pending.add(timer)
      const cancel = clock.schedule(() => {
        pending.delete(timer)
        callback()
      }, delayMs)
      return () => {
        pending.delete(timer)
        cancel()
      }
    },
    get pendingCount() {
      return pending.size
    },
  }
}
