/** Pictures and films at full size in the platform's own dialog, which keeps the focus in and the page out. */
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Icon } from '../process/icons.tsx'
import type { IconName } from '../process/icons.tsx'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { FileLink } from './file-link.tsx'
import { nameOf } from './item-name.ts'
import type { GalleryItem } from './media-values.ts'
import { Picture } from './picture.tsx'
import { Player } from './player.tsx'
import type { FileHome } from './use-address.ts'
import { useZoom } from './use-zoom.ts'

/** Props of the lightbox. */
export interface LightboxProps {
  readonly items: readonly GalleryItem[]
  readonly index: number
  /** Name of the whole, for those who do not see it. */
  readonly label: string
  readonly app: FileHome | null
  readonly messages: Messages
  readonly formats: Formats
  readonly onMove: (index: number) => void
  readonly onClose: () => void
}

const ZOOM_FACTOR = 1.5

/** Loaded when something is enlarged for the first time. */
export default function Lightbox({ items, index, label, app, messages, formats, onMove, onClose }: LightboxProps): ReactElement | null {
  const dialog = useRef<HTMLDialogElement>(null)
  const item = items[index]
  const { scale, style, frameRef, frameProps, zoomBy, onKey } = useZoom(item?.file.path)
  useEffect(() => {
    const element = dialog.current
    // StrictMode runs this twice, and a dialog that is open cannot be opened.
    if (element && !element.open) element.showModal()
    // Not on the first button, which cannot do anything yet.
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => element?.close()
  }, [])
  if (!item) return null
  const { media } = messages
  const name = nameOf(item, messages)
  const canMove = items.length > 1
  // The platform gives the focus back where it came from.
  const close = (): void => dialog.current?.close()
  const move = (step: number): void => onMove((index + step + items.length) % items.length)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // A player and a link have keys of their own.
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLMediaElement) return
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const step = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 }[event.key]
    if (item.kind === 'image' && onKey(event)) event.preventDefault()
    else if (canMove && step !== undefined) move(step)
    else if (canMove && event.key === 'Home') onMove(0)
    else if (canMove && event.key === 'End') onMove(items.length - 1)
    else return
    event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the keys are the buttons' own; a press beside the picture closes
    <dialog
      ref={dialog}
      className="rgs-lightbox"
      aria-label={label}
      onKeyDown={onKeyDown}
      // StrictMode closes and opens it again, and the event of that comes late.
      onClose={() => dialog.current?.open || onClose()}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div className="rgs-lightbox-bar">
        <p className="rgs-lightbox-name" aria-live="polite">
          <bdi>{name}</bdi> {canMove && <bdi className="rgs-muted rgs-figures">{media.place(index + 1, items.length, formats)}</bdi>}
        </p>
        {item.kind === 'image' && (
          <>
            <BarButton icon="minus" words={media.zoomOut} onClick={() => zoomBy(1 / ZOOM_FACTOR)} isOff={scale === 1} />
            <BarButton icon="plus" words={media.zoomIn} onClick={() => zoomBy(ZOOM_FACTOR)} />
          </>
        )}
        <FileLink
          file={item.file}
          app={app}
          className="rgs-button rgs-lightbox-button"
          label={media.downloadThing(name)}
          messages={messages}
        >
          <Icon name="download" />
        </FileLink>
        <BarButton icon="cross" words={media.close} onClick={close} isFirst />
      </div>
      <div className="rgs-lightbox-stage">
        {canMove && <BarButton icon="previous" words={media.previous} onClick={() => move(-1)} />}
        {/* The frame stays while the picture in it changes: it holds the listener of the wheel. */}
        <div
          ref={frameRef}
          className="rgs-lightbox-frame"
          data-zoomed={scale > 1 || undefined}
          {...(item.kind === 'image' ? frameProps : {})}
        >
          {item.kind === 'image' ? (
            <div className="rgs-lightbox-picture" style={style}>
              <Picture file={item.file} alt={name} app={app} messages={messages} />
            </div>
          ) : (
            <Player key={item.file.path} kind="video" file={item.file} name={name} app={app} messages={messages} />
          )}
        </div>
        {canMove && <BarButton icon="next" words={media.next} onClick={() => move(1)} />}
      </div>
    </dialog>
  )
}

function BarButton({
  icon,
  words,
  onClick,
  isOff = false,
  isFirst = false,
}: {
  icon: IconName
  words: string
  onClick: () => void
  isOff?: boolean
  isFirst?: boolean
}): ReactElement {
  return (
    <button
      type="button"
      className="rgs-button rgs-lightbox-button"
      aria-label={words}
      title={words}
      aria-disabled={isOff || undefined}
      data-first={isFirst || undefined}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}
