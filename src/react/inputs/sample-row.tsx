/** One of the app's samples in short: a row of values, each drawn by its component's kind. */
import { Fragment } from 'react'
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { readChoices } from '../kit/component-props.ts'
import type { InputApp } from './input-kind.ts'
import { isSameValue } from '../kit/read-choice.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { isNumber } from '../kit/numbers.ts'
import { fileAddress, readFiles } from '../kit/file-address.ts'
import { writeJson } from '../kit/write-json.ts'

const LONGEST_CELL = 120
const MOST_ROWS = 20
/** Shown when the pointer rests on it. */
const LONGEST_TITLE = 2000
const PICTURES: ReadonlySet<string> = new Set(['image', 'imageeditor', 'gallery'])

/** The description of one column; `undefined` if unknown. */
export type SampleColumn = Pick<ParameterDescription, 'component' | 'label' | 'props' | 'schema'> | undefined

/** Props of {@link SampleCells}. */
export interface SampleCellsProps {
  columns: readonly SampleColumn[]
  row: readonly unknown[]
  app: Pick<InputApp, 'apiUrl' | 'rootUrl'> | null
  messages: Messages
  formats: Formats
}

/** The cells, one after another; a note if all are empty. */
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

function Cell({ text: whole, value, column, app }: CellProps): ReactElement | null {
  const text = whole.length > LONGEST_CELL ? `${whole.slice(0, LONGEST_CELL)}…` : whole
  const file = column && PICTURES.has(column.component) ? readFiles(value)?.[0] : undefined
  const address = file ? fileAddress(file, app) : null
  if (address !== null) return <img className="rgs-example-picture" src={address} alt={text} loading="lazy" />
  return text === '' ? null : (
    // The line before a cell is on the row's start side; its text has its own direction.
    <span className="rgs-example-cell" title={text === whole ? undefined : whole.slice(0, LONGEST_TITLE)}>
      <bdi>{text}</bdi>
    </span>
  )
}

/** A value as a short text. */
function cellText(column: NonNullable<SampleColumn>, value: unknown, messages: Messages, formats: Formats): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') {
    const answer = value ? messages.output.yes : messages.output.no
    if (column.label === '') return answer
    // A label may be a question.
    return /\p{P}$/u.test(column.label) ? `${column.label} ${answer}` : `${column.label}: ${answer}`
  }
  if (isNumber(value) && !Array.isArray(column.props.choices)) return formats.plain(value)
  const rows = column.component === 'dataframe' ? readRows(value) : null
  if (rows)
    return rows
      .slice(0, MOST_ROWS)
      .map((cells) => rowText(cells, formats))
      .join('\n')
  const files = readFiles(value)
  if (files) return formats.list(files.map(({ name }) => name))
  const choices = readChoices(column)
  const label = (one: unknown): string =>
    choices.find((choice) => isSameValue(choice.value, one))?.label ?? (typeof one === 'string' ? one : writeJson(one))
  const text = Array.isArray(value) && choices.length > 0 ? formats.list(value.map(label)) : label(value)
  return isJsonObject(value) && typeof value.text === 'string' ? value.text : text
}

/** The rows of a table: a list of lists, of one list, or in its value as an API gives it. */
function readRows(value: unknown): readonly (readonly unknown[])[] | null {
  const rows: unknown = isJsonObject(value) && Array.isArray(value.data) ? value.data : value
  if (!Array.isArray(rows) || rows.length === 0) return null
  const list = rows as readonly unknown[]
  return list.every((row) => Array.isArray(row)) ? (list as readonly (readonly unknown[])[]) : [list]
}

function rowText(cells: readonly unknown[], formats: Formats): string {
  const text = (cell: unknown): string => {
    if (cell === null || cell === undefined) return ''
    if (isNumber(cell)) return formats.plain(cell)
    return typeof cell === 'string' ? cell : writeJson(cell)
  }
  return cells.map(text).join(' · ')
}
