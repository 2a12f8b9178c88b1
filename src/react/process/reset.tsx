/** Puts every field back to what the app starts with. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { useSyncExternalStore } from 'react'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'

/** Props of `GradioProcess.Reset`. */
export type ResetProps = PartProps<'button', PartState>

/** The button; draws nothing while nothing was changed. */
export const Reset = forwardRef<HTMLButtonElement, ResetProps>(function Reset(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { form, formId, messages } = settings
  const { drafts } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  if (drafts.size === 0 || !stream.endpoint) return null
  const onClick = () => {
    form.clear()
    // It goes away itself, and must not take the focus with it.
    document.getElementById(formId)?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }
  const own = { type: 'button' as const, className: 'rgs-button rgs-button-quiet rgs-reset', onClick, children: messages.form.reset }
  return <PartElement tag="button" own={own} given={props} state={part} elementRef={ref} />
})
