/**
 * What a client's runs share: finds a session for each, uploads files, and makes the records for a reload. What only
 * some runs need is loaded on demand.
 */
import type { FallbackReason } from './connection/connection-state.ts'
import { canCallDirectly } from './connection/calls/can-call-directly.ts'
import { missingTransport } from './connection/queue/transport-check.ts'
import type { PageLifecycle } from './connection/page/page-lifecycle.ts'
import { QueueSession } from './connection/queue/queue-session.ts'
import type { RunSession } from './connection/queue/run-session.ts'
import type { RunTimeouts } from './run-deadlines.ts'
import { callsPiece, openSession } from './connection/queue/open-session.ts'
import type { SessionOptions } from './connection/queue/open-session.ts'
import { StreamLimit } from './connection/stream/stream-limit.ts'
import type { Uploads } from './connection/files/uploads.ts'
import { isGradioStreamError } from './errors.ts'
import { Piece } from './kit/load-piece.ts'
import type { LoadLimit } from './kit/load-piece.ts'
import type { ResolvedOptions } from './client-options.ts'
import type { AppDescription, EndpointDescription } from './protocol/describe/app-description.ts'
import { isFile } from './protocol/values/input-files.ts'
import { takeFiles } from './protocol/values/given-files.ts'
import type { Clock } from './kit/clock.ts'
import { randomId } from './kit/random-id.ts'
import { RelaySessions } from './sessions/relay-sessions.ts'
import { createResumeRecord } from './resume/create-resume-record.ts'
import type { ResumeRecord } from './resume/resume-record.ts'
import { RunHandle } from './run-handle.ts'
import type { RunHost } from './run-handle.ts'
import type { FindOptions } from './run-options.ts'
import type { FindRequest, RunRequest } from './run-request.ts'
import type { UploadProgress, WaitingState } from './run/run-event.ts'
import type { RunState, SettledState } from './run/run-state.ts'
import { isFound } from './run/run.ts'
import type { Run, SubmittedRun } from './run/run.ts'
import { sessionOptions } from './sessions/session-options.ts'
import { StatefulSessions } from './sessions/stateful-sessions.ts'
import { browserPorts } from './tabs/browser-ports.ts'

/** Longest wait for an app's last message after a cancel; a generator stops only at its next step. */
const CANCEL_WAIT_MS = 5000

interface SearchOptions extends FindOptions {
  /** It was begun elsewhere. */
  readonly isFollowed?: boolean | undefined
}

/** A run that needs a session. */
interface Waiter {
  readonly run: Run
  /** Aborted when it has settled. */
  readonly signal: AbortSignal
  readonly onWaiting: (waiting: WaitingState) => void
}

/** Most runs have no files. */
export const uploadsPiece = new Piece('sends files', () => import('./connection/files/uploads.ts'))

export class Runner implements RunHost {
  readonly clock: Clock
  readonly timeouts: RunTimeouts
  readonly lifecycle: PageLifecycle
  readonly cancelWaitMs: number
  /** Runs that have not ended. */
  readonly runs = new Set<SubmittedRun>()
  readonly #options: ResolvedOptions
  readonly #limit: LoadLimit
  #uploads: Uploads | null = null
  readonly #relaySessions: RelaySessions
  readonly #stateful = new StatefulSessions()
  readonly #directStreams: StreamLimit
  readonly #sessionOf = new WeakMap<SubmittedRun, RunSession>()
  /** Why streams of an app, reached directly, were refused: its plain functions are then called without the queue. */
  readonly #refusals = new Map<string, FallbackReason>()

