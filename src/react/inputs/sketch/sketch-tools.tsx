/** The drawing tools: brush or eraser, size, colour, layer; undo, redo and clear. */
import type { CSSProperties, ReactElement } from 'react'
import type { Messages } from '../../messages/messages.ts'
import type { Formats } from '../../messages/formats.ts'
import { colorHex } from '../plain/color-hex.ts'
import { Icon } from '../../kit/icons.tsx'
import type { IconName } from '../../kit/icons.tsx'
import type { SketchColor, SketchSettings } from './sketch-settings.ts'

/** The chosen tools. */
export interface SketchChoice {
  readonly kind: 'paint' | 'erase'
  readonly color: SketchColor
  readonly radius: { readonly paint: number; readonly erase: number }
  readonly layer: number
}

/** Props of {@link SketchTools}. */
export interface SketchToolsProps {
  id: string
  settings: SketchSettings
  choice: SketchChoice
  onChoose: (choice: SketchChoice) => void
  /** Largest half width of a line. */
  mostRadius: number
  canUndo: boolean
  canRedo: boolean
  canClear: boolean
  onUndo: () => void
  onRedo: () => void
  onClear: () => void
  messages: Messages
  formats: Formats
}

/** The tools. */
export function SketchTools(props: SketchToolsProps): ReactElement {
  const { id, settings, choice, onChoose, mostRadius, canUndo, canRedo, canClear, onUndo, onRedo, onClear, messages, formats } = props
  const words = messages.sketch
  const { kind, color, radius, layer } = choice
  const width = Math.round(radius[kind] * 2)
  return (
    <div className="rgs-sketch-tools">
      <div className="rgs-sketch-group">
        {settings.canErase && (
          <>
            <Tool icon="brush" name={words.brush} isPressed={kind === 'paint'} onPress={() => onChoose({ ...choice, kind: 'paint' })} />
            <Tool icon="eraser" name={words.eraser} isPressed={kind === 'erase'} onPress={() => onChoose({ ...choice, kind: 'erase' })} />
          </>
        )}
        <Tool icon="undo" name={words.undo} isPossible={canUndo} keys="Control+Z" onPress={onUndo} />
        <Tool icon="redo" name={words.redo} isPossible={canRedo} keys="Control+Shift+Z" onPress={onRedo} />
        <button type="button" className="rgs-button rgs-button-quiet" aria-disabled={!canClear} onClick={canClear ? onClear : undefined}>
          {words.clear}
        </button>
      </div>
      <label className="rgs-sketch-size">
        <span>{words.size}</span>
        <input
          className="rgs-range"
          type="range"
          min={1}
          max={Math.max(2, Math.round(mostRadius * 2))}
          value={width}
          aria-valuetext={words.pixels(width, formats)}
          onChange={(event) => onChoose({ ...choice, radius: { ...radius, [kind]: event.currentTarget.valueAsNumber / 2 } })}
        />
        <span className="rgs-muted rgs-figures" aria-hidden="true">
          <bdi>{words.pixels(width, formats)}</bdi>
        </span>
      </label>
      {(settings.colors.length > 1 || settings.isColorFree) && (
        <div className="rgs-sketch-colors" role="radiogroup" aria-label={words.color}>
          {settings.colors.map((one, index) => (
            <label key={index} className="rgs-sketch-color" style={{ '--rgs-tint': one.css } as CSSProperties}>
              <input
                type="radio"
                name={`${id}-color`}
                aria-label={one.css}
                title={one.css}
                checked={isSame(one, color)}
                onChange={() => onChoose({ ...choice, kind: 'paint', color: one })}
              />
            </label>
          ))}
          {settings.isColorFree && (
            <input
              className="rgs-color-swatch rgs-sketch-own"
              type="color"
              aria-label={words.ownColor}
              title={words.ownColor}
              value={colorHex(color.css)}
              onChange={(event) => onChoose({ ...choice, kind: 'paint', color: { css: event.currentTarget.value, opacity: 1 } })}
            />
          )}
        </div>
      )}
      {settings.layers.length > 1 && (
        <label className="rgs-sketch-size">
          <span>{words.layer}</span>
          <span className="rgs-select">
            <select
              className="rgs-control"
              value={layer}
              onChange={(event) => onChoose({ ...choice, layer: Number(event.currentTarget.value) })}
            >
              {settings.layers.map((name, index) => (
                <option key={index} value={index}>
                  {name}
                </option>
              ))}
            </select>
          </span>
        </label>
      )}
    </div>
  )
}

interface ToolProps {
  icon: IconName
  name: string
  /** For one of two that stays pressed. */
  isPressed?: boolean
  isPossible?: boolean
  keys?: string
  onPress: () => void
}

/** An icon button. It keeps its place and the focus when it is disabled. */
function Tool({ icon, name, isPressed, isPossible = true, keys, onPress }: ToolProps): ReactElement {
  return (
    <button
      type="button"
      className="rgs-button rgs-button-quiet rgs-icon-button rgs-sketch-tool"
      aria-label={name}
      title={name}
      aria-pressed={isPressed}
      aria-disabled={!isPossible || undefined}
      aria-keyshortcuts={keys}
      onClick={isPossible ? onPress : undefined}
    >
      <Icon name={icon} />
    </button>
  )
}

function isSame(one: SketchColor, other: SketchColor): boolean {
  return one.css === other.css && one.opacity === other.opacity
}
