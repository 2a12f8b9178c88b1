/**
 * Any value as JSON text. Used for every component without a field of its own; then it also says what the app expects.
 */
import { useRef } from 'react'
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { parseExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { writeJson } from '../../kit/write-json.ts'
import { CodeArea } from './code-area.tsx'
import { readJsonText } from './find-json-error.ts'
import type { InputKind, InputProps } from '../input-kind.ts'

const FEWEST_ROWS = 3
const MOST_ROWS = 14
/** The client's limit for inputs. */
const MAX_DEPTH = 500
/** For longer texts a check with every key would be noticeable. */
const LONGEST_ECHO = 2000

function JsonInput(input: InputProps): ReactElement {
  const { id, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly, parameter, messages } = input
  const control = useRef<HTMLTextAreaElement>(null)
  const text = typeof draft === 'string' ? draft : ''
  const example = parameter.exampleValue
  const rows = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, countLines(text, MOST_ROWS)))
  const format = () => {
    const value = parse(text)
    if (value !== undefined) onChange(writeJson(value, 2))
    control.current?.focus()
  }
  const showPlace = () => {
    const verdict = readJsonText(text)
    if (verdict.ok || !control.current) return
    control.current.focus()
    control.current.setSelectionRange(verdict.place.offset, verdict.place.offset + 1)
  }
  return (
    <div className="rgs-json">
      <CodeArea
        {...{ id, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly, rows }}
        ref={control}
        placeholder={example === null || example === undefined ? undefined : writeJson(example).slice(0, LONGEST_ECHO)}
      />
      {!isReadOnly && text.trim() !== '' && (
        <div className="rgs-field-tools">
          {isInvalid ? (
            <button type="button" className="rgs-button rgs-button-quiet" onClick={showPlace}>
              {messages.form.showPlace}
            </button>
          ) : (
            <button type="button" className="rgs-button rgs-button-quiet" onClick={format}>
              {messages.form.formatJson}
            </button>
          )}
        </div>
      )}
      {parameter.component !== 'json' && <Expected parameter={parameter} title={messages.form.expects} />}
    </div>
  )
}

/** The description's words about a value of unknown kind. */
function Expected({ parameter, title }: { parameter: ParameterDescription; title: string }): ReactElement | null {
  const { pythonType, schema } = parameter
  const facts = [pythonType, Object.keys(schema).length > 0 ? writeJson(schema, 2) : ''].filter((fact) => fact !== '')
  if (facts.length === 0) return null
  return (
    <details className="rgs-fold">
      <summary className="rgs-summary">{title}</summary>
      <pre className="rgs-code" dir="ltr">
        {facts.join('\n\n').slice(0, LONGEST_ECHO)}
      </pre>
    </details>
  )
}

function countLines(text: string, most: number): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0 && lines < most; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** The value; `undefined` for invalid JSON, and for a value too deep to be written again. */
function parse(text: string): unknown {
  const verdict = readJsonText(text)
  return verdict.ok && verdict.depth <= MAX_DEPTH ? parseExact(text) : undefined
}

/** The JSON field. An empty field sends nothing. */
export const jsonInput: InputKind = {
  Component: JsonInput,
  locksItself: true,
  isWide: true,
  toDraft: ({ defaultValue }) => (defaultValue === null || defaultValue === undefined ? '' : writeJson(defaultValue, 2)),
  read(draft, _parameter, { messages, formats }) {
    const text = typeof draft === 'string' ? draft : ''
    if (text.trim() === '') return { ok: true, value: null }
    const verdict = readJsonText(text)
    if (!verdict.ok) return { ok: false, message: messages.issues.notJson(verdict.place.line, verdict.place.column, formats) }
    if (verdict.depth > MAX_DEPTH) return { ok: false, message: messages.issues.tooDeep(MAX_DEPTH, formats) }
    return { ok: true, value: parseExact(text) }
  },
}
