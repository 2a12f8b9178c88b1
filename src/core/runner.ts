/**
 * Drives a client's runs: finds each its session, sends its files, knows where it is for a reload. Loaded with the first run, and with it
 * all that a run needs and a page that draws a form does not; what only some runs need is loaded further on.
 */
import type { FallbackReason } from './connection/connection.ts'
import { defaultConnect } from './connection/default-connect.ts'
import { canCallDirectly, DirectCallSession } from './connection/direct-call-session.ts'
import { missingTransport } from './connection/missing-transport.ts'
import { systemLifecycle } from './connection/page-lifecycle.ts'
import { QueueSession } from './connection/queue-session.ts'
import type { RunSession } from './connection/run-session.ts'
import { openSession } from './connection/open-session.ts'
import type { SessionOptions } from './connection/open-session.ts'
import { StreamLimit } from './connection/stream-limit.ts'
import type { Uploads } from './connection/uploads.ts'
import { isGradioStreamError } from './errors.ts'
import { Piece } from './load-piece.ts'
import type { LoadLimit } from './load-piece.ts'
import type { ResolvedOptions } from './options.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import type { Trigger } from './protocol/trigger.ts'
import { randomId } from './random-id.ts'
import { RelaySessions } from './relay-sessions.ts'
import { createResumeRecord } from './resume/create-resume-record.ts'
import type { ResumeRecord } from './resume/resume-record.ts'
import { RunHandle } from './run-handle.ts'
import type { BegunRun, RunHandleOptions } from './run-handle.ts'
import type { WaitingState } from './run/run-event.ts'
import type { RunState, SettledState } from './run/run-state.ts'
import type { Run } from './run/run.ts'
import { sessionOptions } from './session-options.ts'
import { StatefulSessions } from './stateful-sessions.ts'
import { browserPorts } from './tabs/browser-ports.ts'

export { prefetchConnect } from './connection/default-connect.ts'

/** Longest wait for an app's last word after a cancel; a generator only stops at its next step. */
const CANCEL_WAIT_MS = 5000

/** What is to be run. */
export interface RunRequest {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  /** One per parameter. */
  readonly values: readonly unknown[]
  /** What called it; absent: a form did. */
  readonly trigger?: Trigger | undefined
  /** Files among the values, to be sent first. */
  readonly files: readonly Blob[]
  /** Taken up instead of joined. */
  readonly resumed?: ResumeRecord
}

/** A run that wants a session. */
interface Waiter {
  readonly run: Run
  /** Aborted when it has settled. */
  readonly signal: AbortSignal
  readonly onWaiting: (waiting: WaitingState) => void
}

/** Most runs have no files. */
export const uploadsPiece = new Piece('sends files', () => import('./connection/uploads.ts'))

export class Runner {
  readonly #options: ResolvedOptions
  readonly #limit: LoadLimit
  #uploads: Uploads | null = null
  readonly #relaySessions: RelaySessions
  readonly #stateful = new StatefulSessions()
  readonly #directStreams: StreamLimit
  /** By the run as its holder has it. */
  readonly #sessionOf = new WeakMap<Run, RunSession>()
  /** Why streams of an app, reached directly, were refused: its plain functions are then called around the queue. */
  readonly #refusals = new Map<string, FallbackReason>()

  constructor(options: ResolvedOptions) {
    this.#options = options
    const { random, connect = defaultConnect, sse, clock, requestTimeoutMs, maxDirectStreams } = options
    this.#limit = { clock, limitMs: requestTimeoutMs }
    const ports = options.tabPorts === undefined ? browserPorts() : options.tabPorts
    this.#relaySessions = new RelaySessions({
      tabs: ports && sse ? { ports, http: options, random, connect } : null,
      connect,
      // Whatever the app speaks, its relay speaks the newest protocol.
      create: (app, choice) => new QueueSession({ ...this.#sessionOptions(app), ...choice }),
    })
    this.#directStreams = new StreamLimit(maxDirectStreams)
  }

