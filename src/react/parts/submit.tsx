/**
 * The primary action. During a run the same button cancels: same element, place and width, so that neither focus nor
 * pointer loses it.
 */
import { forwardRef, useEffect, useRef, useSyncExternalStore } from 'react'
import type { KeyboardEvent, MouseEvent, ReactElement } from 'react'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { isActive, useGradioProcess } from '../kit/process-context.ts'

/** What the button does now. */
export type SubmitAction = 'run' | 'cancel' | 'stopping'

/** State for a `render` function of the button. */
export interface SubmitState extends PartState {
  readonly action: SubmitAction
  readonly label: string
}
/** Props of `GradioProcess.Submit`. */
export type SubmitProps = PartProps<'button', SubmitState> & {
  /** Cancels during a run. False: it is inactive meanwhile, and `GradioProcess.Cancel` cancels. @defaultValue true */
  cancels?: boolean | undefined
}

// A press within this time after it turned into Cancel was meant for Run: a double click, a held key.
const GRACE_MS = 400

/** Run, and Cancel during a run. */
export const Submit = forwardRef<HTMLButtonElement, SubmitProps>(function Submit({ cancels = true, ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, clock, form, formId } = settings
  const { finishing, live, read } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const isGoing = isActive(stream)
  const action: SubmitAction =
    isGoing || finishing !== null ? (isGoing && (stream.state.status === 'cancelling' || live?.isEnding) ? 'stopping' : 'cancel') : 'run'
  const turnedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    turnedAt.current = action === 'cancel' ? clock.now() : Number.NEGATIVE_INFINITY
  }, [action, clock])

  // An input stream is ended, not cancelled: its last values stay.
  const isStream = stream.endpoint?.parameters.some((parameter) => parameter.live === 'frames') ?? false
  const canEnd = live !== null && stream.state.status === 'running'
  const labels: Record<SubmitAction, string> = {
    // The author's label, if the app's page has a button for this.
    run: stream.endpoint?.submitLabel ?? (isStream ? messages.actions.start : messages.actions.run),
    cancel: canEnd ? messages.actions.stop : messages.actions.cancel,
    stopping: messages.actions.stopping,
  }
  const shown: SubmitAction = cancels ? action : 'run'
  const isResting = stream.endpoint === null || read === null || action === 'stopping' || (!cancels && action !== 'run')
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (isResting) return event.preventDefault()
    if (action !== 'cancel') return
    event.preventDefault()
    if (clock.now() - turnedAt.current < GRACE_MS) return
    if (canEnd) live.stop()
    else if (isGoing) void stream.cancel()
    else form.finish(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
  }
  const children = (
    // As wide as its widest label: the stylesheet lays them all out, invisibly. Only the present one is text.
    <span className="rgs-button-stack" data-labels={cancels ? Object.values(labels).join('\n') : undefined}>
      {labels[shown]}
    </span>
  )
  const own = {
    // It has the type of a submit button only while it submits: Enter in a field must not cancel.
    type: action === 'run' ? ('submit' as const) : ('button' as const),
    form: formId,
    className: shown === 'run' ? 'rgs-button rgs-button-primary' : 'rgs-button',
    'data-action': shown,
    // Not `disabled`, which would lose the focus.
    'aria-disabled': isResting || undefined,
    onClick,
    onKeyDown,
    children,
  }
  return <PartElement tag="button" own={own} given={props} state={{ ...part, action, label: labels[shown] }} elementRef={ref} />
})
