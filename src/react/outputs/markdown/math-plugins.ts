/** What reads formulas and draws them as MathML, which needs no fonts and no stylesheet. Heavy: loaded when the first one comes. */
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'
import type { MathPlugins } from './parse-markdown.ts'

/** Formulas are input of the app's: short, no macros that grow without end, no links, no HTML. */
export function createMathPlugins(hasSingleDollar: boolean): MathPlugins {
  return {
    remark: [[remarkMath, { singleDollarTextMath: hasSingleDollar }]],
    rehype: [[rehypeKatex, { output: 'mathml', trust: false, strict: 'ignore', maxExpand: 200, maxSize: 20 }]],
  }
}
