/** Pictures and films over the whole page, one at a time: the platform's own dialog, so that focus is held, and given back at the end. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Icon } from '../process/icons.tsx'
import type { FileValue } from './file-address.ts'
import type { OutputComponentProps } from './output-kind.ts'

/** One thing to look at. */
export interface LightboxItem {
  readonly file: FileValue
  readonly address: string
}

/** Props of {@link Lightbox}. */
export interface LightboxProps extends Pick<OutputComponentProps, 'label' | 'messages' | 'formats'> {
  readonly items: readonly LightboxItem[]
  /** @defaultValue 0 */
  readonly startAt?: number
  readonly onClose: () => void
}

const FILM = /\.(?:mp4|webm|mov|m4v|ogv)$/i

/** Whether a file is a film by its type, or by its ending. */
export function isFilm({ mimeType, name, path }: FileValue): boolean {
  return mimeType === null ? FILM.test(name || path) : mimeType.startsWith('video/')
}

export function Lightbox({ items, startAt = 0, label, messages, formats, onClose }: LightboxProps): ReactElement | null {
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(startAt)
  const [isNatural, setNatural] = useState(false)
  useEffect(() => {
    const opener = document.activeElement
    const element = dialog.current
    element?.showModal()
    return () => {
      element?.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  const item = items[at]
  if (!item) return null
  const { file, address } = item
  const { output } = messages
  const go = (step: number): void => {
    setAt((before) => (before + step + items.length) % items.length)
    setNatural(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (items.length < 2 || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    // A film moves with these keys too.
    if (event.target instanceof HTMLMediaElement) return
    event.preventDefault()
    const isForward = (event.key === 'ArrowRight') === (getComputedStyle(event.currentTarget).direction !== 'rtl')
    go(isForward ? 1 : -1)
  }
  const name = file.caption ?? (file.name || label)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys turn the pages of a dialog; its buttons do the same
    <dialog ref={dialog} className="rgs-lightbox" aria-label={label} onClose={onClose} onKeyDown={onKeyDown}>
      <div className="rgs-lightbox-bar">
        <p className="rgs-lightbox-name">
          <bdi>{name}</bdi>
          {items.length > 1 && (
            <span className="rgs-figures rgs-muted" aria-live="polite">
              {output.place(at + 1, items.length, formats)}
            </span>
          )}
        </p>
        <a className="rgs-button rgs-button-quiet" href={address} download={file.name || 'picture'} target="_blank" rel="noreferrer">
          <Icon name="download" />
          <span>{output.download}</span>
        </a>
        <button type="button" className="rgs-button rgs-button-quiet" onClick={() => dialog.current?.close()}>
          <Icon name="cross" />
          <span>{output.close}</span>
        </button>
      </div>
      <div className="rgs-lightbox-stage" data-natural={isNatural || undefined}>
        {isFilm(file) ? (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- the app sent no captions
          <video key={address} className="rgs-lightbox-item" src={address} controls aria-label={name} />
        ) : (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the browser's own zoom does the same by keyboard
          <img className="rgs-lightbox-item" src={address} alt={name} referrerPolicy="no-referrer" onClick={() => setNatural(!isNatural)} />
        )}
      </div>
      {items.length > 1 && (
        <div className="rgs-lightbox-pager">
          <button type="button" className="rgs-button" onClick={() => go(-1)}>
            {output.previous}
          </button>
          <button type="button" className="rgs-button" onClick={() => go(1)}>
            {output.next}
          </button>
        </div>
      )}
    </dialog>
  )
}
