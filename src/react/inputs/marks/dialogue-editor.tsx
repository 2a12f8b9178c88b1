/** Lines of a dialogue, each with a speaker. Enter adds a line. Loaded with the first one. */
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { numberProp, textProp } from '../../kit/component-props.ts'
import { Speaker } from './dialogue-speaker.tsx'
import { dialogueOf, speakersOf, tagsOf } from './dialogue-draft.ts'
import type { DialogueLine } from './dialogue-draft.ts'
import type { InputProps } from '../input-kind.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** The field of `gr.Dialogue`. */
export function DialogueEditor(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, isInvalid, isRequired, isReadOnly, messages, formats } = input
  const words = messages.dialogue
  const root = useRef<HTMLDivElement>(null)
  /** The line that gets the focus once it is drawn, and the caret's position. */
  const next = useRef<{ line: number; at?: number } | null>(null)
  const last = useRef(0)
  const dialogue = dialogueOf(draft)
  useEffect(() => {
    if (next.current === null) return
    const { line, at } = next.current
    const field = root.current?.querySelectorAll('textarea')[line]
    field?.focus()
    if (at !== undefined) field?.setSelectionRange(at, at)
    next.current = null
  })

  const speakers = speakersOf(parameter.props)
  const tags = tagsOf(parameter.props)
  const placeholder = textProp(parameter.props, 'placeholder')
  /** A text with a tag inserted at the caret. */
  const withTag = (text: string, tag: string, line: number): string => {
    const field = root.current?.querySelectorAll('textarea')[line]
    const from = field?.selectionStart ?? text.length
    next.current = { line, at: from + tag.length }
    return `${text.slice(0, from)}${tag}${text.slice(field?.selectionEnd ?? from)}`
  }
  if (typeof dialogue === 'string') {
    return (
      <div ref={root} className="rgs-dialogue-field">
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
        {!isReadOnly && tags.length > 0 && (
          <div className="rgs-field-tools">
            <Tags tags={tags} words={words} onPick={(tag) => onChange(withTag(dialogue, tag, 0))} />
          </div>
        )}
      </div>
    )
  }
  const isFull = dialogue.length >= (numberProp(parameter.props, 'max_lines') ?? Number.POSITIVE_INFINITY)
  const change = (at: number, part: Partial<DialogueLine>) =>
    onChange(dialogue.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const add = (at: number) => {
    if (isFull) return
    const before = dialogue[at - 1]?.speaker ?? ''
    // The next speaker in the list answers.
    const speaker = speakers[(speakers.indexOf(before) + 1) % Math.max(1, speakers.length)] ?? ''
    next.current = { line: at }
    onChange([...dialogue.slice(0, at), { speaker, text: '' }, ...dialogue.slice(at)])
  }
  const remove = (at: number) => {
    next.current = { line: Math.max(0, at - 1) }
    onChange(dialogue.filter((_line, index) => index !== at))
  }
  const insert = (tag: string) => {
    const line = Math.min(last.current, dialogue.length - 1)
    change(line, { text: withTag(dialogue[line]?.text ?? '', tag, line) })
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
    <div ref={root} className="rgs-dialogue-field">
      <ol className="rgs-dialogue-lines">
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
          <button type="button" className="rgs-button rgs-button-quiet" disabled={isFull} onClick={() => add(dialogue.length)}>
            {words.addLine}
          </button>
          <Tags tags={tags} words={words} onPick={insert} />
        </div>
      )}
    </div>
  )
}

/** The app's tags: each button inserts one. */
function Tags({
  tags,
  words,
  onPick,
}: {
  tags: readonly string[]
  words: InputProps['messages']['dialogue']
  onPick: (tag: string) => void
}) {
  return tags.map((tag) => (
    <button key={tag} type="button" className="rgs-button rgs-button-quiet" onClick={() => onPick(tag)}>
      <span {...visuallyHidden}>{words.insertTag}</span> <bdi>{tag}</bdi>
    </button>
  ))
}
