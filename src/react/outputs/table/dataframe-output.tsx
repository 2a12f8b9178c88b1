/**
 * A table. Its first rows are drawn at once. The grid that scrolls, sorts and selects is loaded with the first table.
 */
import type { ReactElement } from 'react'
import { CellText } from '../../table/cell-words.tsx'
import { cellText, datatypeOf } from '../../table/cell-text.ts'
import { copyTable } from '../../table/copy-cells.ts'
import { readGridSettings } from '../../table/grid-settings.ts'
import { cellOf, readTable } from '../../table/table-value.ts'
import { lazyPart } from '../../kit/lazy-part.tsx'
import { isNumber } from '../../kit/numbers.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

const FIRST_ROWS = 30
const FIRST_COLUMNS = 12
const ROW_PX = 34
/** Height of the line above the grid. */
const LINE_PX = 26

/** The first cells as a plain table, as high as the grid that replaces it. */
function FirstRows({ value, label, componentProps, messages, formats }: OutputComponentProps): ReactElement {
  const table = readTable(value)
  if (!table || table.columnCount === 0)
    return (
      <p className="rgs-muted rgs-output-empty">
        <bdi>{messages.table.empty}</bdi>
      </p>
    )
  const { maxHeight, datatype } = readGridSettings(componentProps)
  const height = LINE_PX + Math.min(maxHeight, (Math.min(table.rows.length, 1000) + 1) * ROW_PX + 2)
  const headers = table.headers.slice(0, FIRST_COLUMNS)
  const words = { yes: messages.output.yes, no: messages.output.no }
  return (
    <div className="rgs-table" style={{ minBlockSize: height }}>
      <p className="rgs-muted rgs-table-line">
        <bdi>{messages.table.size(table.rows.length, table.columnCount, formats)}</bdi>
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard, and named */}
      <div className="rgs-grid-box" style={{ maxBlockSize: maxHeight }} tabIndex={0} role="group" aria-label={label}>
        <table className="rgs-grid rgs-grid-plain" aria-label={label}>
          <thead className="rgs-grid-head">
            <tr>
              {headers.map((header, column) => (
                <th key={column} scope="col" className="rgs-grid-header">
                  <bdi className="rgs-grid-sort">{header}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, FIRST_ROWS).map((row, place) => (
              <tr key={place} className="rgs-grid-row">
                {headers.map((_, column) => (
                  <td key={column} className="rgs-grid-cell" data-number={isNumber(row[column]) || undefined}>
                    <CellText text={cellText(cellOf(table.displays, place, column) ?? row[column], datatypeOf(datatype, column), words)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const LazyTable = lazyPart(() => import('./dataframe-table.tsx'), FirstRows)

function DataframeOutput(props: OutputComponentProps): ReactElement {
  const table = readTable(props.value)
  // An empty table needs no grid.
  if (!table || table.columnCount === 0) return <FirstRows {...props} />
  return <LazyTable {...props} />
}

/** `gr.Dataframe`. */
export const dataframeOutput: OutputKind = {
  Component: DataframeOutput,
  accepts: (value) => readTable(value) !== null,
  toText(value) {
    const table = readTable(value)
    return table ? copyTable(table) : ''
  },
}
