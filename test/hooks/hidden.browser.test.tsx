/** A process that `<Activity>` hides in the middle of its run, in a real browser: what it shows when it is back. */
import { screen, within } from '@testing-library/react'
import { Activity, StrictMode } from 'react'
import { expect, test } from 'vitest'
import { GradioProcess } from '../../src/react/index.ts'
import '../../src/react/styles/index.css'
import { APP, WITH_VALUE, createStage, story } from './stage.tsx'

const status = () => document.querySelector('.rgs-root')?.getAttribute('data-status')
const result = () => screen.queryByRole('group', { name: 'Result' })

test.each([
  ['through a relay', true],
  ['direct', false],
])('a run that ends while its process is hidden shows its end, %s', { timeout: 60_000 }, async (_way, relay) => {
  const stage = createStage({ relay, scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  const page = (mode: 'visible' | 'hidden') => (
    <StrictMode>
      <Activity mode={mode}>
        <main>
          <GradioProcess app={APP} endpoint="/story" locale="en" />
        </main>
      </Activity>
    </StrictMode>
  )
  const view = stage.render(page('visible'))
  await expect.poll(() => screen.queryByRole('button', { name: 'Run' })?.getAttribute('aria-disabled'), { timeout: 15_000 }).toBeNull()
  screen.getByRole('button', { name: 'Run' }).click()
  await expect.poll(() => result()?.textContent, { timeout: 15_000 }).toContain('once upon')
  view.show(page('hidden'))
  await expect.poll(result).toBeNull()
  stage.server.release()
  await expect.poll(() => stage.server.runs.story?.finished).toBe(1)
  view.show(page('visible'))
  await expect.poll(status).toBe('succeeded')
  const shown = result()
  if (!shown) throw new Error('There is no result.')
  expect(within(shown).getByText('once upon a time')).toBeTruthy()
  expect(document.querySelector('.rgs-status')?.textContent).toMatch(/^Done in/)
  expect(stage.server.runs.story).toMatchObject({ started: 1, cancelled: 0 })
})
