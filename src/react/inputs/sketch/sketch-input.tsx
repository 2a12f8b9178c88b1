/** Pictures to paint on: `gr.ImageEditor` and its kin, and Gradio 3's `gr.Image(tool="sketch")`. What paints is loaded with the first of them. */
import type { ReactElement } from 'react'
import { lazyPart } from '../../lazy-part.tsx'
import { entriesOf, readEntries } from '../file-entry.ts'
import { fileInput } from '../file-input.tsx'
import type { InputKind, InputProps } from '../input-kind.ts'
import { isBlank, isSketchDraft, sketchOf, toSketchDraft, withPicture } from './sketch-draft.ts'
import { isOldSketch } from './sketch-settings.ts'

/** The picture alone: until what paints is there, and where it cannot be loaded. */
function PictureOnly(input: InputProps): ReactElement {
  const { picture } = sketchOf(input.draft)
  return (
    <>
      <label className="rgs-visually-hidden" htmlFor={input.id}>
        {input.parameter.label}
      </label>
      <fileInput.Component
        {...input}
        draft={picture === null ? [] : [picture]}
        onChange={(entries) => input.onChange(withPicture(entriesOf(entries)[0] ?? null))}
      />
    </>
  )
}

const SketchEditor = lazyPart(() => import('./sketch-editor.tsx'), PictureOnly)

/** Loads what paints, so that it is drawn in the room that was kept for it. */
export const loadSketches = SketchEditor.load

/** A drawing, on a picture or on an empty sheet; made into pictures when the form is sent. */
export const sketchInput: InputKind = {
  Component: SketchEditor,
  labelling: 'group',
  isWide: true,
  isJudgedAtOnce: true,
  locksItself: true,
  toDraft: toSketchDraft,
  read(draft, parameter, words) {
    const sketch = sketchOf(draft)
    if (sketch.picture !== null) {
      const reading = readEntries([sketch.picture], parameter, words)
      return reading.ok ? { ok: true, value: sketch } : reading
    }
    return isBlank(sketch) ? readEntries([], parameter, words) : { ok: true, value: sketch }
  },
  finish(value, parameter, { messages, client, app }) {
    if (!isSketchDraft(value)) return null
    return import('./render-sketch.ts')
      .then(({ renderSketch }) => renderSketch(value, parameter, { client, app }))
      .then(
        (made) => ({ ok: true, value: made }),
        () => ({ ok: false, message: messages.sketch.failed }),
      )
  },
}

/** `gr.Image`: a file, and on Gradio 3 also one to paint on. */
export const imageInput: InputKind = {
  ...fileInput,
  Component: (props) => (isOldSketch(props.parameter) ? <sketchInput.Component {...props} /> : <fileInput.Component {...props} />),
  labelling: (parameter) => (isOldSketch(parameter) ? 'group' : 'above'),
  toDraft: (parameter) => kindOf(parameter).toDraft?.(parameter),
  read: (draft, parameter, words) => kindOf(parameter).read?.(draft, parameter, words) ?? { ok: true, value: draft },
  finish: (value, parameter, tools) => kindOf(parameter).finish?.(value, parameter, tools) ?? null,
}

function kindOf(parameter: InputProps['parameter']): InputKind {
  return isOldSketch(parameter) ? sketchInput : fileInput
}
