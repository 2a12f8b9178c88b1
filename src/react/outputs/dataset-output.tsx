/** The sample the app points to, as it stands among its samples. */
import type { ReactElement } from 'react'
import { readDataset } from '../dataset.ts'
import { SampleCells } from '../sample-cells.tsx'
import { numberOutput } from './number-output.tsx'
import type { OutputComponentProps } from './output-kind.ts'

/** The drawing of `gr.Dataset`. */
export default function DatasetOutput(props: OutputComponentProps): ReactElement {
  const { value, componentProps, app, messages, formats } = props
  const { columns, rows, labels } = readDataset(componentProps)
  const place = typeof value === 'number' ? value : -1
  const row = rows[place]
  // A place where nothing is known to be.
  if (!row) return <numberOutput.Component {...props} />
  return (
    <p className="rgs-sample" data-shown="">
      <span className="rgs-muted">
        <bdi>{messages.picking.sample(place + 1, formats)}</bdi>
      </span>{' '}
      {labels[place] ? (
        <bdi>{labels[place]}</bdi>
      ) : (
        <SampleCells columns={columns} row={row} app={app} messages={messages} formats={formats} />
      )}
    </p>
  )
}
