/** Plots: Gradio's own and altair's by Vega, pictures as pictures, others by an entry of the user's own in the registry. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { imageOutput } from '../image-output.tsx'
import { JsonTree } from '../json-tree.tsx'
import type { OutputComponentProps } from '../output-kind.ts'
import TableOutput from '../table/table-output.tsx'
import { drawPlot } from './draw-plot.ts'
import { nativeSpec } from './native-spec.ts'
import { readPlot } from './read-plot.ts'

export default function PlotOutput(props: OutputComponentProps): ReactElement {
  const { value, label, messages, formats, componentProps } = props
  const plot = useMemo(() => readPlot(value), [value])
  if (!plot) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  switch (plot.kind) {
    case 'picture':
      return <imageOutput.Component {...props} value={{ path: '', url: plot.url, orig_name: label }} />
    case 'foreign':
      return (
        <div className="rgs-plot-foreign">
          <p>{messages.output.plotUnknown(plot.type)}</p>
          <JsonTree value={plot.value} label={label} messages={messages} formats={formats} />
        </div>
      )
    case 'spec':
      return <Drawn {...props} spec={plot.spec} />
    case 'native':
      return (
        <>
          <Drawn {...props} spec={nativeSpec(plot.plot, componentProps)} />
          <details className="rgs-fold">
            <summary className="rgs-summary">{messages.output.showData}</summary>
            <TableOutput {...props} value={{ headers: plot.plot.columns, data: plot.plot.data }} />
          </details>
        </>
      )
    default:
      return plot satisfies never
  }
}

function Drawn({ spec, label, messages, formats }: OutputComponentProps & { spec: object }): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const [isBroken, setBroken] = useState(false)
  // The same value makes an equal specification with each frame of a run.
  const text = useMemo(() => JSON.stringify(spec), [spec])
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    // Made from JSON a line above.
    const drawing = drawPlot(element, JSON.parse(text) as object)
    let isCurrent = true
    drawing.then(
      () => isCurrent && setBroken(false),
      () => isCurrent && setBroken(true),
    )
    return () => {
      isCurrent = false
      drawing.then(
        (stop) => stop(),
        () => undefined,
      )
    }
  }, [text])
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- what is drawn into it is no picture's file */}
      <div ref={place} className="rgs-plot" role="img" aria-label={label} hidden={isBroken} />
      {isBroken && <JsonTree value={spec} label={label} messages={messages} formats={formats} />}
    </>
  )
}
