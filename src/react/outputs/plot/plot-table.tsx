/** The data of a plot as a table in a fold: for screen readers, and for everyone who wants the numbers. */
import { useState } from 'react'
import type { ReactElement } from 'react'
import { dataframeOutput } from '../table/dataframe-output.tsx'
import type { OutputComponentProps } from '../output-kind.ts'

/** Props of {@link PlotTable}. */
export interface PlotTableProps {
  readonly output: OutputComponentProps
  /** A value of `gr.Dataframe`, computed once the fold is opened. */
  readonly table: () => unknown
}

const NO_PROPS = { max_height: 320 }

/** The fold. */
export function PlotTable({ output, table }: PlotTableProps): ReactElement {
  const [isOpen, setOpen] = useState(false)
  const { Component } = dataframeOutput
  return (
    <details className="rgs-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="rgs-summary">{output.messages.plot.asTable}</summary>
      {isOpen && <Component {...output} value={table()} componentProps={NO_PROPS} label={output.messages.plot.tableOf(output.label)} />}
    </details>
  )
}
