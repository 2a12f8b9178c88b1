/** Which way of sending files is taken where. */
import type { Upload } from './upload.ts'
import { uploadForm } from './upload-form.ts'
import { uploadStream } from './upload-stream.ts'
import { uploadWithXhr } from './upload-xhr.ts'

/**
 * The way for this environment. In a page `XMLHttpRequest`, the only one that counts bytes on HTTP/1.1; not with headers of the caller's,
 * which it would carry along a redirect, and not past a `fetch` of the caller's. Outside of pages a streamed body. Else a form, with what
 * the server says of its progress.
 */
export function chooseUpload(hasOwnFetch: boolean): Upload {
  return (request) => {
    const isPage = typeof location !== 'undefined'
    // Chromium streams bodies on HTTP/2 only, and a page cannot know beforehand; Node streams always.
    if (!isPage) return uploadStream(request)
    const canUseXhr = !hasOwnFetch && typeof XMLHttpRequest !== 'undefined' && request.http.credentials !== 'omit'
    return canUseXhr && Object.keys(request.headers).length === 0 ? uploadWithXhr(request) : uploadForm(request)
  }
}
