/** A separate cancel button, for arrangements in which Run does not turn into Cancel. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { isActive, useGradioProcess } from '../kit/process-context.ts'

/** State for a `render` function of the button. */
export interface CancelState extends PartState {
  readonly isStopping: boolean
}
/** Props of `GradioProcess.Cancel`. */
export type CancelProps = PartProps<'button', CancelState>

/** Cancels the present run. Renders nothing without one, and for a run that may only be watched. */
export const Cancel = forwardRef<HTMLButtonElement, CancelProps>(function Cancel(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  if (!isActive(stream) || stream.followed?.canCancel === false) return null
  const { actions } = settings.messages
  const isStopping = stream.state.status === 'cancelling'
  const own = {
    type: 'button' as const,
    className: 'rgs-button',
    'data-action': isStopping ? 'stopping' : 'cancel',
    'aria-disabled': isStopping || undefined,
    onClick: () => {
      if (!isStopping) void stream.cancel()
    },
    children: isStopping ? actions.stopping : actions.cancel,
  }
  return <PartElement tag="button" own={own} given={props} state={{ ...part, isStopping }} elementRef={ref} />
})
