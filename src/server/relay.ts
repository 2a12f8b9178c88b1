/** Puts a relay together: a Gradio app that does not lose a run when a client goes away. */
import { Hono } from 'hono'
import type { Context, Handler } from 'hono'
import { isGradioStreamError } from '../core/errors.ts'
import type { RelayContext } from './context.ts'
import { createInProcessEngine } from './engine/in-process-engine.ts'
import { createAppDirectory } from './guard/app-directory.ts'
import type { RelayedApp } from './guard/app-directory.ts'
import { allowOrigins, guardOrigins } from './guard/origins.ts'
import { createMemoryLog } from './log/memory-log.ts'
import { resolveOptions } from './options.ts'
import type { GradioRelayOptions } from './options.ts'
import { errorAnswer, jsonAnswer, refusal } from './routes/answers.ts'
import { cancel, reset } from './routes/cancel.ts'
import { componentServer } from './routes/component-server.ts'
import { appId, config, info } from './routes/describe-routes.ts'
import { discover } from './routes/discover.ts'
import { file, outputStream } from './routes/files.ts'
import { heartbeat } from './routes/heartbeat.ts'
import { queueData } from './routes/queue-data.ts'
import { queueJoin } from './routes/queue-join.ts'
import { queuePoll } from './routes/queue-poll.ts'
import { inputStream } from './routes/input-stream.ts'
import { run } from './routes/run.ts'
import { upload, uploadProgress } from './routes/upload.ts'
import { Sessions } from './sessions.ts'
import { createAppSource } from './upstream/app-source.ts'
import { createSpaces } from './upstream/spaces.ts'
import { RELAY_API_PREFIX } from './upstream/app-config.ts'

/** A relay. Mount `fetch` wherever `Request` and `Response` are spoken. */
export interface GradioRelay {
  /** Answers one request. Bound: it can be passed on by itself. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Runs being followed now. */
  readonly runCount: number
  /** Ends every run with a reason, wakes every reader and forgets everything. The relay is of no use afterwards. */
  close(): Promise<void>
}

const TIDY_INTERVAL_MS = 60_000

/**
 * Makes a relay between browsers and Gradio apps.
 *
 * @example
 * const relay = createGradioRelay({ apps: { demo: 'https://owner-space.hf.space' }, sse: true })
 * export const GET = relay.fetch, POST = relay.fetch
 */
export function createGradioRelay(options: GradioRelayOptions): GradioRelay {
  const context = createContext(options)
  const app = createRoutes(context)
  return {
    fetch: async (request) => app.fetch(request),
    get runCount() {
      return context.engine.size
    },
    async close() {
      context.stopTidying()
      await context.engine.close()
      await context.log.close()
    },
  }
}

function createContext(options: GradioRelayOptions): RelayContext & { stopTidying(): void } {
  const settings = resolveOptions(options)
  const { clock, limits, randomId, runTtlMs } = settings
  const directory = createAppDirectory(settings.apps, settings.allow)
  const log =
    options.log ??
    createMemoryLog({
      clock,
      generation: randomId().slice(0, 8),
      maxRunsPerSession: limits.maxRunsPerSession,
      maxSessions: limits.maxSessions,
      maxSessionLength: limits.maxSessionLength,
      maxLength: limits.maxLogLength,
      ttlMs: runTtlMs,
    })
  const apps = createAppSource({
    directory,
    fetch: settings.fetch,
    clock,
    requestTimeoutMs: settings.requestTimeoutMs,
    hasWebSocket: settings.WebSocket !== undefined,
  })
  const spaces = createSpaces({ hubUrl: settings.hubUrl, fetch: apps.fetchStream, clock, requestTimeoutMs: settings.requestTimeoutMs })
  const engine = createInProcessEngine({
    log,
    apps,
    connect: settings.connect,
    clock,
    inactivityTimeoutMs: settings.inactivityTimeoutMs,
    WebSocket: settings.WebSocket,
  })
  const sessions = new Sessions({ clock, randomId, ttlMs: runTtlMs, maxSessions: limits.maxSessions })
  let stopTidying: (() => void) | null = null

  function tidy(): void {
    sessions.expire()
    // A log that cannot expire now is asked again in a minute.
    log.expire().catch(settings.onError)
    stopTidying = sessions.size > 0 ? clock.schedule(tidy, TIDY_INTERVAL_MS) : null
  }

  return {
    settings,
    directory,
    log,
    apps,
    engine,
    sessions,
    spaces,
    clock,
    randomId,
    onError: settings.onError,
    // One timer, and only while there is something to expire.
    keepTidy: () => void (stopTidying ??= clock.schedule(tidy, TIDY_INTERVAL_MS)),
    stopTidying: () => stopTidying?.(),
  }
}

