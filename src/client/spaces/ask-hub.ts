/**
 * Three questions to the Hub: where a Space is, its stage, and its discussions page. Answers are not trusted: texts are
 * cut, a host must be valid, and everything unexpected is `unknown`, which is harmless.
 */
import { followAbort, untilAborted } from '../connection/http/abort.ts'
import { requestJson } from '../connection/http/http.ts'
import type { HttpContext, JsonAnswer } from '../connection/http/http.ts'
import { isGradioStreamError } from '../errors.ts'
import { isJsonObject } from '../protocol/json-object.ts'
import { isSpaceName, readSpaceHost } from './space-address.ts'
import type { SpaceAddress } from './space-address.ts'

/** The Hub's answer about a Space. */
export type HubAnswer =
  | { readonly kind: 'stage'; readonly stage: string; readonly space: string | null }
  /** It does not exist, or it is private and the token is missing or wrong. The Hub does not tell these apart. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'limited'; readonly retryAfterMs: number | null }
  | { readonly kind: 'unknown'; readonly seen: string }

/** Where a Space is. */
export type HostAnswer = { readonly kind: 'host'; readonly host: string } | Exclude<HubAnswer, { kind: 'stage' }>

/** How the Hub is asked; see `hubContext`. */
export interface Hub {
  readonly url: string
  /** With the Hub's own token only. The caller's headers for apps are not sent to the Hub. */
  readonly http: HttpContext
}

const MAX_ANSWER_BYTES = 1024 * 1024
const MAX_STAGE = 60

/** Asks for the host of a Space. */
export async function askHost(hub: Hub, space: string, signal?: AbortSignal): Promise<HostAnswer> {
  const first = await ask(hub, `${space}/host`, signal)
  const host = readSpaceHost(member(first, 'host'))
  if (host !== null) return { kind: 'host', host }
  const refused = refusal(first)
  if (refused.kind !== 'unknown') return refused
  const second = await ask(hub, space, signal)
  const other = readSpaceHost(member(second, 'host'))
  return other === null ? refusal(second) : { kind: 'host', host: other }
}

/** Asks for the stage of a Space. */
export async function askStage(hub: Hub, space: SpaceAddress, signal?: AbortSignal): Promise<HubAnswer> {
  const isNamed = space.kind === 'name'
  const first = await ask(hub, isNamed ? `${space.name}/runtime` : `by-subdomain/${space.subdomain}`, signal)
  const known = readStage(first, isNamed ? space.name : null)
  if (known !== null) return known
  const refused = refusal(first)
  if (refused.kind !== 'unknown' || !isNamed) return refused
  const second = await ask(hub, space.name, signal)
  return readStage(second, space.name) ?? refusal(second)
}

/** The discussions page of a Space; `null` if it has none or the Hub does not say. */
export async function findDiscussions(hub: Hub, space: string, signal?: AbortSignal): Promise<string | null> {
  const { controller, release } = followAbort(signal)
  const cancelTimeout = hub.http.clock.schedule(() => controller.abort(), hub.http.requestTimeoutMs)
  const url = `${hub.url}/api/spaces/${space}/discussions`
  try {
    const headers = await hub.http.headers({ url, route: 'direct' })
    const init: RequestInit = { method: 'HEAD', headers, credentials: 'omit', redirect: 'manual', signal: controller.signal }
    const response = await untilAborted(hub.http.fetch(url, init), controller.signal)
    return response.ok && !response.headers.has('x-error-message') ? `${hub.url}/spaces/${space}/discussions` : null
  } catch {
    return null
  } finally {
    cancelTimeout()
    release()
  }
}

type Asked = JsonAnswer | { readonly status: null; readonly seen: string }

/** Rejects only when the caller aborted, and when a token could not be sent safely. */
async function ask({ url, http }: Hub, path: string, signal?: AbortSignal): Promise<Asked> {
  try {
    return await requestJson(http, { url: `${url}/api/spaces/${path}`, route: 'direct', signal, maxAnswerBytes: MAX_ANSWER_BYTES })
  } catch (cause) {
    if (isGradioStreamError(cause, 'aborted') || isGradioStreamError(cause, 'address-invalid')) throw cause
    return { status: null, seen: cause instanceof Error ? cause.message : String(cause) }
  }
}

function readStage(answer: Asked, name: string | null): HubAnswer | null {
  const runtime = member(answer, 'runtime')
  const said = isJsonObject(runtime) ? own(runtime, 'stage') : member(answer, 'stage')
  if (typeof said !== 'string' || said === '') return null
  const id = member(answer, 'id')
  return { kind: 'stage', stage: said.slice(0, MAX_STAGE), space: name ?? (isSpaceName(id) ? id : null) }
}

function refusal(answer: Asked): Exclude<HubAnswer, { kind: 'stage' }> {
  if (answer.status === 401 || answer.status === 404) return { kind: 'hidden' }
  if (answer.status === 429) return { kind: 'limited', retryAfterMs: answer.retryAfterMs ?? null }
  return { kind: 'unknown', seen: answer.seen }
}

function member(answer: Asked, name: string): unknown {
  return answer.status === 200 && isJsonObject(answer.value) ? own(answer.value, name) : undefined
}

function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
