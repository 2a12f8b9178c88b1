/** The used parts of plotly; its builds have no types. */
interface PlotlyBuild {
  react(element: HTMLElement, figure: Readonly<Record<string, unknown>>): Promise<unknown>
  purge(element: HTMLElement): void
}
declare module 'plotly.js-cartesian-dist-min' {
  const plotly: PlotlyBuild
  export default plotly
}
declare module 'plotly.js-strict-dist-min' {
  const plotly: PlotlyBuild
  export default plotly
}
