/**
 * The one object an application holds: discovers apps and submits runs. What drives runs (`runner.ts`, the sessions, the reading of
 * messages) is loaded with the first one, since a page draws its form before anybody submits it.
 */
import { ClientRun } from './client-run.ts'
import type { ClientRunOptions } from './client-run.ts'
import type { FolderApp, FolderRequest } from './connection/list-folder.ts'
import { requireProtocol } from './connection/runnable.ts'
import { discoverApp } from './discover.ts'
import type { DiscoverOptions } from './discover.ts'
import { GradioStreamError, isGradioStreamError } from './errors.ts'
import type { Piece } from './load-piece.ts'
import { resolveOptions } from './options.ts'
import type { GradioClientOptions, ResolvedOptions } from './options.ts'
import { prefetchRunner, runnerPiece } from './prefetch-runner.ts'
import type { RunnerModule } from './prefetch-runner.ts'
import type { AppDescription } from './protocol/app-description.ts'
import { findEndpoint } from './protocol/endpoint-name.ts'
import { findFiles } from './protocol/files.ts'
import type { FolderEntry } from './protocol/folder-entries.ts'
import { toParameterValues } from './protocol/inputs.ts'
import type { Inputs } from './protocol/inputs.ts'
import { resumeExpired } from './run/resume-expired.ts'
import { isResumeRecord } from './resume/resume-record.ts'
import type { ResumeRecord } from './resume/resume-record.ts'
import type { RunState } from './run/run-state.ts'
import type { Run } from './run/run.ts'
import type { Runner, RunRequest } from './runner.ts'

/**
 * Runs Gradio apps.
 * @example
 * const client = new GradioClient()
 * const app = await client.discover('https://owner-space.hf.space')
 * const run = client.submit(app, '/predict', ['hello'])
 * const end = await run.settled
 */
export class GradioClient {
  /** Whether requests carry headers of the caller's: an `<img>` or a link cannot, so such files are read with `fetchFile`. */
  readonly hasHeaders: boolean
  readonly #options: ResolvedOptions
  readonly #piece: Piece<RunnerModule>
  readonly #runs = new Set<Run>()
  #runner: Runner | null = null

  /** Which Space an address was: one on a domain of its own does not tell while it sleeps. */
  readonly #spaces = new Map<string, string>()

  /** Throws `options-invalid`. `piece` is for tests. */
  constructor(options?: GradioClientOptions, piece: Piece<RunnerModule> = runnerPiece) {
    this.#options = resolveOptions(options)
    this.#piece = piece
    this.hasHeaders = options?.headers !== undefined
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
    prefetchRunner(this.#piece)
    return app
  }

  /**
   * Starts a run. Throws `endpoint-unknown`, `input-invalid` and `protocol-unsupported` at once; whatever fails later is
   * the run's end.
   */
  submit(app: AppDescription, endpoint: string, inputs?: Inputs): Run {
    const description = findEndpoint(app, endpoint)
    requireProtocol(app, this.#options)
    const values = toParameterValues(description, inputs)
    return this.#begin({ app, endpoint: description, values, files: findFiles(description, values) })
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
    return known ?? this.#begin({ app, endpoint, values: record.inputs ?? [], resumed: record })
  }

  /** Where a run is, for `resume` after a reload; `null` before it is joined, and where a run cannot be taken up (direct). */
  toRecord(run: Run, state: RunState = run.getSnapshot().state): ResumeRecord | null {
    return this.#runner?.toRecord(run, state) ?? null
  }

  /** Reads a file of an app with the client's headers. Rejects with a `GradioStreamError`; an address that is not the app's own is never asked for. */
  fetchFile(app: Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'>, url: string, options: { signal?: AbortSignal } = {}): Promise<Blob> {
    return import('./connection/app-files.ts').then(({ fetchFile }) => fetchFile(this.#options, { app, url, ...options }))
  }

  /** Headers for one file of an app, for players that make their requests themselves; none for an address that is not the app's own. */
  async fileHeaders(app: Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'>, url: string): Promise<Readonly<Record<string, string>>> {
    const { isOwnAddress } = await import('./connection/app-files.ts')
    return isOwnAddress(url, app) ? this.#options.headers({ url, route: app.route }) : {}
  }

  /** Lists a folder of a `gr.FileExplorer` of an app. Rejects with a `GradioStreamError`. */
  listFolder(app: FolderApp, request: FolderRequest): Promise<readonly FolderEntry[]> {
    return import('./connection/app-files.ts').then(({ listFolder }) => listFolder(this.#options, { app, ...request }))
  }

  /** Stops watching every run and lets go of all connections. The client can be used again. */
  close(): void {
    for (const run of this.#runs) run.detach()
    this.#runner?.close()
  }

  #begin({ files = [], ...request }: Omit<RunRequest, 'files'> & { readonly files?: readonly Blob[] }): Run {
    const { clock, requestTimeoutMs, timeouts } = this.#options
    const options: ClientRunOptions = { ...request, clock, onSettled: (settled) => this.#runs.delete(settled) }
    const run = new ClientRun(options)
    this.#runs.add(run)
    const drive = (module: RunnerModule): void => {
      if (run.isOver) return
      this.#runner ??= new module.Runner(this.#options)
      const runner = this.#runner
      run.drive((begun, onSettled) => runner.start(run, { files, ...request }, begun, onSettled))
    }
    const { now } = this.#piece
    const limitMs = Math.min(requestTimeoutMs, timeouts.totalMs ?? Infinity)
    if (now) drive(now)
    else
      this.#piece
        .get({ clock, limitMs })
        .then(drive)
        .catch((cause: unknown) => run.fail(asError(cause, request.endpoint.name)))
    return run
  }
}

function asError(cause: unknown, endpoint: string): GradioStreamError {
  if (isGradioStreamError(cause)) return cause
  const words = cause instanceof Error ? cause.message : String(cause)
  return new GradioStreamError('join-refused', { message: `${endpoint} could not be started: ${words}`, details: { endpoint }, cause })
}
