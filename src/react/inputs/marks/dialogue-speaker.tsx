/** The speaker of a line. */
import type { ReactElement } from 'react'
import type { DialogueLine } from './dialogue-draft.ts'
import type { InputProps } from '../input-kind.ts'

/** Props of {@link Speaker}. */
export interface SpeakerProps {
  id: string
  line: DialogueLine
  index: number
  speakers: readonly string[]
  input: InputProps
  onChange: (speaker: string) => void
}

/** The speaker: one of the app's, or any name. */
export function Speaker({ id, line, index, speakers, input, onChange }: SpeakerProps): ReactElement {
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
