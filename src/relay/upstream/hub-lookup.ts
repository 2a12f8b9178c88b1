/**
 * The relay's questions to the Hub: where a Space is, and its stage if it does not answer as an app. Answers are kept
 * for a short time, so that a hundred clients waiting for one Space cause one question. A Hub that asks to slow down is
 * left alone.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { RelayedAppState } from '@gradio-stream/client/internal/protocol/relay-protocol'
import { askHost, askStage, findDiscussions } from '@gradio-stream/client/internal/spaces/ask-hub'
import type { Hub, HubAnswer } from '@gradio-stream/client/internal/spaces/ask-hub'
import { readSpaceAddress } from '@gradio-stream/client/internal/spaces/space-address'
import { hubFailed, spaceError } from '@gradio-stream/client/internal/spaces/space-errors'
import { meaningOf } from '@gradio-stream/client/internal/spaces/space-stages'
import { isSafeForSecrets, plainHttp } from '@gradio-stream/client/internal/sign-in/secret-address'
import type { RelayedApp } from '../guard/app-directory.ts'
import { hubTokenIn } from '../guard/hub-token.ts'
import { Memo } from './memo.ts'

/** The state of a Space that is not an app at the moment: waiting, or failed. */
export type SpaceVerdict =
  | { readonly kind: 'waiting'; readonly state: RelayedAppState }
  | { readonly kind: 'failed'; readonly error: GradioStreamError }

export interface Spaces {
  /**
   * The address of a Space that was given by its name or page; any other address unchanged. Throws a
   * `GradioStreamError`.
   */
  resolve(address: string): Promise<string>
  /** Remembers which Space an app says it is. A Space on its own domain does not tell while it sleeps. */
  remember(app: RelayedApp, space: string | undefined): void
  /**
   * Why an app failed, if it is a Space; otherwise the failure itself. `isNamed`: the client knows the app by a name
   * only, so the Space is not named.
   */
  explain(app: RelayedApp, failure: GradioStreamError, isNamed: boolean): Promise<SpaceVerdict>
}

export interface SpacesOptions {
  readonly hubUrl: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly requestTimeoutMs: number
}

const STAGE_AGE_MS = 2000
const HOST_AGE_MS = 10 * 60_000
const REFUSAL_AGE_MS = 30_000
const MAX_LIMIT_MS = 300_000

export function createSpaces({ hubUrl, fetch, clock, requestTimeoutMs }: SpacesOptions): Spaces {
  const hosts = new Memo<Awaited<ReturnType<typeof askHost>>>(clock)
  const stages = new Memo<HubAnswer>(clock)
  const discussions = new Memo<string | null>(clock)
  const named = new Memo<string>(clock)

  /** With the token of the app, if that is a Hub token. */
  function hubFor(app?: RelayedApp): Hub {
    const token = hubTokenIn(app?.headers ?? {})
    if (token !== null && !isSafeForSecrets(hubUrl)) throw plainHttp('Hub token', hubUrl)
    const headers: Record<string, string> = token === null ? {} : { authorization: token }
    return { url: hubUrl, http: { fetch, clock, requestTimeoutMs, credentials: 'omit', headers: () => headers } }
  }

  return {
    async resolve(address) {
      const space = readSpaceAddress(address, hubUrl)
      if (space?.kind !== 'name') return address
      const { name } = space
      const answer = await hosts.get(
        name,
        () => askHost(hubFor(), name),
        (host) => (host.kind === 'host' ? HOST_AGE_MS : ageOf(host)),
      )
      if (answer.kind === 'host') return answer.host
      if (answer.kind === 'hidden') throw spaceError('space-private', { space: name, stage: null })
      throw hubFailed(name, hubUrl, answer.kind === 'limited' ? 'too many requests (429)' : answer.seen)
    },
    remember(app, space) {
      if (space !== undefined) named.set(app.id, space, Infinity)
    },
    async explain(app, failure, isNamed) {
      const space = readSpaceAddress(named.peek(app.id) ?? app.url, hubUrl)
      if (space === null || !isExplainable(failure)) return { kind: 'failed', error: failure }
      const hub = hubFor(app)
      const answer = await stages.get(app.id, () => askStage(hub, space), ageOf)
      const known = (answer.kind === 'stage' ? answer.space : null) ?? (space.kind === 'name' ? space.name : null)
      const shown = isNamed ? null : known
      const stage = answer.kind === 'stage' ? answer.stage : null
      const meaning = meaningOf(stage)
      const isPrivate = failure.code === 'login-required' || (answer.kind === 'hidden' && !isFailing(failure))
      if (isPrivate && meaning.kind !== 'wait' && meaning.kind !== 'down')
        return { kind: 'failed', error: spaceError('space-private', { space: shown, stage }) }
      if (answer.kind === 'limited')
        return { kind: 'waiting', state: { status: 'waking', space: shown, stage, retryAfterMs: ageOf(answer) } }
      if (meaning.kind === 'wait') return { kind: 'waiting', state: { status: meaning.status, space: shown, stage } }
      if (meaning.kind !== 'down') return { kind: 'failed', error: failure }
      const isTalked = shown !== null && meaning.code !== 'space-deleted'
      const discussionsUrl = isTalked
        ? await discussions.get(
            shown,
            () => findDiscussions(hub, shown),
            () => HOST_AGE_MS,
          )
        : null
      return { kind: 'failed', error: spaceError(meaning.code, { space: shown, stage, discussionsUrl }) }
    },
  }
}

function ageOf(answer: { readonly kind: string; readonly retryAfterMs?: number | null }): number {
  if (answer.kind === 'limited') return Math.min(MAX_LIMIT_MS, Math.max(STAGE_AGE_MS, answer.retryAfterMs ?? REFUSAL_AGE_MS))
  return answer.kind === 'hidden' ? REFUSAL_AGE_MS : STAGE_AGE_MS
}

/**
 * A Gradio login and an unknown protocol are reported as they are. A Space that is not up may give any other answer.
 */
function isExplainable(failure: GradioStreamError): boolean {
  if (failure.code === 'login-required') return failure.details.seen !== undefined
  return failure.code === 'app-unreachable' || failure.code === 'app-not-gradio'
}

function isFailing(failure: GradioStreamError): boolean {
  return isGradioStreamError(failure, 'app-unreachable') && (failure.details.status ?? 0) >= 500
}
