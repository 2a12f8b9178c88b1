/** Pictures and videos at full size, in the platform's dialog, which keeps the focus inside and the page inert. */
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { IconName } from '../../kit/icons.tsx'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { FileLink } from '../../kit/file-link.tsx'
import { itemNameOf, shortened } from './item-name.ts'
import type { GalleryItem } from './media-values.ts'
import { Picture } from './picture.tsx'
import { Player } from './player.tsx'
import type { FileHome } from '../../kit/use-address.ts'
import { useZoom } from './use-zoom.ts'

/** Props of the lightbox. */
export interface LightboxProps {
  readonly items: readonly GalleryItem[]
  readonly index: number
  /** Name of the dialog for screen readers. */
  readonly label: string
  readonly app: FileHome | null
  readonly messages: Messages
  readonly formats: Formats
  readonly onMove: (index: number) => void
  readonly onClose: () => void
}

const ZOOM_FACTOR = 1.5
/** Longer captions may need to scroll. */
const SHORT_CAPTION = 120
const LONGEST_CAPTION = 5000

/** Loaded when something is enlarged for the first time. */
export default function Lightbox({ items, index, label, app, messages, formats, onMove, onClose }: LightboxProps): ReactElement | null {
  const dialog = useRef<HTMLDialogElement>(null)
  const item = items[index]
  const { scale, style, frameRef, frameProps, zoomBy, onKey } = useZoom(item?.file.path)
  useEffect(() => {
    const element = dialog.current
    // StrictMode runs this twice, and an open dialog cannot be opened again.
    if (element && !element.open) element.showModal()
    // Not the first button, which may be disabled.
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => element?.close()
  }, [])
  if (!item) return null
  const { media } = messages
  const name = itemNameOf(item, messages)
  const { caption } = item.file
  const canMove = items.length > 1
  // The platform returns the focus to where it was.
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
      // StrictMode closes and reopens the dialog, and the close event comes late.
      onClose={() => dialog.current?.open || onClose()}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div className="rgs-lightbox-bar">
        <p className="rgs-lightbox-name" aria-live="polite">
          {caption === null && <bdi>{name}</bdi>}{' '}
          {canMove && <bdi className="rgs-muted rgs-figures">{media.place(index + 1, items.length, formats)}</bdi>}
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
        {/* The frame stays while its picture changes, since it has the wheel listener. */}
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
      {caption !== null && (
        <p
          className="rgs-lightbox-caption"
          aria-live="polite"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={caption.length > SHORT_CAPTION ? 0 : undefined}
        >
          <bdi>{shortened(caption, LONGEST_CAPTION)}</bdi>
        </p>
      )}
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
