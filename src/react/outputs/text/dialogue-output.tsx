/** A dialogue, line by line: each speaker has a colour, and the name stands beside the line. */
import type { ReactElement } from 'react'
import { readLines } from '../../inputs/marks/dialogue-draft.ts'
import { tintOf } from './mark-tint.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { textOutput } from './text-output.tsx'
import { isTextOrNone } from '../text-value.ts'

function Lines({ value, componentProps, isStreaming, messages }: OutputComponentProps): ReactElement {
  const lines = readLines(value) ?? []
  if (lines.length === 0 && !isStreaming) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const speakers = [...new Set(lines.map(({ speaker }) => speaker))]
  return (
    <ol className="rgs-dialogue">
      {lines.map(({ speaker, text }, index) => (
        <li key={index} className="rgs-dialogue-said" style={tintOf(speaker, speakers, componentProps.color_map)}>
          {speaker !== '' && (
            <>
              <span className="rgs-dialogue-name">
                <bdi>{speaker}</bdi>
              </span>{' '}
            </>
          )}
          <span className="rgs-output-text" dir="auto">
            {text}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** A dialogue as one text. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return (readLines(value) ?? []).map(({ speaker, text }) => (speaker === '' ? text : `${speaker}: ${text}`)).join('\n')
}

/** `gr.Dialogue`: lines, or one text as the app writes it. */
export const dialogueOutput: OutputKind = {
  Component: (props) => (typeof props.value === 'string' ? <textOutput.Component {...props} /> : <Lines {...props} />),
  accepts: (value) => isTextOrNone(value) || readLines(value) !== null,
  toText,
  placeholder: 'text',
}
