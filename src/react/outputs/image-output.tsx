/** One picture at its own proportions, enlarged with a press. */
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { fileAddress, readOneFile } from './file-address.ts'
import type { FileValue } from './file-address.ts'
import { FileList } from './file-output.tsx'
import { Lightbox } from './lightbox.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'
import { numberProp } from '../inputs/component-props.ts'
import { useDecoded } from './use-decoded.ts'

/** The file a picture's value means: a file, or what an image editor made of its layers. */
export function readPicture(value: unknown): FileValue | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && ('composite' in value || 'background' in value)) {
    const { composite, background } = value as { composite?: unknown; background?: unknown }
    return readOneFile(composite ?? background)
  }
  return readOneFile(value)
}

function ImageOutput(props: OutputComponentProps): ReactElement {
  const { value, label, app, messages, componentProps } = props
  const file = readPicture(value)
  const address = file && fileAddress(file, app)
  const shown = useDecoded(address)
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  if (!file) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  if (address === null) return <FileList {...props} files={[file]} />
  const name = label || file.name
  const height = numberProp(componentProps, 'height')
  if (shown.address === null) {
    return shown.isBroken ? (
      <Broken {...props} file={file} />
    ) : (
      <span className="rgs-skeleton rgs-picture-skeleton" style={height === undefined ? undefined : { blockSize: height }} />
    )
  }
  return (
    <div className="rgs-picture">
      <button
        ref={opener}
        type="button"
        className="rgs-picture-button"
        aria-label={messages.output.enlarge(name)}
        onClick={() => setOpen(true)}
      >
        {/* Its name is the button's. */}
        <img
          className="rgs-picture-image"
          src={shown.address}
          alt=""
          width={shown.width || undefined}
          height={shown.height || undefined}
          style={height === undefined ? undefined : { maxBlockSize: height }}
          decoding="async"
          referrerPolicy="no-referrer"
        />
      </button>
      {shown.isBroken && <p className="rgs-muted">{messages.output.brokenPicture}</p>}
      {isOpen && <Lightbox {...props} items={[{ file, address }]} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** What stands for a picture that cannot be shown: words, and the file. */
export function Broken({ file, ...props }: OutputComponentProps & { file: FileValue }): ReactElement {
  return (
    <div className="rgs-broken">
      <p>{props.messages.output.brokenPicture}</p>
      {file.inlineUrl === null && <FileList {...props} files={[file]} />}
    </div>
  )
}

function accepts(value: unknown): boolean {
  return value === null || readPicture(value) !== null
}

/** `gr.Image`, `gr.ImageEditor`. */
export const imageOutput: OutputKind = { Component: ImageOutput, accepts }
