/** The one object an application holds: discovers apps, submits runs, and keeps the sessions they share. */
import { missingTransport, requireProtocol } from './connection/runnable.ts'
import type { Uploads } from './connection/uploads.ts'
import { QueueSession } from './connection/queue-session.ts'
import { discoverApp } from './discover.ts'
import { resolveOptions } from './options.ts'
import type { GradioClientOptions, ResolvedOptions } from './options.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import { findFiles } from './protocol/files.ts'
import { findEndpoint } from './protocol/endpoint-name.ts'
import { toParameterValues } from './protocol/inputs.ts'
import { randomId } from './random-id.ts'
import { RunHandle } from './run-handle.ts'
import type { Run } from './run/run.ts'
import { TurnQueue } from './turn-queue.ts'

/** Longest wait for an app's last word after a cancel; a generator only stops at its next step. */
const CANCEL_WAIT_MS = 5000

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
  /** Relay: the session that now carries an app's runs. */
  readonly #shared = new Map<string, QueueSession>()
  /** Per app with `gr.State`: the session that holds the state, for as long as the client lives. */
  readonly #stateful = new Map<string, { session: QueueSession; turns: TurnQueue }>()

  /** Throws `options-invalid`. */
  constructor(options?: GradioClientOptions) {
    this.#options = resolveOptions(options)
  }

  /** Runs that have not ended. */
  get runs(): ReadonlySet<Run> {
    return this.#runs
  }

  /** Finds out what an app is. Rejects with a `GradioStreamError`. */
  discover(address: string, options: { signal?: AbortSignal } = {}): Promise<AppDescription> {
    return discoverApp(address, { ...this.#options, ...options })
  }

  /**
   * Starts a run. Throws `endpoint-unknown`, `input-invalid` and `protocol-unsupported` at once; whatever fails later is
   * the run's end.
   */
  submit(app: AppDescription, endpoint: string, inputs?: readonly unknown[] | Readonly<Record<string, unknown>>): Run {
    const description = findEndpoint(app, endpoint)
    requireProtocol(app)
    const { clock, requestTimeoutMs } = this.#options
    const values = toParameterValues(description, inputs)
    const files = findFiles(description, values)
    const run = new RunHandle({
      app,
      endpoint: description,
      values,
      clock,
      cancelWaitMs: Math.min(CANCEL_WAIT_MS, requestTimeoutMs),
      openSession: (signal) => this.#openSession(app, description, run, signal),
      sendFiles:
        files.length === 0
          ? null
          : (signal, onProgress) =>
              this.#loadUploads().then((uploads) => uploads.send({ app, endpoint: description, values, files, signal, onProgress })),
      onSettled: (settled) => {
        this.#runs.delete(settled)
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

  /** Stops watching every run and lets go of all connections. The client can be used again. */
  close(): void {
    for (const run of this.#runs) run.detach()
    this.#shared.clear()
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

  async #openSession(app: AppDescription, endpoint: EndpointDescription, run: Run, signal: AbortSignal): Promise<QueueSession> {
    const missing = missingTransport(app, this.#options.sse)
    if (missing) throw missing
    if (endpoint.isStateful) return this.#openStateful(app, run, signal)
    return app.capabilities.resume ? this.#openShared(app) : this.#newSession(app)
  }

  /** One session and one stream for all runs that overlap; when the last has ended the next begins with a new one. */
  #openShared(app: AppDescription): QueueSession {
    const known = this.#shared.get(app.apiUrl)
    if (known) return known
    const session: QueueSession = this.#newSession(app, () => {
      if (this.#shared.get(app.apiUrl) === session) this.#shared.delete(app.apiUrl)
    })
    this.#shared.set(app.apiUrl, session)
    return session
  }

  /** Runs with state share a session and take turns: two at once overwrite each other's state, and one can stop the other. */
  async #openStateful(app: AppDescription, run: Run, signal: AbortSignal): Promise<QueueSession> {
    const known = this.#stateful.get(app.apiUrl) ?? { session: this.#newSession(app), turns: new TurnQueue() }
    this.#stateful.set(app.apiUrl, known)
    await known.turns.take(run.settled)
    if (!signal.aborted) await known.session.ended
    return known.session
  }

  #newSession(app: AppDescription, onIdle?: () => void): QueueSession {
    const { connect, random, inactivityTimeoutMs, sse } = this.#options
    const sessionHash = randomId()
    return new QueueSession({
      app,
      sessionHash,
      http: this.#options,
      connect,
      random,
      inactivityTimeoutMs,
      sse,
      ...(onIdle ? { onIdle } : {}),
    })
  }
}
