/** A text to edit and mark: select a piece as in any text field, then name it. Loaded with the first one. */
import { useId, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { Icon } from '../../kit/icons.tsx'
import { tintOf } from '../../outputs/text/mark-tint.ts'
import { flagProp } from '../../kit/component-props.ts'
import type { InputProps } from '../input-kind.ts'
import { markedTextOf, withMark, withText } from './marked-text.ts'
import type { Mark } from './marked-text.ts'
import { growingStyle } from '../text/text-input.tsx'

const LINES = { rows: 3, mostRows: 14 }
const LONGEST_NAME = 60

/** The field of `gr.HighlightedText`. */
export function MarkingEditor(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, isInvalid, isRequired, isReadOnly, messages, formats } = input
  const words = messages.marking
  const helpId = useId()
  const listId = useId()
  const control = useRef<HTMLTextAreaElement>(null)
  const marked = markedTextOf(draft)
  const { text, marks, isScored } = marked
  const map = isJsonObject(parameter.props.color_map) ? parameter.props.color_map : {}
  const classes = [...new Set([...Object.keys(map), ...marks.map(({ className }) => className)])]
  const [chosen, setChosen] = useState<string | null>(null)
  const [news, setNews] = useState('')
  const name = chosen ?? (isScored ? '' : (classes[0] ?? ''))

  const mark = () => {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = control.current ?? {}
    const isNamed = isScored ? name !== '' && Number.isFinite(Number(name)) : name.trim() !== ''
    if (to <= from) setNews(words.nothingSelected)
    else if (!isNamed) setNews(words.noClass)
    else {
      setNews('')
      onChange(withMark(marked, { from, to, className: name.trim() }))
    }
    control.current?.focus()
  }
  const change = (index: number, next: Mark | null) =>
    onChange({ ...marked, marks: marks.flatMap((one, at) => (at === index ? (next ?? []) : one)) })
  const kind = isScored ? ({ type: 'number', step: 'any', dir: 'ltr' } as const) : ({ type: 'text', list: listId, dir: 'auto' } as const)
  return (
    <div className="rgs-marking">
      <textarea
        ref={control}
        id={id}
        className="rgs-control rgs-textarea rgs-growing"
        style={growingStyle(LINES)}
        rows={LINES.rows}
        dir={flagProp(parameter.props, 'rtl') ? 'rtl' : 'auto'}
        aria-label={parameter.label}
        aria-describedby={isReadOnly ? undefined : helpId}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
        value={text}
        readOnly={isReadOnly}
        onChange={(event) => onChange(withText(marked, event.currentTarget.value))}
      />
      {!isReadOnly && (
        <>
          <datalist id={listId}>
            {classes.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </datalist>
          <div className="rgs-marking-tools">
            <label className="rgs-marking-class">
              <span>{isScored ? words.score : words.className}</span>
              <input className="rgs-control" {...kind} value={name} onChange={(event) => setChosen(event.currentTarget.value)} />
            </label>
            <button type="button" className="rgs-button" onClick={mark}>
              {words.mark}
            </button>
            <span id={helpId} className="rgs-field-help">
              <bdi>{words.help}</bdi>
            </span>
            <output className="rgs-muted">{news}</output>
          </div>
        </>
      )}
      {marks.length > 0 && (
        <ul className="rgs-marking-list" aria-label={words.pieces}>
          {marks.map((one, index) => {
            const piece = shortened(text.slice(one.from, one.to))
            return (
              <li key={index} className="rgs-marking-piece">
                <mark className="rgs-mark" style={isScored ? undefined : tintOf(one.className, classes, map)}>
                  <bdi>{piece}</bdi>
                </mark>
                {isReadOnly ? (
                  <bdi className="rgs-mark-class">{isScored ? formats.number(Number(one.className)) : one.className}</bdi>
                ) : (
                  <>
                    <input
                      className="rgs-control"
                      {...kind}
                      aria-label={words.classOf(piece)}
                      value={one.className}
                      onChange={(event) => change(index, { ...one, className: event.currentTarget.value })}
                    />
                    <button
                      type="button"
                      className="rgs-button rgs-button-quiet rgs-icon-button"
                      aria-label={words.unmark(piece)}
                      onClick={() => {
                        change(index, null)
                        control.current?.focus()
                      }}
                    >
                      <Icon name="cross" />
                    </button>
                  </>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

function shortened(piece: string): string {
  return piece.length > LONGEST_NAME ? `${piece.slice(0, LONGEST_NAME)}…` : piece
}
