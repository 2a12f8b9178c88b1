/** Files as links: name, size, download. */
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { fileAddress, foreignHost, readFiles } from '../../kit/file-address.ts'
import { FileLink } from '../../kit/file-link.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { useShownCount } from '../../kit/show-more.tsx'

const FIRST_FILES = 50
const MORE_FILES = 200

function FileOutput({ value, app, messages, formats }: OutputComponentProps): ReactElement {
  const files = readFiles(value) ?? []
  const { shown, button } = useShownCount(files.length, { first: FIRST_FILES, step: MORE_FILES, messages, formats })
  if (files.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <>
      <ul className="rgs-files">
        {files.slice(0, shown).map((file, index) => {
          const address = fileAddress(file, app)
          const host = foreignHost(file, app)
          return (
            <li key={index}>
              <FileLink file={file} app={app} className="rgs-file" messages={messages}>
                <Icon name="file" />
                <span className="rgs-file-name" dir="auto">
                  {file.caption ?? file.name}
                </span>
                {file.sizeBytes !== null && <bdi className="rgs-muted rgs-figures">{formats.bytes(file.sizeBytes)}</bdi>}
                {address !== null && <Icon name="download" />}
              </FileLink>
              {host !== null && (
                <p className="rgs-media-trouble">
                  <bdi>{messages.media.foreign(host)}</bdi>
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {button}
    </>
  )
}

/** `gr.File`, `gr.UploadButton`, and other values that are files. */
export const fileOutput: OutputKind = {
  Component: FileOutput,
  accepts: (value) => value === null || (Array.isArray(value) && value.length === 0) || readFiles(value) !== null,
  placeholder: 'line',
}

function DownloadOutput({ value, label, app, messages, formats }: OutputComponentProps): ReactElement {
  const [file] = readFiles(value) ?? []
  if (!file) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <FileLink file={file} app={app} className="rgs-button" messages={messages}>
      <Icon name="download" />
      <bdi>{label}</bdi>
      {file.sizeBytes !== null && <bdi className="rgs-muted rgs-figures">{formats.bytes(file.sizeBytes)}</bdi>}
    </FileLink>
  )
}

/** `gr.DownloadButton`: one file behind a button. */
export const downloadOutput: OutputKind = {
  Component: DownloadOutput,
  accepts: (value) => value === null || readFiles(value)?.length === 1,
  placeholder: 'line',
}
