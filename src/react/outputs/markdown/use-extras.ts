/** What code and formulas need beyond Markdown, loaded with the first text that has any. Until then they are plain. */
import { useEffect, useState } from 'react'
import type { Options } from 'react-markdown'

/** Plugins that have been loaded; the same object for the same ones, so that finished blocks stay as they are. */
export interface Extras {
  readonly remark: NonNullable<Options['remarkPlugins']>
  readonly rehype: NonNullable<Options['rehypePlugins']>
}

/** What a text has. */
interface Needs {
  readonly code: boolean
  readonly maths: boolean
}

const loaded: { code: Extras | null; maths: Extras | null } = { code: null, maths: null }
const known = new Map<string, Extras>()

const loads = {
  async code(): Promise<Extras> {
    const { default: highlight } = await import('rehype-highlight')
    return { remark: [], rehype: [[highlight, { detect: false }]] }
  },
  async maths(): Promise<Extras> {
    const [{ default: math }, { default: katex }] = await Promise.all([import('remark-math'), import('rehype-katex')])
    // MathML needs neither fonts nor a stylesheet; `trust` is off, so a formula can neither link nor load.
    return {
      remark: [[math, { singleDollarTextMath: true }]],
      rehype: [[katex, { output: 'mathml', trust: false, maxExpand: 200, maxSize: 20 }]],
    }
  },
}

export function useExtras({ code, maths }: Needs): Extras {
  const [, setCount] = useState(0)
  useEffect(() => {
    let isCurrent = true
    for (const name of ['code', 'maths'] as const) {
      if (!(name === 'code' ? code : maths) || loaded[name]) continue
      loads[name]().then(
        (extras) => {
          loaded[name] = extras
          if (isCurrent) setCount((count) => count + 1)
          return undefined
        },
        // Plain text stays; the next text that needs it tries again.
        () => undefined,
      )
    }
    return () => {
      isCurrent = false
    }
  }, [code, maths])
  return combine(code ? loaded.code : null, maths ? loaded.maths : null)
}

function combine(code: Extras | null, maths: Extras | null): Extras {
  const key = `${code !== null} ${maths !== null}`
  const extras = known.get(key) ?? {
    remark: [...(maths?.remark ?? []), ...(code?.remark ?? [])],
    rehype: [...(maths?.rehype ?? []), ...(code?.rehype ?? [])],
  }
  known.set(key, extras)
  return extras
}
