/**
 * Parses formulas and draws them as MathML, which needs no fonts and no stylesheet. Large: loaded with the first
 * formula.
 */
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'
import type { MathPlugins } from './parse-markdown.ts'

/** Formulas come from the app: short, no macros that grow endlessly, no links, no HTML. */
export function createMathPlugins(hasSingleDollar: boolean): MathPlugins {
  return {
    remark: [[remarkMath, { singleDollarTextMath: hasSingleDollar }]],
    rehype: [[rehypeKatex, { output: 'mathml', trust: false, strict: 'ignore', maxExpand: 200, maxSize: 20 }]],
  }
}
