/** Why a folder is not listed, and a way to ask again. */
import type { ReactElement } from 'react'
import type { GradioStreamError } from '../../../core/errors.ts'
import { describeError } from '../../process/describe-error.ts'
import { Icon } from '../../process/icons.tsx'
import type { ExplorerTools } from './explorer-tools.ts'

interface FolderErrorProps {
  error: GradioStreamError
  /** It is being asked for again. */
  isAsking: boolean
  retry: () => void
  tools: Pick<ExplorerTools, 'place' | 'messages' | 'formats'>
}

/** In the place of the rows. */
export function FolderError({ error, isAsking, retry, tools: { place, messages, formats } }: FolderErrorProps): ReactElement {
  const { title } = describeError(error, { isRelayed: place.app.route === 'relay', messages, formats })
  return (
    <div className="rgs-folder-error" role="alert">
      {isAsking ? (
        <p className="rgs-muted">{messages.media.loading}</p>
      ) : (
        <p className="rgs-field-issue">
          <Icon name="error" />
          <bdi>{messages.files.folderUnreachable}</bdi>
        </p>
      )}
      {/* An app that answers with a failure says nothing more. */}
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
