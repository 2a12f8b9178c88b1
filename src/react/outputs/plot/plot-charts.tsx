/**
 * Gradio's own plots, altair's and plotly's, with their titles and data. Loaded with the first plot; Vega or plotly
 * follows.
 */
import { useCallback, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { textProp } from '../../kit/component-props.ts'
import { writeJson } from '../../kit/write-json.ts'
import type { OutputComponentProps } from '../output-kind.ts'
import { LazyChart } from './lazy-chart.tsx'
import { nativeSpec } from './native-spec.ts'
import { PlotTable } from './plot-table.tsx'
import { readPlot } from './plot-value.ts'
import type { AltairPlot, NativePlot } from './plot-value.ts'
import { readSpec, rowsOfSpec } from './safe-spec.ts'
import { PlotlyPlot } from './plotly/plotly-plot.tsx'
import { UndrawnPlot } from './undrawn-plot.tsx'

const USUAL_HEIGHT = 280

/** Draws one of the three kinds; any other value draws nothing. */
export default function PlotCharts(output: OutputComponentProps): ReactElement | null {
  const plot = useMemo(() => readPlot(output.value), [output.value])
  if (plot?.kind === 'native') return <NativeChart plot={plot} output={output} />
  if (plot?.kind === 'other') return <PlotlyPlot plot={plot} output={output} />
  return plot?.kind === 'altair' ? <AltairChart plot={plot} output={output} /> : null
}

function NativeChart({ plot, output }: { plot: NativePlot; output: OutputComponentProps }): ReactElement {
  const { componentProps, messages, formats, label } = output
  // Every update makes a new properties object, but its content rarely changes.
  const key = writeJson(componentProps)
  // oxlint-disable-next-line react/exhaustive-deps -- `key` is all that is read of them
  const made = useMemo(() => nativeSpec(plot, componentProps), [plot, key])
  const table = () => ({ headers: plot.columns, data: plot.rows, metadata: null })
  if (!made || plot.rows.length === 0) {
    return (
      <>
        <p className="rgs-muted rgs-output-empty">
          <bdi>{messages.plot.noData}</bdi>
        </p>
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
      {made.drawn < made.whole && (
        <p className="rgs-muted rgs-plot-note">
          <bdi>{messages.plot.thinned(made.drawn, made.whole, formats)}</bdi>
        </p>
      )}
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

/** The chart, or a message that it could not be drawn. A new specification is tried again. */
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
