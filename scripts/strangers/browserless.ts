/** A page without a browser: jsdom's window in Node's globals, and the page's code compiled by Vite. */
import { fileURLToPath } from 'node:url'
import { JSDOM } from 'jsdom'
import { createServer } from 'vite'
import { sourcePackages } from '../source-packages.ts'
import type * as Page from './page.tsx'

/** What is drawn with. */
export interface Browserless {
  readonly page: typeof Page
  close(): Promise<void>
}

/** Opens it. Nothing that is drawn here is laid out; network requests are Node's own. */
export async function openBrowserless(): Promise<Browserless> {
  const { window } = new JSDOM('<!doctype html><html lang="en"><body></body></html>', { url: 'http://localhost/', pretendToBeVisual: true })
  const taken: Record<string, unknown> = {
    ResizeObserver: Nothing,
    IntersectionObserver: Nothing,
    // Not the window's own: it has them of its prototype.
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    dispatchEvent: window.dispatchEvent.bind(window),
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }),
  }
  takeSignals(window)
  for (const name of Object.getOwnPropertyNames(window)) {
    if (name in globalThis && name !== 'Event' && name !== 'CustomEvent') continue
    Object.defineProperty(globalThis, name, { value: Reflect.get(window, name), configurable: true, writable: true })
  }
  for (const [name, value] of Object.entries(taken)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
    Object.defineProperty(window, name, { value, configurable: true, writable: true })
  }
  Object.defineProperty(window.HTMLElement.prototype, 'innerText', { configurable: true, value: '' })
  const server = await createServer({
    ...sourcePackages,
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  // Vite gives what the file exports.
  const page = (await server.ssrLoadModule('/scripts/strangers/page.tsx')) as typeof Page
  return { page, close: () => server.close() }
}

/** jsdom takes no signal but its own, and Node's requests none but Node's. */
function takeSignals(window: JSDOM['window']): void {
  const { prototype } = window.EventTarget
  // Called with the element it was called on.
  // oxlint-disable-next-line typescript/unbound-method
  const add = prototype.addEventListener
  prototype.addEventListener = function addEventListener(type, listener, options) {
    const { signal, ...rest } = typeof options === 'object' && options !== null ? options : { capture: options }
    add.call(this, type, listener, rest)
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener, rest))
  }
}

class Nothing {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
