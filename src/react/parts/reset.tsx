/** Sets every field back to the app's initial value. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { useSyncExternalStore } from 'react'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { useGradioProcess } from '../kit/process-context.ts'

/** Props of `GradioProcess.Reset`. */
export type ResetProps = PartProps<'button', PartState>

/** The button. Renders nothing while nothing was changed. */
export const Reset = forwardRef<HTMLButtonElement, ResetProps>(function Reset(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { form, formId, messages } = settings
  const { drafts } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  if (drafts.size === 0 || !stream.endpoint) return null
  const onClick = () => {
    form.clear()
    // The button disappears and must not lose the focus.
    document.getElementById(formId)?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }
  const own = { type: 'button' as const, className: 'rgs-button rgs-button-quiet rgs-reset', onClick, children: messages.form.reset }
  return <PartElement tag="button" own={own} given={props} state={part} elementRef={ref} />
})
