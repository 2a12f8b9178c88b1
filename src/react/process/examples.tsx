/** The examples an app offers, each a button that fills the form. */
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { EndpointDescription, ExampleSet, ParameterDescription } from '../../core/protocol/app-description.ts'
import { areInputsThere, findInput, loadInputs } from '../inputs/find-input.ts'
import type { InputApp } from '../inputs/input-kind.ts'
import { SampleCells } from '../sample-cells.tsx'
import type { ProcessSettings } from './process-context.ts'
import { initialDraft } from './read-form.ts'

const SHOWN_ROWS = 5

/** Props of {@link Examples}. */
export interface ExamplesProps {
  endpoint: EndpointDescription
  settings: ProcessSettings
  app: InputApp | null
}

/** Every set of an endpoint's examples. */
export function Examples({ endpoint, settings, app }: ExamplesProps): ReactNode {
  return endpoint.examples?.map((set, index) => <OneSet key={index} set={set} endpoint={endpoint} settings={settings} app={app} />)
}

function OneSet({ set, endpoint, settings, app }: ExamplesProps & { set: ExampleSet }): ReactElement {
  const [isWhole, setWhole] = useState(false)
  const { messages, formats, form, inputs, formId } = settings
  const title = set.label ?? messages.form.examples
  const titleId = `${formId}-examples-${endpoint.examples?.indexOf(set) ?? 0}`
  const columns = set.parameters.map((name) => endpoint.parameters.find((parameter) => parameter.name === name))
  const pick = async (row: readonly unknown[]): Promise<void> => {
    // Only a field knows how it keeps a value.
    if (!areInputsThere(endpoint, inputs)) await loadInputs(endpoint, inputs)
    form.fill(
      columns.flatMap((parameter, index): [ParameterDescription, unknown][] => {
        const kind = parameter && findInput(inputs, parameter.component)
        if (!parameter || !kind) return []
        return [[parameter, initialDraft(kind, { ...parameter, defaultValue: row[index] ?? null, hasDefault: true })]]
      }),
    )
  }
  const rows = isWhole ? set.rows : set.rows.slice(0, SHOWN_ROWS)
  const hidden = set.rows.length - rows.length
  return (
    <section className="rgs-examples" aria-labelledby={titleId}>
      <p id={titleId} className="rgs-examples-title">
        <bdi>{title}</bdi>
      </p>
      <ul className="rgs-examples-list">
        {rows.map((row, index) => {
          const name = set.labels[index]
          return (
            <li key={index}>
              <button type="button" className="rgs-button rgs-example" onClick={() => void pick(row)}>
                <span className="rgs-visually-hidden">{messages.form.pickExample(index + 1, formats)}</span>{' '}
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
    </section>
  )
}
