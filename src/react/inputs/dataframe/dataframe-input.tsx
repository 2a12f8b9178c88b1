/** A table to type into. The grid is loaded when the first one is drawn; until then there is room of its size. */
import type { ReactElement } from 'react'
import { readJsonText } from '../find-json-error.ts'
import { jsonInput } from '../json-input.tsx'
import type { InputKind, InputProps } from '../input-kind.ts'
import { lazyPart } from '../../lazy-part.tsx'
import { findIssue, toSend } from './cell-values.ts'
import { firstDraft, isTableDraft } from './table-draft.ts'
import { tableRoom } from './table-room.ts'

function Room({ draft, parameter }: InputProps): ReactElement {
  const { data } = isTableDraft(draft) ? draft : firstDraft(parameter)
  const isFilled = data.some((row) => row.some((cell) => cell !== ''))
  return <div className="rgs-skeleton rgs-late" {...tableRoom(parameter, data.length, isFilled)} />
}

/** Where the code of the grid cannot be loaded: the same table as JSON, which is read again as one. */
function AsJson(props: InputProps): ReactElement {
  const { draft, onChange } = props
  const text = typeof draft === 'string' ? draft : JSON.stringify(draft, null, 2)
  return <jsonInput.Component {...props} draft={text} onChange={onChange} />
}

/** `gr.Dataframe`. Sent as `{headers, data, metadata}`, which every Gradio takes. */
export const dataframeInput: InputKind = {
  Component: lazyPart(() => import('./dataframe-editor.tsx'), Room, AsJson),
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
    return JSON.parse(text)
  } catch {
    return null
  }
}
