/** The frame of a process: the element around its parts, and, with the hook, their stream. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import type { GradioStream, UseGradioStreamOptions } from '@gradio-stream/hooks/internal/gradio-stream'
import type { RunCallbacks } from '@gradio-stream/hooks/internal/run-callbacks'
import { checkElementProps } from '@gradio-stream/hooks/internal/option-names'
import { useStream } from '@gradio-stream/hooks/internal/use-gradio-stream'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { useGradioProcess } from '../kit/process-context.ts'
import type { GradioProcessLayout } from '../kit/process-context.ts'
import { ProcessProvider, splitProcessOptions } from './process-provider.tsx'
import type { ProcessOptions } from './process-provider.tsx'
import { titleOf } from '../parts/title.tsx'
import { useKeptFocus } from '../parts/use-kept-focus.ts'

/** Props of the frame alone. */
export type FrameProps = Omit<PartProps<'section', PartState>, 'title'> & {
  /** @defaultValue 'card' */
  layout?: GradioProcessLayout | undefined
}
/** Props of {@link ProcessFrame}. */
export type ProcessFrameProps = FrameProps &
  ProcessOptions & {
    /** What to draw: the result of `useGradioStream`, or an object like it. */
    // oxlint-disable-next-line typescript/no-explicit-any -- whatever its endpoint is typed as
    stream: GradioStream<any>
    /** Base URL or name of the app, for technical details. @defaultValue the discovered address */
    app?: string | undefined
    /** Name of the endpoint, shown before discovery. */
    endpoint?: string | undefined
  }
/** Props of `GradioProcess.Root`. */
export type RootProps = Omit<FrameProps, keyof RunCallbacks> & ProcessOptions & UseGradioStreamOptions

const Frame = forwardRef<HTMLElement, FrameProps>(function Frame({ layout = 'card', ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const title = titleOf(stream, settings)
  const kept = useKeptFocus()
  const own = { className: 'rgs-root', 'data-layout': layout, 'aria-label': title || undefined, ...kept }
  return <PartElement tag="section" own={own} given={props} state={part} elementRef={ref} />
})

/** The frame around parts, to which it gives a stream and the settings. */
export const ProcessFrame = forwardRef<HTMLElement, ProcessFrameProps>(function ProcessFrame(props, ref): ReactElement {
  const { stream, app, endpoint, ...rest } = props
  const [shared, frame] = splitProcessOptions(rest)
  checkElementProps(frame, '<GradioProcess>')
  return (
    <ProcessProvider stream={stream} app={app} endpoint={endpoint} {...shared}>
      <Frame ref={ref} {...frame} />
    </ProcessProvider>
  )
})

/** Runs an endpoint and gives its stream to the parts inside. */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(props, ref): ReactElement {
  const { app, endpoint, onUnmount, runKey, resume, enabled, ...others } = props
  const { onAccepted, onUpdate, onLog, onSuccess, onError, onSettled, ...rest } = others
  const options: UseGradioStreamOptions = { app, endpoint, onAccepted, onUpdate, onLog, onSuccess, onError, onSettled }
  if (onUnmount !== undefined) options.onUnmount = onUnmount
  if (runKey !== undefined) options.runKey = runKey
  if (resume !== undefined) options.resume = resume
  if (enabled !== undefined) options.enabled = enabled
  return <ProcessFrame ref={ref} stream={useStream(options)} app={app} endpoint={endpoint} {...rest} />
})
