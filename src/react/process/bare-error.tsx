/** An error in the words there are from the first paint on: for code that cannot be loaded, and where that of the error itself cannot. */
import type { ReactElement } from 'react'
import type { GradioStreamError } from '../../core/errors.ts'
import { describeError } from './describe-error.ts'
import { useGradioProcess } from './process-context.ts'
import { ReloadPage } from './reload-page.tsx'

/** Props of {@link BareError}. */
export interface BareErrorProps {
  error: GradioStreamError
  /** Why its own code is not there; where only a new page has it, nothing else is offered. */
  cause?: GradioStreamError
  retry: () => void
}

/** What happened, what to do next, and a way to do it. */
export function BareError({ error, cause = error, retry }: BareErrorProps): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { messages, formats } = settings
  const { title, body, next } = describeError(error, { isRelayed: stream.connection.route === 'relay', messages, formats })
  return (
    <div className="rgs-error" role="alert">
      <div className="rgs-error-words">
        <p className="rgs-error-title">
          <bdi>{title}</bdi>
        </p>
        {[body, next].map(
          (text, index) =>
            text && (
              <p key={index} className="rgs-error-next">
                <bdi>{text}</bdi>
              </p>
            ),
        )}
        {cause.code === 'reload-needed' ? (
          <ReloadPage />
        ) : (
          <p className="rgs-error-actions">
            <button type="button" className="rgs-button" onClick={retry}>
              {messages.actions.tryAgain}
            </button>
          </p>
        )}
      </div>
    </div>
  )
}
