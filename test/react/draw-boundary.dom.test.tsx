/** What other code breaks under React is drawn once more. What cannot be drawn waits for another value. */
import { render, screen } from '@testing-library/react'
import { useLayoutEffect, type ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DrawBoundary } from '../../src/react/kit/draw-boundary.tsx'

// React says what it caught, and in tests it is caught on purpose.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => vi.restoreAllMocks())

describe('a boundary', () => {
  const list = (items: readonly string[]) => (
    <DrawBoundary instead={<p>Instead</p>}>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </DrawBoundary>
  )

  it('draws again on a clean piece of page where a node was taken away by somebody else', () => {
    const { container, rerender } = render(list(['one', 'two']))
    screen.getByText('one').remove()
    rerender(list(['two', 'three']))
    expect([...container.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['two', 'three'])
    expect(screen.queryByText('Instead')).toBeNull()
  })

  it('gives up on a page that is broken each time', () => {
    function Broken(): ReactElement {
      useLayoutEffect(() => {
        throw new DOMException('The node is not there.', 'NotFoundError')
      })
      return <p>Drawn</p>
    }
    const onFail = vi.fn()
    render(
      <DrawBoundary instead={<p>Instead</p>} onFail={onFail}>
        <Broken />
      </DrawBoundary>,
    )
    expect(screen.getByText('Instead')).toBeTruthy()
    expect(onFail).toHaveBeenCalledTimes(1)
  })

  it('tries a value that cannot be drawn no second time, and the next one', () => {
    const draws = vi.fn()
    function Picky({ value }: { value: number }): ReactElement {
      draws(value)
      if (value === 1) throw new Error('One is no good.')
      return <p>{value}</p>
    }
    const view = (value: number) => (
      <DrawBoundary of={value} instead={<p>Instead</p>}>
        <Picky value={value} />
      </DrawBoundary>
    )
    const { rerender } = render(view(1))
    expect(screen.getByText('Instead')).toBeTruthy()
    rerender(view(2))
    expect(screen.getByText('2')).toBeTruthy()
  })
})
