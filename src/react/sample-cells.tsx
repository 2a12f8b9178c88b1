/** One of the app's samples in few words and small pictures: a row of values, each drawn by the component it is for. */
import { Fragment } from 'react'
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../core/protocol/app-description.ts'
import { isJsonObject } from '../core/protocol/safe-keys.ts'
import { readChoices } from './inputs/component-props.ts'
import type { InputApp } from './inputs/input-kind.ts'
import { isSameValue } from './inputs/read-choice.ts'
import type { Formats } from './messages/formats.ts'
import type { Messages } from './messages/messages.ts'
import { fileAddress, readFiles } from './outputs/file-address.ts'
import { writeJson } from './write-json.ts'

const LONGEST_CELL = 120
const PICTURES: ReadonlySet<string> = new Set(['image', 'imageeditor', 'gallery'])

/** What is known of one column; `undefined` for one that nothing is known of. */
export type SampleColumn = Pick<ParameterDescription, 'component' | 'label' | 'props' | 'schema'> | undefined

/** Props of {@link SampleCells}. */
export interface SampleCellsProps {
  columns: readonly SampleColumn[]
  row: readonly unknown[]
  app: Pick<InputApp, 'apiUrl' | 'rootUrl'> | null
  messages: Messages
  formats: Formats
}

/** The cells, one after the other; that there is nothing where all are empty. */
export function SampleCells({ columns, row, app, messages, formats }: SampleCellsProps): ReactElement {
  const texts = columns.map((column, at) => (column ? cellText(column, row[at], messages, formats) : ''))
  if (texts.every((text) => text === '')) return <span className="rgs-muted">{messages.form.nothing}</span>
  return (
    <>
      {texts.map((text, at) => (
        <Fragment key={at}>
          <Cell text={text} value={row[at]} column={columns[at]} app={app} />{' '}
        </Fragment>
      ))}
    </>
  )
}

interface CellProps extends Pick<SampleCellsProps, 'app'> {
  text: string
  value: unknown
  column: SampleColumn
}

function Cell({ text, value, column, app }: CellProps): ReactElement | null {
  const file = column && PICTURES.has(column.component) ? readFiles(value)?.[0] : undefined
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
function cellText(column: NonNullable<SampleColumn>, value: unknown, messages: Messages, formats: Formats): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') {
    const answer = value ? messages.output.yes : messages.output.no
    return column.label === '' ? answer : `${column.label}: ${answer}`
  }
  if (typeof value === 'number' && !Array.isArray(column.props.choices)) return formats.number(value)
  const files = readFiles(value)
  if (files) return formats.list(files.map(({ name }) => name))
  const choices = readChoices(column)
  const label = (one: unknown): string =>
    choices.find((choice) => isSameValue(choice.value, one))?.label ?? (typeof one === 'string' ? one : writeJson(one))
  const text = Array.isArray(value) && choices.length > 0 ? formats.list(value.map(label)) : label(value)
  const shown = isJsonObject(value) && typeof value.text === 'string' ? value.text : text
  return shown.length > LONGEST_CELL ? `${shown.slice(0, LONGEST_CELL)}…` : shown
}
