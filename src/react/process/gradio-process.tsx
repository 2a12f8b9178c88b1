/** `<GradioProcess>`: one endpoint of one app as a finished card, and the parts it is made of. */
import { forwardRef } from 'react'
import type { ForwardRefExoticComponent, ReactElement, RefAttributes } from 'react'
import type { GradioStream } from '../gradio-stream.ts'
import { Announcer } from './announcer.tsx'
import { Arrangement } from './arrangement.tsx'
import type { ProcessComponents } from './arrangement.tsx'
import { Form } from './form.tsx'
import { AppPart, Cancel, ConnectionPart, ErrorPart, Logs, Progress, Queue, Reset, Status, Toasts } from './late-parts.tsx'
import { Output } from './output.tsx'
import { ProcessProvider } from './process-provider.tsx'
import type { ProcessOptions } from './process-provider.tsx'
import { Frame, Root } from './root.tsx'
import type { FrameProps, RootProps } from './root.tsx'
import { Submit } from './submit.tsx'
import { Title } from './title.tsx'

/** Which parts are drawn by components of the caller's. */
export interface Arranged {
  /** Components in place of single parts. */
  components?: ProcessComponents | undefined
}
/** Props of `GradioProcess`. With `children` they are drawn inside the frame in place of the usual arrangement. */
export type GradioProcessProps = RootProps & Arranged
/** Props of `GradioProcess.View`. */
export type GradioProcessViewProps = FrameProps &
  ProcessOptions &
  Arranged & {
    /** What to draw: the result of `useGradioStream`, or an object like it. */
    stream: GradioStream
    /** Base URL or name of the app, shown in technical details. @defaultValue the discovered address */
    app?: string | undefined
    /** Name of the endpoint, shown while it is not discovered. */
    endpoint?: string | undefined
  }

const Process = forwardRef<HTMLElement, GradioProcessProps>(function GradioProcess({ components, children, ...props }, ref): ReactElement {
  return (
    <Root ref={ref} {...props}>
      {children ?? <Arrangement layout={props.layout ?? 'card'} components={components} />}
    </Root>
  )
})

/** The same card drawn from a stream that is given: for a hook called elsewhere, for stories and tests. No network of its own. */
const View = forwardRef<HTMLElement, GradioProcessViewProps>(function GradioProcessView(props, ref): ReactElement {
  const { stream, app, endpoint, title, messages, locale, inputs, outputs, toasts, unstyled, clock, components, children, ...frame } = props
  const shared = { stream, app, endpoint, title, messages, locale, inputs, outputs, toasts, unstyled, clock }
  return (
    <ProcessProvider {...shared}>
      <Frame ref={ref} {...frame}>
        {children ?? <Arrangement layout={frame.layout ?? 'card'} components={components} />}
      </Frame>
    </ProcessProvider>
  )
})

const parts = {
  Root,
  View,
  Provider: ProcessProvider,
  Title,
  Form,
  Submit,
  Reset,
  Cancel,
  App: AppPart,
  Status,
  Queue,
  Progress,
  Logs,
  Output,
  Error: ErrorPart,
  Connection: ConnectionPart,
  Announcer,
  Toasts,
}

type ProcessComponent = ForwardRefExoticComponent<GradioProcessProps & RefAttributes<HTMLElement>> & typeof parts

/**
 * Runs one endpoint of a Gradio app and shows the run live.
 * @example <GradioProcess app="https://owner-space.hf.space" endpoint="/predict" />
 */
export const GradioProcess: ProcessComponent = Object.assign(Process, parts)
