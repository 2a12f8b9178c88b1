/** Pictures and videos as a grid. Tab reaches one item, the arrow keys reach the others. */
import { useMemo, useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent, ReactElement } from 'react'
import { lazyPart } from '../../kit/lazy-part.tsx'
import { GalleryCell } from './gallery-cell.tsx'
import type { GalleryGridProps } from './gallery-cell.tsx'
import { galleryLook } from './gallery-settings.ts'
import type { GalleryLook } from './gallery-settings.ts'
import { readGallery } from './media-values.ts'
import type { GalleryItem } from './media-values.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { useLightbox } from './use-lightbox.tsx'

/** A longer gallery draws only the visible items. */
const MAX_PLAIN = 120

function PlainGrid(props: GalleryGridProps): ReactElement {
  return (
    <ul className="rgs-gallery" data-columns={props.look.columns ?? undefined} style={lookStyle(props.look)}>
      {props.items.slice(0, MAX_PLAIN).map((item, index) => (
        <li key={index}>
          <GalleryCell {...props} item={item} index={index} count={props.items.length} />
        </li>
      ))}
    </ul>
  )
}

/** The style from which the stylesheet lays out the grid. */
function lookStyle({ columns, fit }: GalleryLook): CSSProperties {
  return { '--rgs-fit': fit, ...(columns === null ? {} : { '--rgs-columns': columns }) } as CSSProperties
}

const WindowedGrid = lazyPart<GalleryGridProps>(() => import('./gallery-window.tsx'), PlainGrid)

function GalleryOutput(props: OutputComponentProps): ReactElement {
  const { value } = props
  const items = useMemo(() => readGallery(value) ?? [], [value])
  if (items.length === 0) return <p className="rgs-muted rgs-output-empty">{props.messages.output.empty}</p>
  return <Gallery {...props} items={items} />
}

function Gallery(props: OutputComponentProps & { items: readonly GalleryItem[] }): ReactElement {
  const { items, label, componentProps, app, messages, formats } = props
  const look = galleryLook(componentProps)
  const [current, setCurrent] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  // The item that gets the focus once it is drawn: in a grid of thousands most are not drawn.
  const [wanted, setWanted] = useState<number | null>(null)
  const goTo = (index: number): void => {
    setCurrent(index)
    setWanted(index)
  }
  const lightbox = useLightbox({ items, label, app, messages, formats }, goTo)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement) || !grid.current) return
    const index = nextIndex(event.key, current, items.length, grid.current)
    if (index === null) return
    event.preventDefault()
    goTo(index)
  }
  const isWindowed = items.length > MAX_PLAIN
  const Grid = isWindowed ? WindowedGrid : PlainGrid
  const chosen = items[Math.min(current, items.length - 1)]
  return (
    <>
      {look.isPreview && chosen && (
        <div className="rgs-gallery-preview" style={{ '--rgs-fit': look.fit } as CSSProperties}>
          <GalleryCell
            item={chosen}
            index={current}
            count={items.length}
            label={label}
            look={look}
            current={current}
            wanted={null}
            onFocused={() => undefined}
            onPick={lightbox.open}
            app={app}
            messages={messages}
            formats={formats}
          />
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the buttons inside */}
      <div ref={grid} onKeyDown={onKeyDown} style={isWindowed ? undefined : look.limits}>
        <Grid
          items={items}
          look={look}
          label={label}
          current={Math.min(current, items.length - 1)}
          wanted={wanted}
          onFocused={() => setWanted(null)}
          onPick={(index) => {
            setCurrent(index)
            if (!look.isPreview) lightbox.open(index)
          }}
          app={app}
          messages={messages}
          formats={formats}
        />
      </div>
      {/* Not inside the grid: the dialog has its own keys. */}
      {lightbox.dialog}
    </>
  )
}

/** The item that a key moves to; `null`: none. */
function nextIndex(key: string, current: number, count: number, grid: HTMLElement): number | null {
  const list = grid.querySelector<HTMLElement>('.rgs-gallery, .rgs-gallery-row')
  const style = list && getComputedStyle(list)
  const columns = Math.max(1, style?.gridTemplateColumns.split(' ').length ?? 1)
  const forward = style?.direction === 'rtl' ? -1 : 1
  const steps: Readonly<Record<string, number>> = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: columns, ArrowUp: -columns }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  if (step === undefined) return null
  const next = current + step
  return next < 0 || next >= count ? current : next
}

/** `gr.Gallery`. */
export const galleryOutput: OutputKind = {
  Component: GalleryOutput,
  accepts: (value) => value === null || readGallery(value) !== null,
  placeholder: 'gallery',
}
