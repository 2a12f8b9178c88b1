/** A gallery of thousands in a box that scrolls. Only visible rows are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import { GalleryCell } from './gallery-cell.tsx'
import type { GalleryGridProps } from './gallery-cell.tsx'

/**
 * Same as in the stylesheet: the least width of a cell, the gap between cells, and two lines of caption, which grow
 * with the text.
 */
const CELL_PX = 128
const NARROW_CELL_PX = 64
const GAP_PX = 8
const CAPTION_GAP_PX = 4
const CAPTION_EM = 2 * 1.4 * 0.9286
/** Until the box is measured, and where there is no layout. */
const FIRST_WIDTH_PX = 520
const FIRST_TEXT_PX = 14

/** Loaded with the first gallery that is too long to be drawn whole. */
export default function GalleryWindow(props: GalleryGridProps): ReactElement {
  const { items, label, look, current, wanted } = props
  const box = useRef<HTMLDivElement>(null)
  const [widthPx, setWidthPx] = useState(FIRST_WIDTH_PX)
  const [textPx, setTextPx] = useState(FIRST_TEXT_PX)
  const cellPx = look.columns === null ? CELL_PX : NARROW_CELL_PX
  const columns = Math.max(1, Math.min(look.columns ?? Infinity, Math.floor((widthPx + GAP_PX) / (cellPx + GAP_PX))))
  const hasCaptions = useMemo(() => items.some(({ file }) => file.caption !== null), [items])
  const captionPx = hasCaptions ? Math.ceil(CAPTION_GAP_PX + CAPTION_EM * textPx) : 0
  const rowPx = (widthPx - (columns - 1) * GAP_PX) / columns + GAP_PX + captionPx
  // oxlint-disable-next-line react/incompatible-library -- nothing here is kept from one drawing to the next
  const rows = useVirtualizer({
    count: Math.ceil(items.length / columns),
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    overscan: 2,
    initialRect: { width: FIRST_WIDTH_PX, height: 448 },
  })

  useLayoutEffect(() => {
    const element = box.current
    if (!element || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) setWidthPx(element.clientWidth)
      setTextPx(Number.parseFloat(getComputedStyle(element).fontSize) || FIRST_TEXT_PX)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => rows.measure(), [rows, rowPx])
  useEffect(() => {
    if (wanted !== null) rows.scrollToIndex(Math.floor(wanted / columns))
  }, [rows, wanted, columns])

  const drawn = rows.getVirtualItems()
  // Tab always reaches a cell, at every scroll position.
  const isCurrentDrawn = drawn.some((row) => row.index === Math.floor(current / columns))
  const reachable = isCurrentDrawn ? current : (drawn[0]?.index ?? 0) * columns
  return (
    <div
      ref={box}
      className="rgs-gallery-window"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for controls
      role="group"
      aria-label={label}
      style={{ ...look.limits, '--rgs-fit': look.fit } as CSSProperties}
    >
      <div className="rgs-gallery-rows" style={{ blockSize: rows.getTotalSize() }}>
        {drawn.map((row) => (
          <div
            key={row.key}
            className="rgs-gallery-row"
            style={{ '--rgs-columns': columns, insetBlockStart: row.start, blockSize: rowPx - GAP_PX } as CSSProperties}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item, place) => {
              const index = row.index * columns + place
              return <GalleryCell key={index} {...props} current={reachable} item={item} index={index} count={items.length} />
            })}
          </div>
        ))}
      </div>
    </div>
  )
}
