/** Two pictures in one another's place, and a divider between them: the platform's own range. */
import { useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import { numberProp } from '../../kit/component-props.ts'
import { Icon } from '../../kit/icons.tsx'
import { FileLink } from '../../kit/file-link.tsx'
import { limitsOf } from '../../kit/size-limits.ts'
import { readPair } from './media-values.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { Picture } from './picture.tsx'

/** Draws both pictures, or the one there is. */
function ImageSlider({ value, label, componentProps, app, messages, formats }: OutputComponentProps): ReactElement {
  const [moved, setMoved] = useState<number | null>(null)
  const pair = readPair(value)
  if (!pair) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const [first, second] = pair
  const start = Math.min(100, Math.max(0, numberProp(componentProps, 'slider_position') ?? 50))
  const place = moved ?? start
  const shared = { app, messages, limits: limitsOf(componentProps) }
  if (!second) return <Picture file={first} alt={label} {...shared} />
  return (
    <div className="rgs-media">
      {/* Left and right in a picture do not depend on the direction of writing. */}
      <div className="rgs-compare" dir="ltr" style={{ '--rgs-place': `${place}%` } as CSSProperties}>
        <Picture file={second} alt={messages.media.place(2, 2, formats)} {...shared} />
        <div className="rgs-compare-first">
          <Picture file={first} alt={messages.media.place(1, 2, formats)} {...shared} />
        </div>
        <input
          type="range"
          className="rgs-compare-range"
          min={0}
          max={100}
          step={1}
          value={place}
          aria-label={messages.media.divider(label)}
          aria-valuetext={formats.percent(place / 100)}
          onChange={(event) => setMoved(event.currentTarget.valueAsNumber)}
        />
        <span className="rgs-compare-line" aria-hidden="true" />
      </div>
      <div className="rgs-media-actions">
        {[first, second].map((file, index) => (
          <FileLink
            key={index}
            file={file}
            app={app}
            className="rgs-button rgs-button-quiet"
            label={messages.media.downloadThing(messages.media.place(index + 1, 2, formats))}
            messages={messages}
          >
            <Icon name="download" />
            <bdi>{messages.media.place(index + 1, 2, formats)}</bdi>
          </FileLink>
        ))}
      </div>
    </div>
  )
}

/** `gr.ImageSlider`. */
export const imageSliderOutput: OutputKind = {
  Component: ImageSlider,
  accepts: (value) => value === null || readPair(value) !== null,
  placeholder: 'picture',
}
