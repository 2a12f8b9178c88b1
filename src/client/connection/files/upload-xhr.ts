/** Sends a file with `XMLHttpRequest`: in a page the only way to learn how many bytes were sent. */
import type { Upload } from './send-file.ts'

const MAX_ANSWER_BYTES = 1024 * 1024

/** Sends one file and counts the bytes that the browser has sent. */
export const uploadWithXhr: Upload = ({ url, file, name, http, signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = (): void => request.abort()
    const done = (act: () => void) => () => {
      signal.removeEventListener('abort', stop)
      act()
    }
    request.open('POST', url)
    request.withCredentials = http.credentials === 'include'
    request.setRequestHeader('accept', 'application/json')
    // Counts the whole body, with the few bytes around the file.
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size))
    request.onprogress = ({ loaded }) => loaded > MAX_ANSWER_BYTES && stop()
    request.onload = done(() => {
      const isRedirect = request.responseURL !== '' && new URL(request.responseURL).origin !== new URL(url).origin
      const contentType = request.getResponseHeader('content-type')
      resolve({ status: request.status, text: isRedirect ? '' : request.responseText, isRedirect, contentType })
    })
    request.onerror = done(() => reject(new TypeError('the request failed')))
    request.onabort = done(() => reject(signal.aborted ? signal.reason : new TypeError('the answer was too long')))
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    const form = new FormData()
    form.append('files', file, name)
    onProgress(0)
    // A request that was not sent yet ignores `abort`.
    if (signal.aborted) done(() => reject(signal.reason))()
    else request.send(form)
  })
