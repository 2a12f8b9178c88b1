/** Plots: Gradio's own and altair's by Vega, pictures as pictures, and those of other libraries by whoever registers a component for them. */
import { useCallback, useMemo, useState } from 'react'
import type { ComponentType, ReactElement } from 'react'
import { textProp } from '../../inputs/component-props.ts'
import { writeJson } from '../../write-json.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { LazyChart } from './lazy-chart.tsx'
import { nativeSpec } from './native-spec.ts'
import { PlotTable } from './plot-table.tsx'
import { readPlot } from './plot-value.ts'
import type { AltairPlot, NativePlot } from './plot-value.ts'
import { readSpec, rowsOfSpec } from './safe-spec.ts'
import { UndrawnPlot } from './undrawn-plot.tsx'

/** What a component for plots of another library gets. */
export interface PlotComponentProps extends OutputComponentProps {
  /** The plot as that library wrote it, JSON read. It comes from the app: do not trust it. */
  readonly plot: unknown
}

/** Components by the library's name, as Gradio has it: `plotly`, `bokeh`. */
export type PlotComponents = Readonly<Record<string, ComponentType<PlotComponentProps>>>

const USUAL_HEIGHT = 280

/**
 * The output of `gr.Plot` and of Gradio's own plots. Plots of libraries that are not named here are said to be of that
 * library, and can be downloaded.
 * @example
 * <GradioProcess outputs={{ ...defaultOutputs, plot: createPlotOutput({ plotly: MyPlotlyPlot }) }} … />
 */
export function createPlotOutput(components: PlotComponents = {}): OutputKind {
  function PlotOutput(props: OutputComponentProps): ReactElement {
    const { value, label, messages } = props
    const plot = useMemo(() => readPlot(value), [value])
    if (plot === null) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
    if (plot.kind === 'native') return <NativeChart plot={plot} output={props} />
    if (plot.kind === 'altair') return <AltairChart plot={plot} output={props} />
    if (plot.kind === 'picture') return <img className="rgs-plot-picture" src={plot.url} alt={label} />
    const Own = Object.hasOwn(components, plot.type) ? components[plot.type] : undefined
    return Own ? <Own {...props} plot={readJson(plot.text)} /> : <UndrawnPlot output={props} type={plot.type} text={plot.text} />
  }
  return { Component: PlotOutput, accepts: (value) => value === null || readPlot(value) !== null }
}

function NativeChart({ plot, output }: { plot: NativePlot; output: OutputComponentProps }): ReactElement {
  const { componentProps, messages, formats, label } = output
  // The properties are one object anew with every update; what they say rarely changes.
  const key = writeJson(componentProps)
  // oxlint-disable-next-line react/exhaustive-deps -- `key` is all that is read of them
  const made = useMemo(() => nativeSpec(plot, componentProps), [plot, key])
  const table = () => ({ headers: plot.columns, data: plot.rows, metadata: null })
  if (!made || plot.rows.length === 0) {
    return (
      <>
        <p className="rgs-muted rgs-output-empty">{messages.plot.noData}</p>
        {plot.rows.length > 0 && <PlotTable output={output} table={table} />}
      </>
    )
  }
  const title = textProp(componentProps, 'title')
  const caption = textProp(componentProps, 'caption')
  const name = messages.plot.describe(title ?? label, plot.mark, made.x, made.y, made.whole, formats)
  return (
    <figure className="rgs-plot">
      {title !== undefined && (
        <p className="rgs-plot-title" dir="auto">
          {title}
        </p>
      )}
      <Chart spec={made.spec} name={name} height={made.height + 56} output={output} />
      {made.drawn < made.whole && <p className="rgs-muted rgs-plot-note">{messages.plot.thinned(made.drawn, made.whole, formats)}</p>}
      {caption !== undefined && (
        <figcaption className="rgs-muted rgs-plot-note" dir="auto">
          {caption}
        </figcaption>
      )}
      <PlotTable output={output} table={table} />
    </figure>
  )
}

function AltairChart({ plot, output }: { plot: AltairPlot; output: OutputComponentProps }): ReactElement {
  const { messages, label } = output
  const spec = useMemo(() => readSpec(plot.text), [plot.text])
  if (!spec) return <UndrawnPlot output={output} type="altair" text={plot.text} isRefused />
  const rows = rowsOfSpec(spec)
  const title = typeof spec.title === 'string' && spec.title !== '' ? spec.title : label
  return (
    <figure className="rgs-plot">
      <Chart spec={spec} name={messages.plot.picture(title)} height={USUAL_HEIGHT} output={output} />
      {rows && <PlotTable output={output} table={() => toTable(rows)} />}
    </figure>
  )
}

/** The chart, or that it could not be drawn; a new specification is tried again. */
function Chart({
  spec,
  name,
  height,
  output,
}: {
  spec: Readonly<Record<string, unknown>>
  name: string
  height: number
  output: OutputComponentProps
}): ReactElement {
  const [failed, setFailed] = useState<unknown>(null)
  const onFail = useCallback(() => setFailed(spec), [spec])
  if (failed === spec) return <UndrawnPlot output={output} type="Vega" text={writeJson(spec)} isRefused />
  return <LazyChart spec={spec} name={name} height={height} onFail={onFail} />
}

function toTable(rows: readonly Readonly<Record<string, unknown>>[]): unknown {
  const headers = Object.keys(rows[0] ?? {})
  return { headers, data: rows.map((row) => headers.map((header) => row[header])), metadata: null }
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
