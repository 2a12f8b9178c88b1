/** A form of sixty fields: Run, its status and the result are in sight wherever one is in it. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import '../../../src/react/styles/index.css'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { states } from '../../../stories/states.ts'

afterEach(cleanup)

const fields = Array.from({ length: 60 }, (_, index) => parameter('textbox', `Field ${index + 1}`, { props: { placeholder: 'اكتب هنا' } }))

function isInSight(element: Element | null): boolean {
  const box = element?.getBoundingClientRect()
  return box !== undefined && box.height > 0 && box.top >= -1 && box.top < innerHeight
}

test.each([
  [1280, true],
  [320, false],
] as const)('%i px wide', async (width, isWide) => {
  await page.viewport(width, 800)
  render(<GradioProcess.View stream={{ ...states.Succeeded, endpoint: { ...summarise, parameters: fields } }} />)
  await screen.findByRole('textbox', { name: /^Field 60/ })
  for (const place of [0.2, 0.5, 0.7]) {
    scrollTo(0, document.documentElement.scrollHeight * place)
    expect(isInSight(document.querySelector('.rgs-actions'))).toBe(true)
    expect(isInSight(document.querySelector('.rgs-status'))).toBe(true)
    if (isWide) expect(isInSight(document.querySelector('.rgs-result'))).toBe(true)
  }
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
  const field = screen.getByRole('textbox', { name: /^Field 60/ })
  expect(getComputedStyle(field, '::placeholder').unicodeBidi).toBe('plaintext')
})
