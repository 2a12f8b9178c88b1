/** Plots: Gradio's own, altair's, pictures, and those of libraries without a registered component. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { createPlotOutput, defaultOutputs, GradioProcess } from '../src/react/index.ts'
import { answered } from './answered.ts'
import { stillClock } from './fixtures.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']
const harbours = ['Hamburg', 'Genoa', 'Antwerp']
const quarters = { quarter: 'nominal', ships: 'quantitative', port: 'nominal' }
const perMonth = harbours.flatMap((port, place) => months.map((month, index) => [month, 40 + ((index * 37 + place * 53) % 61), port]))
const native = (mark: string, columns: string[], data: unknown[][], datatypes: Record<string, string>) => ({
  columns,
  data,
  datatypes,
  mark,
})

const lines = native(
  'line',
  ['day', 'tonnes', 'port'],
  harbours.flatMap((port, place) =>
    Array.from({ length: 24 }, (_, day) => [Date.UTC(2026, 0, 1 + day), 500 + place * 180 + ((day * 97) % 140), port]),
  ),
  {
    day: 'temporal',
    tonnes: 'quantitative',
    port: 'nominal',
  },
)
const bars = native('bar', ['quarter', 'ships', 'port'], perMonth, quarters)
const points = native(
  'point',
  ['length', 'draught', 'kind'],
  Array.from({ length: 90 }, (_, index) => [60 + ((index * 71) % 310), 4 + ((index * 43) % 120) / 10, harbours[index % 3]]),
  {
    length: 'quantitative',
    draught: 'quantitative',
    kind: 'nominal',
  },
)

const altair = (spec: Record<string, unknown>) => ({
  type: 'altair',
  plot: JSON.stringify({ $schema: 'https://vega.github.io/schema/vega-lite/v5.20.1.json', ...spec }),
})
const squares = {
  data: { name: 'd1' },
  datasets: { d1: Array.from({ length: 9 }, (_, x) => ({ x, y: x * x })) },
  mark: { type: 'area', line: true, opacity: 0.4 },
  encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
}
/** Everything a specification could do that it must not. */
const hostile = {
  usermeta: { embedOptions: { actions: true, loader: {}, sourceHeader: '<script>globalThis.wasRun = true</script>' } },
  data: { url: 'https://evil.example/data.json' },
  params: [{ name: 'choice', value: 'a', bind: { input: 'select', options: ['a', 'b'], element: 'body' } }],
  mark: { type: 'image', tooltip: true },
  encoding: {
    url: { value: 'https://evil.example/pixel.png' },
    href: { value: 'javascript:globalThis.wasRun = true' },
    tooltip: { value: '<img src=x onerror="globalThis.wasRun = true">' },
    x: { value: 10 },
    y: { value: 10 },
  },
  transform: [{ calculate: "constructor.constructor('globalThis.wasRun = true')()", as: 'x' }],
}

