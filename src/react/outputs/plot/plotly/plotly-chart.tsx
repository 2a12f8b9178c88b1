/**
 * Draws a figure with plotly: the basic build for plain axes, the full build for 3D, polar axes, trees and flows. Each
 * is loaded with the first figure that needs it. Neither evaluates code.
 */
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { useBox } from '../../../table/use-box.ts'
import type { PlotlyFigure } from './plotly-figure.ts'

/** Props of {@link PlotlyChart}. */
export interface PlotlyChartProps {
  readonly figure: PlotlyFigure
  /** What the picture shows, for screen readers. */
  readonly name: string
  /** It could not be drawn. */
  readonly onFail: () => void
}

/** Plotly's own default. */
export const PLOTLY_HEIGHT = 450
const LEAST_WIDTH = 200
const NARROW = 440
const CONFIG = {
  displayModeBar: false,
  responsive: false,
  logging: 0,
  notifyOnLogging: 0,
  showTips: false,
  showLink: false,
  sendData: false,
}

const load = async (isPlain: boolean): Promise<PlotlyBuild> =>
  isPlain ? (await import('plotly.js-cartesian-dist-min')).default : (await import('plotly.js-strict-dist-min')).default

/** The figure, as wide as its box and not wider than its author's width. The last one stays until the next is ready. */
export default function PlotlyChart({ figure, name, onFail }: PlotlyChartProps): ReactElement {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const drawing = useRef<Promise<unknown>>(Promise.resolve())
  const shown = useRef<PlotlyBuild | null>(null)
  const { width } = useBox(box)
  const height = figure.height ?? PLOTLY_HEIGHT

  useEffect(() => {
    if (width === 0) return undefined
    let isStale = false
    const draw = async (): Promise<void> => {
      const plotly = await load(figure.isPlain)
      // Newer figures came while one was drawn: only the last counts.
      if (isStale || !canvas.current) return
      if (shown.current !== plotly) shown.current?.purge(canvas.current)
      shown.current = plotly
      const { fontFamily } = getComputedStyle(canvas.current)
      await plotly.react(canvas.current, {
        // Plotly changes its input.
        data: structuredClone(figure.data),
        layout: layoutFor(figure, width, fontFamily),
        frames: figure.frames,
        config: CONFIG,
      })
      canvas.current?.querySelector('svg')?.setAttribute('aria-hidden', 'true')
    }
    drawing.current = drawing.current.then(draw).catch(() => {
      if (!isStale) onFail()
    })
    return () => {
      isStale = true
    }
  }, [figure, width, onFail])
  useEffect(() => {
    const element = canvas.current
    return () => {
      if (element) shown.current?.purge(element)
      shown.current = null
    }
  }, [])
  return (
    <div ref={box} className="rgs-plot-box" style={{ minBlockSize: height }}>
      <div
        ref={canvas}
        className="rgs-plot-canvas rgs-plotly"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- plotly draws the picture into it
        role="img"
        aria-label={name}
        data-themed={figure.isThemed || undefined}
        dir="ltr"
      />
    </div>
  )
}

/** The author's layout in this width. A person's zoom stays while values come. */
function layoutFor({ layout, isThemed, width: own, height }: PlotlyFigure, room: number, fontFamily: string): Record<string, unknown> {
  const width = Math.max(LEAST_WIDTH, Math.min(own ?? Infinity, room))
  const font = { family: fontFamily, ...(layout.font as Record<string, unknown> | undefined) }
  const isNarrow = width < NARROW && layout.margin === undefined
  return {
    ...structuredClone(layout),
    font,
    width,
    height: height ?? PLOTLY_HEIGHT,
    autosize: false,
    uirevision: 'kept',
    ...(isThemed ? { paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)' } : {}),
    // A narrow plot has no space for a legend beside it.
    ...(isNarrow
      ? { margin: { l: 48, r: 12, t: 48, b: 48 }, legend: { ...(layout.legend as object | undefined), orientation: 'h', y: -0.25 } }
      : {}),
  }
}
