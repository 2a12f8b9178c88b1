/** Assembles a relay: a Gradio app that does not lose a run when a client goes away. */
import { Hono } from 'hono'
import type { Context, Handler } from 'hono'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { RelayContext } from './context.ts'
import { createInProcessEngine } from './engine/in-process-engine.ts'
import { createAdmission } from './guard/access.ts'
import type { AccessAction, Asked, Visitor } from './guard/access.ts'
import { createAppDirectory } from './guard/app-directory.ts'
import { ClientLimits } from './guard/client-limits.ts'
import type { RelayedApp } from './guard/app-directory.ts'
import { createHeapWatch } from './guard/heap-watch.ts'
import { requireSafeToken } from './guard/hub-token.ts'
import { allowOrigins, guardOrigins } from './guard/origins.ts'
import { admitWithToken } from './guard/run-access.ts'
import { RunTokens } from './guard/run-tokens.ts'
import type { PublicNetwork } from './guard/public-network.ts'
import { LoginTries } from './guard/login-tries.ts'
import { createMemoryMeter } from './guard/meter.ts'
import { senderOf } from './guard/sender.ts'
import { drain, endWaiting, giveAway, handOver, leavingAnswer } from './leave.ts'
import { readiness } from './readiness.ts'
import { hookListener } from './observe/hooks.ts'
import { readFigures } from './observe/figures.ts'
import { logLines } from './observe/log-lines.ts'
import { timedLog } from './observe/timed-log.ts'
import { notedAdmission, tellRefusal } from './observe/refusals.ts'
import { RelayEvents } from './observe/relay-events.ts'
import { createMemoryLog } from './log/memory-log.ts'
import { createReliableLog } from './log/reliable-log.ts'
import type { SessionKey } from './log/run-log.ts'
import { Logins, publicId } from './logins.ts'
import { resolveOptions } from './relay-options.ts'
import type { GradioRelayOptions } from './relay-options.ts'
import { errorAnswer, jsonAnswer, refusal } from './routes/responses.ts'
import { call, callEvents } from './routes/call.ts'
import { cancel, reset } from './routes/cancel.ts'
import { componentServer } from './routes/list-folder-route.ts'
import { appId, config, info, noPage, openApi, queueStatus } from './routes/describe-routes.ts'
import { discover } from './routes/discover-app-route.ts'
import { file, outputStream } from './routes/file-route.ts'
import { follow } from './routes/follow.ts'
import { heartbeat } from './routes/heartbeat.ts'
import { login, logout } from './routes/login.ts'
import { OpenStreams } from './routes/open-streams.ts'
import { queueData } from './routes/queue-data.ts'
import { queueJoin } from './routes/queue-join.ts'
import { queuePoll } from './routes/queue-poll.ts'
import { inputStream } from './routes/input-stream.ts'
import { run } from './routes/run-route.ts'
import { upload, uploadProgress } from './routes/upload-route.ts'
import { createWebhookRuns } from './create-webhook-runs.ts'
import { scheduleIdly } from './idle-timer.ts'
import { Sessions } from './sessions.ts'
import { cancelRun } from './cancel-run.ts'
import { createWatchToken, submit } from './submit.ts'
import type { BegunRun, RelaySubmission } from './submit.ts'
import { takeOn } from './take-on.ts'
import { LocalLine } from './turn-line.ts'
import type { TurnLine } from './turn-line.ts'
import { createAppSource, inTime, withoutRedirects } from './upstream/app-source.ts'
import { Descriptions } from './upstream/describe-upstream.ts'
import { discardBody } from './upstream/bounded-text.ts'
import { createSpaces } from './upstream/hub-lookup.ts'
import { RELAY_API_PREFIX } from './upstream/app-config.ts'