const meta: Meta<Args> = {
  title: 'Outputs/Plots',
  component: GradioProcess.Output,
  args: { stream: answered(['plot', 'Plot', null]) },
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

const drawn = async (canvasElement: HTMLElement, selector: string): Promise<void> => {
  await waitFor(() => expect(canvasElement.querySelector(selector)).not.toBeNull(), { timeout: 15_000 })
}

export const Lines: Story = {
  args: {
    stream: answered([
      'nativeplot',
      'Tonnes',
      lines,
      { x: 'day', y: 'tonnes', color: 'port', y_title: 'Tonnes a day', x_title: 'Day', title: 'Through the harbour' },
    ]),
  },
  play: async ({ canvas, canvasElement }) => {
    await drawn(canvasElement, '.rgs-plot-canvas svg .mark-line path')
    await expect(canvas.getByRole('img', { name: 'Through the harbour: line chart of Tonnes a day by Day, 72 points' })).toBeVisible()
  },
}
export const Bars: Story = {
  args: {
    stream: answered(['nativeplot', 'Ships', bars, { x: 'quarter', y: 'ships', color: 'port', caption: 'Ships a month, by harbour.' }]),
  },
  play: async ({ canvasElement }) => drawn(canvasElement, '.rgs-plot-canvas svg .mark-rect path'),
}
export const BarsInBins: Story = {
  args: {
    stream: answered([
      'nativeplot',
      'Lengths',
      { ...points, mark: 'bar' },
      { x: 'length', y: 'draught', x_bin: 50, y_aggregate: 'count', y_title: 'Ships' },
    ]),
  },
  play: async ({ canvasElement }) => drawn(canvasElement, '.rgs-plot-canvas svg .mark-rect path'),
}
export const Points: Story = {
  args: {
    stream: answered([
      'nativeplot',
      'Hulls',
      points,
      {
        x: 'length',
        y: 'draught',
        color: 'kind',
        color_map: { Hamburg: 'green', Genoa: '#c2410c', Antwerp: 'rebeccapurple' },
        x_lim: [0, 400],
      },
    ]),
  },
  play: async ({ canvasElement }) => drawn(canvasElement, '.rgs-plot-canvas svg .mark-symbol path'),
}
export const AsTable: Story = {
  args: { ...Bars.args },
  play: async ({ canvas, canvasElement }) => {
    await drawn(canvasElement, '.rgs-plot-canvas svg')
    await userEvent.click(canvas.getByText('Show data as table'))
    await expect(await canvas.findByRole('grid', { name: 'Data of Ships' }, { timeout: 15_000 })).toHaveAttribute('aria-rowcount', '19')
  },
}
export const Altair: Story = {
  args: { stream: answered(['plot', 'Squares', altair(squares)]) },
  play: async ({ canvasElement }) => drawn(canvasElement, '.rgs-plot-canvas svg'),
}
export const Hostile: Story = {
  args: { stream: answered(['plot', 'Hostile', altair(hostile)]) },
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.rgs-card, .rgs-plot-canvas svg')).not.toBeNull(), { timeout: 15_000 })
    await expect('wasRun' in globalThis).toBe(false)
    await expect(document.querySelectorAll('body > form, body > .vega-bind, [href^="javascript:"], [href*="evil.example"]')).toHaveLength(0)
    await expect(canvas.queryByText('View Source')).toBeNull()
    const fetched = performance.getEntriesByType('resource').filter(({ name }) => name.includes('evil.example'))
    await expect(fetched).toHaveLength(0)
  },
}
/** The same as far as it can be drawn: what it names is neither fetched nor followed. */
export const HostileButDrawn: Story = {
  args: { stream: answered(['plot', 'Hostile', altair({ ...hostile, data: { values: [{}] }, transform: [], params: [] })]) },
  play: async ({ canvasElement }) => {
    await drawn(canvasElement, '.rgs-plot-canvas svg .mark-image')
    const addresses = [...canvasElement.querySelectorAll('a, image')].flatMap((one) => [...one.attributes].map(({ value }) => value))
    await expect(addresses.filter((value) => /evil|javascript/.test(value))).toEqual([])
    await expect('wasRun' in globalThis).toBe(false)
  },
}
export const Endless: Story = {
  args: { stream: answered(['plot', 'Endless', altair({ data: { sequence: { start: 0, stop: 1e12 } }, mark: 'point', encoding: {} })]) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('This plot cannot be drawn here.')).toBeVisible()
  },
}
export const Picture: Story = {
  args: {
    stream: answered([
      'plot',
      'Tides',
      {
        type: 'matplotlib',
        plot: `data:image/svg+xml;base64,${btoa('<svg xmlns="http://www.w3.org/2000/svg" width="480" height="200"><rect width="480" height="200" fill="#fff"/><path d="M20 150 Q120 20 240 110 T460 60" fill="none" stroke="#2563eb" stroke-width="3"/></svg>')}`,
      },
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('img', { name: 'Tides' })).toBeVisible()
  },
}
export const OfAnotherLibrary: Story = {
  args: { stream: answered(['plot', 'Surface', { type: 'bokeh', plot: '{"target_id":null,"root_id":"p1","doc":{}}' }]) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('This plot is made with bokeh, which is not drawn here.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Download the plot as JSON' })).toBeVisible()
  },
}
export const OfARegisteredLibrary: Story = {
  args: { ...OfAnotherLibrary.args },
  render: ({ stream }) => (
    <GradioProcess.View
      stream={stream}
      clock={stillClock}
      locale="en"
      layout="inline"
      outputKinds={{ ...defaultOutputs, plot: createPlotOutput({ bokeh: ({ plot }) => <p>Drawn by the page: {JSON.stringify(plot)}</p> }) }}
    >
      <GradioProcess.Output />
    </GradioProcess.View>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Drawn by the page: {"target_id":null,"root_id":"p1","doc":{}}')).toBeVisible()
  },
}
export const NothingToDraw: Story = {
  args: { stream: answered(['nativeplot', 'Ships', native('bar', ['a', 'b'], [], {}), { x: 'a', y: 'b' }]) },
}
export const Dark: Story = { args: { ...Lines.args }, parameters: { theme: 'dark' } }
export const RightToLeft: Story = { args: { ...Bars.args }, parameters: { direction: 'rtl' } }

