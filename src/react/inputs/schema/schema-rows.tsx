/** Any number of values of one kind: the rows of a list, or of a dictionary with free names. */
import { useContext, useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { InputProps } from '../input-kind.ts'
import { nameIssue } from './read-draft.ts'
import { SchemaContext } from './schema-context.ts'
import { draftFrom, rowsOf } from './schema-draft.ts'
import type { Row } from './schema-draft.ts'
import { SchemaPart } from './schema-part.tsx'
import { labelled } from './schema-shape.ts'
import type { FieldShape } from './schema-shape.ts'
import { useNumbered } from './use-numbered.ts'

/** The rows, and an add button. */
export function SchemaRows({ input, shape }: { input: InputProps; shape: FieldShape & { kind: 'list' | 'map' } }): ReactElement {
  const { id, draft, onChange, isReadOnly, parameter, messages, formats } = input
  const words = messages.typed
  const isJudged = useContext(SchemaContext)?.isJudged === true
  const numbered = useNumbered(messages, formats)
  const root = useRef<HTMLDivElement>(null)
  /** Key of the row that gets the focus once it is drawn; `null`: the add button. */
  const next = useRef<{ key: number | null } | null>(null)
  const rows = rowsOf(draft)
  useEffect(() => {
    if (next.current === null) return
    const row = next.current.key === null ? '.rgs-rows-add' : `[data-row="${next.current.key}"] :is(input, textarea, select, button)`
    root.current?.querySelector<HTMLElement>(row)?.focus()
    next.current = null
  })
  const change = (key: number, part: Partial<Row>) => onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const add = () => {
    const key = rows.reduce((most, row) => Math.max(most, row.key), -1) + 1
    next.current = { key }
    onChange([...rows, { key, name: '', draft: draftFrom(shape.item, undefined) }])
  }
  const remove = (index: number) => {
    next.current = { key: (rows[index + 1] ?? rows[index - 1])?.key ?? null }
    onChange(rows.filter((_row, at) => at !== index))
  }
  return (
    <div ref={root} className="rgs-parts rgs-rows" data-kind={shape.kind}>
      {rows.map((row, index) => {
        const place = numbered(shape.item, index)
        const part = shape.kind === 'map' ? labelled(shape.item, words.value) : place
        const name = `${parameter.label}, ${row.name === '' ? place.label : row.name}`
        return (
          <div key={row.key} className="rgs-rows-row" data-row={row.key}>
            {shape.kind === 'map' && (
              <RowName
                id={`${id}-${row.key}-name`}
                row={row}
                rows={rows}
                input={input}
                isJudged={isJudged}
                onChange={(to) => change(row.key, { name: to })}
              />
            )}
            <SchemaPart
              id={`${id}-${row.key}`}
              parameter={part}
              draft={row.draft}
              input={input}
              onChange={(to) => change(row.key, { draft: to })}
            />
            {!isReadOnly && (
              <button
                type="button"
                className="rgs-button rgs-button-quiet rgs-icon-button"
                aria-label={messages.form.removeChoice(name)}
                onClick={() => remove(index)}
              >
                <Icon name="cross" />
              </button>
            )}
          </div>
        )
      })}
      {!isReadOnly && rows.length < shape.most && (
        <button type="button" className="rgs-button rgs-rows-add" aria-label={`${words.add}: ${parameter.label}`} onClick={add}>
          <Icon name="plus" />
          <bdi>{words.add}</bdi>
        </button>
      )}
    </div>
  )
}

interface RowNameProps {
  id: string
  row: Row
  rows: readonly Row[]
  input: InputProps
  isJudged: boolean
  onChange: (name: string) => void
}

function RowName({ id, row, rows, input, isJudged, onChange }: RowNameProps): ReactElement {
  const { messages, formats, isReadOnly } = input
  const issue = isJudged ? nameIssue(rows, row, { messages, formats }) : null
  return (
    <div className="rgs-field rgs-rows-name">
      <label className="rgs-label" htmlFor={id}>
        {messages.typed.name}
      </label>
      <input
        id={id}
        className="rgs-control"
        type="text"
        dir="auto"
        value={row.name}
        readOnly={isReadOnly}
        aria-invalid={issue !== null || undefined}
        aria-describedby={issue === null ? undefined : `${id}-issue`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {issue !== null && (
        <p id={`${id}-issue`} className="rgs-field-issue">
          <Icon name="error" />
          <bdi>{issue}</bdi>
        </p>
      )}
    </div>
  )
}
