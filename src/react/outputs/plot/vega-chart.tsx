/**
 * Draws a specification with Vega. Loaded with the first plot. It fetches nothing, follows no link and evaluates no
 * code: expressions are interpreted, which a strict Content-Security-Policy allows.
 */
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import embed from 'vega-embed'
import type { EmbedOptions, Result, VisualizationSpec } from 'vega-embed'
import { expressionInterpreter } from 'vega-interpreter'
import { useBox } from '../../table/use-box.ts'
import { isSingleView } from './safe-spec.ts'
import { createTooltip } from './vega-tooltip.ts'
import { vegaConfig } from './vega-theme.ts'

/** Props of {@link VegaChart}. */
export interface VegaChartProps {
  readonly spec: Readonly<Record<string, unknown>>
  /** What the picture shows, for screen readers. */
  readonly name: string
  readonly height: number
  /** It could not be drawn. */
  readonly onFail: () => void
}

const LEAST_WIDTH = 120
const NARROW = 440
const DATA_PICTURE = /^data:image\/(?:png|jpeg|webp|gif)[;,]/i

const refuse = (): Promise<never> => Promise.reject(new Error('A plot must bring its data with it.'))
/** Nothing that an app names is fetched or followed. Pictures inside the specification may be shown. */
const loader: NonNullable<Extract<EmbedOptions['loader'], { load: unknown }>> = {
  load: refuse,
  http: refuse,
  file: refuse,
  sanitize: (uri: string, options: { context?: string }) =>
    options.context === 'image' && DATA_PICTURE.test(uri) ? Promise.resolve({ href: uri }) : refuse(),
}

/** The chart, as wide as its box. The last one stays until the next is ready. */
export default function VegaChart({ spec, name, height, onFail }: VegaChartProps): ReactElement {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const drawing = useRef<Promise<unknown>>(Promise.resolve())
  const shown = useRef<Result | null>(null)
  const [drawn, setDrawn] = useState<'nothing' | 'picture' | 'controls'>('nothing')
  const [scrolls, setScrolls] = useState(false)
  const { width } = useBox(box)

  useEffect(() => {
    if (width === 0) return undefined
    let isStale = false
    const draw = async (): Promise<void> => {
      // Newer specifications came while one was drawn: only the last counts.
      if (isStale || !canvas.current) return
      const host = document.createElement('div')
      const result = await embed(host, sized(spec, Math.max(LEAST_WIDTH, width)), optionsFor(canvas.current, width))
      if (isStale || !canvas.current) return result.finalize()
      canvas.current.replaceChildren(host)
      shown.current?.finalize()
      shown.current = result
      // Single marks are noise for a screen reader: the picture has one name, and the data are in the table below.
      host.querySelector('svg')?.setAttribute('aria-hidden', 'true')
      setScrolls(canvas.current.scrollWidth > canvas.current.clientWidth)
      setDrawn(host.querySelector('input, select, textarea') ? 'controls' : 'picture')
    }
    drawing.current = drawing.current.then(draw).catch(() => {
      if (!isStale) onFail()
    })
    return () => {
      isStale = true
    }
  }, [spec, width, onFail])
  useEffect(
    () => () => {
      shown.current?.finalize()
      shown.current = null
    },
    [],
  )
  return (
    <div ref={box} className="rgs-plot-box" style={drawn === 'nothing' ? { minBlockSize: height } : undefined}>
      <div
        ref={canvas}
        className="rgs-plot-canvas"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- Vega draws the picture into it
        role={drawn === 'controls' ? 'group' : 'img'}
        aria-label={name}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={scrolls ? 0 : undefined}
        dir="ltr"
      />
    </div>
  )
}

function sized(spec: Readonly<Record<string, unknown>>, width: number): VisualizationSpec {
  const made = isSingleView(spec) ? { ...spec, width, autosize: { type: 'fit-x', contains: 'padding' } } : { ...spec }
  // Vega checks it itself and throws if it is invalid.
  return made as unknown as VisualizationSpec
}

function optionsFor(element: HTMLElement, width: number): EmbedOptions {
  return {
    mode: 'vega-lite',
    renderer: 'svg',
    actions: false,
    defaultStyle: false,
    ast: true,
    expr: expressionInterpreter,
    loader,
    tooltip: createTooltip(element),
    config: vegaConfig(getComputedStyle(element).fontFamily, width < NARROW),
    // Applied after Vega-Lite, so that the app's settings cannot override it: no timers, no listeners outside of the
    // plot except for drags.
    patch: (compiled) => ({
      ...compiled,
      config: {
        ...compiled.config,
        events: { bind: 'container', selector: false, timer: false, window: ['pointermove', 'pointerup', 'mousemove', 'mouseup'] },
      },
    }),
  }
}
