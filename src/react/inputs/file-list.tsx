/** The files a field holds: a look at each, its name and size, how far it has been sent, and a button that takes it out. */
import type { ReactElement } from 'react'
import { isFile } from '../../core/protocol/files.ts'
import type { UploadingFile } from '../../core/run/run-event.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { Icon } from '../process/icons.tsx'
import { appFile, entryName } from './file-entry.ts'
import type { FileEntry } from './file-entry.ts'
import { FilePreview } from './file-preview.tsx'
import type { InputApp } from './input-kind.ts'

/** Props of {@link FileList}. */
export interface FileListProps {
  id: string
  entries: readonly FileEntry[]
  onRemove: (index: number) => void
  isReadOnly: boolean
  app: InputApp | null
  uploads: readonly UploadingFile[]
  /** False where the file is seen elsewhere. @defaultValue true */
  hasPreviews?: boolean
  messages: Messages
  formats: Formats
}

/** Names and sizes tell the files of one field apart well enough to say how far each is. */
function uploadOf(entry: FileEntry, name: string, uploads: readonly UploadingFile[]): UploadingFile | undefined {
  return isFile(entry) ? uploads.find((upload) => upload.name === name && upload.totalBytes === entry.size) : undefined
}

/** The list; draws nothing without files. */
export function FileList(props: FileListProps): ReactElement | null {
  const { id, entries, onRemove, isReadOnly, app, uploads, hasPreviews = true, messages, formats } = props
  if (entries.length === 0) return null
  return (
    <ul id={id} className="rgs-file-list">
      {entries.map((entry, index) => {
        const name = entryName(entry)
        const size = isFile(entry) ? entry.size : (appFile(entry)?.sizeBytes ?? null)
        const upload = uploadOf(entry, name, uploads)
        return (
          <li key={index} className="rgs-file-row">
            {hasPreviews && <FilePreview entry={entry} name={name} app={app} messages={messages} />}
            <span className="rgs-file-words">
              <bdi className="rgs-file-name">{name}</bdi>{' '}
              {size !== null && <bdi className="rgs-muted rgs-figures">{formats.bytes(size)}</bdi>}
            </span>
            {!isReadOnly && (
              <button
                type="button"
                className="rgs-button rgs-button-quiet rgs-icon-button"
                aria-label={messages.files.remove(name)}
                onClick={() => onRemove(index)}
              >
                <Icon name="cross" />
              </button>
            )}
            {upload && (
              <progress
                className="rgs-file-progress"
                aria-label={messages.files.sending(name)}
                value={upload.sentBytes}
                max={Math.max(1, upload.totalBytes)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
