/**
 * Keys of an explorer, besides those of every control: up and down move between rows, left and right open, close and
 * leave folders as in a tree, and a letter moves to the next row that begins with it. Tab and Space keep their meaning.
 */
import type { KeyboardEvent } from 'react'

/** Attribute of the control of each row; its value is the name. */
export const ROW = 'data-row'

/** Handles a key in the element around all rows. */
export function onExplorerKey(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event
  if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement) || !target.hasAttribute(ROW)) return
  const rows = [...currentTarget.querySelectorAll<HTMLElement>(`[${ROW}]`)]
  const next = nextRow(rows, target, key)
  if (next === null) return
  event.preventDefault()
  if (next === target) target.click()
  else next.focus()
}

/** The row that a key leads to; the same row if the key presses it; `null` if the key has no meaning here. */
function nextRow(rows: readonly HTMLElement[], row: HTMLElement, key: string): HTMLElement | null {
  const index = rows.indexOf(row)
  const isOpen = row.getAttribute('aria-expanded')
  const isRightToLeft = getComputedStyle(row).direction === 'rtl'
  switch (key) {
    case 'Enter':
      // In a checkbox or radio button Enter would submit the form; a button is pressed anyway.
      return row.matches('input') ? row : null
    case 'ArrowDown':
      return rows[index + 1] ?? null
    case 'ArrowUp':
      return rows[index - 1] ?? null
    case 'Home':
      return rows[0] ?? null
    case 'End':
      return rows.at(-1) ?? null
    case isRightToLeft ? 'ArrowLeft' : 'ArrowRight':
      return isOpen === 'false' ? row : isOpen === 'true' ? (rows[index + 1] ?? null) : null
    case isRightToLeft ? 'ArrowRight' : 'ArrowLeft':
      return isOpen === 'true' ? row : folderAround(row)
    default:
      return key.length === 1 && key !== ' ' ? beginningWith(key, [...rows.slice(index + 1), ...rows.slice(0, index)]) : null
  }
}

function folderAround(row: HTMLElement): HTMLElement | null {
  return row.closest('ul')?.closest('li')?.querySelector<HTMLElement>(`[${ROW}]`) ?? null
}

function beginningWith(letter: string, rows: readonly HTMLElement[]): HTMLElement | null {
  const wanted = letter.toLowerCase()
  return rows.find((row) => row.getAttribute(ROW)?.toLowerCase().startsWith(wanted)) ?? null
}
