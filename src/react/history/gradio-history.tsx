/** The page's runs as a list: when each began, how it ended, its inputs and its result. */
'use client'

import { forwardRef, useContext, useMemo, useState } from 'react'
import type { ComponentPropsWithoutRef, ReactElement } from 'react'
import { findEndpoint } from '@gradio-stream/client/internal/protocol/endpoint-name'
import type { AppDescription, EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { UnstyledContext } from '../kit/unstyled.ts'
import { en } from '../messages/en.ts'
import { createFormats } from '../messages/formats.ts'
import type { Formats } from '../messages/formats.ts'
import { mergeMessages } from '../messages/messages.ts'
import type { Messages, MessagesOverride } from '../messages/messages.ts'
import type { OutputRegistry } from '../outputs/output-kind.ts'
import { Output } from '../parts/output/output.tsx'
import { ProcessProvider } from '../process/process-provider.tsx'
import { ProcessSettingsContext } from '../kit/process-context.ts'
import { inWords } from '../parts/title.tsx'
import { SampleCells } from '../inputs/sample-row.tsx'
import { useGradioDiscovery } from '@gradio-stream/hooks/internal/use-gradio-discovery'
import { endedStream } from './ended-stream.ts'
import type { ListedRun } from '@gradio-stream/hooks/internal/history/run-history'
import { useFillForm } from './use-fill-form.ts'
import { useGradioRuns } from '@gradio-stream/hooks/internal/history/use-gradio-runs'

/** Props of {@link GradioHistory}: those of its element, and a filter for the runs. */
export interface GradioHistoryProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Only runs of this app. @defaultValue the app of the process around it; without one, all apps */
  app?: string | undefined
  /** Only runs of this endpoint. @defaultValue the endpoint of the process around it; without one, all endpoints */
  endpoint?: string | undefined
  /**
   * Draws a button beside each run with known inputs, and is called with the run of the pressed button. @defaultValue
   * fills the form of the process around it
   */
  onUse?: ((run: ListedRun) => void) | undefined
  /** As in `GradioProcess`. @defaultValue those of the process around it */
  messages?: MessagesOverride | undefined
  /** As in `GradioProcess`. @defaultValue that of the process around it */
  locale?: string | undefined
  /** As in `GradioProcess`. @defaultValue those of the process around it */
  outputKinds?: OutputRegistry | undefined
}

/**
 * Lists the runs that hooks and components of the same provider have begun, newest first. Use it alone or inside
 * `GradioProcess.Root`.
 * @example <GradioHistory app="https://owner-space.hf.space" />
 */
export const GradioHistory = forwardRef<HTMLElement, GradioHistoryProps>(function GradioHistory(props, ref): ReactElement {
  const process = useContext(ProcessSettingsContext)
  const { app = process?.app, endpoint = process?.endpointName, onUse, messages: own, locale, outputKinds, ...rest } = props
  const words = useMemo(() => (own || !process ? mergeMessages(en, own) : process.messages), [own, process])
  const formats = useMemo(() => (locale !== undefined || !process ? createFormats(locale) : process.formats), [locale, process])
  const { runs, remove, clear } = useGradioRuns({ app, endpoint })
  const fill = useFillForm()
  const one = { messages: words, formats, outputKinds: outputKinds ?? process?.outputKinds ?? null, remove, use: onUse ?? fill }
  const ofApp = useGradioDiscovery(app ?? '', { enabled: Boolean(app) }).data?.runHistoryUrl
  const { history } = words
  const isUnstyled = useContext(UnstyledContext)
  const className = ['rgs-history', rest.className].filter(Boolean).join(' ')
  return (
    <section aria-label={history.label} {...rest} className={className} data-unstyled={isUnstyled || undefined} ref={ref}>
      {runs.length === 0 ? (
        <p className="rgs-muted">{history.empty}</p>
      ) : (
        <ul className="rgs-history-list">
          {runs.map((run) => (
            <Row key={run.id} run={run} namesApp={app === undefined} {...one} />
          ))}
        </ul>
      )}
      {runs.some(({ status }) => status !== 'running') && (
        <button type="button" className="rgs-button rgs-button-quiet" onClick={clear}>
          {history.clear}
        </button>
      )}
      {ofApp !== undefined && (
        <a className="rgs-link" href={ofApp} target="_blank" rel="noreferrer">
          {history.ofApp}
        </a>
      )}
    </section>
  )
})

