/**
 * Gets from a Space, by name or address, to a described app: asks where it is, visits it (which wakes it), asks for its
 * stage while it is not up, and visits again once it is. If the Hub does not answer, reports what the Space itself
 * answered.
 */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { ResolvedOptions } from '../client-options.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'
import { askHost, askStage, findDiscussions } from './ask-hub.ts'
import type { Hub, HubAnswer } from './ask-hub.ts'
import { hubContext } from './hub-context.ts'
import { readSpaceAddress } from './space-address.ts'
import type { SpaceAddress } from './space-address.ts'
import { hubFailed, spaceError, wakeTimeout } from './space-errors.ts'
import { meaningOf } from './space-stages.ts'
import type { AppStateListener, Waiting } from './wait-plan.ts'
import { WaitPlan } from './wait-plan.ts'

/** Options of {@link reachSpace}. */
export interface ReachOptions {
  /**
   * Describes the app at a root URL. It is passed in, so that this file, which is loaded on demand, does not contain
   * code that a page already has.
   */
  readonly describe: (rootUrl: string) => Promise<AppDescription>
  readonly signal?: AbortSignal | undefined
  readonly onState?: AppStateListener | undefined
  /** The `owner/space` that the app reported before. Absent: its address tells. */
  readonly space?: string | undefined
  /** The error of the visit that was already made; `null` if there was none. */
  readonly failure: unknown
}

/** Longest wait for a Space in a stage that it may never leave. */
const BRIEF_LIMIT_MS = 60_000
/** A visit wakes a Space. A visit without effect is repeated after this time. */
const VISIT_AGAIN_MS = 30_000
/** The Hub says that it runs, but its address does not answer yet: this many more visits. */
const VISITS_ONCE_UP = 6

/**
 * Describes the app of a Space, given as `owner/space`, as its page on the Hub, or, with a `failure`, by its own
 * address. Rejects with a `GradioStreamError`.
 */
export async function reachSpace(address: string, options: ResolvedOptions, reach: ReachOptions): Promise<AppDescription> {
  const hub = hubContext(options)
  const { failure } = reach
  const space = readSpaceAddress(reach.space ?? address, options.hubUrl)
  if (failure !== null) {
    if (space === null) throw failure
    return visitUntilUp({ address, host: address, space, hub, options, reach })
  }
  if (space?.kind !== 'name') {
    throw new GradioStreamError('address-invalid', {
      message: `The app's address "${address.slice(0, 100)}" names no Space.`,
      hint: 'Write owner/space, or the address of the app itself.',
      details: { seen: address },
    })
  }
  const host = await findHost(hub, space.name, reach.signal, new WaitPlan(waitOptions(address, options, reach)))
  return visitUntilUp({ address, host, space, hub, options, reach })
}

async function findHost(hub: Hub, name: string, signal: AbortSignal | undefined, plan: WaitPlan): Promise<string> {
  for (;;) {
    const answer = await askHost(hub, name, signal)
    if (answer.kind === 'host') return answer.host
    if (answer.kind === 'hidden') throw spaceError('space-private', { space: name, stage: null, url: hub.url })
    if (answer.kind === 'unknown') throw hubFailed(name, hub.url, answer.seen)
    const waiting: Waiting = { status: 'waking', space: name, stage: null }
    if (!(await plan.pause(waiting, answer.retryAfterMs))) throw hubFailed(name, hub.url, 'too many requests (429)')
  }
}

interface Visit {
  readonly address: string
  /** Where the app is. */
  readonly host: string
  readonly space: SpaceAddress
  readonly hub: Hub
  readonly options: ResolvedOptions
  readonly reach: ReachOptions
}

