/**
 * Draws a Vega or Vega-Lite specification that a server wrote. It may fetch nothing: data, pictures and links with an address are refused. Its
 * expressions are interpreted, not compiled, so a page without `unsafe-eval` can draw it; and it says nothing about how it is embedded.
 */
import embed from 'vega-embed'
import type { EmbedOptions } from 'vega-embed'
import { expressionInterpreter } from 'vega-interpreter'

const refuse = (): Promise<never> => Promise.reject(new Error('A plot of an app may not load anything.'))

/** Resolves, once it is drawn, with what takes it away. Rejects where the specification cannot be drawn. */
export async function drawPlot(element: HTMLElement, spec: object): Promise<() => void> {
  // `usermeta` can hold options of the embedding, addresses among them.
  const { usermeta: _usermeta, ...plain } = spec as { usermeta?: unknown }
  const { color, fontFamily } = getComputedStyle(element)
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim() || color
  const options: EmbedOptions = {
    mode: isVega(spec) ? 'vega' : 'vega-lite',
    actions: false,
    ast: true,
    expr: expressionInterpreter,
    renderer: 'svg',
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
    config: {
      background: 'transparent',
      font: fontFamily,
      axis: {
        labelColor: color,
        titleColor: color,
        gridColor: token('--rgs-line'),
        domainColor: token('--rgs-line'),
        tickColor: token('--rgs-line'),
      },
      legend: { labelColor: color, titleColor: color },
      title: { color },
      view: { stroke: 'transparent' },
      mark: { color: token('--rgs-accent') },
    },
  }
  const { finalize } = await embed(element, plain, options)
  return finalize
}

function isVega(spec: object): boolean {
  const schema: unknown = '$schema' in spec ? spec.$schema : null
  return typeof schema === 'string' && schema.includes('/vega/')
}
