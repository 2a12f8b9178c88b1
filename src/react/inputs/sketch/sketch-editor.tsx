/** The field of a drawing: a picture is added like a file, drawn on, and can be removed. Loaded with the first one. */
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { DropZone } from '../files/drop-zone.tsx'
import { FileList } from '../files/file-list.tsx'
import type { InputProps } from '../input-kind.ts'
import { SketchBoard } from './sketch-board.tsx'
import { layersOf, redone, sketchOf, undone, withPicture, withStep } from './sketch-draft.ts'
import { readSketchSettings, suitingRadius } from './sketch-settings.ts'
import { SketchTools } from './sketch-tools.tsx'
import type { SketchChoice } from './sketch-tools.tsx'
import { useDecoded } from './use-decoded.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** The field of `gr.ImageEditor` and its kin. */
export function SketchEditor(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, isInvalid, isRequired, isReadOnly, app, messages, formats } = input
  const control = useRef<HTMLInputElement>(null)
  const settings = useMemo(() => readSketchSettings(parameter), [parameter])
  const sketch = sketchOf(draft)
  const { picture, under } = sketch
  const entries = useMemo(() => (picture === null ? [] : [picture, ...under]), [picture, under])
  const decoding = useDecoded(entries, app)
  const [chosen, setChosen] = useState<Partial<SketchChoice>>({})

  const [ground = null, ...below] = decoding.status === 'ready' ? decoding.pictures : []
  const size = ground === null || settings.isFixed ? settings.sheet : ground
  const suiting = suitingRadius(size)
  const choice: SketchChoice = {
    kind: 'paint',
    color: settings.firstColor,
    radius: { paint: settings.brushRadius ?? suiting, erase: settings.eraserRadius ?? suiting },
    layer: 0,
    ...chosen,
  }
  const { strokes, isCleared } = useMemo(() => layersOf(sketch), [sketch])
  const canPaint = settings.canPaint && !isReadOnly
  // A mask needs a picture.
  const hasBoard = decoding.status === 'ready' && (ground !== null || (canPaint && settings.shape !== 'mask'))
  const bring = (files: readonly File[]) => onChange(withPicture(files[0] ?? null))
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase()
    if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y') || !canPaint) return
    event.preventDefault()
    onChange(key === 'y' || event.shiftKey ? redone(sketch) : undone(sketch))
  }
  const listId = `${id}-files`
  return (
    <div className="rgs-files-input">
      {settings.takesPicture && !isReadOnly && (
        <>
          <label {...visuallyHidden} htmlFor={id}>
            {parameter.label}
          </label>
          <DropZone
            id={id}
            parameter={parameter}
            controlRef={control}
            onFiles={bring}
            limitBytes={app?.maxFileSizeBytes ?? null}
            describedBy={picture === null ? undefined : listId}
            isInvalid={isInvalid}
            isRequired={isRequired}
            messages={messages}
            formats={formats}
          />
        </>
      )}
      {hasBoard && (
        <div className="rgs-sketch" role="presentation" onKeyDown={onKeyDown}>
          {canPaint && (
            <SketchTools
              id={id}
              settings={settings}
              choice={choice}
              onChoose={setChosen}
              mostRadius={Math.max(suiting * 10, choice.radius.paint)}
              canUndo={sketch.steps.length > 0}
              canRedo={sketch.undone.length > 0}
              canClear={strokes.length > 0 || (under.length > 0 && !isCleared)}
              onUndo={() => onChange(undone(sketch))}
              onRedo={() => onChange(redone(sketch))}
              onClear={() => onChange(withStep(sketch, { kind: 'clear' }))}
              messages={messages}
              formats={formats}
            />
          )}
          <SketchBoard
            id={settings.takesPicture ? `${id}-board` : id}
            label={parameter.label}
            size={size}
            picture={ground}
            under={isCleared ? [] : below}
            layerCount={Math.max(settings.layers.length, below.length)}
            strokes={strokes}
            pen={
              canPaint
                ? {
                    kind: choice.kind,
                    layer: choice.layer,
                    color: choice.color.css,
                    opacity: choice.color.opacity,
                    radius: choice.radius[choice.kind],
                  }
                : null
            }
            onStroke={(stroke) => onChange(withStep(sketch, stroke))}
            isInvalid={isInvalid}
            messages={messages}
          />
        </div>
      )}
      {decoding.status === 'failed' && (
        <p className="rgs-media-trouble">
          <Icon name="warning" />
          <span>
            <bdi>{messages.sketch.unreadable}</bdi>
          </span>
        </p>
      )}
      <FileList
        id={listId}
        entries={entries.slice(0, 1)}
        onRemove={() => {
          onChange(withPicture(null))
          control.current?.focus()
        }}
        isReadOnly={isReadOnly}
        app={app}
        uploads={[]}
        hasPreviews={false}
        messages={messages}
        formats={formats}
      />
    </div>
  )
}
