/** The one object an application holds: discovers apps and submits runs. */
import { AppLoad } from './discovery/app-load.ts'
import type { OnAppRun } from './discovery/app-load.ts'
import type { FolderApp, FolderRequest } from './connection/files/list-folder.ts'
import { isSameHost } from './connection/http/redirect.ts'
import { requireProtocol } from './connection/require-protocol.ts'
import { isSpaceAddress } from './connection/http/visitor-headers.ts'
import { findApp } from './discovery/discover.ts'
import type { DiscoverOptions } from './discovery/discover.ts'
import { isGradioStreamError } from './errors.ts'
import { checkNames } from './check-options.ts'
import { CLIENT_OPTIONS, resolveClientOptions } from './client-options.ts'
import type { GradioClientOptions, ResolvedOptions } from './client-options.ts'
import type { AppDescription, EndpointDescription } from './protocol/describe/app-description.ts'
import type { AppEvent } from './protocol/describe/app-events.ts'
import { findEndpoint } from './protocol/endpoint-name.ts'
import type { AnyEndpoint, EndpointType } from './protocol/endpoint-type.ts'
import { takeFiles } from './protocol/values/given-files.ts'
import type { FolderEntry } from './protocol/values/folder-entries.ts'
import { toParameterValues } from './protocol/values/inputs.ts'
import type { Inputs } from './protocol/values/inputs.ts'
import { RUN_TOKEN_HEADER } from './protocol/relay-protocol.ts'
import type { Trigger } from './protocol/describe/trigger.ts'
import { DISCOVER_OPTIONS, FIND_OPTIONS, FOLLOW_OPTIONS, RUN_OPTIONS, SIGNAL_OPTIONS, SUBMIT_OPTIONS } from './run-options.ts'
import type { FindOptions, FollowOptions, RunArguments, RunOptions, SignalOptions, SubmitOptions } from './run-options.ts'
import { resumeExpired } from './run/resume-expired.ts'
import { isResumeRecord } from './resume/resume-record.ts'
import type { ResumeRecord } from './resume/resume-record.ts'
import type { RunState } from './run/run-state.ts'
import type { Run, SubmittedRun } from './run/run.ts'
import { createRunCall } from './run-call.ts'
import type { RunCall } from './run-call.ts'
import type { FoundCall, RunRequest } from './run-request.ts'
import { Runner } from './runner.ts'
import type { Credentials } from './sign-in/sign-in.ts'
import type { ZeroGpuQuota } from './spaces/zero-gpu-quota.ts'
import { SignIns } from './sign-in/sign-ins.ts'

/** How long an app that `run` has found is taken for what it is. */
const KNOWN_FOR_MS = 5 * 60_000

const OTHERS = [[CLIENT_OPTIONS, 'new GradioClient'] as const]

/**
 * Runs Gradio apps.
 * @example
 * const client = new GradioClient()
 * const [answer] = await client.run('https://owner-space.hf.space', '/predict', ['hello'])
 */
export class GradioClient {
  /**
   * Whether requests carry the caller's headers. An `<img>` or a link cannot send them, so such files are read with
   * `fetchFile`.
   */
  readonly hasHeaders: boolean
  /** Whether endpoints that act for their caller get a token (`oauthToken`). */
  readonly hasOAuthToken: boolean
  readonly #options: ResolvedOptions
  readonly #given: GradioClientOptions
  /** By the token of the run that they follow. */
  readonly #followers = new Map<string, GradioClient>()
  /** By app: what its page does when it opens. */
  readonly #loads = new Map<string, AppLoad>()
  readonly #runner: Runner
  /** By address: what `run` has found. */
  readonly #apps = new Map<string, { readonly app: Promise<AppDescription>; readonly until: number }>()
  readonly #signIns = new SignIns()
  /** The root of each app that wants a login, by its requested address. */
  readonly #loginRoots = new Map<string, string>()
  /** The Space at an address: a Space on its own domain does not tell while it sleeps. */
  readonly #spaces = new Map<string, string>()

  /** Throws `options-invalid`. */
  constructor(options: GradioClientOptions = {}) {
    this.#given = options
    this.#options = this.#signIns.applyTo(resolveClientOptions(options))
    this.#runner = new Runner(this.#options)
    this.hasHeaders = options.headers !== undefined
    this.hasOAuthToken = options.oauthToken !== undefined
  }

  /** Runs that have not ended. */
  get runs(): ReadonlySet<SubmittedRun> {
    return this.#runner.runs
  }

