/** Vega, loaded when the first chart is drawn. Until then there is room of its size. */
import { Component, lazy, Suspense } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { VegaChartProps } from './vega-chart.tsx'

const load = () => import('./vega-chart.tsx')
let Loaded = lazy(load)

/** The chart; `onFail` where its code cannot be loaded. */
export function LazyChart(props: VegaChartProps): ReactElement {
  const room = <div className="rgs-plot-box rgs-skeleton" style={{ blockSize: props.height }} />
  return (
    <LoadBoundary onFail={props.onFail}>
      <Suspense fallback={room}>
        <Loaded {...props} />
      </Suspense>
    </LoadBoundary>
  )
}

/** Catches code that cannot be loaded. The next chart tries again: React keeps the answer of `lazy` for ever. */
class LoadBoundary extends Component<{ onFail: () => void; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override componentDidCatch(): void {
    Loaded = lazy(load)
    this.props.onFail()
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children
  }
}
