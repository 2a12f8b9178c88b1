/** One item of a gallery as a thumbnail; a press enlarges it. */
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { fileAddress } from '../../kit/file-address.ts'
import type { GalleryLook } from './gallery-settings.ts'
import { itemNameOf, shortened } from './item-name.ts'
import type { GalleryItem } from './media-values.ts'
import { useAddress } from '../../kit/use-address.ts'
import type { FileHome } from '../../kit/use-address.ts'

/** Props that a gallery's grid gets. */
export interface GalleryGridProps {
  readonly items: readonly GalleryItem[]
  readonly label: string
  readonly look: GalleryLook
  /** The item that Tab reaches. */
  readonly current: number
  /** The item that should get the focus; `null`: none. */
  readonly wanted: number | null
  /** Called when it has the focus. */
  readonly onFocused: () => void
  readonly onPick: (index: number) => void
  readonly app: FileHome | null
  readonly messages: Messages
  readonly formats: Formats
}

/** Props of {@link GalleryCell}. */
export type GalleryCellProps = Omit<GalleryGridProps, 'items'> & {
  readonly item: GalleryItem
  readonly index: number
  readonly count: number
}

/** A button with the picture, and the caption below it. */
export function GalleryCell(props: GalleryCellProps): ReactElement {
  const { item, index, current, wanted, onFocused, onPick, app, messages } = props
  const button = useRef<HTMLButtonElement>(null)
  const isWanted = wanted === index
  useEffect(() => {
    if (!isWanted) return
    button.current?.focus()
    onFocused()
  }, [isWanted, onFocused])
  const { file, kind } = item
  const name = itemNameOf(item, messages)
  const address = fileAddress(file, app)
  return (
    <button
      ref={button}
      type="button"
      className="rgs-gallery-item"
      tabIndex={index === current ? 0 : -1}
      aria-label={`${messages.media.enlarge(name)} (${messages.media.place(index + 1, props.count, props.formats)})`}
      onClick={() => onPick(index)}
    >
      <Thumbnail kind={kind} address={address} app={app} />
      {file.caption !== null && (
        <span className="rgs-gallery-caption" dir="auto">
          {shortened(file.caption)}
        </span>
      )}
    </button>
  )
}

function Thumbnail({ kind, address, app }: { kind: GalleryItem['kind']; address: string | null; app: FileHome | null }): ReactElement {
  const { url, hasFailed } = useAddress(address, app)
  const [broken, setBroken] = useState<string | null>(null)
  if (address === null || hasFailed || (url !== null && broken === url)) {
    return (
      <span className="rgs-gallery-picture" data-broken>
        <Icon name="warning" />
      </span>
    )
  }
  return (
    <span className="rgs-gallery-picture">
      {kind === 'image' && url !== null && <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(url)} />}
      {kind === 'video' && (
        <>
          {url !== null && (
            <video src={url} muted playsInline preload="metadata" tabIndex={-1} aria-hidden="true" onError={() => setBroken(url)} />
          )}
          <span className="rgs-gallery-film">
            <Icon name="play" />
          </span>
        </>
      )}
    </span>
  )
}
