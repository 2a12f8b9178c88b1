/** Kinds of text few apps have: their code comes with the first value. Until then the words themselves are shown. */
import type { ReactElement } from 'react'
import { readLines } from '../inputs/dialogue-draft.ts'
import { lazyPart } from '../lazy-part.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'
import { textOutput } from './text-output.tsx'

/** A dialogue as one text. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return (readLines(value) ?? []).map(({ speaker, text }) => (speaker === '' ? text : `${speaker}: ${text}`)).join('\n')
}

function Words(props: OutputComponentProps): ReactElement {
  return <textOutput.Component {...props} value={toText(props.value)} />
}

const Lines = lazyPart(() => import('./dialogue-output.tsx'), Words)

/** `gr.Dialogue`: lines, or one text as the app writes it. */
export const dialogueOutput: OutputKind = {
  Component: (props) => (typeof props.value === 'string' ? <Words {...props} /> : <Lines {...props} />),
  accepts: (value) => value === null || typeof value === 'string' || readLines(value) !== null,
  toText,
  placeholder: 'text',
}

/** `gr.Dataset`: the place of one of its samples. */
export const datasetOutput: OutputKind = {
  Component: lazyPart(() => import('./dataset-output.tsx'), textOutput.Component),
  accepts: (value) => value === null || typeof value === 'number',
  placeholder: 'line',
}
