/** `<GradioProcess>`: one endpoint of one app as a complete card, and its parts. */
'use client'

import { forwardRef } from 'react'
import type { ForwardRefExoticComponent, ReactElement, RefAttributes } from 'react'
import { Announcer } from '../parts/status/announcer.tsx'
import { AppPart } from '../parts/app.tsx'
import { Arrangement } from './default-layout.tsx'
import type { ProcessComponents } from './default-layout.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { ConnectionPart } from '../parts/status/connection.tsx'
import { ErrorPart } from '../parts/error/error.tsx'
import { Follow } from './follow.tsx'
import { Form } from '../form/form.tsx'
import { Logs } from '../parts/log/logs.tsx'
import { Notice } from '../parts/notice.tsx'
import { Output } from '../parts/output/output.tsx'
import { ProcessProvider } from './process-provider.tsx'
import { Progress } from '../parts/progress/progress.tsx'
import { Queue } from '../parts/progress/queue.tsx'
import { Reset } from '../parts/reset.tsx'
import { ProcessFrame, Root } from './root.tsx'
import type { ProcessFrameProps, RootProps } from './root.tsx'
import { Status } from '../parts/status/status.tsx'
import { Submit } from '../parts/submit.tsx'
import { Title } from '../parts/title.tsx'
import { Toasts } from '../parts/toast/toasts.tsx'

/** The parts that the page replaces. */
export interface Arranged {
  /** Components for single parts. */
  components?: ProcessComponents | undefined
}
/** Props of `GradioProcess`. `children` replace the default arrangement inside the frame. */
export type GradioProcessProps = RootProps & Arranged
/** Props of `GradioProcess.View`. */
export type GradioProcessViewProps = ProcessFrameProps & Arranged

const Process = forwardRef<HTMLElement, GradioProcessProps>(function GradioProcess({ components, children, ...props }, ref): ReactElement {
  return (
    <Root ref={ref} {...props}>
      {children ?? <Arrangement layout={props.layout ?? 'card'} components={components} />}
    </Root>
  )
})

/**
 * The same card for a given stream: for a hook that is called elsewhere, for stories and tests. It uses no network
 * itself.
 */
export const View = forwardRef<HTMLElement, GradioProcessViewProps>(function GradioProcessView(props, ref): ReactElement {
  const { components, children, ...rest } = props
  return (
    <ProcessFrame ref={ref} {...rest}>
      {children ?? <Arrangement layout={props.layout ?? 'card'} components={components} />}
    </ProcessFrame>
  )
})

const parts = {
  Root,
  View,
  Follow,
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
  Notice,
}

type ProcessComponent = ForwardRefExoticComponent<GradioProcessProps & RefAttributes<HTMLElement>> & typeof parts

/**
 * Runs one endpoint of a Gradio app and shows the run live.
 * @example <GradioProcess app="https://owner-space.hf.space" endpoint="/predict" />
 */
export const GradioProcess: ProcessComponent = Object.assign(Process, parts)