  /**
   * Finds out what an app is, and waits for one that sleeps; `onState` is called meanwhile. Rejects with a
   * `GradioStreamError`.
   */
  async discover(address: string, options: Pick<DiscoverOptions, 'signal' | 'onState'> = {}): Promise<AppDescription> {
    checkNames(options, DISCOVER_OPTIONS, { owner: 'client.discover', others: OTHERS })
    const space = this.#spaces.get(address)
    const asking = findApp(address, this.#options, { ...options, space })
    const app = await asking.catch((cause: unknown) => {
      this.#noteLogin(address, cause)
      throw cause
    })
    if (app.space !== undefined) this.#spaces.set(address, app.space)
    // Most apps that are described are run.
    this.#runner.prepare({ whenIdle: true })
    return app
  }

  /** @internal Loads what a run needs, before the first one. */
  prepareRuns(): void {
    this.#runner.prepare({ whenIdle: false })
  }

  /**
   * Starts a run. Throws `endpoint-unknown`, `input-invalid`, `protocol-unsupported` and `options-invalid` at once;
   * every later failure is the run's end. A function without a public name is given as its description
   * (`ChatDescription.rewrite`).
   * @example
   * const run = client.submit(app, '/predict', ['hello'], { signal: AbortSignal.timeout(60_000) })
   * await run.accepted
   * console.log(await run.result)
   */
  submit(app: AppDescription, endpoint: string | EndpointDescription, inputs?: Inputs, options: SubmitOptions = {}): Run {
    checkNames(options, SUBMIT_OPTIONS, { owner: 'client.submit', others: OTHERS })
    return this.#runner.begin(this.#request({ app, endpoint, inputs, trigger: options.trigger }), options.signal)
  }

  /**
   * Runs an endpoint and resolves with its values. An app that is given by its address is found first; this client
   * remembers it for five minutes. Never throws at once: every failure is a rejection.
   * @example
   * const [caption] = await client.run('https://owner-space.hf.space', '/caption', [picture], { signal })
   * @example
   * // Typed by an EndpointType, written by hand or generated
   * const [caption] = await client.run<Caption>('owner/space', '/caption', { prompt: 'A lake' })
   * @example
   * for await (const update of client.run(app, '/caption', [picture])) {
   *   if (update.status === 'running') console.log(update.progress, update.data)
   * }
   */
  run<Endpoint extends EndpointType = AnyEndpoint>(
    app: string | AppDescription,
    endpoint: string | EndpointDescription,
    ...given: RunArguments<Endpoint>
  ): RunCall<Endpoint> {
    // The type is the caller's word for what the endpoint takes and gives.
    const [inputs, options = {}] = given as unknown as [inputs?: Inputs, options?: RunOptions]
    const { signal, trigger, discover = (address: string) => this.#known(address) } = options
    const find = async (over: AbortSignal): Promise<FoundCall> => {
      checkNames(options, RUN_OPTIONS, { owner: 'client.run', others: OTHERS })
      const found = typeof app === 'string' ? await discover(app, over) : app
      return { app: found, endpoint, inputs, trigger }
    }
    return createRunCall(
      this.submitWhenFound(typeof endpoint === 'string' ? endpoint : endpoint.name, find, { signal }),
    ) as RunCall<Endpoint>
  }

  /**
   * Starts a run whose app is not known yet. `find` is called at once and returns it, with the endpoint's inputs. Never
   * throws: every failure, also in `find`, is the run's end. `find` gets a signal that aborts when the run has ended
   * before.
   */
  submitWhenFound(endpoint: string, find: (signal: AbortSignal) => Promise<FoundCall>, options: FindOptions = {}): SubmittedRun {
    const search = async (over: AbortSignal): Promise<RunRequest> => {
      checkNames(options, FIND_OPTIONS, { owner: 'client.submitWhenFound', others: OTHERS })
      return this.#request(await find(over))
    }
    return this.#runner.search(endpoint, search, options)
  }

  /**
   * Runs what an app's own page calls when it opens, once for this client, if it fills fields of the app's endpoints
   * (`app.events`). Resolves when all of it has ended, and never rejects. `onRun` is called with every run, also with
   * earlier ones. An endpoint that takes such a field does this automatically. A function that could not be reached is
   * tried again at the next call.
   */
  loadApp(app: AppDescription, onRun?: OnAppRun): Promise<void> {
    const load = this.#load(app)
    if (onRun) load?.observe(onRun)
    return load?.settled ?? Promise.resolve()
  }

  /**
   * Runs one of an app's own functions (`app.events`) in the session that its endpoints share. Throws as `submit` does.
   */
  runAppEvent(app: AppDescription, { endpoint }: AppEvent, inputs?: Inputs, trigger?: Trigger): Run {
    requireProtocol(app, this.#options)
    return this.#runner.begin({ app, endpoint, trigger, ...takeFiles(endpoint, toParameterValues(endpoint, inputs), app) })
  }

  /**
   * Resumes a run that was begun before a reload, or by another page, from its first message. Never joins, so nothing
   * runs twice. A run that is already followed here is returned again. Throws `endpoint-unknown`, and `resume-expired`
   * for a record of another app or another route; a run that the relay no longer has ends with that error.
   */
  resume(app: AppDescription, record: ResumeRecord): Run {
    const endpoint = findEndpoint(app, record.endpoint)
    requireProtocol(app, this.#options)
    // The session is the key to the run: it is sent to its own relay only.
    if (!isResumeRecord(record) || record.apiUrl !== app.apiUrl || !app.capabilities.resume || app.route === 'direct') {
      throw resumeExpired(endpoint.name, 'what was kept of it belongs to another app or another relay.')
    }
    return (
      this.#runner.find(record.runId, app) ?? this.#runner.begin({ app, endpoint, values: record.inputs ?? [], files: [], resumed: record })
    )
  }

  /**
   * Follows a run that the relay's server began (`relay.submit`), by its token: from its first message, on any device,
   * as often as wanted. It ends as any run. Awaited it gives the run's values, with `for await` its states; leaving the
   * loop, or aborting the signal, only stops following. `cancel()` of its run rejects with `access-denied` if the token
   * only reads. Never throws at once. Fails with `token-invalid`, and with `resume-expired` when the relay no longer
   * has the run.
   * @example
   * for await (const state of client.follow(token)) console.log(state.status)
   */
  follow<Endpoint extends EndpointType = AnyEndpoint>(token: string, options: FollowOptions = {}): RunCall<Endpoint> {
    const { signal } = options
    const own = this.withToken(token)
    const find = async (over: AbortSignal): Promise<RunRequest> => {
      checkNames(options, FOLLOW_OPTIONS, { owner: 'client.follow', others: OTHERS })
      const { findFollowed } = await import('./discovery/find-followed.ts')
      return findFollowed(own.#options, over)
    }
    const run = own.#runner.search('its endpoint', find, { isFollowed: true })
    const stop = (): void => run.detach()
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
    void run.settled.then(() => signal?.removeEventListener('abort', stop))
    // The type is the caller's word for what the endpoint gives.
    return createRunCall(run, 'detach') as RunCall<Endpoint>
  }

  /**
   * A client like this one that shows the relay the token of a run with each request: for the files of a run that is
   * followed. The same for the same token, and closed with this one.
   */
  withToken(token: string): GradioClient {
    const known = this.#followers.get(token)
    if (known) return known
    const { headers } = this.#given
    const client = new GradioClient({
      ...this.#given,
      headers: async (target) => ({ ...(await headers?.(target)), ...(target.route === 'relay' ? { [RUN_TOKEN_HEADER]: token } : {}) }),
      // Another tab may have another token.
      shareTabs: false,
    })
    this.#followers.set(token, client)
    return client
  }

  /**
   * Lets the app forget what it keeps for this client (`gr.State`): the next run of an endpoint that holds state starts
   * fresh.
   */
  forgetState(app: Pick<AppDescription, 'apiUrl'>): void {
    this.#runner.forgetState(app)
  }

  /**
   * The record of a run, for `resume` after a reload. `null` before it is joined, and if the run cannot be resumed
   * (direct).
   */
  toRecord(run: Run, state: RunState = run.getSnapshot().state): ResumeRecord | null {
    return this.#runner.toRecord(run, state)
  }

  /**
   * Reads a file of an app with the client's headers. Rejects with a `GradioStreamError`. An address outside the app is
   * never requested.
   */
  async fetchFile(app: Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'>, url: string, options: SignalOptions = {}): Promise<Blob> {
    checkNames(options, SIGNAL_OPTIONS, { owner: 'client.fetchFile', others: OTHERS })
    const { fetchFile } = await import('./connection/files/fetch-file.ts')
    return fetchFile(this.#options, { app, url, ...options })
  }

  /** Lists a folder of a `gr.FileExplorer` of an app. Rejects with a `GradioStreamError`. */
  listFolder(app: FolderApp, request: FolderRequest): Promise<readonly FolderEntry[]> {
    return import('./connection/files/list-folder.ts').then(({ listFolder }) => listFolder(this.#options, { app, ...request }))
  }

  /** Headers for one file of an app, for players that make their own requests; none for an address outside the app. */
  async fileHeaders(app: Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'>, url: string): Promise<Readonly<Record<string, string>>> {
    const { isOwnAddress } = await import('./connection/files/fetch-file.ts')
    return isOwnAddress(url, app) ? this.#options.headers({ url, route: app.route }) : {}
  }

  /**
   * Signs in at an app with users (`auth=`). The browser or the relay keeps the app's cookie; outside of pages this
   * client does, until `signOut`. Resolves with the app as it is then. Rejects with `login-required`; `details.reason`
   * says why.
   */
  async signIn(address: string, credentials: Credentials, options: SignalOptions = {}): Promise<AppDescription> {
    checkNames(options, SIGNAL_OPTIONS, { owner: 'client.signIn', others: OTHERS })
    const { signIn } = await import('./sign-in/sign-in.ts')
    const place = { address, rootUrl: this.#loginRoots.get(address), options: this.#options, signIns: this.#signIns }
    return signIn({ ...place, ...options, discover: () => this.discover(address, options) }, credentials)
  }

  /** Signs out of an app. On Gradio 4 and older that ends all sessions of its user. */
  async signOut(app: AppDescription): Promise<void> {
    const { signOut } = await import('./sign-in/sign-in.ts')
    return signOut({ address: app.address, options: this.#options, signIns: this.#signIns }, app)
  }

  /** Whether requests to an app carry the browser's cookies for it, if the browser allows that. */
  sendsCookies({ rootUrl }: Pick<AppDescription, 'rootUrl'>): boolean {
    const { credentials } = this.#options
    const isOwn = typeof location !== 'undefined' && new URL(rootUrl).origin === location.origin
    return credentials === 'include' || (credentials === 'same-origin' && isOwn)
  }

  /** Whether {@link zeroGpuQuota} is available: for a Space reached directly with a `hubToken`, whose account pays. */
  canAskQuota(app: Pick<AppDescription, 'space' | 'route' | 'apiUrl'> | undefined): boolean {
    return app?.space !== undefined && app.route === 'direct' && isSpaceAddress(app.apiUrl) && this.#options.hubToken !== undefined
  }

  /**
   * The remaining GPU time of the account of `hubToken`; `null` if unknown, or if the app is not a Space on ZeroGPU.
   * Rejects when aborted.
   */
  async zeroGpuQuota(app: AppDescription, options: SignalOptions = {}): Promise<ZeroGpuQuota | null> {
    checkNames(options, SIGNAL_OPTIONS, { owner: 'client.zeroGpuQuota', others: OTHERS })
    const { signal } = options
    if (app.space === undefined || !this.canAskQuota(app)) return null
    const [{ askZeroGpuQuota, isOnZeroGpu }, { hubContext }] = await Promise.all([
      import('./spaces/zero-gpu-quota.ts'),
      import('./spaces/hub-context.ts'),
    ])
    const hub = hubContext(this.#options)
    return (await isOnZeroGpu(hub, app.space, signal)) ? askZeroGpuQuota(hub, signal) : null
  }

  /** Stops following every run and closes all connections. The client can be used again. */
  close(): void {
    this.#runner.close()
    // The sessions that hold the loaded values are gone.
    this.#loads.clear()
    for (const client of this.#followers.values()) client.close()
    this.#followers.clear()
  }

  /** Finds an app once for all runs of the next five minutes. A failure is forgotten. */
  #known(address: string): Promise<AppDescription> {
    const now = this.#options.clock.now()
    const known = this.#apps.get(address)
    if (known && known.until > now) return known.app
    const app = this.discover(address)
    this.#apps.set(address, { app, until: now + KNOWN_FOR_MS })
    app.catch(() => this.#apps.get(address)?.app === app && this.#apps.delete(address))
    return app
  }

  #load(app: AppDescription): AppLoad | undefined {
    if (!app.events?.some(({ triggers }) => triggers.some(({ kind }) => kind === 'load'))) return undefined
    const known = this.#loads.get(app.apiUrl)
    if (known && !known.isLost) return known
    const load = new AppLoad(app, (event) => this.runAppEvent(app, event), this.#options.clock)
    this.#loads.set(app.apiUrl, load)
    return load
  }

  /**
   * Only if the app itself was asked, and at the requested host: a password is never sent to an address that a server
   * names.
   */
  #noteLogin(address: string, cause: unknown): void {
    if (!isGradioStreamError(cause, 'login-required')) return
    const { url = '' } = cause.details
    const isSpace = !/^https?:/i.test(address)
    if (!url.endsWith('/config') || !(isSpace ? isSpaceAddress(url) : isSameHost(url, address))) return
    this.#loginRoots.set(address, url.slice(0, -'/config'.length))
  }

  #request({ app, endpoint: named, inputs, trigger }: FoundCall): RunRequest {
    const endpoint = typeof named === 'string' ? findEndpoint(app, named) : named
    requireProtocol(app, this.#options)
    const { values, files } = takeFiles(endpoint, toParameterValues(endpoint, inputs, app.infoFailure), app)
    return { app, endpoint, values, files, trigger, before: endpoint.isTied ? this.#load(app)?.settled : undefined }
  }
}