/** A relay. Mount `fetch` in any server that works with `Request` and `Response`. */
export interface GradioRelay {
  /**
   * Answers one request. Bound: it can be passed on by itself. `@hono/node-server`, Bun and Deno pass something beside
   * the request, by which limits for each client know where it comes from.
   */
  readonly fetch: (request: Request, passed?: unknown) => Promise<Response>
  /** Number of runs that are followed now. */
  readonly runCount: number
  /**
   * Begins a run for the server itself: from a job queue, a webhook or a server action, without a page. `authorize` is
   * not asked. Resolves when the app has taken it, or after 4 s, while it goes on. Rejects with `options-invalid`
   * without the option `tokens`, `address-invalid`, `app-not-allowed`, `endpoint-unknown`, `input-invalid`, what a page
   * is told of an app that is not there, and the app's refusal.
   */
  submit(submission: RelaySubmission): Promise<BegunRun>
  /**
   * Makes the token of a link to watch: from a run's token one that lets its holders read that run, and not cancel it.
   * Rejects with `token-invalid` if that token has expired or is another relay's.
   *
   * @param options.ttlMs How long it is valid, in milliseconds. @defaultValue `tokens.ttlMs`
   */
  createWatchToken(token: string, options?: { readonly ttlMs?: number }): Promise<Pick<BegunRun, 'token' | 'expiresAt'>>
  /**
   * Leaves: new runs are answered 503 with `Retry-After`, and `readyz` answers 503. For `drainMs` the runs go on;
   * readers that can resume are sent away once, and may come back for the end. Then every run that is left is ended
   * with a reason, every stream is ended when its reader has what was written, which a slow one has 5 s for, and
   * everything is forgotten. Called again, it is the same leaving.
   *
   * @param options.drainMs Longest time that runs go on, in milliseconds. @defaultValue 0
   */
  close(options?: { readonly drainMs?: number }): Promise<void>
}

const TIDY_INTERVAL_MS = 60_000

/** The network that reaches apps whose address a client chose; `null`: the option `fetch`, which decides by itself. */
type OpenNetwork = (options: GradioRelayOptions) => PublicNetwork | null

/** Puts a relay together. It works wherever there is `fetch`, also in a page. Throws `options-invalid`. */
export function assembleRelay(
  options: GradioRelayOptions,
  openNetwork: OpenNetwork = () => null,
  trace: (events: RelayEvents) => Promise<void> = async () => {},
): GradioRelay {
  const context = createContext(options, openNetwork)
  void trace(context.events).catch(context.onError)
  const app = createRoutes(context)
  context.fleet?.joins.onTaken((run) => void takeOn(run, context))
  let closing: Promise<void> | null = null
  return {
    fetch: async (request, passed) => app.fetch(request, { passed }),
    get runCount() {
      return context.engine.size
    },
    submit: (submission) => submit(context, submission),
    createWatchToken: (token, { ttlMs } = {}) => createWatchToken(context, token, ttlMs),
    close: ({ drainMs = 0 } = {}) => (closing ??= leave(context, drainMs)),
  }
}

async function leave(context: OwnContext, drainMs: number): Promise<void> {
  context.state = 'draining'
  if (context.fleet) await giveAway(context, context.fleet)
  if (drainMs > 0) await drain(context, drainMs)
  context.state = 'closed'
  context.stopTidying()
  context.log.stopRetrying()
  await (context.fleet ? giveAway(context, context.fleet) : endWaiting(context))
  await context.engine.close()
  await handOver(context)
  await context.webhookRuns.close()
  await context.log.close()
  await context.closeNetwork()
}

type OwnContext = RelayContext & { stopTidying(): void; closeNetwork(): Promise<void> }

