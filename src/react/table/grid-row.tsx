/**
 * One row of a grid. It renders only for changes of its own, since scrolling and streams pass over many unchanged rows.
 */
import { memo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { isNumber } from '../kit/numbers.ts'
import { readCellStyle } from './cell-style.ts'
import { CellText } from './cell-words.tsx'
import { cellText, datatypeOf, isEmptyCell, plainCell } from './cell-text.ts'
import type { CellWords } from './cell-text.ts'
import type { GridSettings } from './grid-settings.ts'

/** Id of a cell, by its position on the screen. Row -1 is the headers. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

/** Props of {@link GridRow}. */
export interface GridRowProps {
  gridId: string
  cells: readonly unknown[]
  displays: unknown
  styles: unknown
  /** Position on the screen, from 0. */
  place: number
  /** The row number that is shown. */
  number: string
  firstColumn: number
  endColumn: number
  hasGapBefore: boolean
  hasGapAfter: boolean
  /** Selected columns of this row, including both ends; -1 for none. */
  selectedFrom: number
  selectedTo: number
  /** The active cell if it is in this row; otherwise -1. */
  activeColumn: number
  /** The editor of the active cell, while it is edited. */
  editor: ReactNode
  settings: GridSettings
  words: CellWords
  measure: ((element: HTMLElement | null) => void) | undefined
}

/** A row, with spacers for the columns that are not drawn. */
export const GridRow = memo(function GridRow(props: GridRowProps): ReactElement {
  const { gridId, place, number, firstColumn, endColumn, hasGapBefore, hasGapAfter, settings, measure, selectedFrom } = props
  const columns = Array.from({ length: endColumn - firstColumn }, (_, index) => firstColumn + index)
  return (
    // The header is the first row.
    <tr ref={measure} data-index={place} className="rgs-grid-row" aria-rowindex={place + 2} aria-selected={selectedFrom >= 0 || undefined}>
      {settings.hasRowNumbers && (
        <th scope="row" className="rgs-grid-number rgs-figures" aria-colindex={1}>
          {number}
        </th>
      )}
      {hasGapBefore && <td aria-hidden="true" className="rgs-grid-gap" />}
      {columns.map((column) => (
        <GridCell key={cellId(gridId, place, column)} column={column} row={props} />
      ))}
      {hasGapAfter && <td aria-hidden="true" className="rgs-grid-gap" />}
    </tr>
  )
})

function GridCell({ column, row }: { column: number; row: GridRowProps }): ReactElement {
  const { gridId, cells, displays, styles, place, selectedFrom, selectedTo, activeColumn, editor, settings, words } = row
  const value = cells[column]
  const datatype = datatypeOf(settings.datatype, column)
  // Both are lists of unknown values, or missing.
  const display = Array.isArray(displays) ? (displays as readonly unknown[])[column] : undefined
  const style = Array.isArray(styles) ? readCellStyle((styles as readonly unknown[])[column]) : null
  const isNumeric = isNumber(value) || datatype === 'number'
  const isActive = activeColumn === column
  const isEdited = isActive && editor !== null
  const text = cellText(typeof display === 'string' ? display : value, datatype, words, settings.maxChars)
  return (
    <td
      id={cellId(gridId, place, column)}
      // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- not every reader of the page knows by itself that the table is a grid
      role="gridcell"
      className="rgs-grid-cell"
      aria-colindex={column + (settings.hasRowNumbers ? 2 : 1)}
      aria-selected={column >= selectedFrom && column <= selectedTo && selectedFrom >= 0}
      data-row={place}
      data-column={column}
      data-active={isActive || undefined}
      data-edited={isEdited || undefined}
      data-number={isNumeric || undefined}
      data-missing={(value !== '' && isEmptyCell(value)) || undefined}
      style={style ?? undefined}
      // Clipped text can still be read in the title.
      title={text.length > 40 ? plainCell(value).slice(0, 1000) : undefined}
    >
      {isEdited ? editor : <CellText text={text} />}
    </td>
  )
}
