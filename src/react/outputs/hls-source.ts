/**
 * A stream of sound or film that is written while it is played: by hls.js, loaded then; by the browser itself where it takes nothing from a page
 * (iPhones). Chromium says from 142 on that it may play such streams, and then cannot parse those of Gradio (tried: 153).
 */
import type { FileHome } from './use-address.ts'

/** What is played, and what is told. */
export interface HlsSource {
  readonly address: string
  readonly app: FileHome
  /** Only a player of our own can send headers. */
  readonly needsHeaders: boolean
  readonly headersFor: (url: string) => Promise<Readonly<Record<string, string>>>
  readonly onFail: () => void
}

const HLS_TYPE = 'application/vnd.apple.mpegurl'

/** Attaches a stream to its element; what is returned ends it. */
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
