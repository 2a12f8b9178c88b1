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
import { orFailed, STORE_WORDS, storeUnavailable } from './log/ask-store.ts'
import { overLimit } from './guard/client-limits.ts'
import type { RelayEvents, TraceParent } from './observe/relay-events.ts'
import type { BeginResult, RunLog, SessionKey } from './log/run-log.ts'
import type { ClientSession, SubmissionResult } from './sessions.ts'
import type { Turn } from './turn-line.ts'
import type { AppSource, ConnectedApp } from './upstream/app-source.ts'
import { errorRefusal, joinApp, relayRefusal } from './upstream/join-app.ts'
import type { Refusal } from './upstream/join-app.ts'

export interface SubmissionOptions {
  readonly log: RunLog
  readonly engine: RunEngine
  /** `null`: this relay is alone. */
  readonly fleet: Fleet | null
  readonly apps: AppSource
  readonly clock: Clock
  readonly randomId: () => string
  readonly onError: (error: unknown) => void
  readonly events: RelayEvents
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
  /** Readers may come long after its end: see {@link RunOrder}. @defaultValue false */
  readonly isDated?: boolean
}

/** How long an answer may wait for the app. With the barrier and the network this stays under 5 s. */
const ANSWER_AFTER_MS = 4_000

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
  const { log, clock } = options
  const { key, session } = submission
  if (session.joining.has(runId)) return { kind: 'taken', eventId: runId }
  // Noted before the log is asked: a cancel that arrives meanwhile has to find it.
  session.joining.set(runId, { isCancelled: false })
  const begun = await orFailed(log.begin(key, runId))
  if (begun.kind !== 'begun') session.joining.delete(runId)
  if (begun.kind === 'known') return { kind: 'taken', eventId: runId }
  if (begun.kind === 'refused') return { kind: 'refused', refusal: tooMany(begun.reason) }
  if (begun.kind === 'failed') return { kind: 'refused', refusal: storeFailed() }
  options.events.begin(key, runId, submission.fnIndex, submission.parent ?? null)
  const joining: Joining = { ...submission, runId, answer: new Answer() }
  const joined = join(joining, options)
  // Before the answer, the caller sees a failure. After it, no one does.
  joined.catch(() => undefined)
  const timeUp = new AbortController()
  let refusal = await Promise.race([joined, wait(clock, ANSWER_AFTER_MS, timeUp.signal).then(() => null)])
  timeUp.abort()
  if (refusal === null && !joining.answer.claim()) refusal = await joined
  if (refusal !== null) return { kind: 'refused', refusal }
  options.events.taken(key, runId)
  return { kind: 'taken', eventId: runId }
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

interface Joining extends Submission {
  readonly runId: string
  readonly answer: Answer
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
  const turn = await session.line.enter(runId)
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
  if (!(await turn.granted)) {
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
 * A refusal that the client can still be answered with leaves no trace. A later refusal ends the run, and so does one
 * of a run that was cancelled.
 */
async function refuse({ key, session, runId, answer }: Joining, refusal: Refusal, { log, events }: SubmissionOptions): Promise<Refusal> {
  const isCancelled = session.joining.get(runId)?.isCancelled
  session.joining.delete(runId)
  // Its end was written when it was cancelled, unless the log had not begun it then.
  if (isCancelled) await log.append(key, { runId, text: cancelledFrame(runId), ends: true })
  else if (answer.claim()) {
    events.abandon(key, runId)
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
  const { key, session, runId, fnIndex, clientApiUrl, isDated } = joining
  const order: RunOrder = { key, runId, fnIndex, upstreamSession, upstreamEventId, clientApiUrl, isDated, ...call }
  const following = engine.follow(order)
  void fleet?.keepOrder(order)
  const isCancelled = session.joining.get(runId)?.isCancelled
  session.joining.delete(runId)
  if (isCancelled) await engine.cancel(key, runId)
  await following
  void fleet?.forgetOrder(order)
}

/** Those of other relays are told there. */
async function tellPlaces({ key, session }: Pick<Submission, 'key' | 'session'>, log: RunLog): Promise<void> {
  // Places are shown, nothing hangs on them.
  const waiting = await session.line.waiting().catch(() => [])
  await Promise.all(
    waiting.map(async (runId, rank) => {
      if (session.joining.has(runId)) await log.append(key, { runId, text: waitingFrame(runId, rank, waiting.length), ends: false })
    }),
  )
}

/**
 * Cancels the run of a join that was never answered, by the key of that join. If the join has not come yet, the run is
 * begun and ended here, so that a late join is recognised. Returns a refusal if there is no room for that.
 */
export async function withdrawRun(
  key: SessionKey,
  session: ClientSession,
  joinKey: string,
  options: SubmissionOptions,
): Promise<Refusal | null> {
  if (await cancelRun(key, session, joinKey, options)) return null
  const begun = await orFailed(options.log.begin(key, joinKey))
  if (begun.kind === 'failed') return storeFailed()
  if (begun.kind === 'refused') return tooMany(begun.reason)
  if (begun.kind === 'known') await cancelElsewhere(key, joinKey, options.fleet)
  if (begun.kind === 'begun') {
    await options.log.append(key, { runId: joinKey, text: cancelledFrame(joinKey), ends: true })
    // Who withdrew it knows its end: nobody is owed that.
    await options.log.markDelivered(key, joinKey)
  }
  return null
}

function storeFailed(): Refusal {
  return relayRefusal(503, 'store-unavailable', `${STORE_WORDS} Nothing was begun.`, { 'retry-after': '5' })
}

function tooMany(reason: RefusedBegin['reason']): Refusal {
  if (reason === 'too-many-runs') return overLimit('runs', { words: 'This session has as many runs going as the relay allows.' })
  if (reason === 'too-many-runs-of-client') return overLimit('runs')
  if (reason === 'too-many-sessions-of-client') return overLimit('sessions')
  return fullOfSessions()
}

/** Every session that the relay holds has a run that goes on. */
export function fullOfSessions(): Refusal {
  return relayRefusal(503, 'queue-full', 'The relay holds as many sessions as it can. Try again in a while.', { 'retry-after': '5' })
}

/**
 * Cancels a run of a session: in the line, on its way to the app, or running there. The relay may have forgotten the
 * session of a run that runs. False: no such run.
 */
export async function cancelRun(
  key: SessionKey,
  session: ClientSession | undefined,
  runId: string,
  { log, engine }: Pick<SubmissionOptions, 'log' | 'engine'>,
): Promise<boolean> {
  if (!session) return engine.cancel(key, runId)
  if (await session.line.leave(runId)) {
    session.joining.delete(runId)
    await log.append(key, { runId, text: cancelledFrame(runId), ends: true })
    await tellPlaces({ key, session }, log)
    return true
  }
  const joining = session.joining.get(runId)
  if (!joining) return engine.cancel(key, runId)
  // The app may be long in answering: it is told when it has.
  joining.isCancelled = true
  await log.append(key, { runId, text: cancelledFrame(runId), ends: true })
  return true
}

/** Asks the other relays to cancel a run. Throws `store-unavailable` if they cannot be told. */
export async function cancelElsewhere(key: SessionKey, runId: string, fleet: Fleet | null): Promise<void> {
  try {
    await fleet?.cancel(key, runId)
  } catch (cause) {
    throw storeUnavailable(cause)
  }
}
