/** A download link: by address, or through the client if the file needs headers. */
import { useState } from 'react'
import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { useGradioEnvironment } from '@gradio-stream/hooks/internal/gradio-environment'
import type { Messages } from '../messages/messages.ts'
import { fileAddress } from './file-address.ts'
import type { FileValue } from './file-address.ts'
import { saveFile } from './use-address.ts'
import type { FileHome } from './use-address.ts'

/** Props of {@link FileLink}. */
export interface FileLinkProps {
  readonly file: FileValue
  readonly app: FileHome | null
  readonly className: string
  readonly label?: string | undefined
  readonly messages: Messages
  readonly children: ReactNode
}

/** Without an address it renders its content alone. */
export function FileLink({ file, app, className, label, messages, children }: FileLinkProps): ReactElement {
  const environment = useGradioEnvironment()
  const [hasFailed, setFailed] = useState(false)
  const address = fileAddress(file, app)
  if (address === null) return <span className={className}>{children}</span>
  const save = (event: MouseEvent): void => {
    if (!environment.client.hasHeaders || !app || address.startsWith('data:')) return
    event.preventDefault()
    setFailed(false)
    saveFile(environment, app, address, file.name).catch(() => setFailed(true))
  }
  return (
    <>
      <a
        className={className}
        href={address}
        download={file.name || true}
        target="_blank"
        rel="noreferrer"
        aria-label={label}
        onClick={save}
      >
        {children}
      </a>
      {hasFailed && (
        <span className="rgs-media-trouble" role="alert">
          <bdi>{messages.media.fileUnreachable}</bdi>
        </span>
      )}
    </>
  )
}
