/** One line: what happens, how long it will take, how long it has taken. */
import { forwardRef, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { IconName } from '../../kit/icons.tsx'
import { PartElement } from '../../kit/part.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import { statusLine } from './status-line.ts'
import { useEstimates } from '../progress/use-estimates.ts'
import { useNow } from '../../kit/use-now.ts'

/** State for a `render` function of the line. */
export interface StatusState extends PartState {
  readonly text: string
  /** Time since `submit`, while a run goes on. */
  readonly elapsedMs: number | null
}
/** Props of `GradioProcess.Status`. */
export type StatusProps = PartProps<'div', StatusState>

const SIGNS: Partial<Record<PartState['status'], IconName>> = { succeeded: 'check', failed: 'cross', cancelled: 'stop' }

/** The status line. Renders nothing before the first run. */
export const Status = forwardRef<HTMLDivElement, StatusProps>(function Status(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats, clock, form } = settings
  const { finishing, live } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const isActing = isActive(stream)
  const now = useNow(clock, isActing)
  const estimates = useEstimates(stream.state, clock)
  const isPreparing = finishing !== null && !isActing
  const line = statusLine(stream.state, stream.endpoint, now, settings, estimates)
  const { text, elapsedMs } = isPreparing ? { text: live ? messages.live.opening : messages.status.preparing, elapsedMs: null } : line
  if (text === null) return null
  const sign = isPreparing ? undefined : SIGNS[part.status]
  const canTryNow = stream.state.status === 'submitting' && stream.state.waiting !== null && stream.state.waiting.nextRetryAt !== null
  const stopwatch = elapsedMs === null ? null : formats.stopwatch(elapsedMs)
  const children = (
    <>
      {sign && <Icon name={sign} />}
      <span className="rgs-status-text">
        <bdi>{text}</bdi>
      </span>
      {stopwatch !== null && (
        <span className="rgs-status-elapsed" role="timer" aria-label={messages.status.elapsed(stopwatch)}>
          {stopwatch}
        </span>
      )}
      {canTryNow && (
        <button type="button" className="rgs-button rgs-button-quiet rgs-status-action" onClick={() => stream.retryNow()}>
          {messages.actions.tryNow}
        </button>
      )}
      {part.status === 'cancelled' && !isPreparing && (
        <button type="button" className="rgs-button rgs-button-quiet rgs-status-action" onClick={() => stream.resubmit()}>
          {messages.actions.runAgain}
        </button>
      )}
    </>
  )
  return (
    <PartElement
      tag="div"
      own={{ className: 'rgs-status', children }}
      given={props}
      state={{ ...part, text, elapsedMs }}
      elementRef={ref}
    />
  )
})
