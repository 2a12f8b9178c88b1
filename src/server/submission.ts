/**
 * One join from a client: made at the app by the instance that got it, so that a refusal stays an HTTP answer,
 * then handed to the engine. Answered within five seconds whatever the app does (Python's client gives up then).
 */
import type { Clock } from '../core/clock.ts'
import { wait } from '../core/wait.ts'
import { isGradioStreamError } from '../core/errors.ts'
import { hasOwnConnections } from './engine/follow-app-call.ts'
import { cancelledFrame, failedFrame, waitingFrame } from './engine/frames.ts'
import type { RunEngine, RunOrder } from './engine/run-engine.ts'
import type { RunLog, SessionKey } from './log/run-log.ts'
import type { ClientSession, SubmissionResult, Turn } from './sessions.ts'
import type { AppSource, ConnectedApp } from './upstream/app-source.ts'
import { errorRefusal, joinApp, relayRefusal } from './upstream/join-app.ts'
import type { Refusal } from './upstream/join-app.ts'

export interface SubmissionOptions {
  readonly log: RunLog
  readonly engine: RunEngine
  readonly apps: AppSource
  readonly clock: Clock
  readonly randomId: () => string
  readonly onError: (error: unknown) => void
}

export interface Submission {
  readonly key: SessionKey
  readonly session: ClientSession
  /** Members of the join's body as they were written. */
  readonly members: ReadonlyMap<string, string>
  readonly fnIndex: number
  readonly clientApiUrl: string
  /** The client's own key to this join, by which it is known when it is sent again; `null` where it has none. */
  readonly joinKey: string | null
}

/** How long an answer may wait for the app; with the barrier beside it and the network around it this stays under 5 s. */
const ANSWER_AFTER_MS = 4_000

/**
 * Submits a run and says what the client is answered. The run goes on whatever becomes of the client. A join with a key is made once,
 * however often it comes: its key is the run's id.
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
  // Noted before the log is asked: a cancel that comes meanwhile has to find it.
  session.joining.set(runId, { isCancelled: false })
  const begun = await log.begin(key, runId)
  if (begun.kind !== 'begun') session.joining.delete(runId)
  if (begun.kind === 'known') return { kind: 'taken', eventId: runId }
  if (begun.kind === 'refused') return { kind: 'refused', refusal: tooMany(begun.reason) }
  const joining: Joining = { ...submission, runId, answer: new Answer() }
  const joined = join(joining, options)
  // Whoever waits for it hears of a failure; after the answer nobody does.
  joined.catch(() => undefined)
  const timeUp = new AbortController()
  let refusal = await Promise.race([joined, wait(clock, ANSWER_AFTER_MS, timeUp.signal).then(() => null)])
  timeUp.abort()
  if (refusal === null && !joining.answer.claim()) refusal = await joined
  return refusal === null ? { kind: 'taken', eventId: runId } : { kind: 'refused', refusal }
}

/** What the client is answered is decided once: from then on a refusal is a message of the run. */
class Answer {
  #isClaimed = false

