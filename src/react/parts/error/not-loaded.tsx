/** Says that a part of the page could not be loaded, and offers what helps: asking again, or a new page. */
import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { NotLoadedProps } from '../../kit/lazy-part.tsx'
import { describeError } from './describe-error.ts'
import { useProcessSettings } from '../../kit/process-context.ts'

/**
 * What happened and what to do. What the part itself threw is thrown on. Offline, it is loaded once the browser is
 * back.
 */
export function NotLoaded({ error, retry }: NotLoadedProps): ReactElement {
  const { messages, formats } = useProcessSettings()
  useEffect(() => {
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  }, [retry])
  if (!isGradioStreamError(error, 'load-failed')) throw error
  const { title, next } = describeError(error, { isRelayed: false, messages, formats })
  return (
    <div className="rgs-error" role="alert">
      <div className="rgs-error-words">
        <p className="rgs-error-title">
          <bdi>{title}</bdi>
        </p>
        {next && (
          <p className="rgs-error-next">
            <bdi>{next}</bdi>
          </p>
        )}
        {!error.details.isOffline && (
          <p className="rgs-error-actions">
            <button type="button" className="rgs-button" onClick={retry}>
              {messages.actions.tryAgain}
            </button>
            <button type="button" className="rgs-button" onClick={() => location.reload()}>
              {messages.actions.reloadPage}
            </button>
          </p>
        )}
      </div>
    </div>
  )
}
