/** A plot that is not drawn here: what it is, how it can be, and its data to take away. */
import type { ReactElement } from 'react'
import { Icon } from '../../process/icons.tsx'
import { saveText } from '../save-text.ts'
import type { OutputComponentProps } from '../output-kind.ts'

/** Props of {@link UndrawnPlot}. */
export interface UndrawnPlotProps {
  readonly output: OutputComponentProps
  /** Name of the library. */
  readonly type: string
  readonly text: string
  /** It is of a library that is drawn here, but not this one of it. @defaultValue false */
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
        {messages.plot.download}
      </button>
      {!isRefused && (
        <details className="rgs-fold">
          <summary className="rgs-summary">{messages.plot.forDevelopers}</summary>
          <code
            className="rgs-code"
            dir="ltr"
          >{`outputs={{ ...defaultOutputs, plot: createPlotOutput({ ${JSON.stringify(name)}: YourPlot }) }}`}</code>
        </details>
      )}
    </div>
  )
}
