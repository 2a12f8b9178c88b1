/** The grid of a returned table, with its size above it. Loaded with the first table. */
import { useId, useMemo } from 'react'
import type { ReactElement } from 'react'
import { DataGrid } from '../../table/data-grid.tsx'
import { readGridSettings } from '../../table/grid-settings.ts'
import { MOST_COLUMNS, MOST_ROWS, readTable } from '../../table/table-value.ts'
import type { OutputComponentProps } from '../output-kind.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** Draws a value that {@link readTable} can read. */
export default function DataframeTable({ value, label, componentProps, messages, formats }: OutputComponentProps): ReactElement | null {
  const helpId = useId()
  const table = readTable(value)
  const { datatype, wrap, show_row_numbers, max_height, height, column_widths, max_chars } = componentProps
  // Every update makes a new properties object, but its content rarely changes.
  const key = JSON.stringify([datatype, wrap, show_row_numbers, max_height, height, column_widths, max_chars])
  // oxlint-disable-next-line react/exhaustive-deps -- `key` is all that is read of them
  const settings = useMemo(() => readGridSettings(componentProps), [key])
  if (!table) return null
  const isCut = table.rows.length > MOST_ROWS || table.columnCount > MOST_COLUMNS
  return (
    <div className="rgs-table">
      <p className="rgs-muted rgs-table-line rgs-figures">
        <bdi>{messages.table.size(table.rows.length, table.columnCount, formats)}</bdi>
        {isCut && <bdi>{` · ${messages.table.cut(Math.min(MOST_ROWS, table.rows.length), table.headers.length, formats)}`}</bdi>}
      </p>
      <span id={helpId} {...visuallyHidden}>
        {messages.table.help}
      </span>
      <DataGrid table={table} label={label} settings={settings} messages={messages} formats={formats} describedBy={helpId} />
    </div>
  )
}