  /** True for whoever asks first. */
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

/** Resolves with what to answer where the app refused in time, with `null` where the run was taken. */
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

/** Runs that hold state share one session at the app and go one after another; who waits is answered at once. */
async function joinInTurn(joining: Joining, app: ConnectedApp, options: SubmissionOptions): Promise<Refusal | null> {
  const { session, runId, answer } = joining
  const turn = session.takeTurn(runId)
  if (turn.isGranted) return joinAs(joining, app, session.statefulSession, options, turn.release)
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
  if (!(await turn.granted)) return
  await tellPlaces(joining, options.log)
  await joinAs(joining, app, joining.session.statefulSession, options, turn.release)
}

async function joinAs(
  joining: Joining,
  app: ConnectedApp,
  upstreamSession: string,
  options: SubmissionOptions,
  onOver: () => void = () => {},
): Promise<Refusal | null> {
  if (hasOwnConnections(app)) {
    // Opening the connection is the join there: a refusal comes as a message, and ends the run as one.
    const call = { data: joining.members.get('data') ?? '[]', eventData: joining.members.get('event_data') ?? 'null' }
    void follow(joining, upstreamSession, '', options, call).finally(onOver)
    return null
  }
  const result = await joinApp(options.apps, app, joining.members, upstreamSession)
  if (result.kind === 'joined') {
    void follow(joining, upstreamSession, result.eventId, options).finally(onOver)
    return null
  }
  onOver()
  return refuse(joining, result.refusal, options)
}

/** A refusal the client can still be answered with leaves no trace; one that comes later ends the run, and so does one of a run that was cancelled. */
async function refuse({ key, session, runId, answer }: Joining, refusal: Refusal, { log }: SubmissionOptions): Promise<Refusal> {
  const isCancelled = session.joining.get(runId)?.isCancelled
  session.joining.delete(runId)
  if (isCancelled) await log.append(key, { runId, text: cancelledFrame(runId), ends: true })
  else if (answer.claim()) await log.abandon(key, runId)
  else await log.append(key, { runId, text: failedFrame(runId, refusal), ends: true })
  return refusal
}

async function follow(
  joining: Joining,
  upstreamSession: string,
  upstreamEventId: string,
  { engine }: SubmissionOptions,
  call: Pick<RunOrder, 'data' | 'eventData'> = {},
): Promise<void> {
  const { key, session, runId, fnIndex, clientApiUrl } = joining
  const following = engine.follow({
    key,
    runId,
    fnIndex,
    upstreamSession,
    upstreamEventId,
    clientApiUrl,
    ...call,
  })
  const isCancelled = session.joining.get(runId)?.isCancelled
  session.joining.delete(runId)
  if (isCancelled) await engine.cancel(key, runId)
  await following
}

async function tellPlaces({ key, session }: Pick<Submission, 'key' | 'session'>, log: RunLog): Promise<void> {
  const waiting = session.waitingRuns
  await Promise.all(waiting.map((runId, rank) => log.append(key, { runId, text: waitingFrame(runId, rank, waiting.length), ends: false })))
}

/**
 * Cancels the run of a join that was never answered, by the key of that join: the one that was taken, or the one that may still come. Where
 * none has come, the run is begun and ended here, so that the join is known when it does. The answer is a refusal where there is no room for that.
 */
export async function withdrawRun(
  key: SessionKey,
  session: ClientSession,
  joinKey: string,
  options: SubmissionOptions,
): Promise<Refusal | null> {
  if (await cancelRun(key, session, joinKey, options)) return null
  const begun = await options.log.begin(key, joinKey)
  if (begun.kind === 'refused') return tooMany(begun.reason)
  if (begun.kind === 'begun') await options.log.append(key, { runId: joinKey, text: cancelledFrame(joinKey), ends: true })
  return null
}

function tooMany(reason: 'too-many-runs' | 'too-many-sessions'): Refusal {
  const isRuns = reason === 'too-many-runs'
  const words = isRuns ? 'This session has as many runs going as the relay allows.' : 'The relay holds as many sessions as it can.'
  return relayRefusal(isRuns ? 429 : 503, 'queue-full', `${words} Try again in a while.`, { 'retry-after': '5' })
}

/** Cancels a run of this session wherever it is: in the line, on its way to the app, or running there. False: no such run. */
export async function cancelRun(
  key: SessionKey,
  session: ClientSession,
  runId: string,
  { log, engine }: SubmissionOptions,
): Promise<boolean> {
  if (session.leaveLine(runId)) {
    session.joining.delete(runId)
    await log.append(key, { runId, text: cancelledFrame(runId), ends: true })
    await tellPlaces({ key, session }, log)
    return true
  }
  const joining = session.joining.get(runId)
  if (joining) joining.isCancelled = true
  return joining !== undefined || engine.cancel(key, runId)
}
