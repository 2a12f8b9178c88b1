/** A plot that is not drawn here: its kind, and its data as a download. */
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { saveText } from '../../kit/save-text.ts'
import type { OutputComponentProps } from '../output-kind.ts'

/** Props of {@link UndrawnPlot}. */
export interface UndrawnPlotProps {
  readonly output: OutputComponentProps
  /** Name of the library. */
  readonly type: string
  readonly text: string
  /** The library is supported, but not this plot. @defaultValue false */
  readonly isRefused?: boolean
}

/** Says so, and offers the JSON. */
export function UndrawnPlot({ output, type, text, isRefused = false }: UndrawnPlotProps): ReactElement {
  const { messages, label } = output
  const name = type.slice(0, 40)
  return (
    <div className="rgs-card">
      <p>{isRefused ? messages.plot.refused : messages.plot.unknown(name)}</p>
      <button type="button" className="rgs-button" onClick={() => saveText(text, `${label || 'plot'}.json`, 'application/json')}>
        <Icon name="download" />
        <span>{messages.plot.download}</span>
      </button>
    </div>
  )
}
