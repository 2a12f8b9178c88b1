/** A choice of one of the app's samples, by its row. The draft is the sample's index, which is also the value. */
import { useState } from 'react'
import type { ReactElement } from 'react'
import { readDataset } from '../dataset.ts'
import { SampleCells } from '../sample-row.tsx'
import { visuallyHidden } from '../../kit/visually-hidden.ts'
import type { InputKind, InputProps } from '../input-kind.ts'

const FIRST_ROWS = 20

function DatasetInput({ id, parameter, draft, onChange, app, messages, formats }: InputProps): ReactElement {
  const [isWhole, setWhole] = useState(false)
  const { columns, rows, labels } = readDataset(parameter.props)
  if (rows.length === 0)
    return (
      <p className="rgs-muted">
        <bdi>{messages.picking.noSamples}</bdi>
      </p>
    )
  const most = isWhole ? rows.length : Math.max(FIRST_ROWS, typeof draft === 'number' ? draft + 1 : 0)
  const hidden = rows.length - most
  return (
    <div className="rgs-samples">
      {rows.slice(0, most).map((row, index) => (
        <label key={index} className="rgs-sample">
          <input
            id={index === 0 ? id : undefined}
            className="rgs-radio"
            type="radio"
            name={id}
            checked={draft === index}
            onChange={() => onChange(index)}
          />
          <span {...visuallyHidden}>{messages.picking.sample(index + 1, formats)}</span>{' '}
          {labels[index] ? (
            <bdi>{labels[index]}</bdi>
          ) : (
            <SampleCells columns={columns} row={row} app={app} messages={messages} formats={formats} />
          )}
        </label>
      ))}
      {hidden > 0 && (
        <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setWhole(true)}>
          {messages.form.moreExamples(hidden, formats)}
        </button>
      )}
    </div>
  )
}

/** `gr.Dataset`: the place of one of its samples. */
export const datasetInput: InputKind = {
  Component: DatasetInput,
  labelling: 'group',
  isRadioGroup: true,
  isWide: true,
  read(draft, { props }, { messages }) {
    if (draft === null || draft === undefined) return { ok: true, value: null }
    const isThere = typeof draft === 'number' && readDataset(props).rows[draft] !== undefined
    return isThere ? { ok: true, value: draft } : { ok: false, message: messages.issues.choiceMissing }
  },
}
