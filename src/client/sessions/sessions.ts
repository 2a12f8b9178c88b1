/**
 * What a run needs once its app is found: the session it joins, what reads its messages and what writes its values.
 * Loaded with the first run (docs/decisions/062-what-a-run-needs-comes-with-a-run.md).
 */
import { canCallDirectly } from '../connection/calls/can-call-directly.ts'
import type { FallbackReason } from '../connection/connection-state.ts'
import { callsPiece, openSession } from '../connection/queue/open-session.ts'
import type { SessionOptions } from '../connection/queue/open-session.ts'
import { QueueSession } from '../connection/queue/queue-session.ts'
import type { RunSession } from '../connection/queue/run-session.ts'
import { missingTransport } from '../connection/queue/transport-check.ts'
import { StreamLimit } from '../connection/stream/stream-limit.ts'
import { isGradioStreamError } from '../errors.ts'
import type { ResolvedOptions } from '../client-options.ts'
import { randomId } from '../kit/random-id.ts'
import type { AppDescription, EndpointDescription } from '../protocol/describe/app-description.ts'
import { toAppValues } from '../protocol/values/level-values.ts'
import { toWireData } from '../protocol/values/wire-data.ts'
import { createResumeRecord } from '../resume/create-resume-record.ts'
import type { ResumeRecord } from '../resume/resume-record.ts'
import type { RunRequest } from '../run-request.ts'
import { createMessageReader } from '../run/read-messages.ts'
import type { MessageReader } from '../run/read-messages.ts'
import type { WaitingState } from '../run/run-event.ts'
import type { RunState, SettledState } from '../run/run-state.ts'
import type { Run, SubmittedRun } from '../run/run.ts'
import { browserPorts } from '../tabs/browser-ports.ts'
import { RelaySessions } from './relay-sessions.ts'
import { sessionOptions } from './session-options.ts'
import { StatefulSessions } from './stateful-sessions.ts'

/** A run that needs a session. */
interface Waiter {
  readonly run: Run
  /** Aborted when it has settled. */
  readonly signal: AbortSignal
  readonly onWaiting: (waiting: WaitingState) => void
}

/** Where one run is joined, and its two languages. */
export interface OpenedSession {
  readonly session: RunSession
  /** Reads the run's messages. */
  readonly reader: MessageReader
  /** The wire's `data` of values, one per parameter. */
  toWire(values: readonly unknown[]): unknown[]
}

/** All sessions of one client. */
export class Sessions {
  readonly #options: ResolvedOptions
  readonly #relaySessions: RelaySessions
  readonly #stateful = new StatefulSessions()
  readonly #directStreams: StreamLimit
  readonly #sessionOf = new WeakMap<SubmittedRun, RunSession>()
  /** Why streams of an app, reached directly, were refused: its plain functions are then called without the queue. */
  readonly #refusals = new Map<string, FallbackReason>()

  constructor(options: ResolvedOptions) {
    this.#options = options
    const { random, sse, maxDirectStreams } = options
    const { connect } = sessionOptions(options)
    const ports = options.tabPorts === undefined ? browserPorts() : options.tabPorts
    this.#relaySessions = new RelaySessions({
      tabs: ports && sse ? { ports, http: options, random, connect } : null,
      connect,
      // The relay speaks the newest protocol for every app.
      create: (app, choice) => new QueueSession({ ...this.#sessionOptions(app), ...choice }),
    })
    this.#directStreams = new StreamLimit(maxDirectStreams)
  }

