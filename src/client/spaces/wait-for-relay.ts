/** Asks the relay repeatedly while it says that the app is not there yet. */
import type { RelayAnswer } from '../discovery/relay-answer.ts'
import { isGradioStreamError } from '../errors.ts'
import type { RelayedAppState } from '../protocol/relay-protocol.ts'
import { isSpaceName } from './space-address.ts'
import { wakeTimeout } from './space-errors.ts'
import type { WaitOptions, Waiting } from './wait-plan.ts'
import { WaitPlan } from './wait-plan.ts'

/** After this many checks in a row without an answer the relay counts as lost. */
const LOST_LOOKS = 3

/**
 * The first answer that is not "wait". `first` is the relay's last answer. Rejects with `wake-timeout`, and with the
 * relay's errors.
 */
export async function waitForRelay(
  first: RelayedAppState,
  ask: () => Promise<RelayAnswer>,
  options: WaitOptions,
): Promise<Exclude<RelayAnswer, { kind: 'waiting' }>> {
  const plan = new WaitPlan(options)
  let state = first
  let lost = 0
  for (;;) {
    const waiting = readWaiting(state)
    if (!(await plan.pause(waiting, state.retryAfterMs ?? null)))
      throw wakeTimeout({ space: waiting.space, stage: waiting.stage }, plan.waitedMs)
    try {
      const answer = await ask()
      if (answer.kind !== 'waiting') {
        plan.arrived(waiting.space, null)
        return answer
      }
      state = answer.state
      lost = 0
    } catch (cause) {
      lost += 1
      if (!isGradioStreamError(cause, 'relay-unreachable') || lost >= LOST_LOOKS) throw cause
    }
  }
}

function readWaiting({ status, space, stage }: RelayedAppState): Waiting {
  return { status, space: isSpaceName(space) ? space : null, stage: stage ?? null }
}
