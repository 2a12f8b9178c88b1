/**
 * A table of any size in a box that scrolls: only visible cells are drawn. It is a grid with one stop for Tab and arrow
 * keys inside. The focus is on the grid itself, so scrolling a row away never loses it.
 */
import { useId, useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent, MouseEvent, ReactElement } from 'react'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { isNumber } from '../kit/numbers.ts'
import { CellEditor } from './cell-editor.tsx'
import type { AfterEdit } from './cell-editor.tsx'
import { datatypeOf, plainCell } from './cell-text.ts'
import { fitWidth } from './column-widths.ts'
import { copyRange } from './copy-cells.ts'
import { GridBody } from './grid-body.tsx'
import { cursorAt, keepInside, moveCursor, moveTo, rangeOf } from './grid-cursor.ts'
import type { CellRange, GridCursor } from './grid-cursor.ts'
import { GridHead, pressOnHeader } from './grid-head.tsx'
import { cellId } from './grid-row.tsx'
import type { GridSettings } from './grid-settings.ts'
import { MOST_ROWS } from './table-value.ts'
import type { TableValue } from './table-value.ts'
import { useBox } from './use-box.ts'
import { useGridColumns } from './use-grid-columns.ts'
import { rowHeight, useGridWindow } from './use-grid-window.ts'
import { useRowOrder } from './use-row-order.ts'

/** What a grid with editable cells needs. */
export interface GridEditing {
  readonly canRename: boolean
  isFixed(column: number): boolean
  change(row: number, column: number, text: string): void
  rename(column: number, text: string): void
  clear(range: CellRange): void
  paste(text: string, row: number, column: number): void
  undo(): void
  /** Reports the cursor's position to the elements around the grid. */
  select(range: CellRange): void
}

/** Props of {@link DataGrid}. */
export interface DataGridProps {
  table: TableValue
  label: string
  settings: GridSettings
  messages: Messages
  formats: Formats
  editing?: GridEditing | undefined
  id?: string | undefined
  describedBy?: string | undefined
  isInvalid?: boolean | undefined
}

const NUMBER_COLUMN_PX = 56

/** A started edit at the cursor. `selects`: the whole text is selected, as F2 does. */
interface Edit {
  readonly text: string
  readonly selects: boolean
}

