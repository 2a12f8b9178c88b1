/** How a relay leaves: it takes no more runs, lets those it has go on for a while, and ends the rest with a reason. */
import { wait } from '@gradio-stream/client/internal/kit/wait'
import type { RelayContext } from './context.ts'
import { failedFrame } from './engine/frames.ts'
import type { Fleet } from './fleet.ts'
import { jsonAnswer } from './routes/responses.ts'

/** Whether a relay takes runs. `draining`: only what was begun goes on. */
export type RelayState = 'ready' | 'draining' | 'closed'

const LOOK_EVERY_MS = 100
/** How long a reader that was sent away may take to come back for the end of its run. */
const RETURN_MS = 3_000
/** How long the last messages may take to be read. A reader that takes none of them meanwhile is cut. */
const HAND_OVER_MS = 5_000

/** Sends readers that can resume away, and waits until runs and readers are done, at most for `drainMs`. */
export async function drain(context: RelayContext, drainMs: number): Promise<void> {
  const { clock, streams } = context
  const endsAt = clock.now() + drainMs
  let busyAt = isBusy(context) ? clock.now() : -Infinity
  streams.resuming.end()
  while (clock.now() < Math.min(endsAt, busyAt + RETURN_MS)) {
    await wait(clock, Math.min(LOOK_EVERY_MS, endsAt - clock.now()))
    if (isBusy(context)) busyAt = clock.now()
  }
}

function isBusy({ engine, sessions, streams }: RelayContext): boolean {
  return engine.size + sessions.joiningRuns + streams.resuming.size + streams.plain.size > 0
}

/** Gives runs that were not sent to the app to the other relays, or to the one that comes next. */
export async function giveAway({ sessions, log }: RelayContext, { joins }: Fleet): Promise<void> {
  joins.stopTaking()
  for (const { key, joining } of sessions.all()) {
    for (const [runId, place] of joining) {
      const fence = log.fenceOf(key, runId)
      if (place.isSent || fence === undefined) continue
      place.isHandedOver = true
      joining.delete(runId)
      await joins.handOver(key, runId, fence)
    }
  }
}

/** Ends runs that wait for their turn: no engine follows them yet. */
export async function endWaiting({ sessions, log }: RelayContext): Promise<void> {
  const failure = { code: 'relay-lost', message: 'The relay was shut down before the turn of this run came. The app was not asked.' }
  for (const { key, runId } of await sessions.leaveLines()) await log.append(key, { runId, text: failedFrame(runId, failure), ends: true })
}

/**
 * Waits until each open reader has taken what was written, and its stream has ended. A slow one does not hold it beyond
 * a limit.
 */
export async function handOver({ clock, streams }: RelayContext): Promise<void> {
  const timeUp = new AbortController()
  const finished = Promise.all(Object.values(streams).map((open) => open.finish()))
  await Promise.race([finished, wait(clock, HAND_OVER_MS, timeUp.signal)])
  timeUp.abort()
  // One turn of the event loop: whoever serves the streams writes their last chunks.
  await new Promise((resolve) => setTimeout(resolve))
}

/** The answer to a new run while the relay leaves: another instance takes it, or this one's successor. */
export function leavingAnswer(): Response {
  const message = 'The relay is being shut down. Nothing was begun.'
  return jsonAnswer({ detail: message, code: 'relay-unreachable', message }, 503, { 'retry-after': '5' })
}
