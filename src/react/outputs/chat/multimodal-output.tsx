/** A text and its files: pictures are shown, other files are links. */
import type { ReactElement } from 'react'
import { readFiles } from '../../kit/file-address.ts'
import { fileOutput } from '../files/file-output.tsx'
import { isRecord } from '../media/media-values.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { Picture } from '../media/picture.tsx'
import { textOutput } from '../text/text-output.tsx'

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i

function textIn(value: unknown): string {
  return isRecord(value) && typeof value.text === 'string' ? value.text : typeof value === 'string' ? value : ''
}

function filesIn(value: unknown): readonly unknown[] {
  return isRecord(value) && Array.isArray(value.files) ? value.files : []
}

function MultimodalOutput(props: OutputComponentProps): ReactElement {
  const { value, app, isStreaming, messages } = props
  const text = textIn(value)
  const files = filesIn(value)
  const isPicture = (file: unknown): boolean => {
    const [one] = readFiles(file) ?? []
    return one !== undefined && (one.mimeType?.startsWith('image/') ?? PICTURE.test(one.path))
  }
  const pictures = files.filter(isPicture).flatMap((file) => readFiles(file) ?? [])
  const others = files.filter((file) => !isPicture(file))
  return (
    <div className="rgs-multimodal">
      {(text !== '' || isStreaming || files.length === 0) && <textOutput.Component {...props} value={text} />}
      {pictures.map((file, index) => (
        <Picture key={index} file={file} alt={file.name} app={app} messages={messages} />
      ))}
      {others.length > 0 && <fileOutput.Component {...props} value={others} />}
    </div>
  )
}

/** `gr.MultimodalTextbox`. */
export const multimodalOutput: OutputKind = {
  Component: MultimodalOutput,
  accepts: (value) =>
    value === null ||
    typeof value === 'string' ||
    (isRecord(value) &&
      typeof value.text === 'string' &&
      (Array.isArray(value.files) || (value.files ?? null) === null) &&
      filesIn(value).every((file) => readFiles(file) !== null)),
  toText: textIn,
  placeholder: 'text',
}
