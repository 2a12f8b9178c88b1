/** The editable table, and the buttons that add and remove rows and columns. Loaded with the first one. */
import { useId, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { DataGrid } from '../../table/data-grid.tsx'
import type { GridEditing } from '../../table/data-grid.tsx'
import type { CellRange } from '../../table/grid-cursor.ts'
import { readGridSettings } from '../../table/grid-settings.ts'
import { readTable } from '../../table/table-value.ts'
import { useLatest } from '@gradio-stream/hooks/internal/use-latest'
import type { InputProps } from '../input-kind.ts'
import { valueOf } from './cell-values.ts'
import { parsePaste } from './parse-paste.ts'
import {
  firstDraft,
  isTableDraft,
  readLimits,
  withCell,
  withCleared,
  withColumn,
  withHeader,
  withoutColumns,
  withoutRows,
  withPasted,
  withRow,
} from './table-draft.ts'
import type { TableDraft } from './table-draft.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** Steps that can be undone. */
const KEPT_STEPS = 50
const FIRST_CELL: CellRange = { top: 0, bottom: 0, left: 0, right: 0 }

/** The field of `gr.Dataframe`. */
export default function DataframeEditor({ id, parameter, draft, onChange, isInvalid, messages, formats }: InputProps): ReactElement {
  const helpId = useId()
  const { props } = parameter
  const table = useMemo(() => (isTableDraft(draft) ? draft : firstDraft(parameter)), [draft, parameter])
  const limits = useMemo(() => readLimits(props), [props])
  const settings = useMemo(() => readGridSettings(props), [props])
  const [range, setRange] = useState<CellRange>(FIRST_CELL)
  const [news, setNews] = useState('')
  const steps = useRef<TableDraft[]>([])
  const [stepCount, setStepCount] = useState(0)
  // A paste is parsed asynchronously: it applies to the table as it is then.
  const latest = useLatest(table)

  const change = (next: TableDraft): void => {
    steps.current = [...steps.current, latest.current].slice(-KEPT_STEPS)
    setStepCount(steps.current.length)
    onChange(next)
  }
  const undo = (): void => {
    const before = steps.current.pop()
    setStepCount(steps.current.length)
    if (before) onChange(before)
  }
  const read = (text: string, column: number): unknown => valueOf(text, props.datatype, column)
  const take = async (text: string, row: number, column: number): Promise<void> => {
    const cells = await parsePaste(text)
    const pasted = withPasted(latest.current, cells, row, column, limits, read)
    change(pasted.draft)
    setNews(messages.table.pasted(pasted.rows, pasted.columns, pasted.isCut, formats))
  }
  const editing: GridEditing = {
    canRename: limits.canAddColumns,
    isFixed: (column) => limits.fixedColumns.has(column),
    change: (row, column, text) => change(withCell(table, row, column, read(text, column))),
    rename: (column, text) => change(withHeader(table, column, text)),
    clear: (block) => change(withCleared(table, block, limits)),
    paste(text, row, column) {
      if (text === '') return
      if (row < 0) return limits.canAddColumns ? change(withHeader(table, column, text.split(/[\t\n]/)[0] ?? '')) : undefined
      void take(text, row, column)
    },
    undo,
    select: setRange,
  }

  const rowCount = table.data.length
  const columnCount = table.headers.length
  const top = Math.min(range.top, rowCount - 1)
  const bottom = Math.min(range.bottom, rowCount - 1)
  const left = Math.min(range.left, columnCount - 1)
  const right = Math.min(range.right, columnCount - 1)
  const [rows, columns] = [bottom - top + 1, right - left + 1]
  const canDeleteRows = rowCount > 0 && rowCount - rows >= limits.leastRows
  const canDeleteColumns = columnCount - columns >= limits.leastColumns
  const value = useMemo(() => ({ headers: table.headers, data: table.data, metadata: null }), [table])
  const grid = readTable(value)
  return (
    <div className="rgs-table">
      <span id={helpId} {...visuallyHidden}>
        {messages.table.editHelp}
      </span>
      {grid && (
        <DataGrid
          id={id}
          table={grid}
          label={parameter.label}
          settings={settings}
          messages={messages}
          formats={formats}
          editing={editing}
          describedBy={helpId}
          isInvalid={isInvalid}
        />
      )}
      <div className="rgs-table-tools">
        {limits.canAddRows && (
          <Tool
            name={messages.table.addRow}
            isPossible={rowCount < limits.mostRows}
            onPress={() => change(withRow(table, rowCount === 0 ? -1 : bottom))}
          />
        )}
        {limits.canAddColumns && (
          <Tool
            name={messages.table.addColumn}
            isPossible={columnCount < limits.mostColumns}
            onPress={() => change(withColumn(table, right))}
          />
        )}
        {limits.canAddRows && (
          <Tool
            name={messages.table.deleteRows(Math.max(1, rows), formats)}
            isPossible={canDeleteRows}
            onPress={() => change(withoutRows(table, top, bottom))}
          />
        )}
        {limits.canAddColumns && (
          <Tool
            name={messages.table.deleteColumns(Math.max(1, columns), formats)}
            isPossible={canDeleteColumns}
            onPress={() => change(withoutColumns(table, left, right))}
          />
        )}
        <Tool name={messages.table.undo} isPossible={stepCount > 0} onPress={undo} />
        <output className="rgs-muted rgs-table-line">{news}</output>
      </div>
    </div>
  )
}

/** A button below the table. It keeps its place and the focus when it is disabled. */
function Tool({ name, isPossible, onPress }: { name: string; isPossible: boolean; onPress: () => void }): ReactElement {
  return (
    <button type="button" className="rgs-button rgs-button-quiet" aria-disabled={!isPossible} onClick={isPossible ? onPress : undefined}>
      {name}
    </button>
  )
}
