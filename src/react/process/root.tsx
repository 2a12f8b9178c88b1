/** The frame of a process: the element its parts lie in, and, with the hook, the stream they draw. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import type { UseGradioStreamOptions } from '../gradio-stream.ts'
import { useGradioStream } from '../use-gradio-stream.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'
import type { GradioProcessLayout } from './process-context.ts'
import { ProcessProvider } from './process-provider.tsx'
import type { ProcessOptions } from './process-provider.tsx'
import { titleOf } from './title.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** Props of the frame alone. */
export type FrameProps = Omit<PartProps<'section', PartState>, 'title'> & {
  /** @defaultValue 'card' */
  layout?: GradioProcessLayout | undefined
}
/** Props of `GradioProcess.Root`. */
export type RootProps = FrameProps & ProcessOptions & UseGradioStreamOptions

/** The frame around parts whose stream is there already. */
export const Frame = forwardRef<HTMLElement, FrameProps>(function Frame({ layout = 'card', ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const title = titleOf(stream, settings)
  const kept = useKeptFocus()
  const own = { className: 'rgs-root', 'data-layout': layout, 'aria-label': title || undefined, ...kept }
  return <PartElement tag="section" own={own} given={props} state={part} elementRef={ref} />
})

/** Runs an endpoint and gives its stream to the parts inside. */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(props, ref): ReactElement {
  const { app, endpoint, onUnmount, runKey, resume, enabled, title, messages, locale, inputs, outputs, toasts, unstyled, clock, ...frame } =
    props
  const options: UseGradioStreamOptions = { app, endpoint }
  if (onUnmount !== undefined) options.onUnmount = onUnmount
  if (runKey !== undefined) options.runKey = runKey
  if (resume !== undefined) options.resume = resume
  if (enabled !== undefined) options.enabled = enabled
  const stream = useGradioStream(options)
  const shared = { app, endpoint, title, messages, locale, inputs, outputs, toasts, unstyled, clock }
  return (
    <ProcessProvider stream={stream} {...shared}>
      <Frame ref={ref} {...frame} />
    </ProcessProvider>
  )
})
