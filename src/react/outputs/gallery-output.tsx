/** Many pictures and films as a grid; one at a time can be reached by Tab, the others by the arrow keys. */
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { lazyPart } from '../lazy-part.tsx'
import { GalleryCell } from './gallery-cell.tsx'
import type { GalleryGridProps } from './gallery-cell.tsx'
import { readGallery } from './media-values.ts'
import type { GalleryItem } from './media-values.ts'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'
import { useLightbox } from './use-lightbox.tsx'

/** More are drawn only where they are looked at. */
const MAX_PLAIN = 120

function PlainGrid(props: GalleryGridProps): ReactElement {
  return (
    <ul className="rgs-gallery">
      {props.items.slice(0, MAX_PLAIN).map((item, index) => (
        <li key={index}>
          <GalleryCell {...props} item={item} index={index} count={props.items.length} />
        </li>
      ))}
    </ul>
  )
}

const WindowedGrid = lazyPart<GalleryGridProps>(() => import('./gallery-window.tsx'), PlainGrid)

function GalleryOutput(props: OutputComponentProps): ReactElement {
  const { value } = props
  const items = useMemo(() => readGallery(value) ?? [], [value])
  if (items.length === 0) return <p className="rgs-muted rgs-output-empty">{props.messages.output.empty}</p>
  return <Gallery {...props} items={items} />
}

function Gallery({ items, label, app, messages, formats }: OutputComponentProps & { items: readonly GalleryItem[] }): ReactElement {
  const [current, setCurrent] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  // Where the focus goes once the cell is there: a grid of thousands has most of them not drawn.
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
  const Grid = items.length > MAX_PLAIN ? WindowedGrid : PlainGrid
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the buttons inside */}
      <div ref={grid} onKeyDown={onKeyDown}>
        <Grid
          items={items}
          label={label}
          current={Math.min(current, items.length - 1)}
          wanted={wanted}
          onFocused={() => setWanted(null)}
          onPick={(index) => {
            setCurrent(index)
            lightbox.open(index)
          }}
          app={app}
          messages={messages}
          formats={formats}
        />
      </div>
      {/* Not inside: its keys are its own. */}
      {lightbox.dialog}
    </>
  )
}

/** Where a key leads; `null`: it does not. */
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
