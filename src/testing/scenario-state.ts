/** Everything a scenario server remembers, and the changes that more than one route makes. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { ScenarioRun, type ScenarioRunCount } from './scenario-run.ts'
import { ScenarioSession } from './scenario-session.ts'
import { failed, starting } from './scenario-steps.ts'
import type { Scenario, ScenarioContext, ScenarioFile, ScenarioRefusal, ScenarioStep } from './scenario.ts'
import { SpaceState, type ScenarioSpace } from './scenario-space.ts'
import type { SessionStream } from './session-stream.ts'

/** The answer of a relay's `discover` instead of an app. */
export interface ScenarioDiscoverFailure {
  readonly status: 'unreachable' | 'not-gradio' | 'login-required' | 'not-allowed' | 'paused' | 'broken' | 'unknown'
  /** One of this library's error codes. */
  readonly code: string
  readonly message: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** Options with their defaults filled in. */
export interface ScenarioSettings {
  readonly scenarios: readonly Scenario[]
  readonly clock: Clock
  readonly speed: number
  /** The app lies behind the relay. */
  readonly relay: boolean
  readonly sse: boolean
  readonly title: string
  readonly refusal: ScenarioRefusal | null
  readonly infoRefusal: ScenarioRefusal | null
  readonly discoverFailure: ScenarioDiscoverFailure | null
  readonly space: ScenarioSpace | null
}

/** The parts of a request's address. */
export interface ScenarioPlace {
  readonly url: URL
  /** Absolute URL of the app: the part before the route, without the prefix. */
  readonly rootUrl: string
  /** The route without prefix and slashes: `queue/join`. */
  readonly route: string
  readonly hasPrefix: boolean
}

/** Sessions, runs, open bodies and uploads of one server. */
export class ScenarioState {
  readonly settings: ScenarioSettings
  readonly sessions = new Map<string, ScenarioSession>()
  readonly runs = new Map<string, ScenarioRun>()
  readonly streams = new Set<SessionStream>()
  readonly uploads = new Map<string, ScenarioFile>()
  readonly counts = new Map<string, ScenarioRunCount>()
  /** `null`: the app is not in a Space. */
  readonly space: SpaceState | null
  readonly #lostHashes = new Set<string>()
  #eventCount = 0
  #faultCount = 0

  constructor(settings: ScenarioSettings) {
    this.settings = settings
    this.space = settings.space === null ? null : new SpaceState(settings.space, settings.clock)
    for (const { name } of settings.scenarios) this.counts.set(name, { started: 0, finished: 0, cancelled: 0, lost: 0 })
  }

  /** The steps of a call. If inputs are missing, the steps of a run that fails as in Gradio. */
  stepsFor(scenario: Scenario, inputs: readonly unknown[], place: ScenarioPlace): readonly ScenarioStep[] {
    const needed = scenario.parameters.length
    if (inputs.length < needed) {
      const words = `An event handler (${scenario.name}) didn't receive enough input values (needed: ${needed}, got: ${inputs.length}).`
      return [...starting(), failed(0, words)]
    }
    if (typeof scenario.steps !== 'function') return scenario.steps
    try {
      return scenario.steps(inputs.slice(0, needed), this.#contextFor(scenario, place))
    } catch (cause) {
      return [...starting(), failed(0, cause instanceof Error ? cause.message : String(cause))]
    }
  }

  /**
   * Begins a run in a session, and opens the session if needed. Without a hash, the session is named by the event id.
   */
  startRun(fnIndex: number, inputs: readonly unknown[], sessionHash: string | null, place: ScenarioPlace): ScenarioRun | null {
    const eventId = this.#nextEventId()
    const { clock, speed, scenarios } = this.settings
    const scenario = scenarios[fnIndex]
    if (scenario === undefined) return null
    const session = this.#open(sessionHash ?? eventId)
    const run = new ScenarioRun({
      eventId,
      fnIndex,
      scenario,
      steps: this.stepsFor(scenario, inputs, place),
      session,
      clock,
      speed,
      count: this.countOf(scenario),
      nextFault: () => (this.#faultCount += 1),
    })
    this.runs.set(run.eventId, run)
    return run
  }

  countOf(scenario: Scenario): ScenarioRunCount {
    const count = this.counts.get(scenario.name) ?? { started: 0, finished: 0, cancelled: 0, lost: 0 }
    this.counts.set(scenario.name, count)
    return count
  }

  /** What Gradio does when a reader leaves: it forgets the session and its messages, and stops its generators. */
  forget(session: ScenarioSession): void {
    if (this.sessions.get(session.hash) !== session) return
    this.sessions.delete(session.hash)
    this.#lostHashes.add(session.hash)
    for (const run of this.runs.values()) if (run.session === session) run.abandon()
    for (const stream of this.streams) if (stream.session === session) stream.mute()
  }

  fileAt(path: string): ScenarioFile | undefined {
    return this.uploads.get(path) ?? this.settings.scenarios.flatMap(({ files = [] }) => files).find((file) => file.path === path)
  }

  #open(hash: string): ScenarioSession {
    const session = this.sessions.get(hash) ?? new ScenarioSession(hash, this.#lostHashes.has(hash))
    this.sessions.set(hash, session)
    return session
  }

  #nextEventId(): string {
    this.#eventCount += 1
    return this.#eventCount.toString(16).padStart(32, '0')
  }

  #contextFor(scenario: Scenario, { rootUrl }: ScenarioPlace): ScenarioContext {
    return {
      file: (path) => {
        const file = this.fileAt(path)
        if (file === undefined) throw new Error(`The scenario "${scenario.name}" has no file "${path}". Add it to its "files".`)
        const size = typeof file.body === 'string' ? new TextEncoder().encode(file.body).byteLength : file.body.byteLength
        return {
          path,
          url: `${rootUrl}/gradio_api/file=${encodeURI(path)}`,
          size,
          orig_name: path.slice(path.lastIndexOf('/') + 1),
          mime_type: file.mimeType,
          is_stream: false,
          meta: { _type: 'gradio.FileData' },
        }
      },
    }
  }
}
