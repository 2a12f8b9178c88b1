/**
 * `relay.submit`: begins a run for the server in which the relay lives, in place of a page, and makes the token with
 * which pages follow it. It goes the way of every join, without a request.
 */
import { checkNames } from '@gradio-stream/client/internal/check-options'
import { toJson } from '@gradio-stream/client/internal/connection/queue/queue-requests'
import { GradioStreamError, isErrorCode } from '@gradio-stream/client/internal/errors'
import { triggerMembers } from '@gradio-stream/client/internal/protocol/describe/trigger'
import { findEndpoint } from '@gradio-stream/client/internal/protocol/endpoint-name'
import { readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { takeFiles } from '@gradio-stream/client/internal/protocol/values/given-files'
import { toParameterValues } from '@gradio-stream/client/internal/protocol/values/inputs'
import type { Inputs } from '@gradio-stream/client/internal/protocol/values/inputs'
import { toAppValues } from '@gradio-stream/client/internal/protocol/values/level-values'
import { toWireData } from '@gradio-stream/client/internal/protocol/values/wire-data'
import type { RelayContext } from './context.ts'
import { ownerClient, sessionKey } from './guard/access.ts'
import type { RunTokens } from './guard/run-tokens.ts'
import { publicId } from './logins.ts'
import { isSessionHash } from './routes/responses.ts'
import { submitRun } from './submission.ts'
import { RELAY_API_PREFIX } from './upstream/app-config.ts'
import type { Refusal } from './upstream/join-app.ts'
import { sendFiles } from './upstream/send-files.ts'
import { readWebhook } from './webhooks/webhook-options.ts'
import type { WebhookOptions } from './webhooks/webhook-options.ts'

/** A run that `relay.submit` is to begin. */
export interface RelaySubmission {
  /** Name of the app in `apps`, or the address of one that `allow` lets in. */
  app: string
  /** Name of the endpoint, with or without its leading slash. */
  endpoint: string
  /**
   * By position or by parameter name; omitted ones take their defaults. Files are taken as in a page and sent to the
   * app: `File`, `Blob`, bytes such as a `Buffer`, streams such as `fs.createReadStream(path)`. `{ path }` is a file
   * that the app has, `{ url }` one that it fetches. A text is never taken for a path of this machine: it may be a
   * visitor's. @defaultValue all defaults
   */
  inputs?: Inputs
  /** Whose run it is, in the words of `authorize`: 1 to 200 characters. @defaultValue nobody's */
  owner?: string
  /**
   * The session of an earlier run of the same app and owner. Endpoints with a `gr.State`, or with lists that others
   * fill, go on from what those runs left, one after another. @defaultValue a new one
   */
  session?: string
  /** Told of this run's end, in place of the relay's own webhook. @defaultValue the relay's, if it has one */
  webhook?: WebhookOptions
  /** How long its token is valid, in milliseconds. @defaultValue `tokens.ttlMs` */
  ttlMs?: number
}

/** A run that `relay.submit` has begun. JSON-safe. */
export interface BegunRun {
  /** The run's event id at the relay. */
  readonly runId: string
  /**
   * The session in which it runs, for `queue/data` and `cancel`. Who knows it reaches the run, if it has no owner: give
   * pages the token instead.
   */
  readonly session: string
  /** Lets its holder read and cancel this run, and nothing else. For the header `x-gradio-run-token`. */
  readonly token: string
  /** When the token expires, in milliseconds since 1970. */
  readonly expiresAt: number
  /**
   * How long the run's messages are kept after its end, in milliseconds: `runTtlMs` of the relay. Its token then opens
   * a run that ends with `resume-expired`. They go earlier where the relay lacks room (`limits`), and, without a shared
   * store, with its process.
   */
  readonly keptForMs: number
}

const NAMES: Readonly<Record<keyof RelaySubmission, true>> = {
  app: true,
  endpoint: true,
  inputs: true,
  owner: true,
  session: true,
  webhook: true,
  ttlMs: true,
}
const SHUT_DOWN = 'The relay is being shut down. Nothing was begun.'
const NO_SESSION = 'The session of a run is the text that an earlier relay.submit answered with.'
const MAX_OWNER_LENGTH = 200

/** See `GradioRelay.submit`. */
export async function submit(context: RelayContext, submission: RelaySubmission): Promise<BegunRun> {
  // An `owner` with a slip would be a run that whoever knows its session reaches.
  checkNames(submission, NAMES, { owner: 'relay.submit' })
  const tokens = requireTokens(context.tokens, 'submit')
  const { owner = null, session = context.randomId(), ttlMs } = submission
  if (owner !== null && (owner === '' || owner.length > MAX_OWNER_LENGTH))
    throw new GradioStreamError('options-invalid', { message: `The owner of a run must be a text of 1 to ${MAX_OWNER_LENGTH} characters.` })
  if (!isSessionHash(session)) throw new GradioStreamError('options-invalid', { message: NO_SESSION })
  const webhook = submission.webhook && (await tokens.seal(JSON.stringify(readWebhook(submission.webhook, 'webhook of relay.submit'))))
  requireReady(context)
  const app = context.directory.byAddress(await context.spaces.resolve(submission.app))
  const described = await context.descriptions.recent(app)
  const endpoint = findEndpoint(described, submission.endpoint)
  const given = takeFiles(endpoint, toParameterValues(endpoint, submission.inputs, described.infoFailure), described)
  const values = await sendFiles(context, app, { ...given, described, endpoint })
  const data = toWireData(endpoint, toAppValues(endpoint, values, described))
  // Files may have taken their time.
  requireReady(context)
  const runId = context.randomId()
  const key = sessionKey(app, { owner, client: owner === null ? null : ownerClient(owner) }, session)
  const opened = context.sessions.open(key)
  if (opened === null)
    throw new GradioStreamError('queue-full', { message: 'The relay holds as many sessions as it can. Nothing was begun.' })
  context.keepTidy()
  const startedAt = context.clock.now()
  const answered = opened.beginJoin()
  try {
    const { fnIndex } = endpoint
    const body = toJson(endpoint, { data, fn_index: fnIndex, session_hash: session, ...triggerMembers(undefined) })
    const members = readMembers(body) ?? new Map<string, string>()
    const clientApiUrl = clientApiUrlOf(context, app.id)
    const result = await submitRun(
      { key, session: opened, members, headers: {}, fnIndex, clientApiUrl, joinKey: runId, isDated: true, ...(webhook && { webhook }) },
      context,
    )
    if (result.kind === 'refused') throw asError(result.refusal)
  } finally {
    answered()
  }
  const run = { key, runId, endpoint: endpoint.name, startedAt, actions: ['read', 'cancel'] } as const
  return { runId, session, ...(await tokens.make(run, ttlMs)), keptForMs: context.settings.runTtlMs }
}

/** See `GradioRelay.createWatchToken`. */
export async function createWatchToken(
  { tokens }: RelayContext,
  token: string,
  ttlMs?: number,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const own = requireTokens(tokens, 'createWatchToken')
  const reading = await own.read(token)
  if (reading.kind === 'opened') return own.make({ ...reading.run, actions: ['read'] }, ttlMs)
  const words = reading.kind === 'expired' ? 'has expired' : 'was not made by this relay'
  throw new GradioStreamError('token-invalid', { message: `The token ${words}: no other can be made from it.` })
}

function requireReady({ state }: RelayContext): void {
  if (state !== 'ready') throw new GradioStreamError('relay-unreachable', { message: SHUT_DOWN })
}

function requireTokens(tokens: RunTokens | null, method: string): RunTokens {
  if (tokens) return tokens
  throw new GradioStreamError('options-invalid', {
    message: `relay.${method} makes tokens, and the relay has no secret for them.`,
    hint: 'Write createGradioRelay({ tokens: { secret } }), with 32 characters or more that cannot be guessed.',
  })
}

/**
 * Where the app's routes are for whoever will read the run. Nobody has asked yet, so without a public address its host
 * is one that does not exist. This library's clients put files below the address at which they reach the relay.
 */
function clientApiUrlOf({ settings }: RelayContext, appId: string): string {
  const base = settings.publicUrl ?? `http://relay.invalid${settings.basePath}`
  return `${base}/apps/${publicId(appId)}${RELAY_API_PREFIX}`
}

function asError({ code, message, status, mayHaveBegun }: Refusal): GradioStreamError {
  const details = { status, issues: [], available: [], ...(mayHaveBegun ? { mayRun: true } : {}) }
  // The lists are there for the two codes that need them.
  return new GradioStreamError((isErrorCode(code) ? code : 'join-refused') as 'join-refused', { message, details })
}
