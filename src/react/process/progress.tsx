/** Progress bars, nested as the app nests them. Moved by transform; with an unknown end a slow sweep. */
import { forwardRef, useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import type { ProgressUnit } from '../../core/run/run-event.ts'
import type { RunState, UploadingState } from '../../core/run/run-state.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'
import { stepsPerSecond } from './progress-rate.ts'
import { unitPieces } from './status-line.ts'
import { useEstimates } from './use-estimates.ts'
import { useNow } from './use-now.ts'

/** What a `render` of the progress is told. */
export interface ProgressState extends PartState {
  /** Nested progress, outermost first; while files are sent, their share; empty when the app reports none. */
  readonly units: readonly ProgressUnit[]
}
/** Props of `GradioProcess.Progress`. */
export type ProgressProps = PartProps<'div', ProgressState>

const UNKNOWN: readonly (ProgressUnit | null)[] = [null]

/** The bars; draws nothing before a run has begun and after its end. */
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

/** What there is a bar for; `null` where there is none at all. */
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
  // A bar that goes back, as a loop does when it begins anew, must jump: sliding back looks like work undone.
  const [seen, setSeen] = useState({ fraction, goesBack: false })
  if (seen.fraction !== fraction) setSeen({ fraction, goesBack: fraction !== null && seen.fraction !== null && fraction < seen.fraction })
  // Its description is the bar's name already: in the value it would be read twice.
  const pieces = unit ? unitPieces({ ...unit, description: null }, settings) : []
  const text = pieces.length > 0 ? messages.status.join(pieces) : messages.progress.unknownEnd
  // The pace is for the eye: in the value text it would be read out again with every change.
  const seenPieces = unit ? unitPieces(unit, settings, perSecond) : []
  const seenText = seenPieces.length > 0 ? messages.status.join(seenPieces) : text
  // A custom property is not in CSSProperties; the bar is scaled by it.
  const style = { '--rgs-fraction': fraction ?? undefined, '--rgs-level': level } as CSSProperties
  return (
    <div className="rgs-progress-level" data-level={level} style={style}>
      {level > 0 && (
        <span className="rgs-progress-label" aria-hidden="true">
          <bdi>{seenText}</bdi>
          {fraction !== null && unit?.index != null && <span className="rgs-figures">{formats.percent(fraction)}</span>}
        </span>
      )}
      {/* Not `progress`: its bar cannot be moved by transform, and its look differs by browser. */}
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
