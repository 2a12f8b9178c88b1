/** Coloured code in the page: all of it, as text, and only changed parts are made again. */
import { render } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, it } from 'vitest'
import { CodePieces } from '../../../src/react/outputs/code/code-pieces.tsx'
import { highlight } from '../../../src/react/outputs/code/highlight.ts'

function draw(code: string) {
  const tree = (code: string) => (
    <StrictMode>
      <CodePieces pieces={highlight(code, 'js') ?? []} />
    </StrictMode>
  )
  const { container, rerender } = render(tree(code))
  return { container, show: (code: string) => rerender(tree(code)) }
}

it('holds the code as it is, in colour', () => {
  const code = 'const tag = `<b>${1 + 2}</b>` // <script>alert(1)</script>\n'
  const { container } = draw(code)
  expect(container.textContent).toBe(code)
  expect(container.querySelector('.rgs-hl-keyword')?.textContent).toBe('const')
  expect(container.querySelector('.rgs-hl-string .rgs-hl-subst')?.textContent).toBe('${1 + 2}')
  expect(container.querySelector('b, script')).toBeNull()
})

it('makes anew only what has changed when the code grows', () => {
  const { container, show } = draw('const a = 1\nlet b')
  const [keyword, number] = container.querySelectorAll('span span')
  show('const a = 1\nlet b = 2\n')
  expect(container.textContent).toBe('const a = 1\nlet b = 2\n')
  expect([...container.querySelectorAll('span span')].slice(0, 2)).toEqual([keyword, number])
  expect(container.querySelectorAll('span span')[0]).toBe(keyword)
})

it('holds nothing of what was there before when the code is another', () => {
  const { container, show } = draw('const a = 1\nlet b = 2')
  show('let c')
  expect(container.textContent).toBe('let c')
  show('')
  expect(container.textContent).toBe('')
})
