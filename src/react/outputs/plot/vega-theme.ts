/** Vega's look: it uses the page's tokens as they are, so that a change of theme needs no new drawing. */

/** Colours for a few series, distinguishable in both themes; `plots.css` has them. */
const SERIES = Array.from({ length: 8 }, (_, index) => `var(--rgs-plot-${index + 1})`)

/**
 * Vega's configuration. A narrow plot has no space for a legend beside it. `font` is the page's own, since Vega
 * measures its texts before they are on the page.
 */
export function vegaConfig(font: string, isNarrow: boolean): Record<string, unknown> {
  const text = {
    labelColor: 'var(--rgs-text-muted)',
    titleColor: 'var(--rgs-text)',
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
  }
  return {
    background: 'transparent',
    font,
    view: { stroke: 'transparent' },
    axis: {
      ...text,
      gridColor: 'var(--rgs-line)',
      domainColor: 'var(--rgs-border)',
      tickColor: 'var(--rgs-border)',
      titlePadding: 8,
      labelLimit: 120,
    },
    legend: { ...text, symbolSize: 70, labelLimit: 160, ...(isNarrow ? { orient: 'bottom' } : {}) },
    header: { labelColor: 'var(--rgs-text-muted)', titleColor: 'var(--rgs-text)' },
    title: { color: 'var(--rgs-text)', subtitleColor: 'var(--rgs-text-muted)', fontSize: 14, fontWeight: 500 },
    text: { color: 'var(--rgs-text)', fill: 'var(--rgs-text)' },
    mark: { color: SERIES[0] },
    range: { category: SERIES },
  }
}
