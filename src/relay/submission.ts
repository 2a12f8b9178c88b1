/**
 * One join from a client. The instance that got it joins at the app, so that a refusal stays an HTTP answer, and then
 * hands the run to the engine. It is answered within five seconds in every case, since Python's client gives up then.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { wait } from '@gradio-stream/client/internal/kit/wait'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import { hasOwnConnections } from './engine/follow-app-call.ts'
import { cancelledFrame, failedFrame, waitingFrame } from './engine/frames.ts'
import type { Fleet } from './fleet.ts'
import type { RunEngine, RunOrder } from './engine/run-engine.ts'
import { writeKept } from './kept-join.ts'
import { askStore, LONG, orFailed, STORE_WORDS } from './log/ask-store.ts'
import type { HeapWatch } from './guard/heap-watch.ts'
import { overLimit } from './guard/client-limits.ts'
import type { RelayEvents, TraceParent } from './observe/relay-events.ts'
import type { RunTokens } from './guard/run-tokens.ts'
import type { ReliableLog } from './log/reliable-log.ts'
import type { BeginResult, SessionKey } from './log/run-log.ts'
import type { ClientSession, JoiningRun, SubmissionResult } from './sessions.ts'
import type { Turn } from './turn-line.ts'
import type { AppSource, ConnectedApp } from './upstream/app-source.ts'
import { errorRefusal, joinApp, relayRefusal } from './upstream/join-app.ts'
import type { Refusal } from './upstream/join-app.ts'
import type { WebhookRuns } from './webhooks/webhook-runs.ts'

export interface SubmissionOptions {
  readonly log: ReliableLog
  readonly engine: RunEngine
  readonly heap: HeapWatch
  /** `null`: this relay is alone. */
  readonly fleet: Fleet | null
  readonly apps: AppSource
  readonly clock: Clock
  readonly randomId: () => string
  readonly onError: (error: unknown) => void
  readonly events: RelayEvents
  /** Encrypts what a shared store keeps of a join; `null`: it is not. */
  readonly tokens: RunTokens | null
  readonly webhookRuns: WebhookRuns
}

export interface Submission {
  readonly key: SessionKey
  readonly session: ClientSession
  /** Members of the join's body, as they were written. */
  readonly members: ReadonlyMap<string, string>
  /** The client's headers that may go on to the app. */
  readonly headers: Readonly<Record<string, string>>
  readonly fnIndex: number
  readonly clientApiUrl: string
  /** The client's key to this join. A repeated join is recognised by it. `null` if it has none. */
  readonly joinKey: string | null
  /** The span of the page that the run belongs to. @defaultValue none */
  readonly parent?: TraceParent | null
  /** Sealed; told of its end in place of the relay's own webhook. @defaultValue none */
  readonly webhook?: string
  /** Readers may come long after its end: see {@link RunOrder}. @defaultValue false */
  readonly isDated?: boolean
}

/** How long an answer may wait for the app. With the barrier and the network this stays under 5 s. */
const ANSWER_AFTER_MS = 4_000
/** How long an answer waits for streams at other relays that were told to close (`queue-data.ts`). */
const CLOSED_WITHIN_MS = 2_000
const NEVER = new AbortController().signal

/**
 * Submits a run and returns the client's answer. The run goes on even if the client leaves. A join with a key is made
 * once, even if it is sent several times: its key is the run's id.
 */
export function submitRun(submission: Submission, options: SubmissionOptions): Promise<SubmissionResult> {
  const { joinKey, session } = submission
  if (joinKey === null) return submit(submission, options.randomId(), options)
  const known = session.answerTo(joinKey)
  if (known) return known
  const answer = submit(submission, joinKey, options)
  session.rememberAnswer(joinKey, answer)
  return answer
}

