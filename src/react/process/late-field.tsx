/** A field whose code is on its way: its label, and room of the size of what comes. Says so where it could not be loaded. */
import type { CSSProperties, ReactElement } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { isJsonObject } from '../../core/protocol/safe-keys.ts'
import { numberProp } from '../inputs/component-props.ts'
import type { InputRegistry } from '../inputs/input-kind.ts'
import { lateInputsOf } from '../inputs/late-inputs.ts'
import { linesOf } from '../inputs/text-input.tsx'
import type { LateCode } from '../late-code.ts'
import { writeJson } from '../write-json.ts'
import { BareError } from './bare-error.tsx'
import { fieldId } from './field.tsx'

/** Props of {@link LateField}. */
export interface LateFieldProps {
  id: string
  parameter: ParameterDescription
  issue: string | null
  /** What is on its way. */
  late: LateCode<InputRegistry> | null
}

/** The field. It takes the whole width, as all that come late do. */
export function LateField({ id, parameter, issue, late }: LateFieldProps): ReactElement {
  const error = late?.getState().error ?? null
  return (
    <div id={fieldId(id)} className="rgs-field" data-wide data-invalid={issue !== null || undefined}>
      <span className="rgs-label">
        <bdi>{parameter.label}</bdi>
      </span>
      {late && error ? (
        <BareError error={error} retry={late.load} />
      ) : (
        <div className="rgs-skeleton rgs-late" aria-hidden="true" {...roomOf(parameter)} />
      )}
    </div>
  )
}

/** As the fields themselves begin (`json-input.tsx`, `code-input.tsx`, `dataframe-input.tsx`). */
const ROWS = { json: 3, code: 5, table: 3 }
const MOST_ROWS = { json: 14, code: 24, table: 11 }

interface Room {
  readonly 'data-room': 'chat' | 'files' | 'table' | 'text' | 'text-and-files'
  readonly style?: CSSProperties
}

/** How much room a field will take: lines of text, rows of a table, a place for files. How large each is, the stylesheet knows. */
function roomOf(parameter: ParameterDescription): Room {
  const { component, props, defaultValue } = parameter
  if (component === 'chatbot') return { 'data-room': 'chat' }
  if (component === 'dataframe') return { 'data-room': 'table', style: rows(rowsOf(defaultValue, props.row_count), MOST_ROWS.table) }
  if (component === 'code') return { 'data-room': 'text', style: rows(numberProp(props, 'lines') ?? ROWS.code, MOST_ROWS.code) }
  if (component === 'multimodaltextbox') return { 'data-room': 'text-and-files', style: rows(linesOf(parameter).rows, MOST_ROWS.code) }
  if (lateInputsOf(component) !== null && component !== 'json') return { 'data-room': 'files' }
  const text = defaultValue === null || defaultValue === undefined ? '' : writeJson(defaultValue, 2)
  return { 'data-room': 'text', style: rows(Math.max(ROWS.json, text.split('\n', MOST_ROWS.json).length), MOST_ROWS.json) }
}

function rows(count: number, most: number): CSSProperties {
  // Custom properties are not in CSSProperties.
  return { '--rgs-rows': Math.min(most, count) } as CSSProperties
}

/** Of a table as it starts, as far as that can be seen without reading it. */
function rowsOf(value: unknown, given: unknown): number {
  const data: unknown = isJsonObject(value) ? value.data : value
  const [count]: readonly unknown[] = Array.isArray(given) ? given : [given]
  return Array.isArray(data) && data.length > 0 ? data.length : typeof count === 'number' && count > 0 ? count : ROWS.table
}
