/** A cancel button of its own, for arrangements where it does not share the place of Run. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { isActive, useGradioProcess } from './process-context.ts'

/** What a `render` of the button is told. */
export interface CancelState extends PartState {
  readonly isStopping: boolean
}
/** Props of `GradioProcess.Cancel`. */
export type CancelProps = PartProps<'button', CancelState>

/** Cancels the run that goes on; draws nothing when there is none. */
export const Cancel = forwardRef<HTMLButtonElement, CancelProps>(function Cancel(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  if (!isActive(stream)) return null
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
