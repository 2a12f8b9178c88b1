/** The examples an app offers, each a button that fills the form. */
import { Fragment, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { EndpointDescription, ExampleSet, ParameterDescription } from '../../core/protocol/app-description.ts'
import { isJsonObject } from '../../core/protocol/safe-keys.ts'
import { readChoices } from '../inputs/component-props.ts'
import { areInputsThere, findInput, loadInputs } from '../inputs/find-input.ts'
import { isSameValue } from '../inputs/read-choice.ts'
import { fileAddress, readFiles } from '../outputs/file-address.ts'
import { writeJson } from '../write-json.ts'
import type { InputApp } from '../inputs/input-kind.ts'
import type { ProcessSettings } from './process-context.ts'
import { initialDraft } from './read-form.ts'

const SHOWN_ROWS = 5
const LONGEST_CELL = 120
const PICTURES: ReadonlySet<string> = new Set(['image', 'imageeditor', 'gallery'])

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
          const cells = columns.map((parameter, at) => (parameter ? cellText(parameter, row[at], settings) : ''))
          return (
            <li key={index}>
              <button type="button" className="rgs-button rgs-example" onClick={() => void pick(row)}>
                <span className="rgs-visually-hidden">{messages.form.pickExample(index + 1, formats)}</span>{' '}
                {name ? (
                  <bdi>{name}</bdi>
                ) : cells.every((cell) => cell === '') ? (
                  <span className="rgs-muted">{messages.form.nothing}</span>
                ) : (
                  cells.map((cell, at) => (
                    <Fragment key={at}>
                      <Cell text={cell} value={row[at]} parameter={columns[at]} app={app} />{' '}
                    </Fragment>
                  ))
                )}
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

interface CellProps {
  text: string
  value: unknown
  parameter: ParameterDescription | undefined
  app: InputApp | null
}

function Cell({ text, value, parameter, app }: CellProps): ReactElement | null {
  const file = parameter && PICTURES.has(parameter.component) ? readFiles(value)?.[0] : undefined
  const address = file ? fileAddress(file, app) : null
  if (address !== null) return <img className="rgs-example-picture" src={address} alt={text} loading="lazy" />
  return text === '' ? null : (
    // Its line to the cell before lies on the side of the row's direction, its text has one of its own.
    <span className="rgs-example-cell">
      <bdi>{text}</bdi>
    </span>
  )
}

/** A value in few words. */
function cellText(parameter: ParameterDescription, value: unknown, { messages, formats }: ProcessSettings): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return `${parameter.label}: ${value ? messages.output.yes : messages.output.no}`
  if (typeof value === 'number' && !Array.isArray(parameter.props.choices)) return formats.number(value)
  const files = readFiles(value)
  if (files) return formats.list(files.map(({ name }) => name))
  const choices = readChoices(parameter)
  const label = (one: unknown): string =>
    choices.find((choice) => isSameValue(choice.value, one))?.label ?? (typeof one === 'string' ? one : writeJson(one))
  const text = Array.isArray(value) && choices.length > 0 ? formats.list(value.map(label)) : label(value)
  const shown = isJsonObject(value) && typeof value.text === 'string' ? value.text : text
  return shown.length > LONGEST_CELL ? `${shown.slice(0, LONGEST_CELL)}…` : shown
}
