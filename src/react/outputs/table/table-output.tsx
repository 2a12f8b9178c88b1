/** A table of any length: only the rows in sight are in the page. Sorted by pressing a heading; a stream keeps place and order. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import type { OutputComponentProps } from '../output-kind.ts'
import { cellStyle, cellText, readTable } from './read-table.ts'
import type { TableValue } from './read-table.ts'
import { sortRows } from './sort-rows.ts'
import type { Sorting } from './sort-rows.ts'

const ROW_PX = 34
/** So many rows are all in the page: found by the browser's search, and read as one table. */
const ALL_ROWS = 60
const COLUMN_PAGE = 60
/** Rows looked at for the width of a column. */
const SAMPLE_ROWS = 40
const [LEAST_CH, MOST_CH] = [6, 36]

const EMPTY: TableValue = { headers: [], rows: [], shown: null, styling: null }

export default function TableOutput({ value, label, messages, formats }: OutputComponentProps): ReactElement {
  const table = useMemo(() => readTable(value) ?? EMPTY, [value])
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const [columnLimit, setColumnLimit] = useState(COLUMN_PAGE)
  const { headers, rows } = table
  const order = useMemo(() => sortRows(rows, sorting), [rows, sorting])
  const scroller = useRef<HTMLDivElement>(null)
  const isWhole = rows.length <= ALL_ROWS
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here and go nowhere else
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: !isWhole,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  const widths = useMemo(() => columnWidths(table), [table])
  if (headers.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>

  const shownHeaders = headers.slice(0, columnLimit)
  const virtual = isWhole ? null : virtualizer.getVirtualItems()
  const places = virtual ? virtual.map(({ index }) => index) : rows.map((_, index) => index)
  const before = virtual?.[0]?.start ?? 0
  const after = virtual ? virtualizer.getTotalSize() - (virtual.at(-1)?.end ?? 0) : 0
  const press = (column: number): void => setSorting(nextSorting(sorting, column))

  return (
    <div className="rgs-table-frame">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section ref={scroller} className="rgs-table-scroller" tabIndex={0} aria-label={label}>
        <table className="rgs-table" aria-rowcount={rows.length + 1} aria-label={label}>
          <colgroup>
            {shownHeaders.map((_, column) => (
              <col key={column} style={{ inlineSize: `${widths[column] ?? LEAST_CH}ch` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {shownHeaders.map((header, column) => (
                // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its button has the words
                <th key={column} scope="col" aria-sort={ariaSort(sorting, column)}>
                  <button type="button" className="rgs-table-sort" title={messages.output.sortBy(header)} onClick={() => press(column)}>
                    <bdi>{header}</bdi>
                    <span className="rgs-table-arrow" aria-hidden="true" />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Spacer height={before} columns={shownHeaders.length} />}
            {places.map((place) => {
              const row = order ? (order[place] ?? place) : place
              return (
                <tr key={place} aria-rowindex={place + 2}>
                  {shownHeaders.map((_, column) => (
                    <Cell key={column} table={table} row={row} column={column} />
                  ))}
                </tr>
              )
            })}
            {after > 0 && <Spacer height={after} columns={shownHeaders.length} />}
          </tbody>
        </table>
      </section>
      <p className="rgs-table-foot rgs-muted">
        <span className="rgs-figures">{messages.output.tableSize(rows.length, headers.length, formats)}</span>
        {headers.length > columnLimit && (
          <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setColumnLimit(columnLimit + COLUMN_PAGE)}>
            {messages.output.showMore(headers.length - columnLimit, formats)}
          </button>
        )}
      </p>
    </div>
  )
}

function Cell({ table, row, column }: { table: TableValue; row: number; column: number }): ReactElement {
  const cell = table.rows[row]?.[column]
  const text = cellText(table.shown?.[row]?.[column] ?? cell)
  // Names of CSS properties by the table in `cellStyle`.
  const style = cellStyle(table.styling?.[row]?.[column]) as CSSProperties | undefined
  return (
    <td style={style} data-number={typeof cell === 'number' || undefined} title={text.length > 24 ? text : undefined} dir="auto">
      {text.length > 400 ? `${text.slice(0, 400)}…` : text}
    </td>
  )
}

/** As tall as the rows that are not in the page. */
function Spacer({ height, columns }: { height: number; columns: number }): ReactElement {
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- hidden, and empty */}
      <td className="rgs-table-spacer" colSpan={columns} style={{ blockSize: height }} />
    </tr>
  )
}

/** Up, down, and as it came. */
function nextSorting(sorting: Sorting | null, column: number): Sorting | null {
  if (sorting?.column !== column) return { column, isDescending: false }
  return sorting.isDescending ? null : { column, isDescending: true }
}

function ariaSort(sorting: Sorting | null, column: number): 'ascending' | 'descending' | 'none' {
  if (sorting?.column !== column) return 'none'
  return sorting.isDescending ? 'descending' : 'ascending'
}

/** Fixed from the first rows on, so that columns do not move while one scrolls. */
function columnWidths({ headers, rows, shown }: TableValue): number[] {
  const sample = rows.slice(0, SAMPLE_ROWS)
  return headers.map((header, column) => {
    const longest = sample.reduce(
      (most, row, index) => Math.max(most, cellText(shown?.[index]?.[column] ?? row[column]).length),
      header.length + 2,
    )
    return Math.min(MOST_CH, Math.max(LEAST_CH, longest + 2))
  })
}
