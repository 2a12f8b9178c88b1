/** Lines to write, each with who says it. Enter goes on with a new line. Loaded when the first one is drawn. */
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Icon } from '../process/icons.tsx'
import { textProp } from './component-props.ts'
import { dialogueOf, speakersOf, tagsOf } from './dialogue-draft.ts'
import type { DialogueLine } from './dialogue-draft.ts'
import type { InputProps } from './input-kind.ts'

/** The field of `gr.Dialogue`. */
export default function DialogueEditor(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, isInvalid, isRequired, isReadOnly, messages, formats } = input
  const words = messages.dialogue
  const list = useRef<HTMLOListElement>(null)
  /** Line that takes the focus once it is there. */
  const next = useRef<number | null>(null)
  const last = useRef(0)
  const dialogue = dialogueOf(draft)
  useEffect(() => {
    if (next.current === null) return
    list.current?.querySelectorAll('textarea')[next.current]?.focus()
    next.current = null
  })

  const speakers = speakersOf(parameter.props)
  const tags = tagsOf(parameter.props)
  const placeholder = textProp(parameter.props, 'placeholder')
  if (typeof dialogue === 'string') {
    return (
      <textarea
        id={id}
        className="rgs-control rgs-textarea"
        rows={4}
        dir="auto"
        aria-label={parameter.label}
        value={dialogue}
        readOnly={isReadOnly}
        placeholder={placeholder}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  const change = (at: number, part: Partial<DialogueLine>) =>
    onChange(dialogue.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const add = (at: number) => {
    const before = dialogue[at - 1]?.speaker ?? ''
    // The other one answers.
    const speaker = speakers[(speakers.indexOf(before) + 1) % Math.max(1, speakers.length)] ?? ''
    next.current = at
    onChange([...dialogue.slice(0, at), { speaker, text: '' }, ...dialogue.slice(at)])
  }
  const remove = (at: number) => {
    next.current = Math.max(0, at - 1)
    onChange(dialogue.filter((_line, index) => index !== at))
  }
  const insert = (tag: string) => {
    const line = Math.min(last.current, dialogue.length - 1)
    const field = list.current?.querySelectorAll('textarea')[line]
    const text = dialogue[line]?.text ?? ''
    const from = field?.selectionStart ?? text.length
    next.current = line
    change(line, { text: `${text.slice(0, from)}${tag}${text.slice(field?.selectionEnd ?? from)}` })
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      add(at + 1)
    } else if (event.key === 'Backspace' && dialogue[at]?.text === '' && dialogue.length > 1) {
      event.preventDefault()
      remove(at)
    }
  }
  return (
    <div className="rgs-dialogue-field">
      <ol ref={list} className="rgs-dialogue-lines">
        {dialogue.map((line, index) => (
          <li key={index} className="rgs-dialogue-line">
            <Speaker
              id={`${id}-${index}-speaker`}
              line={line}
              index={index}
              speakers={speakers}
              input={input}
              onChange={(speaker) => change(index, { speaker })}
            />
            <textarea
              id={index === 0 ? id : undefined}
              className="rgs-control rgs-textarea rgs-growing"
              rows={1}
              dir="auto"
              aria-label={words.line(index + 1, formats)}
              value={line.text}
              readOnly={isReadOnly}
              placeholder={index === 0 ? placeholder : undefined}
              aria-invalid={isInvalid || undefined}
              onFocus={() => (last.current = index)}
              onChange={(event) => change(index, { text: event.currentTarget.value })}
              onKeyDown={(event) => onKeyDown(event, index)}
            />
            {!isReadOnly && dialogue.length > 1 && (
              <button
                type="button"
                className="rgs-button rgs-button-quiet rgs-icon-button"
                aria-label={words.removeLine(index + 1, formats)}
                onClick={() => remove(index)}
              >
                <Icon name="cross" />
              </button>
            )}
          </li>
        ))}
      </ol>
      {!isReadOnly && (
        <div className="rgs-field-tools">
          <button type="button" className="rgs-button rgs-button-quiet" onClick={() => add(dialogue.length)}>
            {words.addLine}
          </button>
          {tags.map((tag) => (
            <button key={tag} type="button" className="rgs-button rgs-button-quiet" onClick={() => insert(tag)}>
              <span className="rgs-visually-hidden">{words.insertTag}</span> <bdi>{tag}</bdi>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

interface SpeakerProps {
  id: string
  line: DialogueLine
  index: number
  speakers: readonly string[]
  input: InputProps
  onChange: (speaker: string) => void
}

/** Who says it: one of those the app names, or anybody. */
function Speaker({ id, line, index, speakers, input, onChange }: SpeakerProps): ReactElement {
  const { isReadOnly, messages, formats } = input
  const name = messages.dialogue.speaker(index + 1, formats)
  if (speakers.length === 0) {
    return (
      <input
        id={id}
        className="rgs-control rgs-dialogue-speaker"
        type="text"
        dir="auto"
        aria-label={name}
        value={line.speaker}
        readOnly={isReadOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  const all = speakers.includes(line.speaker) ? speakers : [line.speaker, ...speakers]
  return (
    <span className="rgs-select rgs-dialogue-speaker">
      <select
        id={id}
        className="rgs-control"
        aria-label={name}
        value={line.speaker}
        disabled={isReadOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {all.map((speaker) => (
          <option key={speaker}>{speaker}</option>
        ))}
      </select>
    </span>
  )
}
