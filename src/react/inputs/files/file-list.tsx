/** The files in a field: a preview of each, its name and size, its upload progress, and a remove button. */
import type { ReactElement } from 'react'
import { isFile } from '@gradio-stream/client/internal/protocol/values/input-files'
import type { UploadingFile } from '@gradio-stream/client/internal/run/run-event'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { Icon } from '../../kit/icons.tsx'
import { appFile, entryName } from './file-entry.ts'
import type { FileEntry } from './file-entry.ts'
import { FilePreview } from './file-preview.tsx'
import type { InputApp } from '../input-kind.ts'

/** Props of {@link FileList}. */
export interface FileListProps {
  id: string
  entries: readonly FileEntry[]
  onRemove: (index: number) => void
  isReadOnly: boolean
  app: InputApp | null
  uploads: readonly UploadingFile[]
  /** False if the file is shown elsewhere. @defaultValue true */
  hasPreviews?: boolean
  messages: Messages
  formats: Formats
}

/** Name and size identify the files of one field well enough for their progress. */
function uploadOf(entry: FileEntry, name: string, uploads: readonly UploadingFile[]): UploadingFile | undefined {
  return isFile(entry) ? uploads.find((upload) => upload.name === name && upload.totalBytes === entry.size) : undefined
}

/** The list; renders nothing without files. */
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