async function visitUntilUp({ address, host, space, hub, options, reach }: Visit): Promise<AppDescription> {
  const { signal } = reach
  const plan = new WaitPlan(waitOptions(address, options, reach))
  let known = { address: space, name: space.kind === 'name' ? space.name : null }
  let stage: string | null = null
  let { failure } = reach
  let visitedAt = failure === null ? Number.NEGATIVE_INFINITY : options.clock.now()
  let visitsOnceUp = 0

  async function visit(): Promise<AppDescription | null> {
    visitedAt = options.clock.now()
    try {
      const app = await reach.describe(host)
      // A visit may find it up before the Hub says so.
      plan.arrived(known.name, meaningOf(stage).kind === 'up' ? stage : null)
      return known.name === null || app.space !== undefined ? app : { ...app, space: known.name }
    } catch (cause) {
      failure = cause
      if (isFinal(cause)) throw cause
      return null
    }
  }

  if (failure === null) {
    const app = await visit()
    if (app) return app
  } else if (isFinal(failure)) throw failure
  for (;;) {
    const answer: HubAnswer = await askStage(hub, known.address, signal)
    // The address answered with an error, so the Space exists; the Hub's 404 is wrong.
    if (answer.kind === 'hidden')
      throw isFailing(failure) ? failure : spaceError('space-private', { space: known.name, stage: null, url: host })
    if (answer.kind === 'stage') {
      stage = answer.stage
      if (answer.space !== null) known = { address: { kind: 'name', name: answer.space }, name: answer.space }
    }
    const meaning = answer.kind === 'stage' ? meaningOf(stage) : ({ kind: 'unknown' } as const)
    if (meaning.kind === 'down') {
      const discussionsUrl = meaning.code === 'space-deleted' || known.name === null ? null : await findDiscussions(hub, known.name, signal)
      throw spaceError(meaning.code, { space: known.name, stage, url: host, discussionsUrl })
    }
    const isLimited = answer.kind === 'limited'
    if (meaning.kind === 'up' || (meaning.kind === 'unknown' && !isLimited)) {
      // A page instead of JSON means a missing token: a Space without a login has no other 401.
      if (isGradioStreamError(failure, 'login-required'))
        throw spaceError('space-private', { space: known.name, stage, url: host, status: 401 })
      if (visitsOnceUp >= VISITS_ONCE_UP || !plan.hasWaited) throw failure
      const app = await visit()
      if (app) return app
      if (meaning.kind === 'up') visitsOnceUp += 1
    }
    const waiting: Waiting = { status: meaning.kind === 'wait' ? meaning.status : 'waking', space: known.name, stage }
    const isBrief = meaning.kind === 'wait' && meaning.isBrief
    const goesOn = await plan.pause(waiting, isLimited ? answer.retryAfterMs : null, isBrief ? BRIEF_LIMIT_MS : undefined)
    if (!goesOn) throw wakeTimeout({ space: known.name, stage, url: host }, plan.waitedMs, seenIn(failure))
    if (meaning.kind === 'wait' && options.clock.now() - visitedAt >= VISIT_AGAIN_MS) {
      const app = await visit()
      if (app) return app
    }
  }
}

/**
 * Whether another visit would end the same: it is Gradio and wants a login, it has an unknown protocol, or the caller
 * has aborted.
 */
function isFinal(cause: unknown): boolean {
  if (isGradioStreamError(cause, 'login-required')) return cause.details.seen?.startsWith('401 application/json') ?? false
  return !isGradioStreamError(cause) || cause.code === 'aborted' || cause.code === 'protocol-unsupported'
}

function isFailing(cause: unknown): boolean {
  return isGradioStreamError(cause, 'app-unreachable') && (cause.details.status ?? 0) >= 500
}

function seenIn(failure: unknown): string | undefined {
  return isGradioStreamError(failure) ? (failure.details.seen ?? failure.message) : undefined
}

function waitOptions(address: string, { clock, wakeTimeoutMs }: ResolvedOptions, { signal, onState }: ReachOptions) {
  return { address, clock, wakeTimeoutMs, signal, onState }
}
