/**
 * A run of a relay that is gone goes on here: it is joined if the app has not heard of it, begun again where the app's
 * owner allows that, and ended if it was cancelled meanwhile.
 */
import { readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { RelayContext } from './context.ts'
import { cancelledFrame, failedFrame, restartedFrame } from './engine/frames.ts'
import type { TakenRun } from './fleet.ts'
import { readKept } from './kept-join.ts'
import type { RunLog } from './log/run-log.ts'
import { joinTaken } from './submission.ts'
import { errorRefusal } from './upstream/join-app.ts'

const PAGE_LENGTH = 1024 * 1024
/** The end of a run that this relay cannot join. */
const UNREADABLE = {
  code: 'relay-lost',
  message: 'The relay that took this run stopped before it was begun, and the one that took it on cannot read what was to be sent.',
}

/** Never rejects: what goes wrong ends the run. */
export async function takeOn(run: TakenRun, context: RelayContext): Promise<void> {
  const { key, runId, fence } = run
  const { log, onError } = context
  log.takeOn(key, runId, fence)
  try {
    await goOn(run, context)
  } catch (error) {
    onError(error)
    await log.append(key, { runId, text: failedFrame(runId, errorRefusal(error)), ends: true })
  }
}

async function goOn(run: TakenRun, context: RelayContext): Promise<void> {
  const { key, runId, fence, order, isAgain, isCancelled } = run
  const { log, events, sessions, tokens } = context
  const join = await readKept(order, tokens)
  if (join) events.takeOn(key, runId, join)
  const session = sessions.open(key)
  if (isCancelled || !join || !session) {
    const text = isCancelled ? cancelledFrame(runId) : failedFrame(runId, UNREADABLE)
    await log.append(key, { runId, text, ends: true })
    return
  }
  context.keepTidy()
  const hasValue = isAgain && (await findValue(run, log))
  if (isAgain) await log.append(key, { runId, text: restartedFrame(runId), ends: false })
  await joinTaken({ ...join, key, session, joinKey: runId }, { runId, fence, hasValue }, context)
}

/** Whether readers have a value of the run: what follows has to replace it. */
async function findValue({ key, runId }: TakenRun, log: RunLog): Promise<boolean> {
  for (let after = ''; ;) {
    const page = await log.read(key, { after, maxLength: PAGE_LENGTH, waitMs: 0 })
    if (page.kind !== 'page') return false
    if (page.messages.some((message) => message.runId === runId && isValue(message.text))) return true
    if (page.atEnd) return false
    after = page.next
  }
}

function isValue(text: string): boolean {
  return readMembers(text)?.get('msg') === '"process_generating"'
}
