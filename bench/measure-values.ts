/** Very large values, and the first values of kinds with late code, each in a new tab: the longest task of each. */
import type { Browser } from 'playwright'
import { openTab, serveSite } from './site.ts'
import { traceTasks, type TaskTimes } from './tasks.ts'

/** One value, round by round. */
export interface ValueTimes {
  readonly name: string
  readonly rounds: readonly TaskTimes[]
}

/** Draws each so many times. */
export async function measureValues(browser: Browser, rounds: number): Promise<ValueTimes[]> {
  const site = await serveSite('values')
  try {
    const measured: ValueTimes[] = []
    for (const name of await namesOf(browser, site.url)) {
      const times: TaskTimes[] = []
      for (let round = 0; round < rounds; round++) times.push(await draw(browser, site.url, name))
      measured.push({ name, rounds: times })
    }
    return measured
  } finally {
    site.close()
  }
}

async function namesOf(browser: Browser, url: string): Promise<readonly string[]> {
  const page = await openTab(browser)
  await page.goto(url)
  const names = await page.evaluate(() => window.valueNames)
  await page.close()
  return names
}

async function draw(browser: Browser, url: string, name: string): Promise<TaskTimes> {
  const page = await openTab(browser)
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  await page.route('https://relay.example/**', async (route) => {
    const isSound = route.request().url().endsWith('.wav')
    await route.fulfill(isSound ? { contentType: 'audio/wav', body: silence() } : { contentType: 'image/png', body: PICTURE })
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const between = await traceTasks(browser, page, () => page.evaluate((name) => window.drawValue(name), name))
  await page.close()
  if (errors[0]) throw errors[0]
  return between('bench:draw', 'bench:drawn')
}

/** A picture of 2 by 2 pixels. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
  'base64',
)

/** A second in which nothing is heard: 8 kHz, 8 bit. */
function silence(): Buffer {
  const sound = Buffer.alloc(8044, 128)
  sound.write('RIFF', 0, 'latin1')
  sound.writeUInt32LE(8036, 4)
  sound.write('WAVEfmt ', 8, 'latin1')
  sound.writeUInt32LE(16, 16)
  sound.writeUInt16LE(1, 20)
  sound.writeUInt16LE(1, 22)
  sound.writeUInt32LE(8000, 24)
  sound.writeUInt32LE(8000, 28)
  sound.writeUInt16LE(1, 32)
  sound.writeUInt16LE(8, 34)
  sound.write('data', 36, 'latin1')
  sound.writeUInt32LE(8000, 40)
  return sound
}
