/**
 * What a client's runs share: finds a session for each, uploads files, and makes the records for a reload. What only
 * some runs need is loaded on demand.
 */
import { sessionsPiece } from '#sessions'
import type { PageLifecycle } from './connection/page/page-lifecycle.ts'
import type { Uploads } from './connection/files/uploads.ts'
import { Piece } from './kit/load-piece.ts'
import type { LoadLimit } from './kit/load-piece.ts'
import type { ResolvedOptions } from './client-options.ts'
import type { AppDescription } from './protocol/describe/app-description.ts'
import { isFile } from './protocol/values/input-files.ts'
import { takeFiles } from './protocol/values/given-files.ts'
import type { Clock } from './kit/clock.ts'
import type { ResumeRecord } from './resume/resume-record.ts'
import type { RunTimeouts } from './run-deadlines.ts'
import { RunHandle } from './run-handle.ts'
import type { RunHost } from './run-handle.ts'
import type { FindOptions } from './run-options.ts'
import type { FindRequest, RunRequest } from './run-request.ts'
import type { UploadProgress, WaitingState } from './run/run-event.ts'
import type { RunState, SettledState } from './run/run-state.ts'
import { isFound } from './run/run.ts'
import type { Run, SubmittedRun } from './run/run.ts'
import type { OpenedSession, Sessions } from './sessions/sessions.ts'

/** Longest wait for an app's last message after a cancel; a generator stops only at its next step. */
const CANCEL_WAIT_MS = 5000

interface SearchOptions extends FindOptions {
  /** It was begun elsewhere. */
  readonly isFollowed?: boolean | undefined
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
  #sessions: Sessions | null = null

  constructor(options: ResolvedOptions) {
    this.#options = options
    const { clock, requestTimeoutMs } = options
    this.clock = clock
    this.timeouts = options
    this.lifecycle = options.lifecycle
    this.cancelWaitMs = Math.min(CANCEL_WAIT_MS, requestTimeoutMs)
    this.#limit = { clock, limitMs: requestTimeoutMs }
  }

  /** Loads what a run needs: now, or when the page is idle. A failure is told by the run that needs it. */
  prepare({ whenIdle }: { readonly whenIdle: boolean }): void {
    sessionsPiece.prepare(this.#limit, whenIdle)
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
    // While its app is being found.
    this.prepare({ whenIdle: false })
    const run = new RunHandle(this, endpoint, { onFound, isFollowed })
    this.runs.add(run)
    run.start(find, signal)
    return run
  }

  async openSession(
    run: Run,
    request: RunRequest,
    signal: AbortSignal,
    onWaiting: (waiting: WaitingState) => void,
  ): Promise<OpenedSession> {
    const { Sessions } = await sessionsPiece.get(this.#limit)
    this.#sessions ??= new Sessions(this.#options)
    return this.#sessions.open(run, request, signal, onWaiting)
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
    this.#sessions?.noteEnd(request.app, state)
    // The app may have lost them since they were uploaded.
    if (state.status === 'failed') this.#uploads?.forget(request.app, request.files.filter(isFile))
  }

  /** The run with that id that goes on here. */
  find(runId: string, { apiUrl }: Pick<AppDescription, 'apiUrl'>): Run | undefined {
    return [...this.runs].filter(isFound).find((run) => run.id === runId && run.app.apiUrl === apiUrl)
  }

  /** The record of a run; `null` before it is joined, and if it cannot be resumed (direct). */
  toRecord(run: Run, state: RunState): ResumeRecord | null {
    return this.#sessions?.toRecord(run, state) ?? null
  }

  /** The next run does not use the app's present session. */
  forgetState(app: Pick<AppDescription, 'apiUrl'>): void {
    this.#sessions?.forgetState(app)
  }

  /** Stops following every run and closes all connections. */
  close(): void {
    for (const run of this.runs) run.detach()
    this.#sessions?.close()
  }

  async #loadUploads(): Promise<Uploads> {
    const { Uploads } = await uploadsPiece.get(this.#limit)
    const { upload, inactivityTimeoutMs } = this.#options
    this.#uploads ??= new Uploads({ http: this.#options, upload, inactivityTimeoutMs })
    return this.#uploads
  }
}