function createContext(options: GradioRelayOptions, openNetwork: OpenNetwork): OwnContext {
  const settings = resolveOptions(options)
  const { clock, limits, randomId, runTtlMs, metrics, logger } = settings
  const directory = createAppDirectory(settings.apps, settings.allow)
  const tokens = settings.tokens && new RunTokens(settings.tokens, clock)
  for (const [name, app] of Object.entries(settings.apps))
    if (typeof app !== 'string') requireSafeToken(name, app.url, app.headers ?? {}, settings.hubUrl)
  const heap = createHeapWatch({ clock, maxShare: limits.maxHeapShare })
  const kept =
    settings.store?.log ??
    options.log ??
    createMemoryLog({
      clock,
      generation: randomId().slice(0, 8),
      maxRunsPerSession: limits.maxRunsPerSession,
      maxRunsPerClient: limits.perClient.maxRuns,
      maxSessions: limits.maxSessions,
      maxSessionsPerClient: limits.perClient.maxSessions,
      maxLengthPerClient: limits.perClient.maxLength,
      maxRunLength: limits.maxRunLength,
      maxSessionLength: limits.maxSessionLength,
      maxLength: limits.maxLogLength,
      heap,
      ttlMs: runTtlMs,
    })
  const events = new RelayEvents({
    clock,
    listeners: [hookListener(settings.hooks), ...(metrics ? [metrics.listen] : []), ...(logger ? [logLines(logger)] : [])],
    appName: (appId) => {
      const app = directory.byId(publicId(appId))
      return { app: app?.name ?? publicId(appId), isNamed: app?.isNamed ?? false }
    },
    endpointName: (appId, fnIndex) => {
      const app = apps.known(appId)
      return app && (app.endpoints.get(fnIndex) ?? null)
    },
  })
  const onError = (error: unknown): void => events.failed(error)
  const isLocal = options.log === undefined && settings.store === null
  const log = createReliableLog({
    log:
      isLocal || !metrics
        ? kept
        : timedLog(kept, (operation, tookMs, isAnswered) => events.emit({ kind: 'store-answer', operation, tookMs, isAnswered })),
    isLocal,
    clock,
    generation: randomId().slice(0, 8),
    maxWaitingLength: limits.maxRunLength,
    ttlMs: runTtlMs,
    onEnd: (key, runId, text) => {
      events.end(key, runId, text)
      webhookRuns.end(key, runId, text)
    },
    onTaken: (key, runId) => {
      events.abandon(key, runId)
      webhookRuns.leave(key, runId)
    },
    onError,
  })
  const path = settings.publicUrl === null ? settings.basePath : new URL(settings.publicUrl).pathname
  const logins = new Logins({
    clock,
    randomId,
    ttlMs: settings.loginTtlMs,
    maxLogins: limits.maxSessions,
    path,
    trustProxy: settings.trustProxy,
  })
  const network = openNetwork(options)
  const apps = createAppSource({
    directory: logins.over(directory),
    network: settings,
    publicNetwork: network ?? settings,
    clock,
    requestTimeoutMs: settings.requestTimeoutMs,
    onAnswer: (tookMs, isAnswered) => events.emit({ kind: 'app-answer', tookMs, isAnswered }),
  })
  const webhookRuns = createWebhookRuns({ settings, tokens, directory, apps, log, onError, publicNetwork: network ?? settings })
  const spaces = createSpaces({
    hubUrl: settings.hubUrl,
    fetch: withoutRedirects(settings.fetch),
    clock,
    requestTimeoutMs: settings.requestTimeoutMs,
  })
  const engine = createInProcessEngine({
    keepAlive: (following) => options.durableObject?.waitUntil(following),
    log,
    events,
    apps,
    connect: settings.connect,
    clock,
    connectTimeoutMs: settings.connectTimeoutMs,
    inactivityTimeoutMs: settings.inactivityTimeoutMs,
    unwatchedRunMs: settings.unwatchedRunMs,
  })
  const createLine = (key: SessionKey): TurnLine => settings.store?.fleet.joins.createLine(key, randomId()) ?? new LocalLine(randomId())
  const sessions = new Sessions({ clock, createLine, ttlMs: runTtlMs, maxSessions: limits.maxSessions })
  settings.store?.fleet.onCancel((key, runId) => {
    cancelRun(key, sessions.find(key), runId, { log, engine }).catch(onError)
  })
  let stopTidying: (() => void) | null = null

  function tidy(): void {
    sessions.expire()
    logins.expire()
    // If the log cannot expire now, it is asked again in a minute.
    log.expire().catch(onError)
    stopTidying = sessions.size > 0 || logins.size > 0 ? scheduleIdly(clock, tidy, TIDY_INTERVAL_MS) : null
  }

  const context: OwnContext = {
    state: 'ready',
    streams: {
      resuming: new OpenStreams(),
      plain: new OpenStreams(),
      heartbeats: new OpenStreams(),
      polls: new OpenStreams(),
    },
    settings,
    directory,
    admit: notedAdmission(admitWithToken(tokens, createAdmission(settings.authorize, onError))),
    tokens,
    descriptions: new Descriptions({ apps, clock, requestTimeoutMs: settings.requestTimeoutMs, supportsSSE: settings.sse }),
    limits: new ClientLimits(limits.perClient, (name) => settings.store?.fleet.createMeter(name) ?? createMemoryMeter()),
    logins,
    loginTries: new LoginTries(clock, limits.maxLoginTries),
    log,
    apps,
    engine,
    heap,
    fleet: settings.store?.fleet ?? null,
    webhookRuns,
    events,
    sessions,
    spaces,
    clock,
    randomId,
    onError,
    // One timer, only while something can expire.
    keepTidy: () => void (stopTidying ??= scheduleIdly(clock, tidy, TIDY_INTERVAL_MS)),
    stopTidying: () => stopTidying?.(),
    closeNetwork: async () => network?.close(),
  }
  metrics?.attach(() => readFigures(context, kept), Object.keys(settings.apps))
  return context
}

