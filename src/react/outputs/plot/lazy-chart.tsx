/** Vega, loaded with the first chart. Until then there is space of its size. */
import { lazy, Suspense } from 'react'
import type { ReactElement } from 'react'
import { DrawBoundary } from '../../kit/draw-boundary.tsx'
import type { VegaChartProps } from './vega-chart.tsx'

const load = () => import('./vega-chart.tsx')
let Loaded = lazy(load)

/** The chart. Calls `onFail` if its code cannot be loaded. */
export function LazyChart(props: VegaChartProps): ReactElement {
  const room = <div className="rgs-plot-box rgs-skeleton" style={{ blockSize: props.height }} />
  return (
    <DrawBoundary
      instead={null}
      onFail={() => {
        forget()
        props.onFail()
      }}
    >
      <Suspense fallback={room}>
        <Loaded {...props} />
      </Suspense>
    </DrawBoundary>
  )
}

/** The next chart tries again: React keeps the result of `lazy` forever. */
function forget(): void {
  Loaded = lazy(load)
}
