/** Chooses how files are sent. */
import type { Upload } from './send-file.ts'
import { uploadForm } from './upload-form.ts'
import { uploadStream } from './upload-stream.ts'
import { uploadWithXhr } from './upload-xhr.ts'

/**
 * How files are sent in this environment. In a page `XMLHttpRequest`, the only way that counts bytes on HTTP/1.1; but
 * not with the caller's headers, which it would send along a redirect, and not if the caller has their own `fetch`.
 * Outside of pages a streamed body. Otherwise a form, with the progress that the server reports.
 */
export function chooseUpload(hasOwnFetch: boolean): Upload {
  return (request) => {
    const isPage = typeof location !== 'undefined'
    // Chromium streams bodies only on HTTP/2, which a page cannot know beforehand; Node always streams.
    if (!isPage) return uploadStream(request)
    const canUseXhr = !hasOwnFetch && typeof XMLHttpRequest !== 'undefined' && request.http.credentials !== 'omit'
    return canUseXhr && Object.keys(request.headers).length === 0 ? uploadWithXhr(request) : uploadForm(request)
  }
}
