/** A very long reason, as a very long text among the outputs. Loaded by `error-text.tsx` with the first of them. */
import type { ReactElement } from 'react'
import { LongText } from '../../outputs/text/long-text.tsx'
import { useProcessSettings } from '../../kit/process-context.ts'

/** Props of the default export. */
export interface LongErrorProps {
  readonly text: string
  readonly label: string
  /** Its end is shown first. */
  readonly showsEnd: boolean
}

const NO_PROPS = {}

/** The text, in part and on demand in whole. */
export default function LongError({ text, label, showsEnd }: LongErrorProps): ReactElement {
  const { messages, formats } = useProcessSettings()
  return (
    <LongText
      value={text}
      text={text}
      label={label}
      componentProps={NO_PROPS}
      app={null}
      isStreaming={showsEnd}
      messages={messages}
      formats={formats}
    />
  )
}