/** What came with a request, for the routes. */
type Beside = { Bindings: { readonly passed: unknown }; Variables: { asked?: Asked } }

function createRoutes(context: RelayContext): Hono<Beside> {
  const { settings } = context
  const app = new Hono<Beside>({ strict: false }).basePath(settings.basePath || '/')
  const told = (honoContext: Context<Beside>, answer: Response): Response => tellRefusal(context.events, honoContext.get('asked'), answer)
  app.onError((error, honoContext) => {
    if (isGradioStreamError(error)) return told(honoContext, errorAnswer(error))
    context.onError(error)
    return told(honoContext, refusal(500, 'The relay failed on this request.'))
  })
  app.notFound(() => refusal(404, 'Not Found'))
  app.use(allowOrigins(settings.cors))
  app.get('/healthz', () => jsonAnswer({ status: 'ok', runs: context.engine.size }))
  app.get('/readyz', async () => {
    const state = await readiness(context)
    return jsonAnswer({ ...state, runs: context.engine.size }, state.status === 'ready' ? 200 : 503)
  })
  const answerMetrics = settings.metrics?.answer
  if (answerMetrics) app.get('/metrics', ({ req }) => answerMetrics(req.raw))
  app.use(async (honoContext, next) => (context.state === 'closed' ? told(honoContext, leavingAnswer()) : next()))
  const guard = guardOrigins(settings)
  app.use(async (honoContext, next) => {
    const answer = await guard(honoContext, next)
    return answer instanceof Response ? told(honoContext, answer) : undefined
  })
  const heard =
    (handle: (context: RelayContext, asked: Asked) => Promise<Response>): Handler<Beside> =>
    async (honoContext) =>
      told(honoContext, await handle(context, askedIn(honoContext, context)))
  app.post('/discover', heard(discover))
  app.get('/follow', heard(follow))
  app.post('/login', heard(login))
  app.post('/logout', heard(logout))
  const routes = createAppRoutes(context)
  app.route(`/apps/:app${RELAY_API_PREFIX}`, routes)
  app.route('/apps/:app', routes)
  return app
}

function askedIn(honoContext: Context<Beside>, { settings }: RelayContext): Asked {
  const { req, env } = honoContext
  const asked: Asked = { request: req.raw, sender: senderOf(req.raw, env.passed, settings.trustProxy) }
  honoContext.set('asked', asked)
  return asked
}

function notAllowed(): Response {
  return refusal(403, 'The relay does not allow this app, or does not know it.', 'app-not-allowed')
}