async function submit(submission: Submission, runId: string, options: SubmissionOptions): Promise<SubmissionResult> {
  const { log, clock, fleet } = options
  const { key, session } = submission
  if (options.heap.level() === 'full') return { kind: 'refused', refusal: fullOfMemory() }
  if (session.joining.has(runId)) return { kind: 'taken', eventId: runId }
  // Noted before the log is asked: a cancel that arrives meanwhile has to find it.
  const place = newlyJoining()
  session.joining.set(runId, place)
  const kept = fleet ? await writeKept({ ...submission, startedAt: clock.now() }, options.tokens) : ''
  const begun = await orFailed(log.begin(key, runId, undefined, kept))
  if (begun.kind !== 'begun') session.joining.delete(runId)
  if (begun.kind === 'known') return { kind: 'taken', eventId: runId }
  if (begun.kind === 'refused') return { kind: 'refused', refusal: tooMany(begun.reason) }
  if (begun.kind === 'failed') return { kind: 'refused', refusal: storeFailed() }
  options.events.begin(key, runId, submission.fnIndex, submission.parent ?? null)
  options.webhookRuns.begin(submission, runId)
  // The run is pending now, so no other stream is told to close.
  const closed = fleet?.joins.streamsClosed(key, CLOSED_WITHIN_MS)
  const joining: Joining = { ...submission, runId, place, fence: log.fenceOf(key, runId), answer: new Answer() }
  const joined = join(joining, options)
  // Before the answer, the caller sees a failure. After it, no one does.
  joined.catch(() => undefined)
  const timeUp = new AbortController()
  let refusal = await Promise.race([joined, wait(clock, ANSWER_AFTER_MS, timeUp.signal).then(() => null)])
  timeUp.abort()
  if (refusal === null && !joining.answer.claim()) refusal = await joined
  await closed
  if (refusal !== null) return { kind: 'refused', refusal }
  options.events.taken(key, runId)
  return { kind: 'taken', eventId: runId }
}

function newlyJoining(): JoiningRun {
  return { isCancelled: false, isSent: false, isHandedOver: false }
}

type RefusedBegin = Extract<BeginResult, { readonly kind: 'refused' }>

/** The client's answer is decided once. After that a refusal becomes a message of the run. */
class Answer {
  #isClaimed = false

  /** True for the first caller. */
  claim(): boolean {
    const isFirst = !this.#isClaimed
    this.#isClaimed = true
    return isFirst
  }
}

interface Joining extends Submission, Pick<RunOrder, 'hasValue'> {
  readonly runId: string
  /** See {@link ReliableLog.fenceOf}. */
  readonly fence: string | undefined
  readonly place: JoiningRun
  readonly answer: Answer
}

/** Goes on with a join that this relay took on. Nobody waits for an answer. */
export async function joinTaken(
  submission: Submission,
  { runId, fence, hasValue }: Pick<Joining, 'runId' | 'fence' | 'hasValue'>,
  options: SubmissionOptions,
): Promise<void> {
  const answer = new Answer()
  answer.claim()
  const place = newlyJoining()
  submission.session.joining.set(runId, place)
  await join({ ...submission, runId, fence, hasValue, place, answer }, options)
}

/** Resolves with the answer if the app refused in time, with `null` if the run was taken. */
async function join(joining: Joining, options: SubmissionOptions): Promise<Refusal | null> {
  try {
    const app = await options.apps.connected(joining.key.app)
    if (app.statefulFns.has(joining.fnIndex)) return await joinInTurn(joining, app, options)
    return await joinAs(joining, app, options.randomId(), options)
  } catch (error) {
    if (!isGradioStreamError(error)) options.onError(error)
    return refuse(joining, errorRefusal(error), options)
  }
}

/** Tied runs share one session at the app and take turns. A join that waits for its turn is answered at once. */
async function joinInTurn(joining: Joining, app: ConnectedApp, options: SubmissionOptions): Promise<Refusal | null> {
  const { session, runId, answer } = joining
  const turn = await session.line.enter(runId, joining.fence)
  if (turn.isGranted) return joinTied(joining, app, turn, options)
  answer.claim()
  await tellPlaces(joining, options.log)
  void joinWhenGranted(joining, app, turn, options).catch((error: unknown) => {
    options.onError(error)
    turn.release()
    return refuse(joining, errorRefusal(error), options)
  })
  return null
}

async function joinWhenGranted(joining: Joining, app: ConnectedApp, turn: Turn, options: SubmissionOptions): Promise<void> {
  const { session, runId } = joining
  const isGranted = await turn.granted
  if (joining.place.isHandedOver) return
  if (!isGranted) {
    // Who took it out of the line, perhaps another relay, writes its end.
    session.joining.delete(runId)
    return
  }
  await tellPlaces(joining, options.log)
  await joinTied(joining, app, turn, options)
}

async function joinTied(joining: Joining, app: ConnectedApp, turn: Turn, options: SubmissionOptions): Promise<Refusal | null> {
  try {
    return await joinAs(joining, app, await joining.session.line.statefulSession(), options, turn.release)
  } catch (error) {
    turn.release()
    throw error
  }
}

