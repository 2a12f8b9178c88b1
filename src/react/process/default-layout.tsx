/** The default order of the parts, for each layout. A page can replace single parts, or arrange all of them itself. */
import type { ComponentType, ReactElement } from 'react'
import { Announcer } from '../parts/status/announcer.tsx'
import { AppPart } from '../parts/app.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { ConnectionPart } from '../parts/status/connection.tsx'
import { ErrorPart } from '../parts/error/error.tsx'
import { Form } from '../form/form.tsx'
import { Logs } from '../parts/log/logs.tsx'
import { Notice } from '../parts/notice.tsx'
import { Output } from '../parts/output/output.tsx'
import { useGradioProcess } from '../kit/process-context.ts'
import type { GradioProcessLayout } from '../kit/process-context.ts'
import { Progress } from '../parts/progress/progress.tsx'
import { Queue } from '../parts/progress/queue.tsx'
import { Reset } from '../parts/reset.tsx'
import { Status } from '../parts/status/status.tsx'
import { Submit } from '../parts/submit.tsx'
import { Title } from '../parts/title.tsx'
import { Toasts } from '../parts/toast/toasts.tsx'

/** Components that replace parts. Each reads the process with `useGradioProcess`. */
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
  Notice?: ComponentType
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
  Notice,
}

/** Everything that a process shows, in order. */
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
  // Run and the run's state stay together. In the overlay layout the run has a place of its own; without a form it
  // stands above the result.
  const isFollowed = stream.followed !== undefined
  const isBeside = layout !== 'overlay' && stream.endpoint !== null && !isFollowed
  const description = stream.endpoint?.description
  const bars = hasBegun && (
    // Keeps its height when the run ends, so that the result does not jump.
    <div className="rgs-meter">
      <Parts.Queue showsText={false} />
      <Parts.Progress />
    </div>
  )
  const how = (
    <>
      <Parts.Status />
      {bars}
    </>
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
        {!isFollowed && (
          <Parts.Form>
            <div className="rgs-foot">
              <div className="rgs-actions">
                <Parts.Submit />
                <Parts.Reset />
              </div>
              {isBeside && how}
            </div>
          </Parts.Form>
        )}
        <div className="rgs-result">
          <div className="rgs-run">
            <Parts.App />
            {!isBeside && how}
            {isFollowed && stream.discovery.status === 'pending' && (
              <div className="rgs-field" aria-hidden="true">
                <span className="rgs-skeleton rgs-skeleton-label" />
                <span className="rgs-skeleton rgs-skeleton-control" />
              </div>
            )}
            {isFollowed && (
              <div className="rgs-actions">
                <Cancel />
              </div>
            )}
            <Parts.Connection />
            {settings.notify && <Parts.Notice />}
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
