/** The visible rows of a grid, between spacers for the other rows. */
import { useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import type { CellRange, GridCursor } from './grid-cursor.ts'
import { GridRow } from './grid-row.tsx'
import type { GridSettings } from './grid-settings.ts'
import type { TableValue } from './table-value.ts'
import type { Stretch } from './use-grid-window.ts'

/** Props of {@link GridBody}. */
export interface GridBodyProps {
  gridId: string
  table: TableValue
  rows: Stretch
  columns: Stretch
  /** The row of the table at a position on the screen. */
  rowOf: (place: number) => number
  cursor: GridCursor
  range: CellRange | null
  editor: ReactNode
  settings: GridSettings
  messages: Messages
  formats: Formats
  measure: ((element: HTMLElement | null) => void) | undefined
}

const NO_CELLS: readonly unknown[] = []

/** The body. */
export function GridBody(props: GridBodyProps): ReactElement {
  const { gridId, table, rows, columns, rowOf, cursor, range, editor, settings, messages, formats, measure } = props
  const words = useMemo(() => ({ yes: messages.output.yes, no: messages.output.no }), [messages])
  return (
    <tbody>
      {rows.before > 0 && <Spacer height={rows.before} />}
      {Array.from({ length: rows.end - rows.first }, (_, index) => {
        const place = rows.first + index
        const row = rowOf(place)
        const isSelected = range !== null && place >= range.top && place <= range.bottom
        const isActive = cursor.row === place
        return (
          <GridRow
            key={row}
            gridId={gridId}
            cells={table.rows[row] ?? NO_CELLS}
            displays={table.displays[row]}
            styles={table.styles[row]}
            place={place}
            number={settings.hasRowNumbers ? formats.number(row + 1) : ''}
            firstColumn={columns.first}
            endColumn={columns.end}
            hasGapBefore={columns.before > 0}
            hasGapAfter={columns.after > 0}
            selectedFrom={isSelected ? range.left : -1}
            selectedTo={isSelected ? range.right : -1}
            activeColumn={isActive ? cursor.column : -1}
            editor={isActive ? editor : null}
            settings={settings}
            words={words}
            measure={measure}
          />
        )
      })}
      {rows.after > 0 && <Spacer height={rows.after} />}
    </tbody>
  )
}

function Spacer({ height }: { height: number }): ReactElement {
  return (
    <tr aria-hidden="true" className="rgs-grid-spacer">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- room without content, hidden from everybody */}
      <td style={{ blockSize: height }} />
    </tr>
  )
}
