/** The parts in their usual order, for each layout. A user replaces one part here, or arranges all of them anew. */
import type { ComponentType, ReactElement } from 'react'
import { Announcer } from './announcer.tsx'
import { Form } from './form.tsx'
import { AppPart, ConnectionPart, ErrorPart, Logs, Progress, Queue, Reset, Status, Toasts } from './late-parts.tsx'
import { Output } from './output.tsx'
import { useGradioProcess } from './process-context.ts'
import type { GradioProcessLayout } from './process-context.ts'
import { Submit } from './submit.tsx'
import { Title } from './title.tsx'

/** Components to draw in place of parts; each reads the process with `useGradioProcess`. */
export interface ProcessComponents {
  Title?: ComponentType
  Form?: ComponentType<{ children?: ReactElement }>
  Submit?: ComponentType
  Reset?: ComponentType
  App?: ComponentType
  Status?: ComponentType
  Queue?: ComponentType<{ showsText?: boolean }>
  Progress?: ComponentType
  Connection?: ComponentType
  Error?: ComponentType
  Output?: ComponentType
  Logs?: ComponentType
  Announcer?: ComponentType
  Toasts?: ComponentType
}

const DEFAULTS = {
  Title,
  Form,
  Submit,
  Reset,
  Status,
  Queue,
  Progress,
  Connection: ConnectionPart,
  App: AppPart,
  Error: ErrorPart,
  Output,
  Logs,
  Announcer,
  Toasts,
}

/** Everything a process shows, in order. */
export function Arrangement({
  layout,
  components,
}: {
  layout: GradioProcessLayout
  components?: ProcessComponents | undefined
}): ReactElement {
  const { stream, settings } = useGradioProcess()
  const Parts = { ...DEFAULTS, ...components }
  const hasBegun = stream.state.status !== 'idle'
  const description = stream.endpoint?.description
  const bars = hasBegun && (
    // Keeps its height when the run ends, so that the result does not jump.
    <div className="rgs-meter">
      <Parts.Queue showsText={false} />
      <Parts.Progress />
    </div>
  )
  if (layout === 'minimal') {
    return (
      <>
        <Parts.App />
        {bars}
        <Parts.Error />
        <Parts.Output />
        <Parts.Announcer />
        <Parts.Toasts />
      </>
    )
  }
  return (
    <>
      <header className="rgs-header">
        <Parts.Title />
        {description && (
          <p className="rgs-description">
            <bdi>{description}</bdi>
          </p>
        )}
      </header>
      <div className="rgs-body">
        <Parts.Form>
          <div className="rgs-actions">
            <Parts.Submit />
            <Parts.Reset />
          </div>
        </Parts.Form>
        <div className="rgs-result">
          <div className="rgs-run">
            <Parts.App />
            <Parts.Status />
            {bars}
            <Parts.Connection />
            <Parts.Error />
          </div>
          <Parts.Output />
          <Parts.Logs />
          {!hasBegun && (
            <p className="rgs-awaited rgs-muted" aria-hidden="true">
              {settings.messages.output.awaited}
            </p>
          )}
        </div>
      </div>
      <Parts.Announcer />
      <Parts.Toasts />
    </>
  )
}
