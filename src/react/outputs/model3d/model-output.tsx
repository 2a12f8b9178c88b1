/** A 3D model: shown if the browser can, and always with a download. */
import type { ReactElement } from 'react'
import { fileAddress, readFiles } from '../../kit/file-address.ts'
import { fileOutput } from '../files/file-output.tsx'
import { lazyPart } from '../../kit/lazy-part.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

/** The types that the viewer can draw; `.obj`, `.stl`, `.ply` and `.splat` need other programs. */
const DRAWN = /\.(?:glb|gltf)$/i

const LazyViewer = lazyPart(
  () => import('./model-viewer.tsx'),
  function Room() {
    return <div className="rgs-model rgs-skeleton" />
  },
)

let hasGraphics: boolean | null = null

/** Whether the browser can draw in 3D. Asked once, since every context costs memory. */
function canDraw(): boolean {
  if (typeof document === 'undefined') return false
  hasGraphics ??= Boolean(document.createElement('canvas').getContext('webgl2'))
  return hasGraphics
}

function ModelOutput(props: OutputComponentProps): ReactElement {
  const { value, app, messages } = props
  const [file] = readFiles(value) ?? []
  const isKnown = file !== undefined && (DRAWN.test(file.name) || DRAWN.test(file.path))
  const isOurs = file !== undefined && fileAddress(file, app) !== null
  const isDrawn = isKnown && isOurs && canDraw()
  return (
    <div className="rgs-model-card">
      {isDrawn && <LazyViewer {...props} />}
      {file && !isDrawn && <p className="rgs-muted">{isKnown && isOurs ? messages.model.noGraphics : messages.model.notDrawn}</p>}
      <fileOutput.Component {...props} />
    </div>
  )
}

/** `gr.Model3D`. */
export const modelOutput: OutputKind = { Component: ModelOutput, accepts: (value) => value === null || readFiles(value) !== null }
