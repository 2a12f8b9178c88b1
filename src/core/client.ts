/** The one object an application holds: discovers apps, submits runs, and keeps the sessions they share. */
import { missingTransport, requireProtocol } from './connection/runnable.ts'
import type { FallbackReason } from './connection/connection.ts'
import { canCallDirectly, DirectCallSession } from './connection/direct-call-session.ts'
import { openSession } from './connection/open-session.ts'
import type { Uploads } from './connection/uploads.ts'
import type { SessionOptions } from './connection/open-session.ts'
import { QueueSession } from './connection/queue-session.ts'
import type { RunSession } from './connection/run-session.ts'
import { isGradioStreamError } from './errors.ts'
import { StreamLimit } from './connection/stream-limit.ts'
import { discoverApp } from './discover.ts'
import type { DiscoverOptions } from './discover.ts'
import { resolveOptions } from './options.ts'
import { sessionOptions } from './session-options.ts'
import type { GradioClientOptions, ResolvedOptions } from './options.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import { findFiles } from './protocol/files.ts'
import { findEndpoint } from './protocol/endpoint-name.ts'
import { toParameterValues } from './protocol/inputs.ts'
import { randomId } from './random-id.ts'
import { RelaySessions } from './relay-sessions.ts'
import { createResumeRecord, isResumeRecord } from './resume/resume-record.ts'
import type { ResumeRecord } from './resume/resume-record.ts'
import { RunHandle } from './run-handle.ts'
import type { RunHandleOptions } from './run-handle.ts'
import { resumeExpired } from './run/read-failure.ts'
import type { RunState } from './run/run-state.ts'
import type { WaitingState } from './run/run-event.ts'
import type { Run } from './run/run.ts'
import { TurnQueue } from './turn-queue.ts'

/** Longest wait for an app's last word after a cancel; a generator only stops at its next step. */
const CANCEL_WAIT_MS = 5000

/** A run that wants a session. */
interface Waiter {
  readonly run: Run
  /** Aborted when it has settled. */
  readonly signal: AbortSignal
  readonly onWaiting: (waiting: WaitingState) => void
}

/**
 * Runs Gradio apps.
 * @example
 * const client = new GradioClient()
 * const app = await client.discover('https://owner-space.hf.space')
 * const run = client.submit(app, '/predict', ['hello'])
 * const end = await run.settled
 */
export class GradioClient {
  readonly #options: ResolvedOptions
  /** Loaded with the first file: most runs have none. */
  #uploads: Promise<Uploads> | null = null
  readonly #runs = new Set<Run>()
  readonly #relaySessions: RelaySessions
  readonly #sessionOf = new WeakMap<Run, RunSession>()
  readonly #directStreams: StreamLimit
  /** Per app with `gr.State`: the session that holds the state, for as long as the client lives. */
  readonly #stateful = new Map<string, { session: RunSession; turns: TurnQueue }>()
  /** Why streams of an app, reached directly, were refused: its plain functions are then called around the queue. */
  readonly #refusals = new Map<string, FallbackReason>()

  /** Which Space an address was: one on a domain of its own does not tell while it sleeps. */
  readonly #spaces = new Map<string, string>()