/** The template plotly has where the author chose none, as far as it matters. */
const template = {
  layout: {
    paper_bgcolor: 'white',
    plot_bgcolor: '#E5ECF6',
    font: { color: '#2a3f5f' },
    xaxis: { gridcolor: 'white', automargin: true },
    yaxis: { gridcolor: 'white', automargin: true },
  },
}
const plotly = (data: readonly unknown[], layout: Record<string, unknown> = {}) => ({
  type: 'plotly',
  plot: JSON.stringify({ data, layout: { template, ...layout } }),
})
const shipsByYear = harbours.map((name, place) => ({
  type: 'scatter',
  mode: 'lines+markers',
  name,
  x: [2021, 2022, 2023, 2024, 2025],
  y: [2021, 2022, 2023, 2024, 2025].map((year) => 400 + place * 120 + ((year * 61) % 90)),
}))
const axes = { xaxis: { title: { text: 'Year' }, dtick: 1 }, yaxis: { title: { text: 'Ships' } } }
const plotlyDrawn: Story['play'] = async ({ canvas, canvasElement }) => {
  await waitFor(() => expect(canvasElement.querySelector('.rgs-plotly .main-svg')).not.toBeNull(), { timeout: 20_000 })
  await expect(canvas.getByRole('img', { name: /chart$/ })).toBeVisible()
}

export const Plotly: Story = {
  args: { stream: answered(['plot', 'Ships', plotly(shipsByYear, { ...axes, title: { text: 'Ships by year' } })]) },
  play: async (context) => {
    await plotlyDrawn(context)
    await userEvent.click(context.canvas.getByText('Show data as table'))
    await expect(await context.canvas.findByRole('grid', { name: 'Data of Ships' }, { timeout: 15_000 })).toHaveAttribute(
      'aria-rowcount',
      '16',
    )
  },
}
export const PlotlyDark: Story = {
  args: { stream: answered(['plot', 'Ships', plotly(shipsByYear, axes)]) },
  parameters: { theme: 'dark' },
  play: plotlyDrawn,
}
/** What the author has chosen stays. */
export const PlotlyOfAnAuthor: Story = {
  args: {
    stream: answered([
      'plot',
      'Cargo',
      plotly([{ type: 'pie', labels: harbours, values: [5, 3, 2], hole: 0.5 }], { paper_bgcolor: '#fdf6e3', height: 300 }),
    ]),
  },
  play: plotlyDrawn,
}
/** A map would be fetched from elsewhere. */
export const PlotlyMap: Story = {
  args: { stream: answered(['plot', 'Routes', plotly([{ type: 'scattermap', lat: [53.5], lon: [10] }])]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This plot cannot be drawn here.')).toBeVisible()
  },
}
