/** Files, in the platform's own control: what was chosen by name and size, and taken out again. Sent when the run is. */
import { useRef } from 'react'
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { fileName, isFile } from '../../core/protocol/files.ts'
import { textProp } from './component-props.ts'
import type { InputKind, InputProps } from './input-kind.ts'

/** Gradio's words for groups of files; an ending or a MIME type stands for itself. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ['image', 'image/*'],
  ['audio', 'audio/*'],
  ['video', 'video/*'],
  ['text', 'text/*'],
])
const OWN_TYPE = /^(?:\.[\w.+-]+|[\w.+-]+\/(?:[\w.+-]+|\*))$/

function takesSeveral({ component, props, schema }: ParameterDescription): boolean {
  if (component !== 'file') return false
  const count = textProp(props, 'file_count')
  return count === undefined ? schema.type === 'array' : count !== 'single'
}

/** For `accept`; `undefined` takes everything. */
function acceptOf({ component, props }: ParameterDescription): string | undefined {
  const types: readonly unknown[] = Array.isArray(props.file_types) ? props.file_types : [component]
  const known = types.flatMap((type) => (typeof type === 'string' ? (GROUPS.get(type) ?? (OWN_TYPE.test(type) ? type : [])) : []))
  // One that is not known could be anything.
  return known.length === types.length && known.length > 0 ? known.join(',') : undefined
}

function filesOf(draft: unknown): readonly Blob[] {
  return Array.isArray(draft) ? draft.filter(isFile) : isFile(draft) ? [draft] : []
}

function FileInput({ id, parameter, draft, onChange, describedBy, isInvalid, isRequired, messages, formats }: InputProps): ReactElement {
  const control = useRef<HTMLInputElement>(null)
  const files = filesOf(draft)
  const clear = () => {
    // The control keeps its own list, and would not tell of the same file chosen again.
    if (control.current) control.current.value = ''
    control.current?.focus()
    onChange([])
  }
  return (
    <div className="rgs-files-input">
      <input
        ref={control}
        id={id}
        className="rgs-control rgs-file-control"
        type="file"
        multiple={takesSeveral(parameter)}
        accept={acceptOf(parameter)}
        aria-describedby={[files.length > 0 && `${id}-files`, describedBy].filter(Boolean).join(' ') || undefined}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
        onChange={(event) => onChange(Array.from(event.currentTarget.files ?? []))}
      />
      {files.length > 0 && (
        <>
          <ul id={`${id}-files`} className="rgs-file-list">
            {files.map((file, index) => (
              <li key={index}>
                <bdi>{fileName(file)}</bdi> <span className="rgs-figures">{formats.bytes(file.size)}</span>
              </li>
            ))}
          </ul>
          <button type="button" className="rgs-button rgs-button-quiet" onClick={clear}>
            {messages.form.clearFiles}
          </button>
        </>
      )}
    </div>
  )
}

/** `gr.File`, `gr.Image`, `gr.Audio`, `gr.Video`: their value is a `File`, or a list of them where several are taken. */
export const fileInput: InputKind = {
  Component: FileInput,
  isWide: true,
  toDraft: () => [],
  read(draft, parameter, { messages }) {
    const files = filesOf(draft)
    if (files.length === 0) return parameter.hasDefault ? { ok: true, value: null } : { ok: false, message: messages.issues.missing }
    return { ok: true, value: takesSeveral(parameter) ? files : files[0] }
  },
}
