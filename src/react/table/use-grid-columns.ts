/** The columns of a grid: their widths, which people may change, and the sorted column. TanStack Table keeps both. */
import { columnResizingFeature, columnSizingFeature, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { ReactTable } from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import { firstWidths, LEAST_WIDTH, WIDEST } from './column-widths.ts'
import type { GridSettings } from './grid-settings.ts'
import type { Box } from './use-box.ts'
import type { Sorting } from './sort-rows.ts'
import type { TableValue } from './table-value.ts'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, rowSortingFeature })
/** TanStack gets no rows, since it would make an object per row. Rows are drawn from the value itself. */
const NO_ROWS: unknown[][] = []

/** TanStack's table of columns. */
export type GridColumns = ReactTable<typeof features, unknown[]>

/** What the grid needs of its columns. */
export interface GridColumnsResult {
  readonly columns: GridColumns
  readonly sorting: Sorting | null
}

/** The columns for the headers of a table. `width` of the box is the available space. */
export function useGridColumns(table: TableValue, settings: GridSettings, { width: boxWidth, isRtl, textScale }: Box): GridColumnsResult {
  const { headers } = table
  const widths = useFirstWidths(table, settings, boxWidth, textScale)
  const definitions = useMemo(
    () =>
      headers.map((header, column) => ({
        id: String(column),
        header,
        accessorFn: (row: unknown[]) => row[column],
        size: widths[column] ?? LEAST_WIDTH,
        minSize: LEAST_WIDTH,
        maxSize: WIDEST,
        // Ascending first, then descending, then the app's order.
        sortDescFirst: false,
      })),
    [headers, widths],
  )
  const columns = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    manualSorting: true,
    enableMultiSort: false,
    columnResizeMode: 'onChange',
    columnResizeDirection: isRtl ? 'rtl' : 'ltr',
  })
  const [sorted] = columns.state.sorting
  const column = sorted ? Number(sorted.id) : -1
  const isDescending = sorted?.desc ?? false
  const sorting = useMemo(
    () => (column >= 0 && column < headers.length ? { column, isDescending } : null),
    [column, isDescending, headers.length],
  )
  return { columns, sorting }
}

/**
 * Widths stay while a table grows. They are computed again for other headers, another box width, and the first rows.
 */
function useFirstWidths(table: TableValue, settings: GridSettings, boxWidth: number, textScale: number): readonly number[] {
  const { headers, rows } = table
  const key = [boxWidth, textScale, settings.hasRowNumbers, rows.length > 0, ...headers].join('\u0000')
  const [made, setMade] = useState<{ key: string; widths: readonly number[] } | null>(null)
  if (made?.key === key) return made.widths
  const widths = spread(firstWidths(table, settings.datatype, settings.columnWidths, boxWidth, textScale), boxWidth)
  setMade({ key, widths })
  return widths
}

/** Shares the remaining space, so that a narrow table fills its box. */
function spread(widths: readonly number[], boxWidth: number): readonly number[] {
  const sum = widths.reduce((whole, width) => whole + width, 0)
  if (sum === 0 || sum >= boxWidth) return widths
  return widths.map((width) => Math.floor((width / sum) * boxWidth))
}
