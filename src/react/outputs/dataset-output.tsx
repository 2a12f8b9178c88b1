/** The sample the app points to, as it stands among its samples. */
import type { ReactElement } from 'react'
import { readDataset } from '../dataset.ts'
import { SampleCells } from '../sample-cells.tsx'
import type { OutputComponentProps } from './output-kind.ts'

/** The drawing of `gr.Dataset`. */
export default function DatasetOutput({ value, componentProps, app, messages, formats }: OutputComponentProps): ReactElement {
  const { columns, rows, labels } = readDataset(componentProps)
  const place = typeof value === 'number' ? value : -1
  const row = rows[place]
  if (!row) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <p className="rgs-sample" data-shown="">
      <span className="rgs-muted">{messages.picking.sample(place + 1, formats)}</span>{' '}
      {labels[place] ? (
        <bdi>{labels[place]}</bdi>
      ) : (
        <SampleCells columns={columns} row={row} app={app} messages={messages} formats={formats} />
      )}
    </p>
  )
}