async function joinAs(
  joining: Joining,
  app: ConnectedApp,
  upstreamSession: string,
  options: SubmissionOptions,
  onOver: () => void = () => {},
): Promise<Refusal | null> {
  if (!(await setOff(joining, app, options))) {
    // Who has the run now has its turn too.
    if (!joining.place.isHandedOver) onOver()
    return null
  }
  if (hasOwnConnections(app)) {
    // Opening the connection is the join there. A refusal comes as a message and ends the run as one.
    const call = { data: joining.members.get('data') ?? '[]', eventData: joining.members.get('event_data') ?? 'null' }
    void follow(joining, upstreamSession, '', options, call).finally(onOver)
    return null
  }
  const result = await joinApp(options.apps, app, joining.members, upstreamSession, joining.headers)
  if (result.kind === 'joined') {
    void follow(joining, upstreamSession, result.eventId, options).finally(onOver)
    return null
  }
  onOver()
  return refuse(joining, result.refusal, options)
}

/**
 * Whether the join may be sent. From then on the run counts as begun, also if this relay ends before it is answered.
 */
async function setOff(
  { key, session, runId, fence, fnIndex, place }: Joining,
  app: ConnectedApp,
  options: SubmissionOptions,
): Promise<boolean> {
  const { fleet, log, clock } = options
  if (place.isHandedOver) return false
  place.isSent = true
  if (!fleet || fence === undefined) return true
  const keepsOrder = app.restart.has(app.endpoints.get(fnIndex) ?? '')
  const ask = (): ReturnType<typeof fleet.joins.setOff> => fleet.joins.setOff(key, runId, fence, keepsOrder)
  const answer = await askStore(ask, { clock, patience: LONG, signal: NEVER })
  if (answer === 'go') return true
  session.joining.delete(runId)
  // Where the run has ended, or another relay has it, the log takes no end from this one.
  await log.append(key, { runId, text: cancelledFrame(runId), ends: true })
  return false
}

/**
 * A refusal that the client can still be answered with leaves no trace. A later refusal ends the run, and so does one
 * of a run that was cancelled.
 */
async function refuse(
  { key, session, runId, answer }: Joining,
  refusal: Refusal,
  { log, events, webhookRuns }: SubmissionOptions,
): Promise<Refusal> {
  const isCancelled = session.joining.get(runId)?.isCancelled
  session.joining.delete(runId)
  // Its end was written when it was cancelled, unless the log had not begun it then.
  if (isCancelled) await log.append(key, { runId, text: cancelledFrame(runId), ends: true })
  else if (answer.claim()) {
    events.abandon(key, runId)
    webhookRuns.abandon(key, runId)
    await log.abandon(key, runId)
  } else await log.append(key, { runId, text: failedFrame(runId, refusal), ends: true })
  return refusal
}

async function follow(
  joining: Joining,
  upstreamSession: string,
  upstreamEventId: string,
  { engine, fleet }: SubmissionOptions,
  call: Pick<RunOrder, 'data' | 'eventData'> = {},
): Promise<void> {
  const { key, session, runId, fnIndex, clientApiUrl, isDated, hasValue } = joining
  const order: RunOrder = { key, runId, fnIndex, upstreamSession, upstreamEventId, clientApiUrl, isDated, hasValue, ...call }
  const following = engine.follow(order)
  void fleet?.keepOrder(order)
  const isCancelled = session.joining.get(runId)?.isCancelled
  session.joining.delete(runId)
  if (isCancelled) await engine.cancel(key, runId)
  await following
  void fleet?.forgetOrder(order)
}

/** Those of other relays are told there. */
export async function tellPlaces({ key, session }: Pick<Submission, 'key' | 'session'>, log: ReliableLog): Promise<void> {
  // Places are shown, nothing hangs on them.
  const waiting = await session.line.waiting().catch(() => [])
  await Promise.all(
    waiting.map(async (runId, rank) => {
      if (session.joining.has(runId)) await log.append(key, { runId, text: waitingFrame(runId, rank, waiting.length), ends: false })
    }),
  )
}

export function storeFailed(): Refusal {
  return relayRefusal(503, 'store-unavailable', `${STORE_WORDS} Nothing was begun.`, { 'retry-after': '5' })
}

export function tooMany(reason: RefusedBegin['reason']): Refusal {
  if (reason === 'too-many-runs') return overLimit('runs', { words: 'This session has as many runs going as the relay allows.' })
  if (reason === 'too-many-runs-of-client') return overLimit('runs')
  if (reason === 'too-many-sessions-of-client') return overLimit('sessions')
  return fullOfSessions()
}

function fullOfMemory(): Refusal {
  const words = 'The relay holds as much as its memory allows. Nothing was begun. Try again in a while.'
  return relayRefusal(503, 'queue-full', words, { 'retry-after': '5' })
}

/** Every session that the relay holds has a run that goes on. */
export function fullOfSessions(): Refusal {
  return relayRefusal(503, 'queue-full', 'The relay holds as many sessions as it can. Try again in a while.', { 'retry-after': '5' })
}
