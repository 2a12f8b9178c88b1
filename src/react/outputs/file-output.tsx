/** Files as links: name, size, download. */
import type { ReactElement } from 'react'
import { Icon } from '../process/icons.tsx'
import { fileAddress, readFiles } from './file-address.ts'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

function FileOutput({ value, app, messages, formats }: OutputComponentProps): ReactElement {
  const files = readFiles(value) ?? []
  if (files.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <ul className="rgs-files">
      {files.map((file, index) => {
        const address = fileAddress(file, app)
        const content = (
          <>
            <Icon name="file" />
            <span className="rgs-file-name" dir="auto">
              {file.caption ?? file.name}
            </span>
            {file.sizeBytes !== null && <span className="rgs-muted rgs-figures">{formats.bytes(file.sizeBytes)}</span>}
          </>
        )
        return (
          <li key={index}>
            {address === null ? (
              <span className="rgs-file">{content}</span>
            ) : (
              <a className="rgs-file" href={address} download={file.name} target="_blank" rel="noreferrer">
                {content}
                <Icon name="download" />
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** `gr.File`, `gr.Image`, `gr.Audio`, `gr.Video`, `gr.Gallery`, … */
export const fileOutput: OutputKind = { Component: FileOutput, accepts: (value) => value === null || readFiles(value) !== null }
