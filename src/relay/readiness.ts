/** Whether a relay should be sent new runs: `GET readyz`. */
import type { RelayContext } from './context.ts'
import type { RelayStore } from './fleet.ts'
import type { RelayState } from './leave.ts'
import { askStore } from './log/ask-store.ts'

export interface Readiness {
  readonly status: RelayState | 'store-unavailable'
  /** What is wrong, in words without inside addresses; absent where the status says it. */
  readonly message?: string
}

const AWAY = 'The store in which the relay keeps the messages of runs takes nothing at the moment.'
const NEARLY_FULL = 'The store in which the relay keeps the messages of runs is nearly full.'
/** Of what the store may hold. Above it new runs may be refused soon. */
const NEARLY = 0.9
/** Below the patience of what asks `readyz`. */
const PATIENCE = { answerMs: 1_000, retryMs: 0 }

/** Asks the store, if there is a common one. What it answers when it fails is told to `onError`. */
export async function readiness({ state, settings, clock, onError }: RelayContext): Promise<Readiness> {
  const { store } = settings
  if (state !== 'ready' || store === null) return { status: state }
  try {
    await askStore(() => store.check(), { clock, patience: PATIENCE, signal: new AbortController().signal })
    return (await isNearlyFull(store)) ? { status: state, message: NEARLY_FULL } : { status: state }
  } catch (error) {
    onError(error)
    return { status: 'store-unavailable', message: AWAY }
  }
}

async function isNearlyFull({ usage }: RelayStore): Promise<boolean> {
  const used = await usage?.().catch(() => null)
  return used?.maxBytes ? used.usedBytes / used.maxBytes >= NEARLY : false
}