  constructor(options: ResolvedOptions) {
    this.#options = options
    const { random, connect, sse, clock, requestTimeoutMs, maxDirectStreams } = options
    this.clock = clock
    this.timeouts = options
    this.lifecycle = options.lifecycle
    this.cancelWaitMs = Math.min(CANCEL_WAIT_MS, requestTimeoutMs)
    this.#limit = { clock, limitMs: requestTimeoutMs }
    const ports = options.tabPorts === undefined ? browserPorts() : options.tabPorts
    this.#relaySessions = new RelaySessions({
      tabs: ports && sse ? { ports, http: options, random, connect } : null,
      connect,
      // The relay speaks the newest protocol for every app.
      create: (app, choice) => new QueueSession({ ...this.#sessionOptions(app), ...choice }),
    })
    this.#directStreams = new StreamLimit(maxDirectStreams)
  }

  /** Begins a run with a known app, and cancels it when the signal aborts. */
  begin(request: RunRequest, signal?: AbortSignal): Run {
    const run = new RunHandle(this, request)
    this.runs.add(run)
    run.start(undefined, signal)
    // It was made with its app.
    return run as SubmittedRun as Run
  }

  /** Begins a run whose app must be found first. */
  search(endpoint: string, find: FindRequest, { signal, onFound, isFollowed }: SearchOptions): SubmittedRun {
    const run = new RunHandle(this, endpoint, { onFound, isFollowed })
    this.runs.add(run)
    run.start(find, signal)
    return run
  }

  async openSession(run: Run, request: RunRequest, signal: AbortSignal, onWaiting: Waiter['onWaiting']): Promise<RunSession> {
    const { app, endpoint, resumed, before } = request
    const waiter = { run, signal, onWaiting }
    if (before) await waitFor(before, waiter)
    const session = await (resumed ? this.#resumeSession(app, endpoint, resumed, run) : this.#openSession(app, endpoint, waiter))
    this.#sessionOf.set(run, session)
    return session
  }

  async sendFiles(request: RunRequest, signal: AbortSignal, onProgress: (progress: UploadProgress) => void): Promise<readonly unknown[]> {
    const uploads = await this.#loadUploads()
    return uploads.send({ ...request, signal, onProgress })
  }

  async sendFrameFiles({ app, endpoint }: Run, frame: readonly unknown[], signal: AbortSignal): Promise<readonly unknown[]> {
    const given = takeFiles(endpoint, frame, app)
    if (given.files.length === 0) return frame
    const uploads = await this.#loadUploads()
    return uploads.send({ app, endpoint, ...given, signal, isOnce: true, onProgress: () => {} })
  }

  onSettled(run: SubmittedRun, request: RunRequest | null, state: SettledState): void {
    this.runs.delete(run)
    if (request === null) return
    this.#noteRefusal(request.app, state)
    // The app may have lost them since they were uploaded.
    if (state.status === 'failed') this.#uploads?.forget(request.app, request.files.filter(isFile))
  }

  /** The run with that id that goes on here. */
  find(runId: string, { apiUrl }: Pick<AppDescription, 'apiUrl'>): Run | undefined {
    return [...this.runs].filter(isFound).find((run) => run.id === runId && run.app.apiUrl === apiUrl)
  }

  /** The record of a run; `null` before it is joined, and if it cannot be resumed (direct). */
  toRecord(run: Run, state: RunState): ResumeRecord | null {
    const sessionHash = this.#sessionOf.get(run)?.sessionHash
    // A direct run is stopped with its page, even if the app would keep it.
    const canResume = run.app.capabilities.resume && run.app.route === 'relay' && sessionHash !== undefined
    return canResume ? createResumeRecord(run, state, sessionHash) : null
  }

  /** The next run does not use the app's present session. */
  forgetState(app: Pick<AppDescription, 'apiUrl'>): void {
    this.#stateful.forget(app)
  }

  /** Stops following every run and closes all connections. */
  close(): void {
    for (const run of this.runs) run.detach()
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
    if (resort) {
      const { openDirectCall } = await callsPiece.get(this.#limit)
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

  #noteRefusal(app: AppDescription, state: SettledState): void {
    if (app.route !== 'direct' || state.status !== 'failed' || !isGradioStreamError(state.error, 'connection-refused')) return
    this.#refusals.set(app.apiUrl, { code: state.error.code, message: state.error.message })
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
