/** The app of a world: the scenario engine (Gradio 6), or an older one. */
import type { Clock } from '../../src/client/kit/clock.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import type { Scenario } from '../../src/testing/scenario.ts'

/** A socket as its server sees it. */
export interface SocketLine {
  readonly send: (text: string) => void
  readonly close: (code: number) => void
}

/** What the server does with it. */
export interface SocketServer {
  receive(text: string): void
  /** The other side is gone. */
  gone(): void
}

export interface WorldApp {
  readonly fetch: (request: Request) => Promise<Response>
  /** Gradio 3 only. */
  readonly openSocket?: (line: SocketLine) => SocketServer
  /** Breaks every stream and socket. */
  cut(): void
  close(): void
  /** Calls that were begun. */
  startedCount(): number
  /** Those that were stopped because their reader went, as far as it is counted. */
  lostCount(): number
  openStreamCount(): number
}

export function createNewestApp(scenario: Scenario, clock: Clock): WorldApp {
  const server = createScenarioServer({ scenarios: [scenario], clock })
  return {
    fetch: server.fetch,
    cut: () => server.cut(),
    close: () => server.close(),
    startedCount: () => server.runs[scenario.name]?.started ?? 0,
    lostCount: () => server.runs[scenario.name]?.lost ?? 0,
    openStreamCount: () => server.openStreamCount,
  }
}
