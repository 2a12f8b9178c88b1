/**
 * Plays states one after another on a clock of its own, for effects that depend on earlier states. Then it stands
 * still.
 */
import { useEffect, useState, type ReactElement, type ReactNode } from 'react'
import { GradioProcess, type GradioStream } from '../src/react/index.ts'
import { createManualClock } from '../src/testing/index.ts'
import { NOW } from './fixtures.ts'

interface ReplayProps {
  /** What is seen, and how long after the one before. */
  readonly steps: readonly { readonly stream: GradioStream; readonly afterMs: number }[]
  readonly children?: ReactNode
}

/** Draws the last of the states as someone sees it who saw all of them. */
export function Replay({ steps, children }: ReplayProps): ReactElement | null {
  const [clock] = useState(() => createManualClock({ startAt: NOW }))
  const [place, setPlace] = useState(0)
  useEffect(() => {
    const next = steps[place + 1]
    if (!next) return
    void clock.advance(next.afterMs).then(() => setPlace(place + 1))
  }, [clock, place, steps])
  const step = steps[place]
  return step ? (
    <GradioProcess.View stream={step.stream} clock={clock} locale="en" layout="inline">
      {children}
    </GradioProcess.View>
  ) : null
}
