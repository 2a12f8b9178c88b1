/** `POST discover`: whether there is a Gradio app, whether it streams, and the names of its endpoints. */
import { GradioStreamError, isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioStreamErrorCode } from '@gradio-stream/client/internal/errors'
import type { DiscoverResponse } from '@gradio-stream/client/internal/protocol/relay-protocol'
import type { RelayContext } from '../context.ts'
import { clientApiUrl, clientRootUrl } from '../context.ts'
import type { Asked } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { inTime } from '../upstream/app-source.ts'
import { CAPABILITIES } from '../upstream/describe-upstream.ts'
import { jsonAnswer } from './responses.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

type FailedApp = Extract<NonNullable<DiscoverResponse['app']>, { failure: unknown }>

const MAX_BODY_BYTES = 16 * 1024
/** How long the Hub may take to say why an app does not answer. With the limit of a request this is below 30 s. */
const EXPLAIN_MS = 3_000

const STATUS_BY_CODE: { readonly [Code in GradioStreamErrorCode]?: FailedApp['status'] } = {
  'app-unreachable': 'unreachable',
  'app-not-gradio': 'not-gradio',
  'app-not-allowed': 'not-allowed',
  'login-required': 'login-required',
  'space-private': 'login-required',
  'space-paused': 'paused',
  'space-broken': 'broken',
  'space-deleted': 'broken',
}

/** A failed discovery is a normal answer (200). Only a body without a question is a bad request. */
export async function discover(context: RelayContext, asked: Asked): Promise<Response> {
  const { request } = asked
  const members = await readJsonMembers(request, MAX_BODY_BYTES)
  if (members instanceof Response) return failed(badRequest('The body is no JSON object.'), members.status === 413 ? 413 : 400)
  const baseUrl = memberValue(members, 'baseUrl')
  if (typeof baseUrl !== 'string' || baseUrl.trim() === '') return failed(badRequest('The body has no "baseUrl".'), 400)
  const name = baseUrl.trim()
  const { clock, settings } = context
  const endsAt = clock.now() + settings.requestTimeoutMs
  const leftMs = (): number => Math.max(1, endsAt - clock.now())
  try {
    const known = context.directory.byAddress(await inTime(clock, leftMs(), context.spaces.resolve(name)))
    const app = context.logins.bind(known, request)
    const visitor = await context.admit(asked, app, { action: 'discover' })
    if (visitor instanceof Response) return visitor
    return await inTime(clock, leftMs(), describe(context, request, app)).then(jsonAnswer, (error: unknown) =>
      explain(context, app, name === known.id, error),
    )
  } catch (error) {
    if (!isGradioStreamError(error)) throw error
    return failed(error)
  }
}

/**
 * For a Space that sleeps or is down, the stage is reported; what the address answered meanwhile says nothing about it.
 */
async function explain({ spaces, clock }: RelayContext, app: RelayedApp, isNamed: boolean, error: unknown): Promise<Response> {
  if (!isGradioStreamError(error)) throw error
  const explained = inTime(clock, EXPLAIN_MS, spaces.explain(app, error, isNamed))
  const verdict = await explained.catch(() => ({ kind: 'failed', error }) as const)
  if (verdict.kind === 'failed') return failed(verdict.error)
  const { status, ...state } = verdict.state
  const words = status === 'building' ? 'The app is being built; ask again in a moment.' : 'The app is being woken; ask again in a moment.'
  const body = { success: false, supportsSSE: false, endpoints: [], error: words, app: { status, state } } satisfies DiscoverResponse
  return jsonAnswer(body)
}

async function describe(context: RelayContext, request: Request, app: RelayedApp): Promise<DiscoverResponse> {
  const { settings } = context
  const description = await context.descriptions.read(app)
  context.spaces.remember(app, description.space)
  const publicApiUrl = clientApiUrl(context, request, app.id)
  return {
    success: true,
    supportsSSE: settings.sse,
    endpoints: description.endpoints.map(({ url }) => publicApiUrl + url.slice(description.apiUrl.length)),
    app: { status: 'running', root: rootFor(context, request, app.id), capabilities: CAPABILITIES },
  }
}

/** A path by default: it stays right behind a proxy that changes the host. */
function rootFor(context: RelayContext, request: Request, appId: string): string {
  const root = clientRootUrl(context, request, appId)
  return context.settings.publicUrl === null ? new URL(root).pathname : root
}

function failed(error: GradioStreamError, status = 200): Response {
  const { code, message, details } = error.toJSON()
  const failure = { code, message, details: { ...details, url: undefined } }
  const app = { status: STATUS_BY_CODE[code] ?? 'unknown', failure }
  return jsonAnswer({ success: false, supportsSSE: false, endpoints: [], error: message, app } satisfies DiscoverResponse, status)
}

function badRequest(what: string): GradioStreamError<'options-invalid'> {
  return new GradioStreamError('options-invalid', {
    message: `The relay was asked to discover something it could not read. ${what}`,
    hint: 'Send {"baseUrl": "https://owner-space.hf.space"} as application/json.',
  })
}
