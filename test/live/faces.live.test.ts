/**
 * Fields that take more than a word, filled in by a person's means in real Chromium, on real Gradio; the app says what
 * its function was given.
 */
import type { ChildProcess } from 'node:child_process'
import { type Browser, chromium, type Locator, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { startOwnApp } from './start-own-app.ts'
import { startPlayground } from './start-playground.ts'

const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => ['3', '4', '5', '6'].includes(version))

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
})
afterAll(() => browser?.close())

/** A picture of one colour. */
async function picture(width: number, height: number) {
  const page = await browser.newPage()
  const address = await page.evaluate(
    ([w, h]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h })
      const context = canvas.getContext('2d')
      if (context) context.fillStyle = '#bcd7ee'
      context?.fillRect(0, 0, canvas.width, canvas.height)
      return canvas.toDataURL()
    },
    [width, height] as const,
  )
  await page.close()
  return { name: 'hills.png', mimeType: 'image/png', buffer: Buffer.from(address.split(',')[1] ?? '', 'base64') }
}

describe.each(versions)('Gradio %s', (version) => {
  const major = Number(version)
  let app: ChildProcess
  let server: ChildProcess
  let url: string

  beforeAll(async () => {
    const started = await startOwnApp('faces.py', version)
    app = started.app
    ;({ server, url } = await startPlayground(['--app', started.address]))
  })
  afterAll(() => {
    server?.kill('SIGTERM')
    app?.kill('SIGKILL')
  })

  /** Opens an endpoint, does what a person does in its form, runs it, and gives what the app says. */
  async function run(
    endpoint: string,
    fill: (form: Locator, page: Page) => Promise<void>,
    deviceScaleFactor = 1,
    isRelayed = true,
  ): Promise<unknown> {
    const { page, output } = await see(endpoint, fill, deviceScaleFactor, isRelayed)
    await expect.poll(() => output.innerText(), { timeout: 20_000 }).toMatch(/[[{"]|null|\d/)
    const said = await output.locator('.rgs-output-text').innerText()
    await page.close()
    return JSON.parse(said)
  }
  async function see(
    endpoint: string,
    fill: (form: Locator, page: Page) => Promise<void> = async () => {},
    deviceScaleFactor = 1,
    isRelayed = true,
  ) {
    const page = await browser.newPage({ deviceScaleFactor })
    await page.goto(`${url}?resume=none&endpoint=${endpoint}`)
    await page.getByRole('checkbox', { name: 'Through the relay' }).setChecked(isRelayed)
    const form = page.locator('form.rgs-form')
    await form.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 30_000 })
    await fill(form, page)
    await form.getByRole('button', { name: 'Run', exact: true }).click()
    const output = page.locator('.rgs-outputs')
    await output.waitFor({ timeout: 20_000 })
    return { page, output }
  }

  /** A stroke straight across the middle, from a quarter to three quarters. */
  async function stroke(form: Locator, page: Page): Promise<void> {
    const board = form.getByRole('application')
    await board.scrollIntoViewIfNeeded()
    const box = await board.boundingBox()
    if (!box) throw new Error('the board is not on the page')
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width / 4, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2, y, { steps: 5 })
    await page.mouse.move(box.x + (box.width * 3) / 4, y, { steps: 5 })
    await page.mouse.up()
  }

  test.each([1, 3])('a mask has the size of the picture, on a screen of density %i', async (density) => {
    const file = await picture(1200, 800)
    const said = await run(
      '/painted',
      async (form, page) => {
        await form.locator('input[type=file]').setInputFiles(file)
        await stroke(form, page)
      },
      density,
    )
    // A line 20 wide, with round ends.
    const box = [290, 390, 910, 410]
    const { background, layers, composite } = said as {
      background: { size: number[] }
      layers: { size: number[]; box: number[]; colour?: number[] }[]
      composite?: { size: number[]; colour: number[] }
    }
    expect([background.size, layers.map(({ size }) => size)]).toEqual([[1200, 800], [[1200, 800]]])
    for (const [index, edge] of box.entries()) expect(Math.abs((layers[0]?.box[index] ?? 0) - edge), said as never).toBeLessThanOrEqual(3)
    if (major > 3) {
      expect([layers[0]?.colour, composite?.size]).toEqual([
        [255, 0, 0],
        [1200, 800],
      ])
    }
  })

  test('an inpainting app gets its layer when nothing is painted', async () => {
    const file = await picture(300, 200)
    const said = await run('/painted', (form) => form.locator('input[type=file]').setInputFiles(file))
    const [layer] = (said as { layers: { size: number[]; painted?: number; box?: null }[] }).layers
    expect([layer?.size, layer?.painted ?? layer?.box ?? 0]).toEqual([[300, 200], 0])
  })

  test('a text that was changed is given to the function as its marks, names and scores', async () => {
    const type = (form: Locator) => form.locator('textarea').pressSequentially('Oh, ', { delay: 20 })
    const toStart = async (form: Locator, page: Page) => {
      await form.locator('textarea').click()
      await page.keyboard.press('Control+Home')
      await type(form)
    }
    // From 4 on a function may be given objects.
    const pairs = (said: unknown) =>
      (said as (unknown[] | { token: string; class_or_confidence: unknown })[]).map((piece) =>
        Array.isArray(piece) || major === 3 ? piece : [piece.token, piece.class_or_confidence],
      )
    expect(pairs(await run('/marked', toStart))).toEqual([
      ['Oh, Ann lives in ', null],
      ['Rome', 'place'],
    ])
    expect(pairs(await run('/mixed', toStart))).toEqual([
      ['Oh, ', null],
      ['good', 0.5],
      [' in ', null],
      ['Rome', 'place'],
    ])
  })

  test('a marked text is drawn with its names and scores', async () => {
    const { page, output } = await see('/marks')
    await output.locator('mark').first().waitFor()
    const marks = await output.locator('mark').evaluateAll((all) => all.map((mark) => mark.textContent))
    expect(marks).toEqual(['good 0.5', 'Rome place'])
    await page.close()
  })

  test('a drawing on an empty sheet is sent', async () => {
    const said = await run('/drawn', stroke)
    if (major === 3) expect((said as { dark: number }).dark).toBeGreaterThan(5000)
    else expect((said as { layers: { painted: number }[] }).layers[0]?.painted).toBeGreaterThan(5000)
  })

  test.each(['relay', 'direct'])('files are chosen in the folders of the app: %s', async (route) => {
    const isRelayed = route === 'relay'
    const several = async (form: Locator): Promise<void> => {
      await form.getByRole('checkbox', { name: 'readme.txt' }).check()
      await form.getByRole('button', { name: 'letters' }).click()
      await form.getByRole('checkbox', { name: 'two.txt' }).check()
      await form.getByRole('button', { name: 'old' }).press('ArrowRight')
      await form.getByRole('checkbox', { name: 'three.txt' }).press('Space')
    }
    expect(await run('/chosen', several, 1, isRelayed)).toEqual(['readme.txt', 'letters/two.txt', 'letters/old/three.txt'])
    const one = async (form: Locator): Promise<void> => {
      await form.getByRole('button', { name: 'letters' }).click()
      await form.getByRole('radio', { name: 'one.txt' }).check()
    }
    expect(await run('/chosen_one', one, 1, isRelayed)).toBe('letters/one.txt')
  })
})

if (versions.length === 0) test.skip('no real Gradio was started; the reason is printed above', () => {})
