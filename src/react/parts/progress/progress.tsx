/** Progress bars, nested as the app nests them. Moved by transform; a slow sweep if the end is unknown. */
import { forwardRef, useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import type { ProgressUnit } from '@gradio-stream/client/internal/run/run-event'
import type { RunState, UploadingState } from '@gradio-stream/client/internal/run/run-state'
import { PartElement } from '../../kit/part.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { useGradioProcess } from '../../kit/process-context.ts'
import type { ProcessSettings } from '../../kit/process-context.ts'
import { stepsPerSecond } from './progress-rate.ts'
import { unitPieces } from '../status/status-line.ts'
import { useEstimates } from './use-estimates.ts'
import { useNow } from '../../kit/use-now.ts'

/** State for a `render` function of the progress. */
export interface ProgressState extends PartState {
  /** Nested progress, outermost first. During uploads, their share; empty without progress. */
  readonly units: readonly ProgressUnit[]
}
/** Props of `GradioProcess.Progress`. */
export type ProgressProps = PartProps<'div', ProgressState>

const UNKNOWN: readonly (ProgressUnit | null)[] = [null]

/** The bars. Renders nothing before a run and after its end. */
export const Progress = forwardRef<HTMLDivElement, ProgressProps>(function Progress(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { state } = stream
  const { tracks } = useEstimates(state, settings.clock)
  const now = useNow(settings.clock, state.status === 'running')
  const units = unitsOf(state)
  if (units === null) return null
  const children = (units.length > 0 ? units : UNKNOWN).map((unit, level) => (
    <Bar
      key={level}
      unit={unit}
      level={level}
      perSecond={stepsPerSecond(tracks[level] ?? null, now)}
      isStill={part.status === 'cancelling'}
      settings={settings}
    />
  ))
  return <PartElement tag="div" own={{ className: 'rgs-progress', children }} given={props} state={{ ...part, units }} elementRef={ref} />
})

/** The levels to show; `null` without progress. */
function unitsOf(state: RunState): readonly ProgressUnit[] | null {
  if (state.status === 'submitting') return []
  if (state.status === 'uploading') return [sentUnit(state)]
  return state.status === 'running' || state.status === 'cancelling' ? state.progress : null
}

function sentUnit({ sentBytes, totalBytes }: UploadingState): ProgressUnit {
  const fraction = totalBytes > 0 ? sentBytes / totalBytes : null
  return { index: null, length: null, fraction, unit: 'bytes', description: null }
}

function Bar({
  unit,
  level,
  perSecond,
  isStill,
  settings,
}: {
  unit: ProgressUnit | null
  level: number
  perSecond: number | null
  isStill: boolean
  settings: ProcessSettings
}): ReactElement {
  const { messages, formats } = settings
  const fraction = unit?.fraction == null ? null : Math.min(1, Math.max(0, unit.fraction))
  // A bar that goes back, as in a restarted loop, must jump: sliding back would look like lost work.
  const [seen, setSeen] = useState({ fraction, goesBack: false })
  if (seen.fraction !== fraction) setSeen({ fraction, goesBack: fraction !== null && seen.fraction !== null && fraction < seen.fraction })
  // Its description is already the bar's name: in the value it would be read twice.
  const pieces = unit ? unitPieces({ ...unit, description: null }, settings) : []
  const text = pieces.length > 0 ? messages.status.join(pieces) : messages.progress.unknownEnd
  // The pace is only visible: in the value text it would be read out with every change.
  const seenPieces = unit ? unitPieces(unit, settings, perSecond) : []
  const seenText = seenPieces.length > 0 ? messages.status.join(seenPieces) : text
  // CSSProperties has no custom properties; this one scales the bar.
  const style = { '--rgs-fraction': fraction ?? undefined, '--rgs-level': level } as CSSProperties
  return (
    <div className="rgs-progress-level" data-level={level} style={style}>
      {level > 0 && (
        <span className="rgs-progress-label" aria-hidden="true">
          <bdi>{seenText}</bdi>
          {fraction !== null && unit?.index != null && <span className="rgs-figures">{formats.percent(fraction)}</span>}
        </span>
      )}
      {/* Not `progress`: its bar cannot be moved by transform, and it looks different in each browser. */}
      <div
        className="rgs-bar"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
        role="progressbar"
        aria-label={unit?.description ?? messages.progress.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
        aria-valuetext={text}
        data-known={fraction !== null}
        data-still={isStill || undefined}
        data-back={seen.goesBack || undefined}
      >
        <span className="rgs-bar-fill" />
      </div>
    </div>
  )
}
