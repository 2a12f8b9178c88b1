/**
 * The effect of a browser's translation on a page: every text node, also a later one, is replaced by two elements with
 * other words. Chrome and Edge do so (react issue 11538); Firefox writes into the existing node, which React does not
 * notice.
 */

/** Stands before and after each text that was translated, in place of other words. */
const MARKS = /[«»]/g
const UNTRANSLATED = 'script, style, textarea, input, font, iframe, [translate="no"], .notranslate'

/** How a browser goes about it. */
export interface TranslatorOptions {
  /** Frames from a text's coming to its translation: browsers ask a server. @defaultValue 0: in the same task */
  readonly frames?: number
  /** What says that it is not to be translated is left alone. @defaultValue true */
  readonly obeys?: boolean
}

/** Translates what is there and what comes. The answer stops it. */
export function translate(root: Element, { frames = 0, obeys = true }: TranslatorOptions = {}): () => void {
  const skipped = obeys ? UNTRANSLATED : 'script, style, textarea, input, font, iframe'
  let isOver = false
  const observer = new MutationObserver((records) => {
    const texts = new Set<Text>()
    for (const { type, target, addedNodes } of records) {
      for (const node of type === 'childList' ? addedNodes : [target]) collect(node, texts)
    }
    if (frames === 0) replaceAll(texts)
    else void later(texts)
  })
  const texts = new Set<Text>()
  collect(root, texts)
  replaceAll(texts)
  observer.observe(root, { subtree: true, childList: true, characterData: true })
  return () => {
    isOver = true
    observer.disconnect()
  }

  async function later(found: ReadonlySet<Text>): Promise<void> {
    for (let frame = 0; frame < frames; frame++) await new Promise(requestAnimationFrame)
    if (!isOver) replaceAll(found)
  }

  function collect(node: Node, into: Set<Text>): void {
    if (node instanceof Text) into.add(node)
    else if (node instanceof Element && !node.matches('font')) for (const child of node.childNodes) collect(child, into)
  }

  function replaceAll(found: ReadonlySet<Text>): void {
    for (const text of found) {
      const { parentElement, data } = text
      if (!parentElement?.isConnected || data.trim() === '' || parentElement.closest(skipped)) continue
      const outer = document.createElement('font')
      const inner = document.createElement('font')
      inner.textContent = `«${data}»`
      outer.append(inner)
      outer.style.verticalAlign = inner.style.verticalAlign = 'inherit'
      text.replaceWith(outer)
    }
  }
}

/** Whether anything was translated below. */
export function isTranslated(root: Element): boolean {
  return root.querySelector('font > font') !== null
}

/** The words below, as they were before they were translated. */
export function wordsOf(root: Element): string {
  return (root.textContent ?? '').replaceAll(MARKS, '').replaceAll(/\s+/g, ' ').trim()
}
