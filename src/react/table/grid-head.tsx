/** The headers of a grid. They sort, and their edges change widths. By keyboard, the grid itself does both. */
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import type { Messages } from '../messages/messages.ts'
import { cellId } from './grid-row.tsx'
import type { GridSettings } from './grid-settings.ts'
import type { Stretch } from './use-grid-window.ts'
import type { GridColumns } from './use-grid-columns.ts'
import { visuallyHidden } from '../kit/visually-hidden.ts'

/** Props of {@link GridHead}. */
export interface GridHeadProps {
  gridId: string
  columns: GridColumns
  window: Stretch
  settings: GridSettings
  /** Whether headers sort; they do not in an editable grid. */
  canSort: boolean
  activeColumn: number
  editor: ReactNode
  /** Whether a column holds numbers, which are aligned to the end side. */
  isNumeric: (column: number) => boolean
  messages: Messages
  /** Fits a column to its content. */
  onFit: (column: number) => void
}

/** The head row. */
export function GridHead(props: GridHeadProps): ReactElement {
  const { gridId, columns, window, settings, canSort, activeColumn, editor, isNumeric, messages, onFit } = props
  const headers = columns.getHeaderGroups()[0]?.headers ?? []
  const offset = settings.hasRowNumbers ? 2 : 1
  return (
    <thead className="rgs-grid-head">
      <tr aria-rowindex={1}>
        {settings.hasRowNumbers && (
          <th scope="col" className="rgs-grid-corner" aria-colindex={1}>
            <span {...visuallyHidden}>{messages.table.rowNumber}</span>
          </th>
        )}
        {window.before > 0 && <td aria-hidden="true" className="rgs-grid-gap" />}
        {headers.slice(window.first, window.end).map((header) => {
          const column = Number(header.column.id)
          const title = String(header.column.columnDef.header)
          const sorted = header.column.getIsSorted()
          const resize = header.getResizeHandler()
          const isActive = activeColumn === column
          return (
            <th
              key={header.id}
              id={cellId(gridId, -1, column)}
              scope="col"
              className="rgs-grid-header"
              aria-colindex={column + offset}
              aria-sort={!canSort ? undefined : sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
              data-row={-1}
              data-column={column}
              data-active={isActive || undefined}
              data-sorted={sorted || undefined}
              data-number={isNumeric(column) || undefined}
            >
              {isActive && editor !== null ? (
                editor
              ) : canSort ? (
                // Reached by the arrow keys of the grid, not by Tab: a table may have a thousand of them.
                <button type="button" tabIndex={-1} className="rgs-grid-sort" title={title} onClick={() => header.column.toggleSorting()}>
                  <bdi className="rgs-grid-title">{title}</bdi>
                  <SortSign />
                </button>
              ) : (
                <span className="rgs-grid-sort" title={title}>
                  <bdi className="rgs-grid-title">{title}</bdi>
                </span>
              )}
              {/* For pointers only. By keyboard: Alt and an arrow on the header. */}
              <span
                aria-hidden="true"
                className="rgs-grid-edge"
                data-resizing={header.column.getIsResizing() || undefined}
                onMouseDown={resize}
                onTouchStart={resize}
                onDoubleClick={() => onFit(column)}
              />
            </th>
          )
        })}
        {window.after > 0 && <td aria-hidden="true" className="rgs-grid-gap" />}
      </tr>
    </thead>
  )
}

function SortSign(): ReactElement {
  return (
    <svg className="rgs-grid-sign" viewBox="0 0 10 14" width="10" height="14" aria-hidden="true" focusable="false">
      <path className="rgs-grid-sign-up" d="M1.500 5.500 5 2l3.500 3.500z" />
      <path className="rgs-grid-sign-down" d="M1.500 8.500 5 12l3.500-3.500z" />
    </svg>
  )
}

const STEP_PX = 16

/** The effect of a key on a header; `false` if it has none. */
export function pressOnHeader(event: KeyboardEvent, columns: GridColumns, column: number, canSort: boolean, isRtl: boolean): boolean {
  const target = columns.getColumn(String(column))
  if (!target) return false
  if (canSort && (event.key === 'Enter' || event.key === ' ')) {
    target.toggleSorting()
    return true
  }
  if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return false
  const sign = (event.key === 'ArrowRight') === isRtl ? -1 : 1
  columns.setColumnSizing((sizes) => ({ ...sizes, [target.id]: target.getSize() + sign * STEP_PX }))
  return true
}
