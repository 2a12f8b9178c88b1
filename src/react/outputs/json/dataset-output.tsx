/** The sample that the app selected, among its samples; all samples if it selected none. */
import { useState } from 'react'
import type { ReactElement } from 'react'
import { readDataset } from '../../inputs/dataset.ts'
import { SampleCells } from '../../inputs/sample-row.tsx'
import { numberOutput } from '../text/number-output.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

const SHOWN = 20

function DatasetOutput(props: OutputComponentProps): ReactElement {
  const { value, componentProps, app, messages, formats } = props
  const { columns, rows, labels } = readDataset(componentProps)
  const place = typeof value === 'number' ? value : -1
  const row = rows[place]
  const [more, setMore] = useState(0)
  if (!row && value === null && rows.length > 0) {
    const shown = rows.slice(0, SHOWN + more)
    return (
      <>
        <ol className="rgs-samples">
          {shown.map((sample, index) => (
            <li key={index}>
              {labels[index] ? (
                <bdi>{labels[index]}</bdi>
              ) : (
                <SampleCells columns={columns} row={sample} app={app} messages={messages} formats={formats} />
              )}
            </li>
          ))}
        </ol>
        {shown.length < rows.length && (
          <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setMore(more + SHOWN)}>
            {messages.output.more(Math.min(SHOWN, rows.length - shown.length), rows.length - shown.length, formats)}
          </button>
        )}
      </>
    )
  }
  // An index without a sample.
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

/** `gr.Dataset`: the place of one of its samples. */
export const datasetOutput: OutputKind = {
  Component: DatasetOutput,
  accepts: (value) => value === null || typeof value === 'number',
  placeholder: 'line',
}
