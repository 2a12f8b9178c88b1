/** Why there is no result: words for visitors, next steps, and the technical details in a fold. */
import { forwardRef, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { GradioStreamError, GradioStreamErrorCode, InputIssue } from '@gradio-stream/client/internal/errors'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import { CopyButton } from '../../kit/copy-button.tsx'
import { ErrorText } from './error-text.tsx'
import { issueWords } from '../../messages/issue-words.ts'
import type { Messages } from '../../messages/messages.ts'
import { describeError, gpuWaitMs, messageOf, takesPassword } from './describe-error.ts'
import type { ErrorDescription } from './describe-error.ts'
import { Icon } from '../../kit/icons.tsx'
import { PartElement } from '../../kit/part.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { useGradioProcess } from '../../kit/process-context.ts'
import { beginningOf } from './readable-error.ts'
import { SignInForm } from '../sign-in/sign-in-form.tsx'
import { useSignInState } from '../sign-in/signed-in-again.ts'
import { useNow } from '../../kit/use-now.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

const CHANGED_ELSEWHERE: ReadonlySet<GradioStreamErrorCode> = new Set(['login-required', 'space-private', 'space-paused', 'space-broken'])

/** Of a run that was begun elsewhere, only the following can be repeated. */
const FOLLOWED_AGAIN: ReadonlySet<GradioStreamErrorCode> = new Set([
  'connection-lost',
  'connection-refused',
  'connection-timeout',
  'relay-unreachable',
  'app-unreachable',
  'store-unavailable',
  'load-failed',
])

/** Most characters of a fact, and most entries of a list, that are shown. Copied details are complete. */
const LONGEST_FACT = 600
const LONGEST_NAME = 80
const MOST_ISSUES = 12

/** State for a `render` function of the error. */
export interface ErrorState extends PartState {
  readonly error: GradioStreamError
  readonly words: ErrorDescription
  /** Repeats what failed; `null` if that cannot help. */
  readonly retry: (() => void) | null
}
/** Props of `GradioProcess.Error`. */
export type ErrorProps = PartProps<'div', ErrorState>

/** The error. Renders nothing without one. The announcer reads it out, so it is not a live region itself. */
export const ErrorPart = forwardRef<HTMLDivElement, ErrorProps>(function Error(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats, clock } = settings
  const { error } = stream
  const seenAt = useMemo(() => (error === null ? 0 : clock.now()), [clock, error])
  const at = 'endedAt' in stream.state && stream.state.status === 'failed' ? stream.state.endedAt : seenAt
  const isCounting = error !== null && (gpuWaitMs(error, clock.now() - at) ?? 0) > 0
  const now = useNow(clock, isCounting)
  const isInAgain = useSignInState(stream, settings.app) === 'again'
  if (!error) return null
  const sinceMs = Math.max(0, now - at)
  const isRelayed = stream.connection.route === 'relay'
  const isFollowed = stream.followed !== undefined
  const words = describeError(error, { isRelayed, messages, formats, sinceMs, isFollowed })
  // Before a run, only the app can be asked again. After a run, its inputs are sent again.
  const again = stream.state.status === 'failed' ? () => stream.resubmit() : () => stream.discovery.refetch()
  // A run that was resumed after a reload may have lost its inputs; then the form is the place to start.
  const isLost = error.code === 'resume-expired'
  const isRepeatable = isFollowed
    ? FOLLOWED_AGAIN.has(error.code)
    : !isLost || stream.run?.inputs.length === stream.endpoint?.parameters.length
  // A change elsewhere may have helped: a sign-in, a restarted Space.
  const isChangeable = CHANGED_ELSEWHERE.has(error.code)
  const canRetry = (error.isRetryable || isChangeable) && isRepeatable && (gpuWaitMs(error, sinceMs) ?? 0) <= 0
  const retry = canRetry ? again : null
  // A relay's address is no place to sign in.
  const links = isInAgain ? [] : linksOf(error, isRelayed ? [settings.app] : [settings.app, rootOf(error.details.url)], isRelayed, messages)
  // A browser may ask for a module only once.
  const isLoadFailed = isGradioStreamError(error, 'load-failed') && !error.details.isOffline
  const facts = technicalFacts(error)
  const children = (
    <>
      <Icon name={isInAgain ? 'success' : 'error'} />
      <div className="rgs-error-words">
        <p className="rgs-error-title">
          <bdi>{isInAgain ? messages.signIn.done : words.title}</bdi>
        </p>
        {words.body && (
          <div className="rgs-error-body">
            <bdi>
              {/* Only a failed function has the app's own words, which may have marks. */}
              <ErrorText text={words.body} app={error.code === 'run-failed' ? (stream.discovery.data ?? null) : undefined} />
            </bdi>
          </div>
        )}
        {words.next && !isInAgain && (
          <p className="rgs-error-next">
            <bdi>{beginningOf(words.next, LONGEST_FACT)}</bdi>
          </p>
        )}
        <UnplacedIssues error={error} />
        {takesPassword(error) && settings.app !== '' && <SignIn isInAgain={isInAgain} />}
        {(retry || isLoadFailed || links.length > 0) && (
          <p className="rgs-error-actions">
            {retry && (
              <button type="button" className="rgs-button" onClick={retry}>
                {isLost || (isChangeable && stream.state.status === 'failed')
                  ? messages.actions.runAgain
                  : isChangeable
                    ? messages.app.checkAgain
                    : messages.actions.tryAgain}
              </button>
            )}
            {isLoadFailed && (
              <button type="button" className="rgs-button" onClick={() => location.reload()}>
                {messages.actions.reloadPage}
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
                {beginningOf(value, LONGEST_FACT)}
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
      own={{ className: isInAgain ? 'rgs-error rgs-error-mended' : 'rgs-error', role: 'group', 'aria-label': words.title, children }}
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
      // Errors that are shown at fields are left out here.
      ...issuesOf(failure)
        .slice(MOST_ISSUES)
        .map(({ parameter, message }): [string, string] => [parameter ?? names.unnamedParameter, message]),
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

/**
 * The sign-in form. For screen readers, also the message that the sign-in succeeded: the failed run can then be started
 * again.
 */
function SignIn({ isInAgain }: { isInAgain: boolean }): ReactElement {
  const { settings } = useGradioProcess()
  return (
    <>
      {!isInAgain && <SignInForm />}
      <output {...visuallyHidden}>{isInAgain ? settings.messages.signIn.done : ''}</output>
    </>
  )
}

/** What the app refused, without a visible field to show it at. */
function UnplacedIssues({ error }: { error: GradioStreamError }): ReactElement | null {
  const { stream, settings } = useGradioProcess()
  if (!isGradioStreamError(error, 'input-invalid')) return null
  const fields = stream.endpoint?.parameters.filter(({ props }) => props.visible !== false && props.visible !== 'hidden') ?? []
  const names = new Set(fields.map(({ name }) => name))
  const issues = error.details.issues.filter(({ parameter }) => parameter === null || !names.has(parameter))
  if (issues.length === 0) return null
  return (
    <ul className="rgs-error-issues">
      {issues.slice(0, MOST_ISSUES).map((issue: InputIssue, index) => (
        <li key={index}>
          <strong>{beginningOf(issue.parameter ?? settings.messages.error.unnamedParameter, LONGEST_NAME)}</strong>{' '}
          <span>{beginningOf(issueWords(issue, settings), LONGEST_FACT)}</span>
        </li>
      ))}
      {issues.length > MOST_ISSUES && <li>{settings.messages.error.moreIssues(issues.length - MOST_ISSUES, settings.formats)}</li>}
    </ul>
  )
}

/** Where a person can continue, as pairs of label and address. */
/**
 * If there is a sign-in form here, or a sign-in on the app's page has no effect here (the relay does not have it), the
 * link only opens the app.
 */
function linksOf(
  error: GradioStreamError,
  appUrls: readonly string[],
  isRelayed: boolean,
  { actions, app, signIn }: Messages,
): [string, string][] {
  const { code, details } = error
  const links: [string, string | null | undefined][] = [
    [isRelayed || takesPassword(error) ? signIn.openApp : actions.signIn, code === 'login-required' ? appUrls.find(isWebAddress) : null],
    [actions.signIn, 'signInUrl' in details ? details.signInUrl : null],
    [app.discussions, 'discussionsUrl' in details ? details.discussionsUrl : null],
  ]
  return links.flatMap(([label, address]) => (address && isWebAddress(address) ? [[label, address]] : []))
}

/** The page of the app that refused a request; empty for a relay's address, where people cannot sign in. */
function rootOf(url = ''): string {
  return url.endsWith('/discover') ? '' : url.replace(/\/(?:config|(?:gradio_api\/)?queue\/join)$/, '')
}

/** Only a web address becomes a link: the text can come from the app. */
function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address)
}

/** The refused values, for an error that lists them. */
function issuesOf(error: GradioStreamError): readonly InputIssue[] {
  return isGradioStreamError(error, 'input-invalid') ? error.details.issues : []
}
