/**
 * How much room a field will take before its code is there: which parts it has, and how many lines or rows. How large each is, the
 * stylesheet knows (`.rgs-late`). What depends on a value that has to be read first (messages of a chat, pictures) is not foreseen.
 */
import type { CSSProperties } from 'react'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import { isJsonObject } from '../../core/protocol/safe-keys.ts'
import { numberProp, plainText } from '../inputs/component-props.ts'
import { tableRoom } from '../inputs/dataframe/table-room.ts'
import type { LateRoom } from '../inputs/dataframe/table-room.ts'
import { lateInputsOf } from '../inputs/late-inputs.ts'
import { hasMessageField } from '../inputs/message-field.ts'
import { linesOf } from '../inputs/text-input.tsx'
import { writeJson } from '../write-json.ts'
import { isReadOnly } from './read-form.ts'
import { roomOfFew } from './room-of-few.ts'

/** As the fields themselves begin and end (`json-input.tsx`, `code-input.tsx`, `table-draft.ts`). */
const JSON_ROWS = { fewest: 3, most: 14 }
const CODE_ROWS = { usual: 5, most: 24 }
const TABLE_ROWS = 3

/** The room of a parameter's field. */
export function roomOf(parameter: ParameterDescription, endpoint: EndpointDescription): LateRoom {
  const { component, defaultValue } = parameter
  const isWritten = !isReadOnly(parameter)
  if (component === 'chatbot') {
    if (Array.isArray(defaultValue) && defaultValue.length > 0) return { 'data-room': 'messages' }
    return hasMessageField(endpoint) ? { 'data-room': 'line' } : { 'data-room': 'line text', style: rows(1) }
  }
  const few = roomOfFew(parameter, isWritten)
  if (few !== null) return few
  if (component === 'dataframe') return tableAsItStarts(parameter)
  if (component === 'code') return { 'data-room': 'text mono', style: rows(codeRows(parameter)) }
  if (component === 'multimodaltextbox')
    return { 'data-room': isWritten ? 'text files' : 'text', style: rows(textRows(parameter, defaultValue)) }
  if (component !== 'json' && lateInputsOf(component) !== null) return { 'data-room': isWritten ? 'files' : '' }
  const text = defaultValue === null || defaultValue === undefined ? '' : writeJson(defaultValue, 2)
  const words = ['text', 'mono', text !== '' && isWritten && 'tools', component !== 'json' && isExplained(parameter) && 'fold']
  return { 'data-room': words.filter(Boolean).join(' '), style: rows(between(JSON_ROWS.fewest, lineCount(text), JSON_ROWS.most)) }
}

function rows(count: number): CSSProperties {
  // Custom properties are not in CSSProperties.
  return { '--rgs-rows': count } as CSSProperties
}

/** A code field grows with its text. */
function codeRows({ props, defaultValue }: ParameterDescription): number {
  const fewest = between(1, numberProp(props, 'lines') ?? CODE_ROWS.usual, CODE_ROWS.most)
  const most = Math.max(fewest, Math.min(CODE_ROWS.most, numberProp(props, 'max_lines') ?? CODE_ROWS.most))
  return between(fewest, lineCount(plainText(defaultValue)), most)
}

function textRows(parameter: ParameterDescription, value: unknown): number {
  const { rows: fewest, mostRows } = linesOf(parameter)
  const text = isJsonObject(value) ? value.text : value
  return between(fewest, lineCount(typeof text === 'string' ? text : ''), mostRows)
}

/** As far as it can be seen without reading the table. */
function tableAsItStarts(parameter: ParameterDescription): LateRoom {
  const { props, defaultValue } = parameter
  const value = defaultValue ?? props.value
  const data: unknown = isJsonObject(value) ? value.data : value
  if (Array.isArray(data) && data.length > 0) return tableRoom(parameter, data.length, true)
  const [count]: readonly unknown[] = Array.isArray(props.row_count) ? props.row_count : [props.row_count]
  return tableRoom(parameter, typeof count === 'number' && count > 0 ? count : TABLE_ROWS, false)
}

/** Whether a field of an unknown kind says what the app takes. */
function isExplained({ pythonType, schema }: ParameterDescription): boolean {
  return pythonType !== '' || Object.keys(schema).length > 0
}

function lineCount(text: string): number {
  return text.split('\n', CODE_ROWS.most).length
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