  /** Makes what drives a run; it is begun by its holder. */
  start(holder: Run, request: RunRequest, begun: BegunRun, onSettled: (state: SettledState) => void): RunHandle {
    const { app, endpoint, values, trigger, files, resumed } = request
    const { clock, requestTimeoutMs, timeouts, lifecycle = systemLifecycle } = this.#options
    const options: RunHandleOptions = {
      app,
      endpoint,
      values,
      trigger,
      begun,
      ...(resumed ? { resumed } : {}),
      clock,
      timeouts,
      lifecycle,
      cancelWaitMs: Math.min(CANCEL_WAIT_MS, requestTimeoutMs),
      openSession: async (signal, onWaiting) => {
        const waiter = { run: holder, signal, onWaiting }
        const session = await (resumed ? this.#resumeSession(app, endpoint, resumed, holder) : this.#openSession(app, endpoint, waiter))
        this.#sessionOf.set(holder, session)
        return session
      },
      sendFiles:
        files.length === 0
          ? undefined
          : (signal, onProgress) =>
              this.#loadUploads().then((uploads) => uploads.send({ app, endpoint, values, files, signal, onProgress })),
      onSettled: (state) => {
        this.#noteRefusal(app, state)
        // The app may not have found them where it had put them.
        if (state.status === 'failed') this.#uploads?.forget(app, files)
        onSettled(state)
      },
    }
    return new RunHandle(options)
  }

  /** Where a run is; `null` before it is joined, and where a run cannot be taken up (direct). */
  toRecord(run: Run, state: RunState): ResumeRecord | null {
    const sessionHash = this.#sessionOf.get(run)?.sessionHash
    const canResume = run.app.capabilities.resume && sessionHash !== undefined
    return canResume ? createResumeRecord(run, state, sessionHash) : null
  }

  /** Lets go of all connections. */
  close(): void {
    this.#relaySessions.close()
    this.#stateful.clear()
  }

  async #loadUploads(): Promise<Uploads> {
    const { Uploads } = await uploadsPiece.get(this.#limit)
    const { upload, inactivityTimeoutMs } = this.#options
    this.#uploads ??= new Uploads({ http: this.#options, upload, inactivityTimeoutMs })
    return this.#uploads
  }

  async #openSession(app: AppDescription, endpoint: EndpointDescription, waiter: Waiter): Promise<RunSession> {
    const resort = this.#lastResort(app, endpoint)
    if (resort) return new DirectCallSession({ app, http: this.#options, sessionHash: randomId(), reason: resort })
    const missing = missingTransport(app, this.#options.sse)
    if (missing) throw missing
    const make = (): Promise<RunSession> => openSession(this.#sessionOptions(app))
    if (app.capabilities.resume)
      return endpoint.isStateful ? this.#stateful.open(app, waiter, make) : this.#relaySessions.open(app, waiter.signal)
    const session = await (endpoint.isStateful ? this.#stateful.open(app, waiter, make) : make())
    await this.#takeStream(app, session, waiter)
    return session
  }

  async #resumeSession(app: AppDescription, endpoint: EndpointDescription, record: ResumeRecord, run: Run): Promise<RunSession> {
    const session = await this.#relaySessions.resume(app, record.sessionHash, endpoint.isStateful)
    if (endpoint.isStateful) this.#stateful.keep(app, session, run)
    return session
  }

  /** A direct run has a stream of its own until that has ended, which is a little after the run. */
  async #takeStream(app: AppDescription, session: RunSession, { run, signal, onWaiting }: Waiter): Promise<void> {
    const { host } = new URL(app.apiUrl)
    const onWait = (): void => onWaiting({ reason: 'connection-limit', attempt: 0, nextRetryAt: null })
    const release = await this.#directStreams.take(host, signal, onWait)
    void run.settled.then(() => session.ended).then(release)
  }

  /** Why a run is called around the queue; `null`: it is not. Only what is known before the join counts: a joined call may run already. */
  #lastResort(app: AppDescription, endpoint: EndpointDescription): FallbackReason | null {
    if (!canCallDirectly(app, endpoint)) return null
    if (!this.#options.sse)
      return { code: 'sse-disabled', message: 'Streams are switched off in this client (sse: false), and there is no relay to poll.' }
    return this.#refusals.get(app.apiUrl) ?? null
  }

  #noteRefusal(app: AppDescription, state: SettledState): void {
    if (app.route !== 'direct' || state.status !== 'failed' || !isGradioStreamError(state.error, 'connection-refused')) return
    this.#refusals.set(app.apiUrl, { code: state.error.code, message: state.error.message })
  }

  #sessionOptions(app: AppDescription): SessionOptions {
    return { app, sessionHash: randomId(), ...sessionOptions(this.#options) }
  }
}
