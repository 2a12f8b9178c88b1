/** The place in the queue: in words with a countdown, and as a row of places with this run last. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { leftMs } from './estimates.ts'
import { PartElement } from '../../kit/part.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { useGradioProcess } from '../../kit/process-context.ts'
import { queueText } from '../status/status-line.ts'
import { useEstimates } from './use-estimates.ts'
import { useNow } from '../../kit/use-now.ts'

/** State for a `render` function of the queue. */
export interface QueueState extends PartState {
  /** Runs before this one; `null` until the app says. */
  readonly position: number | null
  readonly queueSize: number | null
  /** Rest of the estimated wait: 0 or less once it has passed, `null` without an estimate. */
  readonly leftMs: number | null
  readonly text: string
}
/** Props of `GradioProcess.Queue`. */
export type QueueProps = PartProps<'div', QueueState> & {
  /** False: only the row of places, beside a status line with the words. @defaultValue true */
  showsText?: boolean | undefined
}

const MOST_PLACES = 24

/** The place. Renders nothing while the run does not wait. */
export const Queue = forwardRef<HTMLDivElement, QueueProps>(function Queue({ showsText = true, ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats, clock } = settings
  const { state } = stream
  const now = useNow(clock, state.status === 'queued')
  const estimates = useEstimates(state, clock)
  if (state.status !== 'queued') return null
  const { position, queueSize } = state
  const text = queueText(state, now, settings, estimates)
  const places = position === null ? 0 : Math.min(MOST_PLACES, position + 1)
  const children = (
    <>
      {showsText && (
        <span className="rgs-queue-text">
          <bdi>{text}</bdi>
          {queueSize !== null && queueSize > 1 && (
            <span className="rgs-muted">
              <bdi>{messages.queue.waiting(queueSize, formats)}</bdi>
            </span>
          )}
        </span>
      )}
      <span className="rgs-queue-places" aria-hidden="true" data-unknown={places === 0 || undefined}>
        {Array.from({ length: Math.max(1, places) }, (_, index) => (
          <span key={index} className="rgs-queue-place" data-own={index === places - 1 || undefined} />
        ))}
      </span>
    </>
  )
  // Without its words it has nothing to read.
  const group = showsText ? { role: 'group', 'aria-label': messages.queue.label } : {}
  const own = { className: 'rgs-queue', ...group, children }
  return (
    <PartElement
      tag="div"
      own={own}
      given={props}
      state={{ ...part, position, queueSize, leftMs: leftMs(estimates, now), text }}
      elementRef={ref}
    />
  )
})
