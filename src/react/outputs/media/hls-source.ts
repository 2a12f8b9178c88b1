/**
 * Sound or video that is written while it is played: by hls.js, loaded then; by the browser itself if it does not
 * support Media Source (iPhones). From 142 on, Chromium reports that it can play such streams, but cannot parse
 * Gradio's (tried: 153).
 */
import type { FileHome } from '../../kit/use-address.ts'

/** The stream, and the callbacks. */
export interface HlsSource {
  readonly address: string
  readonly app: FileHome
  /** Only our own player can send headers. */
  readonly needsHeaders: boolean
  readonly headersFor: (url: string) => Promise<Readonly<Record<string, string>>>
  readonly onFail: () => void
}

const HLS_TYPE = 'application/vnd.apple.mpegurl'

/** Attaches a stream to its element. The returned function ends it. */
export function attachHls(element: HTMLMediaElement, source: HlsSource): () => void {
  if (!source.needsHeaders && !('MediaSource' in globalThis) && element.canPlayType(HLS_TYPE) !== '') {
    element.src = source.address
    return () => {
      element.removeAttribute('src')
      element.load()
    }
  }
  let isOver = false
  let stop: (() => void) | undefined
  const load = async (): Promise<void> => {
    const { playHls } = await import('./hls-player.ts')
    if (!isOver) stop = playHls(element, source)
  }
  load().catch(() => isOver || source.onFail())
  return () => {
    isOver = true
    stop?.()
  }
}
