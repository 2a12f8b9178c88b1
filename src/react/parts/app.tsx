/**
 * The app while the page waits for it: sleeping and being woken, starting, being built. One line in place of the run's
 * line, with a time.
 */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import type { AppState } from '@gradio-stream/client/internal/spaces/app-state'
import type { Messages } from '../messages/messages.ts'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { useGradioProcess } from '../kit/process-context.ts'
import { useNow } from '../kit/use-now.ts'

/** State for a `render` function of the line. */
export interface AppPartState extends PartState {
  readonly app: AppState
  readonly text: string
  /** Time since the wait began. */
  readonly elapsedMs: number
}
/** Props of `GradioProcess.App`. */
export type AppPartProps = PartProps<'div', AppPartState>

/** After this time a wait is longer than usual. */
const USUAL_MS = { waking: 3 * 60_000, building: 8 * 60_000 } as const

/** Whether the page waits for the app. */
export function isWaiting(app: AppState): app is AppState & { readonly status: 'waking' | 'building' } {
  return app.status === 'waking' || app.status === 'building'
}

/** What the app is doing, in words; empty without a wait. */
export function appText(app: AppState, { app: words }: Messages): string {
  if (app.status === 'building') return words.building
  if (app.status !== 'waking') return ''
  return app.stage === 'APP_STARTING' || app.stage?.startsWith('RUNNING') ? words.starting : words.waking
}

/** The line. Renders nothing while the app is available, and nothing if the error part shows the reason. */
export const AppPart = forwardRef<HTMLDivElement, AppPartProps>(function App(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats, clock } = settings
  const { appState } = stream
  const now = useNow(clock, isWaiting(appState))
  if (!isWaiting(appState)) return null
  const elapsedMs = Math.max(0, now - (appState.since ?? now))
  const text = appText(appState, messages)
  const stopwatch = formats.stopwatch(elapsedMs)
  const isLong = elapsedMs > USUAL_MS[appState.status]
  const notes = [...(appState.space === null ? [] : [appState.space]), ...(isLong ? [messages.app.longer] : [])]
  const children = (
    <>
      <span className="rgs-app-line">
        <span className="rgs-status-text">
          <bdi>{text}</bdi>
        </span>
        <span className="rgs-status-elapsed" role="timer" aria-label={messages.status.elapsed(stopwatch)}>
          {stopwatch}
        </span>
      </span>
      {/* Not `progress`: see progress.tsx. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above */}
      <div className="rgs-bar" role="progressbar" aria-label={messages.app.label} aria-valuetext={text} data-known="false">
        <span className="rgs-bar-fill" />
      </div>
      {notes.length > 0 && (
        <span className="rgs-app-note">
          <bdi>{messages.status.join(notes)}</bdi>
        </span>
      )}
    </>
  )
  const own = { className: 'rgs-app', role: 'group', 'aria-label': messages.app.label, 'data-app': appState.status, children }
  return <PartElement tag="div" own={own} given={props} state={{ ...part, app: appState, text, elapsedMs }} elementRef={ref} />
})
