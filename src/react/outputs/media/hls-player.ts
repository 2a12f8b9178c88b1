/** Plays Gradio's streams (HLS) in browsers that cannot play them. Loaded with the first such stream. */
import { ErrorTypes, Events, Hls } from 'hls.js/light'
import type { LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js'
import { isOwnAddress } from '@gradio-stream/client/internal/connection/files/fetch-file'
import type { HlsSource } from './hls-source.ts'

/** Attaches a stream to its element. The returned function ends it. */
export function playHls(element: HTMLMediaElement, { address, app, headersFor, onFail }: HlsSource): () => void {
  if (!Hls.isSupported()) {
    onFail()
    return () => {}
  }
  // A playlist names what is loaded next, and it comes from the app.
  class OwnLoader extends Hls.DefaultConfig.loader {
    override load(context: LoaderContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      if (isOwnAddress(context.url, app)) super.load(context, config, callbacks)
      else {
        callbacks.onError({ code: 0, text: 'not an address of the app' }, context, null, this.stats)
        // A second attempt would fail in the same way.
        onFail()
      }
    }
  }
  const hls = new Hls({
    // A worker is created from a text, which many content security policies forbid.
    enableWorker: false,
    startPosition: 0,
    loader: OwnLoader,
    async xhrSetup(request, url) {
      const headers = await headersFor(url)
      // Headers can be set only on an open request.
      if (request.readyState === 0) request.open('GET', url, true)
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    },
  })
  let hasRecovered = false
  hls.on(Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return
    if (type === ErrorTypes.MEDIA_ERROR && !hasRecovered) {
      hasRecovered = true
      hls.recoverMediaError()
    } else onFail()
  })
  hls.loadSource(address)
  hls.attachMedia(element)
  return () => hls.destroy()
}
