/** A plotly figure with its data. Plotly is loaded with the first one; until then there is space of its size. */
import { useCallback, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { lazyPart } from '../../../kit/lazy-part.tsx'
import type { OutputComponentProps } from '../../output-kind.ts'
import { PlotTable } from '../plot-table.tsx'
import type { OtherPlot } from '../plot-value.ts'
import { UndrawnPlot } from '../undrawn-plot.tsx'
import type { PlotlyChartProps } from './plotly-chart.tsx'
import { readFigure, tableOfFigure } from './plotly-figure.ts'

const USUAL_HEIGHT = 450
const LazyPlotly = lazyPart<PlotlyChartProps>(() => import('./plotly-chart.tsx'), Room)

function Room({ figure }: PlotlyChartProps): ReactElement {
  return <div className="rgs-plot-box rgs-skeleton" style={{ blockSize: figure.height ?? USUAL_HEIGHT }} />
}

/** Draws it, or says that it cannot be drawn and offers its JSON. */
export function PlotlyPlot({ plot, output }: { readonly plot: OtherPlot; readonly output: OutputComponentProps }): ReactElement {
  const { messages, label } = output
  const figure = useMemo(() => readFigure(plot.text), [plot.text])
  const [failed, setFailed] = useState<unknown>(null)
  const onFail = useCallback(() => setFailed(figure), [figure])
  if (!figure || failed === figure) return <UndrawnPlot output={output} type="plotly" text={plot.text} isRefused />
  return (
    <figure className="rgs-plot">
      <LazyPlotly figure={figure} name={messages.plot.picture(figure.title || label)} onFail={onFail} />
      <PlotTable output={output} table={() => tableOfFigure(figure)} />
    </figure>
  )
}
