/**
 * What the relay asks the Hub: where a Space is, and what one does that does not answer as an app. Answers are kept for a moment, so that a hundred clients
 * that wait for one Space are one question, and a Hub that asks to slow down is left alone.
 */
import type { Clock } from '../../core/clock.ts'
import { isGradioStreamError } from '../../core/errors.ts'
import type { GradioStreamError } from '../../core/errors.ts'
import type { RelayedAppState } from '../../core/protocol/relay.ts'
import { askHost, askStage, findDiscussions } from '../../core/spaces/ask-hub.ts'
import type { Hub, HubAnswer } from '../../core/spaces/ask-hub.ts'
import { readSpaceAddress } from '../../core/spaces/space-address.ts'
import { hubFailed, spaceError } from '../../core/spaces/space-errors.ts'
import { meaningOf } from '../../core/spaces/stages.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { Memo } from './memo.ts'

/** What a Space that is no app at the moment is: waited for, or failed. */
export type SpaceVerdict =
  | { readonly kind: 'waiting'; readonly state: RelayedAppState }
  | { readonly kind: 'failed'; readonly error: GradioStreamError }

export interface Spaces {
  /** The address of a Space that was asked for by its name or page; any other address as it is. Throws a `GradioStreamError`. */
  resolve(address: string): Promise<string>
  /** Keeps which Space an app says it is: one on a domain of its own does not tell while it sleeps. */
  remember(app: RelayedApp, space: string | undefined): void
  /** Why an app failed, where it is a Space; the failure itself where it is none. `isNamed`: the client knows it by a name only, and is told none. */
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

  /** With the token the app itself is sent, where it is one of the Hub's. */
  function hubFor(app?: RelayedApp): Hub {
    const token = tokenIn(app?.headers ?? {})
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

/** A login of Gradio's own and a protocol nobody knows are what they say; anything else a Space may answer while it is not up. */
function isExplainable(failure: GradioStreamError): boolean {
  if (failure.code === 'login-required') return failure.details.seen !== undefined
  return failure.code === 'app-unreachable' || failure.code === 'app-not-gradio'
}

function isFailing(failure: GradioStreamError): boolean {
  return isGradioStreamError(failure, 'app-unreachable') && (failure.details.status ?? 0) >= 500
}

function tokenIn(headers: Readonly<Record<string, string>>): string | null {
  const found = Object.entries(headers).find(([name, value]) => /^(?:x-hf-)?authorization$/i.test(name) && value.startsWith('Bearer hf_'))
  return found?.[1] ?? null
}
