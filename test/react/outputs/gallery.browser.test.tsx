/**
 * Galleries of thousands with captions of any length, in real Chromium: no caption overlaps the row below, at any text
 * size.
 */
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import '../../../src/react/styles/index.css'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { finished } from '../../../stories/finished.ts'
import { draw } from '../process/draw.tsx'

afterEach(() => {
  cleanup()
  document.documentElement.style.fontSize = ''
})

const url = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')}`
const image = { path: '', url, size: null, orig_name: null, mime_type: null, is_stream: false, meta: { _type: 'gradio.FileData' } }
const captions = [
  'Short',
  'A caption that goes on for much longer than two lines of a small picture can hold. '.repeat(3),
  'Onewordwithoutanend'.repeat(8),
]
const items = Array.from({ length: 10_000 }, (_, index) => ({ image, caption: captions[index % 3] }))

test.each(['100%', '200%'])('keeps every caption within its row at text of %s', async (size) => {
  document.documentElement.style.fontSize = size
  draw(finished(['gallery', 'Many', items]), <GradioProcess.Output />)
  const box = await screen.findByRole('group', { name: 'Many' })
  await expect.poll(() => box.querySelectorAll('.rgs-gallery-row').length).toBeGreaterThan(2)
  const overlaps = (): number => {
    const rows = [...box.querySelectorAll('.rgs-gallery-row')].toSorted(
      (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
    )
    const bottoms = rows.map((row) =>
      Math.max(...[...row.querySelectorAll('.rgs-gallery-caption')].map((caption) => caption.getBoundingClientRect().bottom)),
    )
    return rows.slice(1).filter((row, index) => (bottoms[index] ?? 0) > row.getBoundingClientRect().top + 0.5).length
  }
  await expect.poll(overlaps).toBe(0)
  // Two lines where there is more to say, one where there is not.
  const heights = new Set(
    [...box.querySelectorAll('.rgs-gallery-caption')].map((caption) => Math.round(caption.getBoundingClientRect().height)),
  )
  expect(heights.size).toBe(2)
})
