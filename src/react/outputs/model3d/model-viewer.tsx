/** Shows a model with `<model-viewer>`. Loaded, with three.js, with the first model. */
import { createElement, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { fileAddress, readFiles } from '../../kit/file-address.ts'
import type { OutputComponentProps } from '../output-kind.ts'
import { readModel } from './read-model.ts'

type Stage = 'loading' | 'shown' | 'failed'

/** The model, or a message that it could not be drawn. */
export default function ModelViewer({ value, label, app, messages }: OutputComponentProps): ReactElement {
  const [file] = readFiles(value) ?? []
  const address = file ? fileAddress(file, app) : null
  const [made, setMade] = useState<{ address: string | null; url: string | null; stage: Stage } | null>(null)
  const stage = made?.address === address ? made.stage : 'loading'

  useEffect(() => {
    const abort = new AbortController()
    let url: string | null = null
    const load = async (): Promise<void> => {
      if (address === null) throw new Error('The model is not the app’s own.')
      const [blob] = await Promise.all([readModel(address, globalThis.fetch, abort.signal), loadViewer()])
      if (abort.signal.aborted) return
      if (!blob) throw new Error('The model is not one that can be drawn.')
      url = URL.createObjectURL(blob)
      setMade({ address, url, stage: 'shown' })
    }
    load().catch(() => {
      if (!abort.signal.aborted) setMade({ address, url: null, stage: 'failed' })
    })
    return () => {
      abort.abort()
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [address])

  if (stage === 'failed')
    return (
      <p className="rgs-muted">
        <bdi>{messages.model.failed}</bdi>
      </p>
    )
  if (stage === 'loading' || !made?.url) return <div className="rgs-model rgs-skeleton" aria-busy="true" />
  return createElement('model-viewer', {
    class: 'rgs-model',
    src: made.url,
    alt: label,
    'camera-controls': '',
    'touch-action': 'pan-y',
    'interaction-prompt': 'none',
    'shadow-intensity': '0.6',
  })
}

/** Its decoders for packed models are on another host, which is never contacted: `readModel` refuses such models. */
async function loadViewer(): Promise<void> {
  await import('@google/model-viewer')
}
