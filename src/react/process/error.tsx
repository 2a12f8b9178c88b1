/** Why there is no result: words for people, what to do next, and the technical half folded away. */
import { forwardRef, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { GradioStreamError, GradioStreamErrorCode, InputIssue } from '../../core/errors.ts'
import { isGradioStreamError } from '../../core/errors.ts'
import { AppWords } from './app-words.tsx'
import { CopyButton } from './copy-button.tsx'
import type { Messages } from '../messages/messages.ts'
import { describeError, gpuWaitMs, messageOf } from './describe-error.ts'
import type { ErrorDescription } from './describe-error.ts'
import { Icon } from './icons.tsx'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'
import { ReloadPage } from './reload-page.tsx'
import { useNow } from './use-now.ts'

const CHANGED_ELSEWHERE: ReadonlySet<GradioStreamErrorCode> = new Set(['login-required', 'space-private', 'space-paused', 'space-broken'])

/** What a `render` of the error is told. */
export interface ErrorState extends PartState {
  readonly error: GradioStreamError
  readonly words: ErrorDescription
  /** Does again what failed; `null` where that cannot help. */
  readonly retry: (() => void) | null
}
/** Props of `GradioProcess.Error`. */
export type ErrorProps = PartProps<'div', ErrorState>

/** The error; draws nothing while all is well. The announcer says it aloud, so it is no live region itself. */
export const ErrorPart = forwardRef<HTMLDivElement, ErrorProps>(function Error(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats, clock } = settings
  const { error } = stream
  const seenAt = useMemo(() => (error === null ? 0 : clock.now()), [clock, error])
  const at = 'endedAt' in stream.state && stream.state.status === 'failed' ? stream.state.endedAt : seenAt
  const isCounting = error !== null && (gpuWaitMs(error, clock.now() - at) ?? 0) > 0
  const now = useNow(clock, isCounting)
  if (!error) return null
  const sinceMs = Math.max(0, now - at)
  const words = describeError(error, { isRelayed: stream.connection.route === 'relay', messages, formats, sinceMs })
  // Before a run there is only the app to ask again; after one, what it was given is sent again.
  const again = stream.state.status === 'failed' ? () => stream.resubmit() : () => stream.discovery.refetch()
  // A run that was taken up after a reload may have lost its inputs; then the form is where to begin.
  const isLost = error.code === 'resume-expired'
  const isRepeatable = !isLost || stream.run?.inputs.length === stream.endpoint?.parameters.length
  // Somebody may have done elsewhere what it takes: signed in, started the Space again.
  const isChangeable = CHANGED_ELSEWHERE.has(error.code)
  const canRetry = (error.isRetryable || isChangeable) && isRepeatable && (gpuWaitMs(error, sinceMs) ?? 0) <= 0
  const retry = canRetry ? again : null
  const links = linksOf(error, [settings.app, rootOf(error.details.url)], messages)
  const facts = technicalFacts(error)
  const children = (
    <>
      <Icon name="error" />
      <div className="rgs-error-words">
        <p className="rgs-error-title">
          <bdi>{words.title}</bdi>
        </p>
        {words.body && (
          <div className="rgs-error-body">
            {/* Only of a failing function the words are the app's. */}
            <bdi>
              {error.code === 'run-failed' ? (
                <AppWords text={words.body} app={stream.discovery.data ?? null} messages={messages} />
              ) : (
                words.body
              )}
            </bdi>
          </div>
        )}
        {words.next && (
          <p className="rgs-error-next">
            <bdi>{words.next}</bdi>
          </p>
        )}
        <UnplacedIssues error={error} />
        {error.code === 'reload-needed' && <ReloadPage />}
        {(retry || links.length > 0) && (
          <p className="rgs-error-actions">
            {retry && (
              <button type="button" className="rgs-button" onClick={retry}>
                {isLost ? messages.actions.runAgain : isChangeable ? messages.app.checkAgain : messages.actions.tryAgain}
              </button>
            )}
            {links.map(([label, href]) => (
              <a key={label} className="rgs-button" href={href} target="_blank" rel="noreferrer">
                {label}
              </a>
            ))}
          </p>
        )}
        <details className="rgs-fold rgs-error-details">
          <summary className="rgs-summary">{messages.error.details}</summary>
          <dl className="rgs-facts">
            {facts.map(([name, value]) => (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ))}
          </dl>
          <CopyButton label={messages.error.details} text={() => facts.map(([name, value]) => `${name}: ${value}`).join('\n')} />
        </details>
      </div>
    </>
  )
  return (
    <PartElement
      tag="div"
      own={{ className: 'rgs-error', role: 'group', 'aria-label': words.title, children }}
      given={props}
      state={{ ...part, error, words, retry }}
      elementRef={ref}
    />
  )

  function technicalFacts(failure: GradioStreamError): [string, string][] {
    const { code, details } = failure
    const { error: names } = messages
    const all: [string, string | number | null | undefined][] = [
      [names.code, code],
      [names.endpoint, details.endpoint ?? (settings.endpointName || null)],
      [names.address, details.url ?? settings.app],
      [names.httpStatus, details.status],
      [names.run, stream.run?.id],
      [names.space, 'space' in details ? details.space : null],
      [names.stage, 'stage' in details ? details.stage : null],
      [names.time, formats.instant(at)],
      [names.message, words.next === failure.details.hint ? messageOf(failure) : failure.message],
      [names.seen, details.seen],
    ]
    return all.flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [[name, String(value)]]))
  }
})

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}

/** What the app refused without naming a field that is there to say it under. */
function UnplacedIssues({ error }: { error: GradioStreamError }): ReactElement | null {
  const { stream, settings } = useGradioProcess()
  if (!isGradioStreamError(error, 'input-invalid')) return null
  const names = new Set(stream.endpoint?.parameters.map(({ name }) => name))
  const issues = error.details.issues.filter(({ parameter }) => parameter === null || !names.has(parameter))
  if (issues.length === 0) return null
  return (
    <ul className="rgs-error-issues">
      {issues.map((issue: InputIssue, index) => (
        <li key={index}>
          <strong>{issue.parameter ?? settings.messages.error.unnamedParameter}</strong> {issue.message}
        </li>
      ))}
    </ul>
  )
}

/** Where else one can go on, as pairs of label and address. */
function linksOf(error: GradioStreamError, appUrls: readonly string[], { actions, app }: Messages): [string, string][] {
  const { code, details } = error
  const links: [string, string | null | undefined][] = [
    [actions.signIn, code === 'login-required' ? appUrls.find(isWebAddress) : 'signInUrl' in details ? details.signInUrl : null],
    [app.discussions, 'discussionsUrl' in details ? details.discussionsUrl : null],
  ]
  return links.flatMap(([label, address]) => (address && isWebAddress(address) ? [[label, address]] : []))
}

/** The page of the app that refused a request; empty for a relay's address, at which nobody can sign in. */
function rootOf(url = ''): string {
  return url.endsWith('/discover') ? '' : url.replace(/\/(?:config|(?:gradio_api\/)?queue\/join)$/, '')
}

/** Only a web address may become a link: the text can come from the app. */
function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address)
}
