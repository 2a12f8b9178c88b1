/** A preview of one file: the picture, or a player. Files at the app are shown only from its own address. */
import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { isFile } from '@gradio-stream/client/internal/protocol/values/input-files'
import type { Messages } from '../../messages/messages.ts'
import { fileAddress } from '../../kit/file-address.ts'
import { Icon } from '../../kit/icons.tsx'
import { appFile } from './file-entry.ts'
import type { FileEntry } from './file-entry.ts'
import type { InputApp } from '../input-kind.ts'

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:png|jpe?g|gif|webp|avif|bmp)$/i, 'image'],
  [/\.(?:wav|mp3|ogg|oga|flac|m4a)$/i, 'audio'],
  [/\.(?:mp4|webm|mov|ogv)$/i, 'video'],
]

/** Props of {@link FilePreview}. */
export interface FilePreviewProps {
  entry: FileEntry
  name: string
  app: InputApp | null
  messages: Messages
}

/** The preview; an icon if there is nothing to see or hear. */
export function FilePreview({ entry, name, app, messages }: FilePreviewProps): ReactElement {
  const address = useAddress(entry, app)
  const [broken, setBroken] = useState<string | null>(null)
  const type = isFile(entry) && entry.type !== '' ? entry.type.split('/', 1)[0] : ENDINGS.find(([ending]) => ending.test(name))?.[1]
  // An SVG is a picture like any other: scripts do not run inside an `img`.
  if (address !== null && type === 'image' && broken === address) {
    return (
      <span className="rgs-file-broken">
        <Icon name="warning" />
        <span className="rgs-muted">
          <bdi>{messages.files.unreadablePicture}</bdi>
        </span>
      </span>
    )
  }
  if (address !== null && type === 'image') {
    const alternative = messages.files.preview(name)
    return <img className="rgs-file-picture" src={address} alt={alternative} onError={() => setBroken(address)} />
  }
  if (address !== null && type === 'audio') {
    // What a person chose or recorded themselves has no captions.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <audio className="rgs-file-player" controls preload="metadata" src={address} aria-label={messages.files.preview(name)} />
  }
  if (address !== null && type === 'video') {
    const label = messages.files.preview(name)
    // As above.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    return <video className="rgs-file-player" controls preload="metadata" playsInline src={address} aria-label={label} />
  }
  return <Icon name="file" />
}

function useAddress(entry: FileEntry, app: InputApp | null): string | null {
  const [own, setOwn] = useState<{ entry: FileEntry; address: string } | null>(null)
  useEffect(() => {
    if (!isFile(entry) || typeof URL.createObjectURL !== 'function') return undefined
    const address = URL.createObjectURL(entry)
    // The address has to be given back, so that it is made where it can be: not while drawing.
    // oxlint-disable-next-line react/set-state-in-effect
    setOwn({ entry, address })
    return () => URL.revokeObjectURL(address)
  }, [entry])
  if (isFile(entry)) return own?.entry === entry ? own.address : null
  const file = appFile(entry)
  return file && fileAddress(file, app)
}