function createRoutes(context: RelayContext): Hono {
  const { settings } = context
  const app = new Hono({ strict: false }).basePath(settings.basePath || '/')
  app.onError((error) => {
    if (isGradioStreamError(error)) return errorAnswer(error)
    settings.onError(error)
    return refusal(500, 'The relay failed on this request.')
  })
  app.notFound(() => refusal(404, 'Not Found'))
  app.use(allowOrigins(settings.cors))
  app.get('/healthz', () => jsonAnswer({ status: 'ok', runs: context.engine.size }))
  app.use(guardOrigins(settings.cors))
  app.use(async ({ req }, next) => {
    if (settings.authorize && !(await settings.authorize(req.raw))) return refusal(401, 'Not authorized for this relay.')
    await next()
    return undefined
  })
  app.post('/discover', ({ req }) => discover(context, req.raw))
  const routes = createAppRoutes(context)
  app.route(`/apps/:app${RELAY_API_PREFIX}`, routes)
  app.route('/apps/:app', routes)
  return app
}

/** The routes of one app, as a Gradio 6 app has them. */
function createAppRoutes(context: RelayContext): Hono {
  const routes = new Hono({ strict: false })
  const withApp =
    (handle: (app: RelayedApp, request: Request, context: Context) => Response | Promise<Response>): Handler =>
    (honoContext) => {
      const app = context.directory.byId(honoContext.req.param('app') ?? '')
      if (app === null) return refusal(403, 'The relay does not allow this app, or does not know it.', 'app-not-allowed')
      return handle(app, honoContext.req.raw, honoContext)
    }
  routes.get(
    '/config',
    withApp((app, request) => config(context, request, app)),
  )
  routes.get(
    '/info',
    withApp((app, request) => info(context, request, app)),
  )
  routes.get(
    '/app_id',
    withApp((app) => appId(context, app)),
  )
  routes.post(
    '/queue/join',
    withApp((app, request) => queueJoin(context, request, app.id)),
  )
  routes.get(
    '/queue/data',
    withApp((app, request) => queueData(context, request, app.id)),
  )
  routes.get(
    '/queue/poll',
    withApp((app, request) => queuePoll(context, request, app.id)),
  )
  routes.post(
    '/cancel',
    withApp((app, request) => cancel(context, request, app.id)),
  )
  routes.post('/reset', withApp(reset))
  routes.post(
    '/stream/:event',
    withApp((app, request, { req }) => inputStream(context, request, app.id, req.param('event') ?? '', false)),
  )
  routes.post(
    '/stream/:event/close',
    withApp((app, request, { req }) => inputStream(context, request, app.id, req.param('event') ?? '', true)),
  )
  for (const path of ['/stream/:session/:run/:component', '/stream/:session/:run/:component/:name']) {
    routes.get(
      path,
      withApp((app, request) => outputStream(context, request, app)),
    )
  }
  routes.get(
    '/heartbeat/:session',
    withApp(() => heartbeat(context)),
  )
  routes.post(
    '/upload',
    withApp((app, request) => upload(context, request, app)),
  )
  routes.get(
    '/upload_progress',
    withApp((app, request) => uploadProgress(context, request, app)),
  )
  routes.post(
    '/run/:name',
    withApp((app, request, { req }) => run(context, request, app, req.param('name') ?? '')),
  )
  routes.post(
    '/component_server',
    withApp((app, request) => componentServer(context, request, app)),
  )
  routes.get(
    '/:file{file=.+}',
    withApp((app, request) => file(context, request, app)),
  )
  return routes
}
