/**
 * Signing in at an app with users, by a person's means in real Chromium, through the relay and directly: in, run, ended
 * elsewhere, in again, out.
 */
import type { ChildProcess } from 'node:child_process'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { startOwnApp } from './start-own-app.ts'
import { startPlayground } from './start-playground.ts'

const versions = (Object.keys(inject('gradio')) as GradioVersion[]).filter((version) => version === '4' || version === '6')

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
})
afterAll(() => browser?.close())

/** What a person does and sees. */
function person(page: Page) {
  const card = page.locator('main .rgs-error')
  return {
    card,
    user: page.getByLabel('User name'),
    who: page.locator('.rgs-sign-in-note'),
    result: page.locator('.rgs-outputs'),
    signIn: async (password: string): Promise<void> => {
      await page.getByLabel('User name').fill('ann')
      await page.getByLabel('Password').fill(password)
      await page.locator('form.rgs-sign-in').getByRole('button', { name: 'Sign in' }).click()
    },
    run: async (word: string): Promise<void> => {
      await page.getByRole('textbox', { name: 'Word', exact: true }).fill(word)
      await page.locator('main').getByRole('button', { name: 'Echo', exact: true }).click()
    },
  }
}

describe.each(versions)('Gradio %s', (version) => {
  let app: ChildProcess
  let server: ChildProcess
  let url: string

  beforeAll(async () => {
    const started = await startOwnApp('members.py', version)
    app = started.app
    // Of the same site as the page: its cookies are kept and sent.
    ;({ server, url } = await startPlayground(['--app', started.address.replace('127.0.0.1', 'localhost')]))
  })
  afterAll(() => {
    server?.kill('SIGTERM')
    app?.kill('SIGKILL')
  })

  async function open(context: BrowserContext, way: string): Promise<Page> {
    const page = await context.newPage()
    page.setDefaultTimeout(8_000)
    await page.goto(`${url}?resume=none&endpoint=/echo`)
    await page.getByRole('checkbox', { name: 'Through the relay' }).setChecked(way === 'relay')
    await page.getByLabel('User name').waitFor()
    return page
  }

  test.each(['relay', 'direct'])('%s', async (way) => {
    const context = await browser.newContext()
    const page = await open(context, way)
    const { card, who, result, user, signIn, run } = person(page)
    // One way in, and nothing that sends people elsewhere for it.
    expect(await page.getByRole('button', { name: 'Sign in' }).count()).toBe(1)
    expect(await card.getByRole('link').allInnerTexts()).toEqual(['Open the app'])
    expect(await card.innerText()).not.toContain('Sign in there')
    await signIn('guess')
    await card.getByText('User name or password is wrong.').waitFor()
    await signIn('secret')
    await run('one')
    await result.getByText('you said one').waitFor()
    expect(await who.innerText()).toContain('Signed in as ann')

    // It ends where this page does not see it.
    await context.clearCookies()
    await run('two')
    await card.getByText('You are signed out.').waitFor()
    expect(await card.innerText()).toContain('Nothing was begun.')
    expect(await who.count()).toBe(0)
    await signIn('secret')
    await card.locator('.rgs-error-title', { hasText: 'You are signed in.' }).waitFor()
    expect(await card.innerText()).not.toContain('signed out')
    expect(await who.innerText()).toContain('Signed in as ann')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Run again')
    await page.keyboard.press('Enter')
    await result.getByText('you said two').waitFor()
    expect(await card.count()).toBe(0)

    // Out, and what was seen is gone for the next one.
    await page.getByRole('button', { name: 'Sign out' }).click()
    await user.waitFor()
    await signIn('secret')
    await who.waitFor()
    expect(await page.locator('main').innerText()).not.toContain('you said')
    await context.close()
  })

  test('one who signs in through the relay signs nobody else in', async () => {
    const [first, second] = await Promise.all([browser.newContext(), browser.newContext()])
    const [ann, other] = [await open(first, 'relay'), await open(second, 'relay')]
    await person(ann).signIn('secret')
    await person(ann).run('mine')
    await person(ann).result.getByText('you said mine').waitFor()
    await other.reload()
    await person(other).user.waitFor()
    // A tab of the same person is signed in, without a word.
    const tab = await first.newPage()
    await tab.goto(`${url}?resume=none&endpoint=/echo`)
    await tab.getByText('Signed in as ann').waitFor()
    await Promise.all([first.close(), second.close()])
  })
})

if (versions.length === 0) test.skip('no real Gradio was started; the reason is printed above', () => {})
