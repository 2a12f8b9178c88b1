/**
 * A page that shows one story after another in one view. A picture is taken when nothing is loading any more and two
 * pictures are equal.
 */
import type { Page, Request } from 'playwright'
import { looksTheSame } from './picture.ts'

/** How a story is looked at. */
export interface View {
  readonly name: string
  readonly theme: 'light' | 'dark'
  readonly direction: 'ltr' | 'rtl'
  readonly width: number
}

/** A story, and how wide what it draws is, if it says so. */
interface Shown {
  readonly id: string
  readonly title: string
  readonly parameters: { readonly width?: unknown }
}

const HEIGHT = 480
const PATIENCE_MS = 30_000
/** Pieces that are loaded late, fonts and pictures; not what a story's network holds open. */
const WAITED_FOR = new Set(['script', 'stylesheet', 'font', 'image', 'media'])
/** What has arrived is run, and asks for the next, before this is over. */
const SETTLING_MS = 250

type Channel = { on: (event: string, listener: (payload: never) => void) => void; emit: (event: string, payload: unknown) => void }
declare global {
  // What the page keeps for us. Only `var` tells TypeScript of a global.
  /* oxlint-disable no-var */
  var storyChannel: Channel | undefined
  var finishedStory: { storyId: string; status: string } | null
  /* oxlint-enable no-var */
}

export class Stage {
  readonly #page: Page
  readonly #address: string
  readonly #width: number
  readonly #underWay = new Set<Request>()
  #title: string | null = null
  #arrivedAt = 0

  private constructor(page: Page, origin: string, { theme, direction, width }: View) {
    this.#page = page
    this.#width = width
    // Accessibility has tests of its own, and takes as long as all the rest.
    this.#address = `${origin}/iframe.html?viewMode=story&globals=theme:${theme};direction:${direction};a11y.manual:!true`
    page.on('request', (request) => {
      if (WAITED_FOR.has(request.resourceType())) this.#underWay.add(request)
    })
    page.on('requestfinished', (request) => this.#arrived(request))
    page.on('requestfailed', (request) => this.#arrived(request))
  }

  static async open(page: Page, origin: string, view: View): Promise<Stage> {
    await page.addInitScript(listen)
    return new Stage(page, origin, view)
  }

  /** A story as PNG. Stories of one file share a page, as in the tests; each file begins with a new page. */
  async take({ id, title, parameters: { width } }: Shown): Promise<Buffer> {
    try {
      const room = typeof width === 'number' ? width + 64 : 0
      await this.#page.setViewportSize({ width: Math.max(this.#width, room), height: HEIGHT })
      if (title === this.#title) {
        await this.#page.evaluate((storyId) => {
          globalThis.finishedStory = null
          globalThis.storyChannel?.emit('setCurrentStory', { storyId, viewMode: 'story' })
        }, id)
      } else {
        this.#underWay.clear()
        await this.#page.goto(`${this.#address}&id=${id}`, { waitUntil: 'commit' })
      }
      const finished = await this.#page.waitForFunction(
        (storyId) => globalThis.finishedStory?.storyId === storyId && globalThis.finishedStory.status,
        id,
        { timeout: PATIENCE_MS },
      )
      const status = await finished.jsonValue()
      if (status !== 'success') throw new Error(`its own checks did not pass (${String(status)})`)
      const picture = await this.#still()
      this.#title = title
      return picture
    } catch (error) {
      this.#title = null
      throw error
    }
  }

  #arrived(request: Request): void {
    if (this.#underWay.delete(request)) this.#arrivedAt = performance.now()
  }

  async #still(): Promise<Buffer> {
    const until = performance.now() + PATIENCE_MS
    let before: Buffer | null = null
    /* oxlint-disable no-await-in-loop -- one frame after the other */
    while (performance.now() < until) {
      await this.#page.evaluate(draw)
      const isWaiting = this.#underWay.size > 0 || performance.now() - this.#arrivedAt < SETTLING_MS
      const picture: Buffer = await this.#page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true })
      if (!isWaiting && before && (await looksTheSame(before, picture))) return picture
      before = isWaiting ? null : picture
    }
    /* oxlint-enable no-await-in-loop */
    throw new Error('it does not come to rest')
  }
}

/** Runs in the page first: no file's stories find data of another's, and Storybook's events are recorded. */
function listen(): void {
  if (window !== window.top) return
  localStorage.clear()
  sessionStorage.clear()
  globalThis.finishedStory = null
  Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
    configurable: true,
    get: () => globalThis.storyChannel,
    set(channel: Channel) {
      globalThis.storyChannel = channel
      channel.on('storyFinished', (finished: NonNullable<typeof globalThis.finishedStory>) => void (globalThis.finishedStory = finished))
    },
  })
}

/** Runs in the page: until fonts and pictures are there, two frames have been drawn since, and nothing is pending. */
async function draw(): Promise<void> {
  await document.fonts.ready
  await Promise.all([...document.images].filter(({ loading }) => loading !== 'lazy').map((image) => image.decode().catch(() => {})))
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }))
}
