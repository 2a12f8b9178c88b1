/** A browser that shows stories of the built Storybook, and takes them. */
import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { findChromium } from '../chromium.ts'
import { Stage, type View } from './stage.ts'

/** What of a story is wanted here. */
export interface Story {
  readonly id: string
  readonly title: string
  readonly name: string
  readonly tags: readonly string[]
  readonly parameters: { readonly theme?: unknown; readonly direction?: unknown; readonly width?: unknown }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Close it. */
export class Camera {
  readonly #browser: Browser
  readonly #server: Server
  readonly #origin: string

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser
    this.#server = server
    // A listening TCP server has an address with a port.
    this.#origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(built: string): Promise<Camera> {
    const server = createServer((request, response) => {
      const file = join(built, new URL(request.url ?? '/', 'http://localhost').pathname)
      const isThere = existsSync(file)
      response.writeHead(isThere ? 200 : 404, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': 'max-age=3600',
      })
      if (isThere) createReadStream(file).pipe(response)
      else response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const browser = await chromium.launch({
      ...(await findChromium()),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--font-render-hinting=none'],
    })
    return new Camera(browser, server)
  }

  /** All stories, those of one file after each other. */
  async stories(): Promise<Story[]> {
    const page = await this.#browser.newPage()
    await page.goto(`${this.#origin}/iframe.html`)
    const stories = await page.evaluate(async () => {
      // Storybook's own, for tools like this one; it has no types in the page.
      const { __STORYBOOK_PREVIEW__: preview } = globalThis as unknown as {
        __STORYBOOK_PREVIEW__: { ready: () => Promise<void>; extract: () => Promise<Record<string, Story>> }
      }
      await preview.ready()
      return Object.values(await preview.extract()).map(({ id, title, name, tags, parameters: { theme, direction, width } }) => {
        return { id, title, name, tags, parameters: { theme, direction, width } }
      })
    })
    await page.close()
    return stories
  }

  async newStage(view: View): Promise<Stage> {
    return Stage.open(await this.#browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' }), this.#origin, view)
  }

  async close(): Promise<void> {
    await this.#browser.close()
    this.#server.close()
  }
}
