/** Cancels a run, wherever it is: on its way here, in the line, on its way to the app, running, or at another relay. */
import { cancelledFrame } from './engine/frames.ts'
import type { Fleet } from './fleet.ts'
import { orFailed, storeUnavailable } from './log/ask-store.ts'
import type { SessionKey } from './log/run-log.ts'
import type { ClientSession } from './sessions.ts'
import { storeFailed, tellPlaces, tooMany } from './submission.ts'
import type { SubmissionOptions } from './submission.ts'
import type { Refusal } from './upstream/join-app.ts'

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
