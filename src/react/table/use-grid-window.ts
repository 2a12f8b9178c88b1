/** Which rows and columns are drawn: the visible ones and a few around them. A small table is drawn whole. */
import { useVirtualizer } from '@tanstack/react-virtual'
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo } from 'react'
import type { RefObject } from 'react'

/** Height of a row that does not wrap, in normal text. The stylesheet has the same value. */
const USUAL_ROW_HEIGHT = 34
/** Height of a line of that text, and of the padding above and below it. */
const LINE_HEIGHT = 19.6
const AROUND = 13
const WHOLE_ROWS = 60
const WHOLE_COLUMNS = 24
/** Until the box is measured. */
const FIRST_BOX = { width: 640, height: 420 }

/** A range of rows or columns, and the pixels that the others take before and after it. */
export interface Stretch {
  readonly first: number
  /** One past the last. */
  readonly end: number
  readonly before: number
  readonly after: number
}

/** What is drawn. */
export interface GridWindow {
  readonly rows: Stretch
  readonly columns: Stretch
  /** Set if rows must be measured after they are drawn. */
  readonly measureRow: ((element: HTMLElement | null) => void) | undefined
  /** Scrolls to a cell. */
  readonly show: (row: number, column: number) => void
}

/** The inputs of a grid window. */
export interface GridWindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly rowCount: number
  readonly columnWidths: readonly number[]
  /** Pixels that cover the columns at their start. */
  readonly startWidth: number
  readonly wraps: boolean
  readonly isRtl: boolean
  /** Enlargement of text. */
  readonly textScale: number
}

/** Height of a row that does not wrap, in enlarged text. */
export function rowHeight(textScale: number): number {
  return Math.max(USUAL_ROW_HEIGHT, LINE_HEIGHT * textScale + AROUND)
}

/** Follows scrolling and the size of the box. */
export function useGridWindow({ scroller, rowCount, columnWidths, startWidth, wraps, isRtl, textScale }: GridWindowOptions): GridWindow {
  const height = rowHeight(textScale)
  const areRowsWhole = rowCount <= WHOLE_ROWS
  const areColumnsWhole = columnWidths.length <= WHOLE_COLUMNS
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    initialRect: FIRST_BOX,
    overscan: 6,
    enabled: !areRowsWhole,
    // The header is as high as a row: rows begin below it, and are scrolled to below it.
    scrollMargin: height,
    scrollPaddingStart: height,
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
  useEffect(() => rows.measure(), [rows, height])
  const show = useMemo(
    () => (row: number, column: number) => {
      const box = scroller.current
      if (!areRowsWhole && row >= 0) rows.scrollToIndex(row, { align: 'auto' })
      else if (box && row >= 0) bring(box, `[data-row="${row}"]`, { top: height })
      if (!areColumnsWhole) columns.scrollToIndex(column, { align: 'auto' })
      else if (box) bring(box, `[data-column="${column}"]`, isRtl ? { right: startWidth } : { left: startWidth })
    },
    [scroller, rows, columns, areRowsWhole, areColumnsWhole, height, startWidth, isRtl],
  )
  return {
    rows: areRowsWhole ? whole(rowCount) : stretchOf(rows, height),
    columns: areColumnsWhole ? whole(columnWidths.length) : stretchOf(columns, 0),
    measureRow: wraps && !areRowsWhole ? rows.measureElement : undefined,
    show,
  }
}

/** Pixels of a box that fixed content covers, along the axis that is scrolled. */
type Covered = { readonly top: number } | { readonly left: number } | { readonly right: number }

/** Scrolls a box as little as needed to show a cell. */
function bring(box: HTMLElement, selector: string, covered: Covered): void {
  const cell = box.querySelector(selector)?.getBoundingClientRect()
  if (!cell) return
  const around = box.getBoundingClientRect()
  if ('top' in covered) {
    const from = around.top + box.clientTop
    box.scrollTop += beyond(cell.top - from - covered.top, cell.bottom - from - box.clientHeight)
    return
  }
  const from = around.left + box.clientLeft
  const [left, right] = 'left' in covered ? [covered.left, 0] : [0, covered.right]
  box.scrollLeft += beyond(cell.left - from - left, cell.right - from - box.clientWidth + right)
}

/** How far to scroll, from the hidden pixels before and after. The start has priority. */
function beyond(before: number, after: number): number {
  return before < 0 ? before : Math.max(0, Math.min(after, before))
}

function whole(count: number): Stretch {
  return { first: 0, end: count, before: 0, after: 0 }
}

/** `margin`: pixels before the first of them. */
function stretchOf(virtualizer: Virtualizer<HTMLDivElement, HTMLElement>, margin: number): Stretch {
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const size = virtualizer.getTotalSize()
  if (!first || !last) return { first: 0, end: 0, before: 0, after: size }
  return { first: first.index, end: last.index + 1, before: first.start - margin, after: Math.max(0, size + margin - last.end) }
}
