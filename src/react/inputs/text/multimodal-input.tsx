/** A text with files. Files can be pasted into the text, as into every file field. */
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { numberProp, textProp } from '../../kit/component-props.ts'
import { DropZone } from '../files/drop-zone.tsx'
import { entriesOf, readEntries, ruleOf } from '../files/file-entry.ts'
import type { FileEntry } from '../files/file-entry.ts'
import { FileList } from '../files/file-list.tsx'
import type { InputKind, InputProps } from '../input-kind.ts'
import { growingStyle, linesOf } from './text-input.tsx'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** The draft. */
interface MultimodalDraft {
  readonly text: string
  readonly files: readonly FileEntry[]
}

function draftOf(value: unknown): MultimodalDraft {
  if (typeof value === 'string') return { text: value, files: [] }
  if (!isJsonObject(value)) return { text: '', files: [] }
  return { text: typeof value.text === 'string' ? value.text : '', files: entriesOf(value.files) }
}

function MultimodalInput(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly, app, uploads, messages, formats } = input
  const control = useRef<HTMLInputElement>(null)
  const { text, files } = draftOf(draft)
  const { takesSeveral } = ruleOf(parameter)
  const lines = linesOf(parameter)
  const bring = (more: readonly FileEntry[]) => onChange({ text, files: takesSeveral ? [...files, ...more] : more })
  const remove = (index: number) => {
    onChange({ text, files: files.filter((_file, at) => at !== index) })
    control.current?.focus()
  }
  return (
    <div className="rgs-files-input">
      <textarea
        id={id}
        className="rgs-control rgs-textarea rgs-growing"
        rows={lines.rows}
        style={growingStyle(lines)}
        dir="auto"
        value={text}
        readOnly={isReadOnly}
        placeholder={textProp(parameter.props, 'placeholder')}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
        onChange={(event) => onChange({ text: event.currentTarget.value, files })}
        onPaste={(event) => {
          const pasted = Array.from(event.clipboardData.files)
          if (pasted.length === 0 || isReadOnly) return
          event.preventDefault()
          bring(takesSeveral ? pasted : pasted.slice(0, 1))
        }}
      />
      {!isReadOnly && (
        <>
          <label {...visuallyHidden} htmlFor={`${id}-attach`}>
            {`${parameter.label}: ${messages.files.attach}`}
          </label>
          <DropZone
            id={`${id}-attach`}
            parameter={parameter}
            controlRef={control}
            onFiles={bring}
            limitBytes={null}
            describedBy={files.length > 0 ? `${id}-files` : undefined}
            isInvalid={false}
            isRequired={false}
            messages={messages}
            formats={formats}
          />
        </>
      )}
      <FileList
        id={`${id}-files`}
        entries={files}
        onRemove={remove}
        isReadOnly={isReadOnly}
        app={app}
        uploads={uploads}
        messages={messages}
        formats={formats}
      />
    </div>
  )
}

/** `gr.MultimodalTextbox`. Text and files may both be empty. */
export const multimodalInput: InputKind = {
  Component: MultimodalInput,
  isWide: true,
  isJudgedAtOnce: true,
  locksItself: true,
  toDraft: ({ defaultValue }) => draftOf(defaultValue),
  read(draft, parameter, words) {
    const { text, files } = draftOf(draft)
    const limit = numberProp(parameter.props, 'max_plain_text_length')
    if (limit !== undefined && text.length > limit) return { ok: false, message: words.messages.issues.tooLong(limit, words.formats) }
    const reading = files.length === 0 ? null : readEntries(files, parameter, words)
    return reading?.ok === false ? reading : { ok: true, value: { text, files } }
  },
}
