/** Takes files: the platform's file button, dropping, pasting and recording. It holds no files itself. */
import { useEffect, useRef, useState } from 'react'
import type { ClipboardEvent, DragEvent, ReactElement, RefObject } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { ruleOf } from './file-entry.ts'
import { RecordButton } from './record-button.tsx'
import { recordModes } from './record-modes.ts'

/** Props of {@link DropZone}. */
export interface DropZoneProps {
  id: string
  parameter: ParameterDescription
  controlRef: RefObject<HTMLInputElement | null>
  onFiles: (files: readonly File[]) => void
  /** Largest file, in bytes, shown beside the button; `null` says nothing. */
  limitBytes: number | null
  describedBy: string | undefined
  isInvalid: boolean
  isRequired: boolean
  messages: Messages
  formats: Formats
}

/** The zone. */
export function DropZone(props: DropZoneProps): ReactElement {
  const { id, parameter, controlRef, onFiles, limitBytes, describedBy, isInvalid, isRequired, messages, formats } = props
  const rule = ruleOf(parameter)
  const hint = [messages.files.drop(rule.takesSeveral), limitBytes !== null && messages.files.limit(limitBytes, formats)]
  const [isOver, setOver] = useState(false)
  const depth = useRef(0)
  useEffect(() => {
    // React has no such property.
    if (controlRef.current) controlRef.current.webkitdirectory = rule.isDirectory
  }, [controlRef, rule.isDirectory])

  const bring = (list: FileList | null) => {
    const files = Array.from(list ?? [])
    if (files.length > 0) onFiles(rule.takesSeveral ? files : files.slice(0, 1))
  }
  // Entering a child also leaves its parent: only the last leave counts.
  const move = (change: 1 | -1) => {
    depth.current = Math.max(0, depth.current + change)
    setOver(depth.current > 0)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    depth.current = 0
    setOver(false)
    bring(event.dataTransfer.files)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    bring(event.clipboardData.files)
  }
  return (
    <div
      className="rgs-drop"
      data-over={isOver || undefined}
      data-invalid={isInvalid || undefined}
      onDragEnter={() => move(1)}
      onDragLeave={() => move(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      <input
        ref={controlRef}
        id={id}
        className="rgs-file-control"
        type="file"
        multiple={rule.takesSeveral}
        accept={rule.accepted?.join(',')}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
        onChange={(event) => {
          bring(event.currentTarget.files)
          // Chosen files are listed separately. Without this the control would not report the same file again.
          event.currentTarget.value = ''
        }}
      />
      <span className="rgs-drop-hint" aria-hidden="true">
        <bdi>{hint.filter(Boolean).join(' · ')}</bdi>
      </span>
      {recordModes(parameter).map((mode) => (
        <RecordButton key={mode} mode={mode} onFile={(file) => onFiles([file])} messages={messages} formats={formats} />
      ))}
    </div>
  )
}
