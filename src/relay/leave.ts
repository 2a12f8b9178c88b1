/** How a relay leaves: it takes no more runs, lets those it has go on for a while, and ends the rest with a reason. */
import { wait } from '@gradio-stream/client/internal/kit/wait'
import type { RelayContext } from './context.ts'
import { failedFrame } from './engine/frames.ts'
import { jsonAnswer } from './routes/responses.ts'

/** Whether a relay takes runs. `draining`: only what was begun goes on. */
export type RelayState = 'ready' | 'draining' | 'closed'

const LOOK_EVERY_MS = 100
/** How long a reader that was sent away may take to come back for the end of its run. */
const RETURN_MS = 3_000

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

/** Ends runs that wait for their turn: no engine follows them yet. */
export async function endWaiting({ sessions, log }: RelayContext): Promise<void> {
  const failure = { code: 'relay-lost', message: 'The relay was shut down before the turn of this run came. The app was not asked.' }
  for (const { key, runId } of await sessions.leaveLines()) await log.append(key, { runId, text: failedFrame(runId, failure), ends: true })
}

/** The answer to a new run while the relay leaves: another instance takes it, or this one's successor. */
export function leavingAnswer(): Response {
  const message = 'The relay is being shut down. Nothing was begun.'
  return jsonAnswer({ detail: message, code: 'relay-unreachable', message }, 503, { 'retry-after': '5' })
}
