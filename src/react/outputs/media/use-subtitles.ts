/** The subtitles of a video in the browser's format: WebVTT, from an address of the page's own. */
import { useEffect, useState } from 'react'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import { fileAddress } from '../../kit/file-address.ts'
import type { FileValue } from '../../kit/file-address.ts'
import type { FileHome } from '../../kit/use-address.ts'

/** Longer files are not subtitles. */
const MAX_BYTES = 5 * 1024 * 1024

/** `url` is `null` until they are there. */
export function useSubtitles(file: FileValue | null, app: FileHome | null): { readonly url: string | null; readonly hasFailed: boolean } {
  const client = useGradioClient()
  const address = file && fileAddress(file, app)
  const [held, setHeld] = useState<{ address: string; url: string | null } | null>(null)
  useEffect(() => {
    if (!app || address === null) return undefined
    const controller = new AbortController()
    let url: string | null = null
    const load = async (): Promise<void> => {
      const blob = await client.fetchFile({ route: 'direct', ...app }, address, { signal: controller.signal })
      if (blob.size > MAX_BYTES) throw new Error('Subtitles of this length are none.')
      const text = toWebVtt(await blob.text())
      if (controller.signal.aborted) return
      url = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }))
      setHeld({ address, url })
    }
    load().catch(() => controller.signal.aborted || setHeld({ address, url: null }))
    return () => {
      controller.abort()
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [client, app, address])
  const isCurrent = held !== null && held.address === address
  return {
    url: isCurrent ? held.url : null,
    hasFailed: file !== null && (address === null ? app !== null : isCurrent && held.url === null),
  }
}

/** WebVTT unchanged; SubRip with its times rewritten and a head added. */
export function toWebVtt(text: string): string {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  if (plain.startsWith('WEBVTT')) return plain
  return `WEBVTT\n\n${plain.replace(/(\d{1,2}:\d{2}:\d{2}),(\d{3})/g, '$1.$2')}`
}
