/** Why a folder cannot be listed, and a retry button. */
import type { ReactElement } from 'react'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { describeError } from '../../parts/error/describe-error.ts'
import { Icon } from '../../kit/icons.tsx'
import type { ExplorerTools } from './explorer-tools.ts'

interface FolderErrorProps {
  error: GradioStreamError
  /** A retry is under way. */
  isAsking: boolean
  retry: () => void
  tools: Pick<ExplorerTools, 'place' | 'messages' | 'formats'>
}

/** Shown in place of the rows. */
export function FolderError({ error, isAsking, retry, tools: { place, messages, formats } }: FolderErrorProps): ReactElement {
  const { title } = describeError(error, { isRelayed: place.app.route === 'relay', messages, formats })
  return (
    <div className="rgs-folder-error" role="alert">
      {isAsking ? (
        <p className="rgs-muted">{messages.media.loading}</p>
      ) : (
        <p className="rgs-field-issue">
          <Icon name="error" />
          <bdi>{messages.media.folderUnreachable}</bdi>
        </p>
      )}
      {/* For a failed answer the app gives no further reason. */}
      {!isAsking && error.code !== 'connection-refused' && (
        <p className="rgs-field-help">
          <bdi>{title}</bdi>
        </p>
      )}
      <button type="button" className="rgs-button" onClick={retry}>
        {messages.actions.tryAgain}
      </button>
    </div>
  )
}
