/**
 * The one primary action. While a run goes on the same button cancels it: same element, place and width, so that
 * neither the focus nor the pointer loses it.
 */
import { forwardRef, useEffect, useRef } from 'react'
import type { KeyboardEvent, MouseEvent, ReactElement } from 'react'
import { useLateCode } from '../late-code.ts'
import { formCode } from './late-pieces.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { isActive, useGradioProcess } from './process-context.ts'

/** What the button does now. */
export type SubmitAction = 'run' | 'cancel' | 'stopping'

/** What a `render` of the button is told. */
export interface SubmitState extends PartState {
  readonly action: SubmitAction
  readonly label: string
}
/** Props of `GradioProcess.Submit`. */
export type SubmitProps = PartProps<'button', SubmitState> & {
  /** Cancels while a run goes on. False: it rests meanwhile, and `GradioProcess.Cancel` cancels. @defaultValue true */
  cancels?: boolean | undefined
}

// Within this time after it turned into Cancel, a press was meant for Run: a double click, a held key.
const GRACE_MS = 400

/** Run, and Cancel while a run goes on. */
export const Submit = forwardRef<HTMLButtonElement, SubmitProps>(function Submit({ cancels = true, ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, clock, formId } = settings
  const action: SubmitAction = !isActive(stream) ? 'run' : stream.state.status === 'cancelling' ? 'stopping' : 'cancel'
  const { code } = useLateCode(formCode, 'soon')
  const turnedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    turnedAt.current = action === 'cancel' ? clock.now() : Number.NEGATIVE_INFINITY
  }, [action, clock])

  const labels: Record<SubmitAction, string> = {
    run: messages.actions.run,
    cancel: messages.actions.cancel,
    stopping: messages.actions.stopping,
  }
  const shown: SubmitAction = cancels ? action : 'run'
  const isResting = stream.endpoint === null || code === null || action === 'stopping' || (!cancels && action !== 'run')
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (isResting) return event.preventDefault()
    if (action !== 'cancel') return
    event.preventDefault()
    if (clock.now() - turnedAt.current >= GRACE_MS) void stream.cancel()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
  }
  const children = (
    // As wide as the widest of its labels: the stylesheet lays them out unseen. Text is only the one that is true.
    <span className="rgs-button-stack" data-labels={cancels ? Object.values(labels).join('\n') : undefined}>
      {labels[shown]}
    </span>
  )
  const own = {
    // It stays the form's submit button by its type only while it submits: Enter in a field must not cancel.
    type: action === 'run' ? ('submit' as const) : ('button' as const),
    form: formId,
    className: shown === 'run' ? 'rgs-button rgs-button-primary' : 'rgs-button',
    'data-action': shown,
    // Not `disabled`, which would throw the focus away.
    'aria-disabled': isResting || undefined,
    onClick,
    onKeyDown,
    children,
  }
  return <PartElement tag="button" own={own} given={props} state={{ ...part, action, label: labels[shown] }} elementRef={ref} />
})
