/** Keeps the estimates of a run from render to render. */
import { useState } from 'react'
import type { Clock } from '../../core/clock.ts'
import type { RunState } from '../../core/run/run-state.ts'
import { follow, NO_ESTIMATES } from './estimates.ts'
import type { Estimates } from './estimates.ts'

/** Estimates of the run a part draws. */
export function useEstimates(state: RunState, clock: Clock): Estimates {
  const [kept, setKept] = useState<Estimates>(NO_ESTIMATES)
  const next = follow(kept, state, clock.now())
  // Kept while rendering, as React allows for what follows from what is drawn: an effect would draw the old time first.
  if (next !== kept) setKept(next)
  return next
}
