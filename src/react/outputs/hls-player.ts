/** Plays a stream of Gradio (HLS) where the browser cannot by itself. Loaded with the first such stream. */
import { ErrorTypes, Events, Hls } from 'hls.js/light'
import type { LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js'
import { isOwnAddress } from '../../core/connection/fetch-file.ts'
import type { HlsSource } from './hls-source.ts'

/** Attaches a stream to its element; what is returned ends it. */
export function playHls(element: HTMLMediaElement, { address, app, headersFor, onFail }: HlsSource): () => void {
  if (!Hls.isSupported()) {
    onFail()
    return () => {}
  }
  // A playlist names what is loaded next, and is the app's own words.
  class OwnLoader extends Hls.DefaultConfig.loader {
    override load(context: LoaderContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      if (isOwnAddress(context.url, app)) super.load(context, config, callbacks)
      else {
        callbacks.onError({ code: 0, text: 'not an address of the app' }, context, null, this.stats)
        // Asking again would not make it one.
        onFail()
      }
    }
  }
  const hls = new Hls({
    // A worker is made from a text, which many a content security policy forbids.
    enableWorker: false,
    startPosition: 0,
    loader: OwnLoader,
    async xhrSetup(request, url) {
      const headers = await headersFor(url)
      // Headers can be set on a request that is open only.
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