  /** Throws `options-invalid`. */
  constructor(options?: GradioClientOptions) {
    this.#options = resolveOptions(options)
    const { tabPorts, random, connect, sse } = this.#options
    this.#relaySessions = new RelaySessions({
      tabs: tabPorts && sse ? { ports: tabPorts, http: this.#options, random, connect } : null,
      connect,
      // Whatever the app speaks, its relay speaks the newest protocol.
      create: (app, choice) => new QueueSession({ ...this.#sessionOptions(app), ...choice }),
    })
    this.#directStreams = new StreamLimit(this.#options.maxDirectStreams)
  }

  /** Runs that have not ended. */
  get runs(): ReadonlySet<Run> {
    return this.#runs
  }

  /** Finds out what an app is, and waits for one that sleeps; `onState` is told meanwhile. Rejects with a `GradioStreamError`. */
  async discover(address: string, options: Pick<DiscoverOptions, 'signal' | 'onState'> = {}): Promise<AppDescription> {
    const space = this.#spaces.get(address)
    const app = await discoverApp(address, { ...this.#options, ...options, ...(space === undefined ? {} : { space }) })
    if (app.space !== undefined) this.#spaces.set(address, app.space)
    return app
  }

  /**
   * Starts a run. Throws `endpoint-unknown`, `input-invalid` and `protocol-unsupported` at once; whatever fails later is
   * the run's end.
   */
  submit(app: AppDescription, endpoint: string, inputs?: readonly unknown[] | Readonly<Record<string, unknown>>): Run {
    const description = findEndpoint(app, endpoint)
    requireProtocol(app, this.#options)
    const values = toParameterValues(description, inputs)
    return this.#begin({
      app,
      endpoint: description,
      values,
      files: findFiles(description, values),
      openSession: (waiter) => this.#openSession(app, description, waiter),
    })
  }

  /**
   * Takes up a run that was begun before a reload, or by another page, from its first message; never joins, so nothing runs twice. One that
   * is followed here already is given again. Throws `endpoint-unknown`, and `resume-expired` for a record of another app or another way to
   * it; a run the relay keeps no longer ends with that error.
   */
  resume(app: AppDescription, record: ResumeRecord): Run {
    const endpoint = findEndpoint(app, record.endpoint)
    requireProtocol(app, this.#options)
    // Its session is the key to the run: it goes to the relay it came from and nowhere else.
    if (!isResumeRecord(record) || record.apiUrl !== app.apiUrl || !app.capabilities.resume) {
      throw resumeExpired(endpoint.name, 'what was kept of it belongs to another app or another relay.')
    }
    const known = [...this.#runs].find((run) => run.id === record.runId && run.app.apiUrl === app.apiUrl)
    if (known) return known
    return this.#begin({
      app,
      endpoint,
      values: record.inputs ?? [],
      resumed: record,
      openSession: async ({ run }) => {
        const session = this.#relaySessions.resume(app, record.sessionHash, endpoint.isStateful)
        if (endpoint.isStateful) this.#keepState(app, session, run)
        return session
      },
    })
  }

  /** Where a run is, for `resume` after a reload; `null` before it is joined, and where a run cannot be taken up (direct). */
  toRecord(run: Run, state: RunState = run.getSnapshot().state): ResumeRecord | null {
    const sessionHash = this.#sessionOf.get(run)?.sessionHash
    const canResume = run.app.capabilities.resume && sessionHash !== undefined
    return canResume ? createResumeRecord(run, state, sessionHash) : null
  }

  /** Stops watching every run and lets go of all connections. The client can be used again. */
  close(): void {
    for (const run of this.#runs) run.detach()
    this.#relaySessions.close()
    this.#stateful.clear()
  }

  #loadUploads(): Promise<Uploads> {
    const { upload, inactivityTimeoutMs } = this.#options
    this.#uploads ??= import('./connection/uploads.ts').then(
      ({ Uploads }) => new Uploads({ http: this.#options, upload, inactivityTimeoutMs }),
      (cause: unknown) => {
        // A page that is back online can load it then.
        this.#uploads = null
        throw cause
      },
    )
    return this.#uploads
  }

  async #openSession(app: AppDescription, endpoint: EndpointDescription, waiter: Waiter): Promise<RunSession> {
    const resort = this.#lastResort(app, endpoint)
    if (resort) return new DirectCallSession({ app, http: this.#options, sessionHash: randomId(), reason: resort })
    const missing = missingTransport(app, this.#options.sse)
    if (missing) throw missing
    if (app.capabilities.resume) return endpoint.isStateful ? this.#openStateful(app, waiter) : this.#relaySessions.open(app, waiter.signal)
    const session = endpoint.isStateful ? await this.#openStateful(app, waiter) : this.#newSession(app)
    await this.#takeStream(app, session, waiter)
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

  #noteRefusal(app: AppDescription, run: Run): void {
    const { state } = run.getSnapshot()
    if (app.route !== 'direct' || state.status !== 'failed' || !isGradioStreamError(state.error, 'connection-refused')) return
    this.#refusals.set(app.apiUrl, { code: state.error.code, message: state.error.message })
  }

  /** Runs with state share a session and take turns: two at once overwrite each other's state, and one can stop the other. */
  async #openStateful(app: AppDescription, { run, signal, onWaiting }: Waiter): Promise<RunSession> {
    const known = this.#stateful.get(app.apiUrl) ?? { session: this.#newSession(app), turns: new TurnQueue() }
    this.#stateful.set(app.apiUrl, known)
    if (known.turns.isTaken) onWaiting({ reason: 'turn', attempt: 0, nextRetryAt: null })
    await known.turns.take(run.settled)
    if (!signal.aborted) await known.session.ended
    return known.session
  }

  /** A run that holds state was taken up: what is submitted next goes on with that state, after it. */
  #keepState(app: AppDescription, session: RunSession, run: Run): void {
    if (this.#stateful.has(app.apiUrl)) return
    const turns = new TurnQueue()
    this.#stateful.set(app.apiUrl, { session, turns })
    void turns.take(run.settled)
  }

  #newSession(app: AppDescription): RunSession {
    return openSession(this.#sessionOptions(app))
  }

  #sessionOptions(app: AppDescription): SessionOptions {
    return { app, sessionHash: randomId(), ...sessionOptions(this.#options) }
  }

  #begin({ files = [], ...parts }: RunParts): Run {
    const { app, endpoint, values } = parts
    const { clock, requestTimeoutMs, timeouts, lifecycle } = this.#options
    const run: RunHandle = new RunHandle({
      ...parts,
      clock,
      timeouts,
      lifecycle,
      cancelWaitMs: Math.min(CANCEL_WAIT_MS, requestTimeoutMs),
      openSession: async (signal, onWaiting) => {
        const session = await parts.openSession({ run, signal, onWaiting })
        this.#sessionOf.set(run, session)
        return session
      },
      sendFiles:
        files.length === 0
          ? undefined
          : (signal, onProgress) =>
              this.#loadUploads().then((uploads) => uploads.send({ app, endpoint, values, files, signal, onProgress })),
      onSettled: (settled) => {
        this.#runs.delete(settled)
        this.#noteRefusal(app, settled)
        // The app may not have found them where it had put them.
        if (settled.getSnapshot().state.status === 'failed')
          void this.#uploads?.then(
            (uploads) => uploads.forget(app, files),
            () => undefined,
          )
      },
    })
    this.#runs.add(run)
    run.start()
    return run
  }
}

type RunParts = Pick<RunHandleOptions, 'app' | 'endpoint' | 'values' | 'resumed'> & {
  /** Files among the values, to be sent first. */
  files?: readonly Blob[]
  openSession(waiter: Waiter): Promise<RunSession>
}