/** The routes of one app, those of Gradio 6. Where the body says what is wanted, the route itself asks who it is. */
function createAppRoutes(context: RelayContext): Hono<Beside> {
  const routes = new Hono<Beside>({ strict: false })
  type Handle = (app: RelayedApp, asked: Asked, context: Context) => Response | Promise<Response>
  type HandleAs = (app: RelayedApp, request: Request, visitor: Visitor, context: Context) => Response | Promise<Response>
  const withApp =
    (handle: Handle): Handler<Beside> =>
    async (honoContext) => {
      const app = context.directory.byId(honoContext.req.param('app') ?? '')
      const asked = askedIn(honoContext, context)
      const answer = app ? await handle(context.logins.bind(app, asked.request), asked, honoContext) : notAllowed()
      tellRefusal(context.events, asked, answer)
      // Nobody reads the body then, and what it holds open would stay open.
      if (asked.request.method === 'HEAD') discardBody(answer.body)
      return answer
    }
  const admitted = (action: AccessAction, handle: HandleAs): Handler<Beside> =>
    withApp(async (app, asked, honoContext) => {
      const { req } = honoContext
      const access = { action, session: req.query('session_hash') ?? req.param('session') ?? null, run: req.param('event') ?? null }
      const visitor = await context.admit(asked, app, access)
      return visitor instanceof Response ? visitor : handle(app, asked.request, visitor, honoContext)
    })
  const get = (path: string, action: AccessAction, handle: HandleAs): unknown => routes.get(path, admitted(action, handle))

  const describing = (answer: Promise<Response>): Promise<Response> => inTime(context.clock, context.settings.requestTimeoutMs, answer)
  get('/config', 'describe', (app, request) => describing(config(context, request, app)))
  get('/info', 'describe', (app, request) => describing(info(context, request, app)))
  get('/app_id', 'describe', (app) => describing(appId(context, app)))
  get('/openapi.json', 'describe', (app, request) => describing(openApi(context, request, app)))
  get('/queue/status', 'describe', (app) => describing(queueStatus(context, app)))
  get('/', 'describe', noPage)
  get('/queue/data', 'read', (app, request, visitor) => queueData(context, request, app, visitor))
  get('/queue/poll', 'read', (app, request, visitor) => queuePoll(context, request, app, visitor))
  get('/heartbeat/:session', 'read', (_app, _request, visitor) => heartbeat(context, visitor))
  get('/upload_progress', 'upload', (app, request, visitor) => uploadProgress(context, request, app, visitor))
  for (const path of ['/stream/:stream/:run/:component', '/stream/:stream/:run/:component/:name'])
    get(path, 'file', (app, request) => outputStream(context, request, app))

  const post = (path: string, handle: Handle): unknown => routes.post(path, withApp(handle))
  post('/queue/join', (app, asked) => queueJoin(context, asked, app))
  post('/cancel', (app, asked) => cancel(context, asked, app))
  post('/reset', reset)
  // Gradio has both names for it.
  for (const path of ['/run/:name', '/api/:name']) post(path, (app, asked, { req }) => run(context, asked, app, req.param('name') ?? ''))
  for (const [path, isNamed] of [
    ['/call/v2/:name', true],
    ['/call/:name', false],
  ] as const) {
    post(path, (app, asked, { req }) => call(context, asked, app, req.param('name') ?? '', isNamed))
    routes.get(
      `${path}/:event`,
      withApp((app, asked, { req }) => callEvents(context, asked, app, req.param('event') ?? '')),
    )
  }
  post('/component_server', (app, asked) => componentServer(context, asked, app))
  routes.post(
    '/upload',
    admitted('upload', (app, request, visitor) => upload(context, request, app, visitor)),
  )
  for (const [path, isEnd] of [
    ['/stream/:event', false],
    ['/stream/:event/close', true],
  ] as const)
    routes.post(
      path,
      admitted('send', (app, request, visitor, { req }) => inputStream(context, request, app, visitor, req.param('event') ?? '', isEnd)),
    )
  get('/:file{file=.+}', 'file', (app, request) => file(context, request, app))
  return routes
}
