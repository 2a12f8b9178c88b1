/** Keeps the estimates of a run between renders. */
import { useState } from 'react'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { RunState } from '@gradio-stream/client/internal/run/run-state'
import { followEstimates, NO_ESTIMATES } from './estimates.ts'
import type { Estimates } from './estimates.ts'

/** Estimates for a part's run. */
export function useEstimates(state: RunState, clock: Clock): Estimates {
  const [kept, setKept] = useState<Estimates>(NO_ESTIMATES)
  // The other states have no estimates, and a page that is drawn ahead of time may not ask for the time.
  const at = state.status === 'queued' || state.status === 'running' ? clock.now() : 0
  const next = followEstimates(kept, state, at)
  // Set during rendering, as React allows for derived state: an effect would first draw the old time.
  if (next !== kept) setKept(next)
  return next
}
