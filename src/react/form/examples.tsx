/** The app's examples: each is a button that fills the form. */
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type {
  EndpointDescription,
  ExampleSet,
  ParameterDescription,
} from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findInput } from '../inputs/find-input.ts'
import type { InputApp } from '../inputs/input-kind.ts'
import { SampleCells } from '../inputs/sample-row.tsx'
import type { ProcessSettings } from '../kit/process-context.ts'
import { initialDraft } from './read-form.ts'
import { visuallyHidden } from '../kit/visually-hidden.ts'

const SHOWN_ROWS = 5

/** Props of {@link Examples}. */
export interface ExamplesProps {
  endpoint: EndpointDescription
  settings: ProcessSettings
  app: InputApp | null
}

/** Only a field knows the draft of a value, so the fields are loaded first. */
export function Examples({ endpoint, settings, app }: ExamplesProps): ReactNode {
  return endpoint.examples?.map((set, index) => <OneSet key={index} set={set} endpoint={endpoint} settings={settings} app={app} />)
}

function OneSet({ set, endpoint, settings, app }: ExamplesProps & { set: ExampleSet }): ReactElement {
  const [isWhole, setWhole] = useState(false)
  const { messages, formats, form, inputKinds, formId } = settings
  const title = set.label ?? messages.form.examples
  const titleId = `${formId}-examples-${endpoint.examples?.indexOf(set) ?? 0}`
  const columns = set.parameters.map((name) => endpoint.parameters.find((parameter) => parameter.name === name))
  const pick = (row: readonly unknown[]): void => {
    form.fill(
      columns.flatMap((parameter, index): [ParameterDescription, unknown][] => {
        // Only a field knows how it keeps a value.
        const kind = parameter && findInput(inputKinds, parameter.component)
        if (!parameter || !kind) return []
        return [[parameter, initialDraft(kind, { ...parameter, defaultValue: row[index] ?? null, hasDefault: true })]]
      }),
    )
  }
  const rows = isWhole ? set.rows : set.rows.slice(0, SHOWN_ROWS)
  const hidden = set.rows.length - rows.length
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- nothing to fill in: buttons, and no landmark
    <div className="rgs-examples" role="group" aria-labelledby={titleId}>
      <p id={titleId} className="rgs-examples-title">
        <bdi>{title}</bdi>
      </p>
      <ul className="rgs-examples-list">
        {rows.map((row, index) => {
          const name = set.labels[index]
          return (
            <li key={index}>
              <button type="button" className="rgs-button rgs-example" onClick={() => pick(row)}>
                <span {...visuallyHidden}>{messages.form.pickExample(index + 1, formats)}</span>{' '}
                {name ? <bdi>{name}</bdi> : <SampleCells columns={columns} row={row} app={app} messages={messages} formats={formats} />}
              </button>
            </li>
          )
        })}
      </ul>
      {hidden > 0 && (
        <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setWhole(true)}>
          {messages.form.moreExamples(hidden, formats)}
        </button>
      )}
    </div>
  )
}