/** The grid. It sorts only if its cells cannot be edited. */
export function DataGrid(props: DataGridProps): ReactElement {
  const { table, label, settings, messages, formats, editing, id, describedBy, isInvalid } = props
  const ownId = useId()
  const gridId = id ?? ownId
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const isDragging = useRef(false)
  const [cursor, setCursor] = useState<GridCursor>(() => cursorAt(0, 0))
  const [isFocused, setFocused] = useState(false)
  // Nothing is selected before the first use.
  const [isUsed, setUsed] = useState(false)
  const [edit, setEdit] = useState<Edit | null>(null)

  const numberWidth = settings.hasRowNumbers ? NUMBER_COLUMN_PX : 0
  const box = useBox(scroller)
  const { isRtl, textScale } = box
  const { columns, sorting } = useGridColumns(table, settings, { ...box, width: Math.max(0, box.width - numberWidth) })
  const { order, isSorting } = useRowOrder(table.rows, editing ? null : sorting, formats.locale)
  const rowCount = Math.min(MOST_ROWS, table.rows.length)
  const columnCount = table.headers.length
  const widths = useColumnWidths(columns.getAllLeafColumns().map((column) => column.getSize()))
  const window = useGridWindow({
    scroller,
    rowCount,
    columnWidths: widths,
    startWidth: numberWidth,
    wraps: settings.wraps,
    isRtl,
    textScale,
  })

  const rowOf = (place: number): number => order?.[place] ?? place
  const page = Math.max(1, Math.floor(settings.maxHeight / rowHeight(textScale)) - 2)
  const extent = { rows: rowCount, columns: columnCount, page, isRtl }
  // The table may have shrunk under the cursor.
  const at = keepInside(cursor, extent)
  const range = rangeOf(at)
  const isHeaderActive = at.row < 0

  const go = (next: GridCursor): void => {
    setCursor(next)
    editing?.select(rangeOf(next))
    window.show(next.row, next.column)
  }
  const canEdit = (row: number, column: number): boolean =>
    editing !== undefined && columnCount > 0 && (row < 0 ? editing.canRename : !editing.isFixed(column) && row < rowCount)
  const valueAt = (row: number, column: number): string =>
    row < 0 ? (table.headers[column] ?? '') : plainCell(table.rows[rowOf(row)]?.[column])
  const begin = (next: GridCursor, text: string | null): void => {
    if (!canEdit(next.row, next.column)) return
    const isBool = next.row >= 0 && datatypeOf(settings.datatype, next.column) === 'bool'
    if (isBool) return editing?.change(rowOf(next.row), next.column, valueAt(next.row, next.column) === 'true' ? 'false' : 'true')
    setEdit({ text: text ?? valueAt(next.row, next.column), selects: text === null })
  }
  const end = (): void => {
    setEdit(null)
    grid.current?.focus({ preventScroll: true })
  }
  const take = (text: string, after: AfterEdit): void => {
    if (isHeaderActive) editing?.rename(at.column, text)
    else if (text !== valueAt(at.row, at.column)) editing?.change(rowOf(at.row), at.column, text)
    // A click elsewhere has already moved the focus.
    if (after === 'stay') return setEdit(null)
    end()
    const [down, along] = { down: [1, 0], up: [-1, 0], next: [0, 1], previous: [0, -1] }[after] as [number, number]
    go(moveTo(cursorAt(at.row, at.column), at.row + down, at.column + along, false, extent))
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    if (event.target !== grid.current || event.nativeEvent.isComposing) return
    const { key, shiftKey } = event
    const isControl = event.ctrlKey || event.metaKey
    if (isHeaderActive && pressOnHeader(event, columns, at.column, !editing, isRtl)) return event.preventDefault()
    if (event.altKey) return
    if (editing && isControl && key.toLowerCase() === 'z') {
      editing.undo()
      return event.preventDefault()
    }
    const isBegin = (key === 'Enter' && !isControl) || key === 'F2' || (key === ' ' && !isControl)
    if (isBegin && editing) {
      event.preventDefault()
      return begin(at, null)
    }
    if (editing && (key === 'Delete' || key === 'Backspace') && !isHeaderActive) {
      event.preventDefault()
      return editing.clear(range)
    }
    if (editing && key.length === 1 && !isControl) {
      event.preventDefault()
      return begin(at, key)
    }
    const next = key === 'Escape' ? cursorAt(at.row, at.column) : moveCursor(at, { key, shiftKey, isControl }, extent)
    if (!next || (key === 'Escape' && next.anchorRow === at.anchorRow && next.anchorColumn === at.anchorColumn)) return
    event.preventDefault()
    go(next)
  }

  const cellAt = (event: MouseEvent): readonly [number, number] | null => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null
    return cell && grid.current?.contains(cell) ? [Number(cell.dataset.row), Number(cell.dataset.column)] : null
  }
  const onMouseDown = (event: MouseEvent): void => {
    const place = cellAt(event)
    if (!place || event.button !== 0 || (event.target instanceof Element && event.target.closest('.rgs-grid-edge, textarea'))) return
    isDragging.current = place[0] >= 0
    go(moveTo(at, place[0], place[1], event.shiftKey && place[0] >= 0, extent))
    if (event.shiftKey) event.preventDefault()
    grid.current?.focus({ preventScroll: true })
  }
  const onMouseMove = (event: MouseEvent): void => {
    if (!isDragging.current) return
    if (event.buttons !== 1) return void (isDragging.current = false)
    const place = cellAt(event)
    if (!place || place[0] < 0 || (place[0] === at.row && place[1] === at.column)) return
    // In a selection of several cells, cells are selected and not letters.
    document.getSelection()?.removeAllRanges()
    go(moveTo(at, place[0], place[1], true, extent))
  }
  const onCopy = (event: ClipboardEvent): void => {
    // If letters inside a cell are selected, they are copied, not the cell.
    if (event.target !== grid.current || columnCount === 0 || !document.getSelection()?.isCollapsed) return
    event.preventDefault()
    const text = isHeaderActive ? valueAt(-1, at.column) : copyRange(range, (place) => table.rows[rowOf(place)])
    event.clipboardData.setData('text/plain', text)
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (!editing || event.target !== grid.current) return
    event.preventDefault()
    editing.paste(event.clipboardData.getData('text/plain'), isHeaderActive ? -1 : range.top, range.left)
  }

  const isNumericColumn = (column: number): boolean =>
    datatypeOf(settings.datatype, column) === 'number' || isNumber(table.rows[0]?.[column])
  const editor = edit && (
    <CellEditor
      text={edit.text}
      selects={edit.selects}
      label={messages.table.editCell(table.headers[at.column] ?? '', isHeaderActive ? null : at.row + 1, formats)}
      isNumber={!isHeaderActive && isNumericColumn(at.column)}
      onTake={take}
      onDrop={end}
    />
  )
  const isActiveDrawn =
    at.column >= window.columns.first &&
    at.column < window.columns.end &&
    (isHeaderActive || (at.row >= window.rows.first && at.row < window.rows.end))
  const { rows: drawnRows, columns: drawnColumns } = window
  return (
    <div ref={scroller} className="rgs-grid-box" style={{ maxBlockSize: settings.maxHeight }} data-wraps={settings.wraps || undefined}>
      <table
        ref={grid}
        id={gridId}
        className="rgs-grid"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid is what a table becomes whose cells are moved among
        role="grid"
        tabIndex={0}
        style={{ inlineSize: numberWidth + widths.reduce((sum, one) => sum + one, 0) }}
        aria-label={label}
        aria-describedby={describedBy}
        data-invalid={isInvalid || undefined}
        aria-readonly={!editing}
        aria-multiselectable="true"
        aria-busy={isSorting || undefined}
        aria-rowcount={rowCount + 1}
        aria-colcount={columnCount + (settings.hasRowNumbers ? 1 : 0)}
        aria-activedescendant={isFocused && isActiveDrawn && columnCount > 0 ? cellId(gridId, at.row, at.column) : undefined}
        data-focused={isFocused || undefined}
        onFocus={() => {
          setFocused(true)
          setUsed(true)
        }}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onMouseMove={onMouseMove}
        onDoubleClick={(event) => cellAt(event) && begin(at, null)}
        onCopy={onCopy}
        onPaste={onPaste}
      >
        <colgroup>
          {settings.hasRowNumbers && <col style={{ inlineSize: NUMBER_COLUMN_PX }} />}
          {drawnColumns.before > 0 && <col style={{ inlineSize: drawnColumns.before }} />}
          {widths.slice(drawnColumns.first, drawnColumns.end).map((one, index) => (
            <col key={drawnColumns.first + index} style={{ inlineSize: one }} />
          ))}
          {drawnColumns.after > 0 && <col style={{ inlineSize: drawnColumns.after }} />}
        </colgroup>
        <GridHead
          gridId={gridId}
          columns={columns}
          window={drawnColumns}
          settings={settings}
          canSort={!editing}
          activeColumn={isHeaderActive ? at.column : -1}
          editor={isHeaderActive ? editor : null}
          isNumeric={isNumericColumn}
          messages={messages}
          onFit={(column) =>
            columns.setColumnSizing((sizes) => ({
              ...sizes,
              [String(column)]: fitWidth(table, column, { header: table.headers[column] ?? '', datatype: settings.datatype, textScale }),
            }))
          }
        />
        <GridBody
          gridId={gridId}
          table={table}
          rows={drawnRows}
          columns={drawnColumns}
          rowOf={rowOf}
          cursor={at}
          range={isHeaderActive || !isUsed ? null : range}
          editor={isHeaderActive ? null : editor}
          settings={settings}
          messages={messages}
          formats={formats}
          measure={window.measureRow}
        />
      </table>
    </div>
  )
}

/** The same list while no width changes, so that dependent values stay the same. */
function useColumnWidths(widths: readonly number[]): readonly number[] {
  const [kept, setKept] = useState(widths)
  if (kept === widths || (kept.length === widths.length && kept.every((one, index) => one === widths[index]))) return kept
  setKept(widths)
  return widths
}
