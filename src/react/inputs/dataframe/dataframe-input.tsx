/** A table to type into. The grid is loaded when the first one is drawn; until then there is room of its size. */
import type { CSSProperties, ReactElement } from 'react'
import { parseExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { readGridSettings } from '../../table/grid-settings.ts'
import { useIsServed } from '../../kit/use-is-served.ts'
import { writeJson } from '../../kit/write-json.ts'
import { readJsonText } from '../text/find-json-error.ts'
import { jsonInput } from '../text/json-input.tsx'
import type { InputKind, InputProps } from '../input-kind.ts'
import { lazyPart } from '../../kit/lazy-part.tsx'
import { findIssue, toSend } from './cell-values.ts'
import { firstDraft, isTableDraft } from './table-draft.ts'

function Room({ draft, parameter }: InputProps): ReactElement {
  const { data } = isTableDraft(draft) ? draft : firstDraft(parameter)
  const isFilled = data.some((row) => row.some((cell) => cell !== ''))
  // How high a row is, the stylesheet knows. Custom properties are not in CSSProperties.
  const style = { '--rgs-rows': data.length, '--rgs-most': `${readGridSettings(parameter.props).maxHeight}px` } as CSSProperties
  return <div className="rgs-skeleton rgs-late" data-filled={isFilled || undefined} style={style} />
}

/** If the grid cannot be loaded: the same table as JSON, which is read back as a table. */
function AsJson(props: InputProps): ReactElement {
  const { draft, onChange } = props
  const text = typeof draft === 'string' ? draft : writeJson(draft, 2)
  return <jsonInput.Component {...props} draft={text} onChange={onChange} />
}

const Editor = lazyPart(() => import('./dataframe-editor.tsx'), Room, AsJson)

/** Columns are as wide as the browser measures: a server draws the room only. */
function TableInput(props: InputProps): ReactElement {
  return useIsServed() ? <Room {...props} /> : <Editor {...props} />
}

/** `gr.Dataframe`. Sent as `{headers, data, metadata}`, which every Gradio accepts. */
export const dataframeInput: InputKind = {
  Component: TableInput,
  labelling: 'group',
  isWide: true,
  toDraft: firstDraft,
  read(draft, parameter, { messages, formats }) {
    const table = typeof draft === 'string' ? parsed(draft) : draft
    if (!isTableDraft(table)) {
      const verdict = readJsonText(typeof draft === 'string' ? draft : '')
      const { line, column } = verdict.ok ? { line: 1, column: 1 } : verdict.place
      return { ok: false, message: messages.issues.notJson(line, column, formats) }
    }
    const { headers, data } = table
    const { datatype } = parameter.props
    const issue = findIssue(data, datatype)
    if (issue) {
      const column = headers[issue.column] ?? String(issue.column + 1)
      return { ok: false, message: messages.table.badCell(column, issue.row + 1, issue.type, formats) }
    }
    const cells = data.map((row) => row.map((value, column) => toSend(value, datatype, column)))
    return { ok: true, value: { headers, data: cells, metadata: null } }
  },
}

function parsed(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return null
  }
}