  /** Resolves when it is this run's turn. Rejects with the reason why there is no session. */
  async open(
    run: Run,
    { app, endpoint, resumed, before }: RunRequest,
    signal: AbortSignal,
    onWaiting: Waiter['onWaiting'],
  ): Promise<OpenedSession> {
    const waiter = { run, signal, onWaiting }
    if (before) await waitFor(before, waiter)
    const session = await (resumed ? this.#resumeSession(app, endpoint, resumed, run) : this.#openSession(app, endpoint, waiter))
    this.#sessionOf.set(run, session)
    return {
      session,
      reader: createMessageReader(endpoint, app),
      toWire: (values) => toWireData(endpoint, toAppValues(endpoint, values, app)),
    }
  }

  /** The record of a run; `null` before it is joined, and if it cannot be resumed (direct). */
  toRecord(run: Run, state: RunState): ResumeRecord | null {
    const sessionHash = this.#sessionOf.get(run)?.sessionHash
    // A direct run is stopped with its page, even if the app would keep it.
    const canResume = run.app.capabilities.resume && run.app.route === 'relay' && sessionHash !== undefined
    return canResume ? createResumeRecord(run, state, sessionHash) : null
  }

  /** After a refused stream, plain functions of that app are called without the queue. */
  noteEnd(app: AppDescription, state: SettledState): void {
    if (app.route !== 'direct' || state.status !== 'failed' || !isGradioStreamError(state.error, 'connection-refused')) return
    this.#refusals.set(app.apiUrl, { code: state.error.code, message: state.error.message })
  }

  /** The next run does not use the app's present session. */
  forgetState(app: Pick<AppDescription, 'apiUrl'>): void {
    this.#stateful.forget(app)
  }

  close(): void {
    this.#relaySessions.close()
    this.#stateful.clear()
  }

  async #openSession(app: AppDescription, endpoint: EndpointDescription, waiter: Waiter): Promise<RunSession> {
    const resort = this.#lastResort(app, endpoint)
    if (resort) {
      const { clock, requestTimeoutMs: limitMs } = this.#options
      const { openDirectCall } = await callsPiece.get({ clock, limitMs })
      return openDirectCall({ app, http: this.#options, sessionHash: randomId(), reason: resort })
    }
    const missing = missingTransport(app, this.#options.sse)
    if (missing) throw missing
    const make = (): Promise<RunSession> => openSession(this.#sessionOptions(app))
    if (app.capabilities.resume && app.route === 'relay')
      return sharesSession(endpoint) ? this.#stateful.open(app, waiter, make) : this.#relaySessions.open(app, waiter.signal)
    const session = await (sharesSession(endpoint) ? this.#stateful.open(app, waiter, make) : make())
    await this.#takeStream(app, session, waiter)
    return session
  }

  async #resumeSession(app: AppDescription, endpoint: EndpointDescription, record: ResumeRecord, run: Run): Promise<RunSession> {
    const session = await this.#relaySessions.resume(app, record.sessionHash, sharesSession(endpoint))
    if (sharesSession(endpoint)) this.#stateful.keep(app, session, run)
    return session
  }

  /** A direct run has a stream of its own until that has ended, shortly after the run. */
  async #takeStream(app: AppDescription, session: RunSession, { run, signal, onWaiting }: Waiter): Promise<void> {
    const { host } = new URL(app.apiUrl)
    const onWait = (): void => onWaiting({ reason: 'connection-limit', attempt: 0, nextRetryAt: null })
    const release = await this.#directStreams.take(host, signal, onWait)
    void run.settled.then(() => session.ended).then(release)
  }

  /**
   * Why a run is called without the queue; `null`: it is not. Only facts from before the join count: a joined call may
   * run already.
   */
  #lastResort(app: AppDescription, endpoint: EndpointDescription): FallbackReason | null {
    if (!canCallDirectly(app, endpoint)) return null
    if (!this.#options.sse)
      return {
        code: 'sse-disabled',
        message: "Streams are switched off in this client (transport: 'polling'), and there is no relay to poll.",
      }
    return this.#refusals.get(app.apiUrl) ?? null
  }

  #sessionOptions(app: AppDescription): SessionOptions {
    return { app, sessionHash: randomId(), ...sessionOptions(this.#options) }
  }
}

/** Whether a session keeps something between its calls: `gr.State`, or changed components. */
function sharesSession({ isStateful, isTied }: EndpointDescription): boolean {
  return isStateful || isTied === true
}

/** A run that is given up meanwhile stops waiting. */
async function waitFor(before: Promise<void>, { signal, onWaiting }: Waiter): Promise<void> {
  let isOver = false
  const over = before.finally(() => {
    isOver = true
  })
  // If it had already ended, there is no wait.
  await Promise.resolve()
  await Promise.resolve()
  if (isOver || signal.aborted) return
  onWaiting({ reason: 'turn', attempt: 0, nextRetryAt: null })
  await Promise.race([over, new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))])
}
