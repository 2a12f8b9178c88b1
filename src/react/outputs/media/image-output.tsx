/** A picture as large as possible, with buttons to enlarge and to save it. */
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { readOneFile } from '../../kit/file-address.ts'
import type { FileValue } from '../../kit/file-address.ts'
import { FileLink } from '../../kit/file-link.tsx'
import { limitsOf } from '../../kit/size-limits.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { Picture } from './picture.tsx'
import { useLightbox } from './use-lightbox.tsx'

function ImageOutput(props: OutputComponentProps): ReactElement {
  const file = readOneFile(props.value)
  if (!file) return <p className="rgs-muted rgs-output-empty">{props.messages.output.empty}</p>
  return <Image {...props} file={file} />
}

function Image({
  file,
  label,
  componentProps,
  app,
  isStreaming,
  messages,
  formats,
}: OutputComponentProps & { file: FileValue }): ReactElement {
  const { media } = messages
  const opener = useRef<HTMLButtonElement>(null)
  const lightbox = useLightbox({ items: [{ kind: 'image', file }], label, app, messages, formats }, () => opener.current?.focus())
  return (
    <div className="rgs-media" data-streaming={isStreaming || undefined}>
      <Picture file={file} alt={label} app={app} messages={messages} limits={limitsOf(componentProps)}>
        {(picture, isShown) => (
          <button
            ref={opener}
            type="button"
            className="rgs-picture-button"
            aria-label={media.enlarge(label)}
            aria-disabled={!isShown || undefined}
            onClick={() => isShown && lightbox.open(0)}
          >
            {picture}
          </button>
        )}
      </Picture>
      <div className="rgs-media-actions">
        <FileLink file={file} app={app} className="rgs-button rgs-button-quiet" label={media.downloadThing(label)} messages={messages}>
          <Icon name="download" />
          <span>{media.download}</span>
        </FileLink>
      </div>
      {lightbox.dialog}
    </div>
  )
}

/** `gr.Image`, and the result of `gr.ImageEditor` and similar components. */
export const imageOutput: OutputKind = {
  Component: ImageOutput,
  accepts: (value) => value === null || (!Array.isArray(value) && readOneFile(value) !== null),
  placeholder: 'picture',
}
