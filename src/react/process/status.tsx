/** One line: what happens, how long still, how long already. */
import { forwardRef, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { isActive, useGradioProcess } from './process-context.ts'
import { statusLine } from './status-line.ts'
import { useEstimates } from './use-estimates.ts'
import { useNow } from './use-now.ts'

/** What a `render` of the line is told. */
export interface StatusState extends PartState {
  readonly text: string
  /** Time since `submit`, while a run goes on. */
  readonly elapsedMs: number | null
}
/** Props of `GradioProcess.Status`. */
export type StatusProps = PartProps<'div', StatusState>

const SIGNS: Partial<Record<PartState['status'], IconName>> = { succeeded: 'check', failed: 'cross', cancelled: 'stop' }

/** The status line; draws nothing before the first run. */
export const Status = forwardRef<HTMLDivElement, StatusProps>(function Status(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats, clock, form } = settings
  const { finishing } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const isActing = isActive(stream)
  const now = useNow(clock, isActing)
  const estimates = useEstimates(stream.state, clock)
  const isPreparing = finishing !== null && !isActing
  const line = statusLine(stream.state, stream.endpoint, now, settings, estimates)
  const { text, elapsedMs } = isPreparing ? { text: messages.status.preparing, elapsedMs: null } : line
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
