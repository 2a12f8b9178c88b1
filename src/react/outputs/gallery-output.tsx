/** Pictures and films as a grid; each is enlarged with a press, and the arrow keys go on from there. */
import { useState } from 'react'
import type { ReactElement } from 'react'
import { fileAddress, readFiles } from './file-address.ts'
import { FileList } from './file-output.tsx'
import { isFilm, Lightbox } from './lightbox.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

/** Drawn at once; ten thousand thumbnails are nothing to look at. */
const PAGE_SIZE = 120

function GalleryOutput(props: OutputComponentProps): ReactElement {
  const { value, app, label, messages, formats } = props
  const [openAt, setOpenAt] = useState<number | null>(null)
  const [limit, setLimit] = useState(PAGE_SIZE)
  const files = readFiles(value) ?? []
  if (files.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const items = files.flatMap((file) => {
    const address = fileAddress(file, app)
    return address === null ? [] : [{ file, address }]
  })
  const lost = files.filter((file) => fileAddress(file, app) === null)
  const left = items.length - limit
  return (
    <div className="rgs-gallery">
      <ul className="rgs-gallery-grid" aria-label={label}>
        {items.slice(0, limit).map(({ file, address }, index) => {
          const name = file.caption ?? (file.name || messages.output.place(index + 1, items.length, formats))
          return (
            <li key={`${index} ${address}`} className="rgs-gallery-item">
              <button
                type="button"
                className="rgs-gallery-button"
                aria-label={messages.output.enlarge(name)}
                onClick={() => setOpenAt(index)}
              >
                {isFilm(file) ? (
                  // oxlint-disable-next-line jsx-a11y/media-has-caption -- a still picture of it; it is played enlarged
                  <video className="rgs-gallery-image" src={address} preload="metadata" muted tabIndex={-1} />
                ) : (
                  <img className="rgs-gallery-image" src={address} alt="" loading="lazy" decoding="async" referrerPolicy="no-referrer" />
                )}
              </button>
              {file.caption !== null && (
                <p className="rgs-gallery-caption" dir="auto">
                  {file.caption}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {left > 0 && (
        <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setLimit(limit + PAGE_SIZE * 4)}>
          {messages.output.showMore(left, formats)}
        </button>
      )}
      {lost.length > 0 && <FileList {...props} files={lost} />}
      {openAt !== null && <Lightbox {...props} items={items} startAt={openAt} onClose={() => setOpenAt(null)} />}
    </div>
  )
}

/** `gr.Gallery`. */
export const galleryOutput: OutputKind = {
  Component: GalleryOutput,
  accepts: (value) => value === null || (Array.isArray(value) && (value.length === 0 || readFiles(value) !== null)),
}
