/**
 * A camera as a source of frames: the newest picture, in the form of Gradio's own page (JPEG inside the call, not
 * uploaded).
 */
import { SilentDevice } from './device.ts'
import { SILENCE_MS } from './live-source.ts'
import type { LiveSource } from './live-source.ts'

/** Shows the camera's picture. If it is mirrored, the sent pictures are mirrored too. */
export function openCamera(stream: MediaStream, isMirrored: boolean, label: string): LiveSource {
  const view = document.createElement('video')
  view.muted = true
  view.ariaLabel = label
  view.autoplay = true
  view.playsInline = true
  view.srcObject = stream
  if (isMirrored) view.dataset.mirrored = ''
  const canvas = document.createElement('canvas')
  let isPaused = false
  // If the browser does not play it, no picture comes, and the field says so.
  view.play()?.catch(() => {})
  return {
    stream,
    view,
    isGapless: false,
    backlog: { waitingMs: 0, droppedMs: 0 },
    ready: () =>
      new Promise((resolve, reject) => {
        if (view.videoWidth > 0) return resolve()
        const timer = setTimeout(() => reject(new SilentDevice()), SILENCE_MS)
        view.addEventListener('loadeddata', () => resolve(clearTimeout(timer)), { once: true })
      }),
    take() {
      const { videoWidth: width, videoHeight: height } = view
      if (isPaused || width === 0) return null
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      if (!context) return null
      if (isMirrored) context.setTransform(-1, 0, 0, 1, width, 0)
      context.drawImage(view, 0, 0)
      const url = canvas.toDataURL('image/jpeg')
      return { path: null, url, orig_name: 'image.jpeg', mime_type: 'image/jpeg', meta: { _type: 'gradio.FileData' } }
    },
    setPaused(next) {
      isPaused = next
      for (const track of stream.getTracks()) track.enabled = !next
    },
    close() {
      view.srcObject = null
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
