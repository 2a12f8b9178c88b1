/** Two pictures over each other and a slider between them, which is the platform's own: arrow keys move it. */
import { useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import { fileAddress, readFiles } from './file-address.ts'
import { galleryOutput } from './gallery-output.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

const MIDDLE = 50

function ImageSliderOutput(props: OutputComponentProps): ReactElement {
  const { value, app, messages } = props
  const [share, setShare] = useState(MIDDLE)
  const [first, second] = (readFiles(value) ?? []).map((file) => fileAddress(file, app))
  // With one picture, or none that may be fetched, there is nothing to compare.
  if (!first || !second) return <galleryOutput.Component {...props} />
  // A custom property is not in CSSProperties; the second picture is cut at it.
  const style = { '--rgs-share': `${share}%` } as CSSProperties
  return (
    <div className="rgs-compare" style={style}>
      <div className="rgs-compare-stage">
        <img className="rgs-compare-image" src={first} alt={messages.output.before} referrerPolicy="no-referrer" />
        <img className="rgs-compare-image rgs-compare-second" src={second} alt={messages.output.after} referrerPolicy="no-referrer" />
        <span className="rgs-compare-line" aria-hidden="true" />
      </div>
      <input
        className="rgs-range"
        type="range"
        min={0}
        max={100}
        value={share}
        aria-label={messages.output.compare}
        style={{ '--rgs-fill': share / 100 } as CSSProperties}
        onChange={(event) => setShare(Number(event.currentTarget.value))}
      />
    </div>
  )
}

/** `gr.ImageSlider`. */
export const imageSliderOutput: OutputKind = {
  Component: ImageSliderOutput,
  accepts: (value) => value === null || (Array.isArray(value) && readFiles(value.filter((one) => one !== null)) !== null),
}
