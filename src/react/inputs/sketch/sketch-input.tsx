/** Pictures to draw on: `gr.ImageEditor` and similar components, and Gradio 3's `gr.Image(tool="sketch")`. */
import { readEntries } from '../files/file-entry.ts'
import { fileInput } from '../files/file-input.tsx'
import type { InputKind, InputProps } from '../input-kind.ts'
import { isBlank, isSketchDraft, sketchOf, toSketchDraft } from './sketch-draft.ts'
import { SketchEditor } from './sketch-editor.tsx'
import { isOldSketch } from './sketch-settings.ts'

/** A drawing on a picture or an empty sheet. It becomes pictures when the form is submitted. */
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

/** `gr.Image`: a file, and on Gradio 3 also one to draw on. */
export const imageInput: InputKind = {
  ...fileInput,
  Component: (props) => (isOldSketch(props.parameter) ? <sketchInput.Component {...props} /> : <fileInput.Component {...props} />),
  labelling: (parameter) => (isOldSketch(parameter) ? 'group' : 'above'),
  toDraft: (parameter) => fileOrSketch(parameter).toDraft?.(parameter),
  read: (draft, parameter, words) => fileOrSketch(parameter).read?.(draft, parameter, words) ?? { ok: true, value: draft },
  finish: (value, parameter, tools) => fileOrSketch(parameter).finish?.(value, parameter, tools) ?? null,
}

function fileOrSketch(parameter: InputProps['parameter']): InputKind {
  return isOldSketch(parameter) ? sketchInput : fileInput
}
