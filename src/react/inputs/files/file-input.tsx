/**
 * Files, pictures, sounds and videos: chosen, dropped, pasted or recorded; previewed and removed. Uploaded when the run
 * begins.
 */
import { useRef } from 'react'
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { DropZone } from './drop-zone.tsx'
import { entriesOf, readEntries, ruleOf, toFileDraft } from './file-entry.ts'
import type { FileEntry } from './file-entry.ts'
import { FileList } from './file-list.tsx'
import type { InputKind, InputProps } from '../input-kind.ts'

function FileInput(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly, app, uploads, messages, formats } = input
  const control = useRef<HTMLInputElement>(null)
  const entries = entriesOf(draft)
  const { takesSeveral } = ruleOf(parameter)
  const bring = (files: readonly FileEntry[]) => onChange(takesSeveral ? [...entries, ...files] : files)
  const remove = (index: number) => {
    onChange(entries.filter((_entry, at) => at !== index))
    control.current?.focus()
  }
  const listId = `${id}-files`
  const described = [entries.length > 0 && listId, describedBy].filter(Boolean).join(' ') || undefined
  return (
    <div className="rgs-files-input">
      {!isReadOnly && (
        <DropZone
          id={id}
          parameter={parameter}
          controlRef={control}
          onFiles={bring}
          limitBytes={app?.maxFileSizeBytes ?? null}
          describedBy={described}
          isInvalid={isInvalid}
          isRequired={isRequired}
          messages={messages}
          formats={formats}
        />
      )}
      <FileList
        id={listId}
        entries={entries}
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

const shared = { Component: FileInput, isWide: true, isJudgedAtOnce: true, locksItself: true, toDraft: toFileDraft } as const

/**
 * `gr.File`, `gr.Image`, `gr.Audio`, `gr.Video`, …: a `File`, or a list if several are accepted. In a gallery, the
 * app's initial items keep their captions.
 */
export const fileInput: InputKind = { ...shared, read: readEntries }

/** `gr.ImageSlider`: two pictures to compare, or one alone. */
export const imageSliderInput: InputKind = {
  ...shared,
  read(draft, parameter: ParameterDescription, words) {
    const reading = readEntries(draft, parameter, words)
    if (!reading.ok) return reading
    const [first = null, second = null] = entriesOf(draft)
    return { ok: true, value: [first, second] }
  },
}
