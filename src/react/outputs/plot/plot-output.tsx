/**
 * Plots: Gradio's own and altair's by Vega, plotly's by plotly, pictures as pictures, and others by a component that
 * the page registers.
 */
'use client'

import { useMemo } from 'react'
import type { ComponentType, ReactElement } from 'react'
import { lazyPart } from '../../kit/lazy-part.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { PlotTable } from './plot-table.tsx'
import { readPlot } from './plot-value.ts'
import { UndrawnPlot } from './undrawn-plot.tsx'

/** Props of a component for plots of another library. */
export interface PlotComponentProps extends OutputComponentProps {
  /** The plot as that library wrote it, parsed from JSON. It comes from the app: do not trust it. */
  readonly plot: unknown
}

/** Components by the library's name in Gradio: `plotly`, `bokeh`. */
export type PlotComponents = Readonly<Record<string, ComponentType<PlotComponentProps>>>

const LazyCharts = lazyPart(() => import('./plot-charts.tsx'), ChartRoom)

/** Space for a chart. If its code cannot be loaded, the data of Gradio's own plots are still shown. */
function ChartRoom(props: OutputComponentProps): ReactElement {
  const plot = readPlot(props.value)
  const isNative = plot?.kind === 'native'
  return (
    <figure className="rgs-plot">
      <div className="rgs-plot-room rgs-skeleton" />
      {isNative && <PlotTable output={props} table={() => ({ headers: plot.columns, data: plot.rows, metadata: null })} />}
    </figure>
  )
}

/**
 * The output of `gr.Plot` and of Gradio's own plots. A component named here replaces this library's own drawing. Plots
 * of other libraries are named and can be downloaded.
 * @example <GradioProcess outputKinds={{ ...defaultOutputs, plot: createPlotOutput({ bokeh: MyBokehPlot }) }} … />
 */
export function createPlotOutput(components: PlotComponents = {}): OutputKind {
  function PlotOutput(props: OutputComponentProps): ReactElement {
    const { value, label, messages } = props
    const plot = useMemo(() => readPlot(value), [value])
    if (plot === null) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
    if (plot.kind === 'native' || plot.kind === 'altair') return <LazyCharts {...props} />
    if (plot.kind === 'picture') return <img className="rgs-plot-picture" src={plot.url} alt={label} />
    const Own = Object.hasOwn(components, plot.type) ? components[plot.type] : undefined
    if (Own) return <Own {...props} plot={readJson(plot.text)} />
    return plot.type === 'plotly' ? <LazyCharts {...props} /> : <UndrawnPlot output={props} type={plot.type} text={plot.text} />
  }
  return { Component: PlotOutput, accepts: (value) => value === null || readPlot(value) !== null }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `gr.Plot`, `gr.LinePlot`, `gr.BarPlot`, `gr.ScatterPlot`, without components for other libraries. */
export const plotOutput: OutputKind = createPlotOutput()
