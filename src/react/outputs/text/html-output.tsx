/** HTML of `gr.HTML`, in a frame where it can do nothing. */
import type { ReactElement } from 'react'
import { HtmlFrame } from '../html/html-frame.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { isTextOrNone, textOrEmpty } from '../text-value.ts'

function HtmlOutput(props: OutputComponentProps): ReactElement {
  if (textOrEmpty(props.value).trim() === '') return <p className="rgs-muted rgs-output-empty">{props.messages.output.empty}</p>
  return <HtmlFrame {...props} />
}

/** `gr.HTML`. Copying gives the source. */
export const htmlOutput: OutputKind = {
  Component: HtmlOutput,
  accepts: isTextOrNone,
  toText: textOrEmpty,
}
