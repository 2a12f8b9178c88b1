/** The cursor and the selection in a grid of cells, and the effect of keys on them. Pure. Row -1 is the headers. */

/** The active cell, and the opposite corner of the selection. Rows are positions on the screen, not in the data. */
export interface GridCursor {
  readonly row: number
  readonly column: number
  readonly anchorRow: number
  readonly anchorColumn: number
}

/** A block of cells, including both ends. */
export interface CellRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** What a key press needs to know about the grid. */
export interface GridExtent {
  readonly rows: number
  readonly columns: number
  /** Rows that Page Up and Page Down move by. */
  readonly page: number
  readonly isRtl: boolean
}

/** The parts of a key press that matter here. */
export interface GridKey {
  readonly key: string
  readonly shiftKey: boolean
  /** Control, or Command on a Mac. */
  readonly isControl: boolean
}

/** A cursor on one cell, nothing else selected. */
export function cursorAt(row: number, column: number): GridCursor {
  return { row, column, anchorRow: row, anchorColumn: column }
}

/** The selected block. Headers are not part of it. */
export function rangeOf({ row, column, anchorRow, anchorColumn }: GridCursor): CellRange {
  return {
    top: Math.max(0, Math.min(row, anchorRow)),
    bottom: Math.max(row, anchorRow),
    left: Math.min(column, anchorColumn),
    right: Math.max(column, anchorColumn),
  }
}

/** The cursor after a key; `null` if the key has no meaning here. */
export function moveCursor(cursor: GridCursor, { key, shiftKey, isControl }: GridKey, extent: GridExtent): GridCursor | null {
  const { rows, columns, page, isRtl } = extent
  if (columns === 0) return null
  const lastRow = rows - 1
  const lastColumn = columns - 1
  if (isControl && key.toLowerCase() === 'a') {
    return rows === 0 ? null : { row: 0, column: 0, anchorRow: lastRow, anchorColumn: lastColumn }
  }
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight'
  const back = isRtl ? 'ArrowRight' : 'ArrowLeft'
  const { row, column } = cursor
  const targets: Readonly<Record<string, readonly [number, number]>> = {
    [forward]: [row, isControl ? lastColumn : column + 1],
    [back]: [row, isControl ? 0 : column - 1],
    ArrowDown: [isControl ? lastRow : row + 1, column],
    ArrowUp: [isControl ? (row > 0 ? 0 : -1) : row - 1, column],
    PageDown: [row + page, column],
    // From the first rows to the headers takes a second key press.
    PageUp: [row <= 0 ? -1 : Math.max(0, row - page), column],
    Home: [isControl ? 0 : row, 0],
    End: [isControl ? lastRow : row, lastColumn],
  }
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined
  if (!target) return null
  return moveTo(cursor, target[0], target[1], shiftKey, extent)
}

/** Moves the cursor. When the selection is extended, everything between is selected. */
export function moveTo(cursor: GridCursor, row: number, column: number, isExtending: boolean, { rows, columns }: GridExtent): GridCursor {
  const least = isExtending && rows > 0 ? 0 : -1
  const nextRow = Math.min(Math.max(row, least), rows - 1)
  const nextColumn = Math.min(Math.max(column, 0), columns - 1)
  if (!isExtending || cursor.anchorRow < 0) return cursorAt(nextRow, nextColumn)
  return { ...cursor, row: nextRow, column: nextColumn }
}

/** The same cursor in a grid that may have become smaller. */
export function keepInside(cursor: GridCursor, { rows, columns }: Pick<GridExtent, 'rows' | 'columns'>): GridCursor {
  const row = (place: number) => Math.min(place, rows - 1)
  const column = (place: number) => Math.max(0, Math.min(place, columns - 1))
  return {
    row: row(cursor.row),
    column: column(cursor.column),
    anchorRow: row(cursor.anchorRow),
    anchorColumn: column(cursor.anchorColumn),
  }
}
