/** A model to turn around, by model-viewer; a file to download where that cannot draw it. */
import { createElement, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { fileAddress, readOneFile } from './file-address.ts'
import { FileList } from './file-output.tsx'
import type { OutputComponentProps } from './output-kind.ts'

/** What model-viewer reads. */
const READABLE = /\.(?:glb|gltf)$/i

export default function Model3dOutput(props: OutputComponentProps): ReactElement {
  const { value, label, app, messages } = props
  const file = readOneFile(value)
  const address = file && fileAddress(file, app)
  const isReadable = file !== null && address !== null && READABLE.test(file.name || file.path)
  const [state, setState] = useState<'loading' | 'ready' | 'broken'>('loading')
  useEffect(() => {
    if (!isReadable) return undefined
    let isCurrent = true
    const tell = (next: 'ready' | 'broken') => (): void => {
      if (isCurrent) setState(next)
    }
    import('@google/model-viewer').then(tell(hasWebGl() ? 'ready' : 'broken'), tell('broken'))
    return () => {
      isCurrent = false
    }
  }, [isReadable])
  if (!file) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <div className="rgs-model">
      {isReadable &&
        state === 'ready' &&
        createElement('model-viewer', { src: address, alt: label, 'camera-controls': true, class: 'rgs-model-viewer' })}
      {isReadable && state === 'broken' && <p className="rgs-muted">{messages.output.noModel}</p>}
      <FileList {...props} files={[file]} />
    </div>
  )
}

function hasWebGl(): boolean {
  const canvas = document.createElement('canvas')
  return canvas.getContext('webgl2') !== null || canvas.getContext('webgl') !== null
}
