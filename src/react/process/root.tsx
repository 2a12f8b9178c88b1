/** The frame of a process: the element around its parts, and, with the hook, their stream. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import type { UseGradioStreamOptions } from '@gradio-stream/hooks/internal/gradio-stream'
import type { RunCallbacks } from '@gradio-stream/hooks/internal/run-callbacks'
import { useGradioStream } from '@gradio-stream/hooks/internal/use-gradio-stream'
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
/** Props of `GradioProcess.Root`. */
export type RootProps = Omit<FrameProps, keyof RunCallbacks> & ProcessOptions & UseGradioStreamOptions

/** The frame around parts whose stream is given. */
export const Frame = forwardRef<HTMLElement, FrameProps>(function Frame({ layout = 'card', ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const title = titleOf(stream, settings)
  const kept = useKeptFocus()
  const own = { className: 'rgs-root', 'data-layout': layout, 'aria-label': title || undefined, ...kept }
  return <PartElement tag="section" own={own} given={props} state={part} elementRef={ref} />
})

/** Runs an endpoint and gives its stream to the parts inside. */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(props, ref): ReactElement {
  const { app, endpoint, onUnmount, runKey, resume, enabled, ...others } = props
  const { onAccepted, onUpdate, onLog, onSuccess, onError, onSettled, ...rest } = others
  const [shared, frame] = splitProcessOptions(rest)
  const options: UseGradioStreamOptions = { app, endpoint, onAccepted, onUpdate, onLog, onSuccess, onError, onSettled }
  if (onUnmount !== undefined) options.onUnmount = onUnmount
  if (runKey !== undefined) options.runKey = runKey
  if (resume !== undefined) options.resume = resume
  if (enabled !== undefined) options.enabled = enabled
  const stream = useGradioStream(options)
  return (
    <ProcessProvider stream={stream} app={app} endpoint={endpoint} {...shared}>
      <Frame ref={ref} {...frame} />
    </ProcessProvider>
  )
})
