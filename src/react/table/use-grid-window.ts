/** Which rows and columns are drawn: those in sight and a few around them. What is small is drawn whole. */
import { useVirtualizer } from '@tanstack/react-virtual'
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo } from 'react'
import type { RefObject } from 'react'

/** Height of a row that does not wrap; the stylesheet has the same. */
export const ROW_HEIGHT = 34
const WHOLE_ROWS = 60
const WHOLE_COLUMNS = 24
/** Before the box is measured. */
const FIRST_BOX = { width: 640, height: 420 }

/** A stretch of rows or columns, and the room the others take before and after it, in pixels. */
export interface Stretch {
  readonly first: number
  /** One past the last. */
  readonly end: number
  readonly before: number
  readonly after: number
}

/** What is to be drawn. */
export interface GridWindow {
  readonly rows: Stretch
  readonly columns: Stretch
  /** Whether rows have to be measured once drawn. */
  readonly measureRow: ((element: HTMLElement | null) => void) | undefined
  /** Brings a cell into sight. */
  readonly show: (row: number, column: number) => void
}

/** What the window is made of. */
export interface GridWindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly rowCount: number
  readonly columnWidths: readonly number[]
  /** What lies over the columns at their start, in pixels. */
  readonly startWidth: number
  readonly wraps: boolean
  readonly isRtl: boolean
}

/** Follows scrolling and size of the box. */
export function useGridWindow({ scroller, rowCount, columnWidths, startWidth, wraps, isRtl }: GridWindowOptions): GridWindow {
  const areRowsWhole = rowCount <= WHOLE_ROWS
  const areColumnsWhole = columnWidths.length <= WHOLE_COLUMNS
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    initialRect: FIRST_BOX,
    overscan: 6,
    enabled: !areRowsWhole,
    // The header lies over the first row.
    scrollPaddingStart: ROW_HEIGHT,
  })
  const columns = useVirtualizer<HTMLDivElement, HTMLElement>({
    horizontal: true,
    count: columnWidths.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columnWidths[index] ?? 0,
    initialRect: FIRST_BOX,
    overscan: 2,
    enabled: !areColumnsWhole,
    isRtl,
    scrollPaddingStart: startWidth,
  })
  useEffect(() => columns.measure(), [columns, columnWidths])
  const show = useMemo(
    () => (row: number, column: number) => {
      if (!areRowsWhole && row >= 0) rows.scrollToIndex(row, { align: 'auto' })
      if (!areColumnsWhole) columns.scrollToIndex(column, { align: 'auto' })
    },
    [rows, columns, areRowsWhole, areColumnsWhole],
  )
  return {
    rows: areRowsWhole ? whole(rowCount) : stretchOf(rows),
    columns: areColumnsWhole ? whole(columnWidths.length) : stretchOf(columns),
    measureRow: wraps && !areRowsWhole ? rows.measureElement : undefined,
    show,
  }
}

function whole(count: number): Stretch {
  return { first: 0, end: count, before: 0, after: 0 }
}

function stretchOf(virtualizer: Virtualizer<HTMLDivElement, HTMLElement>): Stretch {
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const size = virtualizer.getTotalSize()
  if (!first || !last) return { first: 0, end: 0, before: 0, after: size }
  return { first: first.index, end: last.index + 1, before: first.start, after: Math.max(0, size - last.end) }
}
