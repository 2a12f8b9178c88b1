/**
 * The parts that draw nothing before a run, or before something is typed: what a page has of them at first. Their code is loaded after the
 * form (`run-parts.ts`), at once where there is something to show; their refs, their props and their place in the page are the same.
 */
import { forwardRef, Suspense } from 'react'
import type { ElementType, ForwardRefExoticComponent, PropsWithoutRef, ReactElement, RefAttributes } from 'react'
import type { GradioStream } from '../gradio-stream.ts'
import { useLateCode, useServedCode } from '../late-code.ts'
import type { LateCode } from '../late-code.ts'
import { BareError } from './bare-error.tsx'
import type { ErrorProps } from './error.tsx'
import { formCode, runCode } from './late-pieces.ts'
import { useGradioProcess } from './process-context.ts'

type Part<Props, Target> = ForwardRefExoticComponent<PropsWithoutRef<Props> & RefAttributes<Target>>

/** A part that is drawn once its code is there. */
function latePart<Code, Props extends object, Target>(
  late: LateCode<Code>,
  pick: (code: Code) => Part<Props, Target>,
): Part<Props, Target> {
  const Waiting = forwardRef<Target, Props>(function Waiting(props, ref) {
    const { stream } = useGradioProcess()
    const { code } = useServedCode(late, hasSomethingToShow(stream) ? 'now' : 'soon')
    // Props of a part and of what stands for it are the same; React's types cannot follow a generic component.
    const Loaded = code && (pick(code) as unknown as ElementType)
    return Loaded && <Loaded {...props} ref={ref} />
  })
  return forwardRef<Target, Props>(function LatePart(props, ref) {
    return (
      <Suspense fallback={null}>
        <Waiting {...props} ref={ref} />
      </Suspense>
    )
  })
}

/** Whether a run, an app that is waited for, or an error is there to be told of. */
function hasSomethingToShow({ state, error, appState }: GradioStream): boolean {
  return state.status !== 'idle' || error !== null || appState.status !== 'running'
}

export const AppPart = latePart(runCode, (code) => code.AppPart)
export const Cancel = latePart(runCode, (code) => code.Cancel)
export const ConnectionPart = latePart(runCode, (code) => code.ConnectionPart)
export const Logs = latePart(runCode, (code) => code.Logs)
export const Progress = latePart(runCode, (code) => code.Progress)
export const Queue = latePart(runCode, (code) => code.Queue)
export const Status = latePart(runCode, (code) => code.Status)
export const Reset = latePart(formCode, (code) => code.Reset)

/** Shows new log lines as toasts, where `toasts` allows it. */
export function Toasts(): ReactElement | null {
  const { stream } = useGradioProcess()
  const { code } = useLateCode(runCode, hasSomethingToShow(stream) ? 'now' : 'soon')
  return code && <code.Toasts />
}

/** The error. Where the code that shows it cannot be loaded, that is said here, or the error itself in fewer words. */
export const ErrorPart = forwardRef<HTMLDivElement, ErrorProps>(function Error(props, ref): ReactElement | null {
  const { stream } = useGradioProcess()
  const isNeeded = hasSomethingToShow(stream)
  const { code, error } = useLateCode(runCode, isNeeded ? 'now' : 'soon')
  if (code) return <code.ErrorPart {...props} ref={ref} />
  if (!error || !isNeeded) return null
  const retry = (): void => {
    void runCode.load()
    if (stream.state.status === 'idle' && stream.error) stream.discovery.refetch()
  }
  return <BareError error={stream.error ?? error} cause={error} retry={retry} />
})
