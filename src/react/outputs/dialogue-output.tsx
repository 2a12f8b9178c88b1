/** Who said what, line by line: each speaker has a colour, and their name beside it. */
import type { ReactElement } from 'react'
import { readLines } from '../inputs/dialogue-draft.ts'
import { tintOf } from './mark-tint.ts'
import type { OutputComponentProps } from './output-kind.ts'

/** The drawing of `gr.Dialogue`. */
export default function DialogueOutput({ value, componentProps, isStreaming, messages }: OutputComponentProps): ReactElement {
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