interface RowProps {
  run: ListedRun
  namesApp: boolean
  messages: Messages
  formats: Formats
  outputKinds: OutputRegistry | null
  remove: (id: string) => void
  use: ((run: ListedRun) => void) | null
}

function Row({ run, namesApp, messages, formats, outputKinds, remove, use }: RowProps): ReactElement {
  const { history } = messages
  const [isOpen, setOpen] = useState(false)
  const name = inWords(run.endpoint)
  const time = run.endedAt === null ? '' : formats.stopwatch(run.endedAt - run.startedAt)
  return (
    <li className="rgs-history-run" data-status={run.status}>
      <p className="rgs-history-head">
        <strong className="rgs-history-status">
          <bdi>{history.status[run.status]}</bdi>
        </strong>
        <bdi>{name}</bdi>
        {namesApp && <bdi className="rgs-muted">{run.app}</bdi>}
        <time className="rgs-muted" dateTime={new Date(run.startedAt).toISOString()}>
          <bdi>{formats.instant(run.startedAt)}</bdi>
        </time>
        {time !== '' && <bdi className="rgs-muted rgs-history-length">{time}</bdi>}
      </p>
      {run.error && (
        <p className="rgs-history-error" dir="auto">
          {run.error.message}
        </p>
      )}
      <details className="rgs-fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="rgs-summary">{history.result}</summary>
        {isOpen && <Opened run={run} messages={messages} formats={formats} outputKinds={outputKinds} />}
      </details>
      <div className="rgs-actions">
        {use && run.inputs !== null && (
          <button type="button" className="rgs-button" onClick={() => use(run)}>
            {history.useInputs}
          </button>
        )}
        {run.status !== 'running' && (
          <button
            type="button"
            className="rgs-button rgs-button-quiet"
            aria-label={`${history.remove}: ${name}`}
            onClick={() => remove(run.id)}
          >
            {history.remove}
          </button>
        )}
      </div>
    </li>
  )
}

/** Drawn when a person opens the run. Only the app's description tells the kind of each value. */
function Opened({ run, messages, formats, outputKinds }: Pick<RowProps, 'run' | 'messages' | 'formats' | 'outputKinds'>): ReactElement {
  const { data: app } = useGradioDiscovery(run.app)
  const endpoint = app ? lookUp(app, run.endpoint) : null
  const stream = useMemo(() => endedStream(run, app, endpoint), [run, app, endpoint])
  return (
    <>
      {run.inputs !== null && run.inputs.length > 0 && (
        <p className="rgs-history-inputs">
          <span className="rgs-muted">{`${messages.history.inputs} `}</span>
          <SampleCells columns={endpoint?.parameters ?? []} row={run.inputs} app={app ?? null} messages={messages} formats={formats} />
        </p>
      )}
      {run.data === null ? (
        run.status === 'succeeded' && <p className="rgs-muted">{messages.history.noResult}</p>
      ) : (
        // The title names the landmarks of its outputs, since those of the last run stand beside them.
        <ProcessProvider
          stream={stream}
          title={`${inWords(run.endpoint)}, ${formats.instant(run.startedAt)}`}
          messages={messages}
          outputKinds={outputKinds ?? undefined}
          toasts={false}
        >
          <Output />
        </ProcessProvider>
      )}
    </>
  )
}

function lookUp(app: AppDescription, name: string): EndpointDescription | null {
  try {
    return findEndpoint(app, name)
  } catch {
    // The app has changed since the run.
    return null
  }
}
