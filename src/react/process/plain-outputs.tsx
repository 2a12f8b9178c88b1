/** Values as plain text, until what draws them has been loaded, and where it cannot be: what has come is never hidden. */
import type { ReactElement } from 'react'
import type { EndpointDescription } from '../../core/protocol/app-description.ts'
import { writeJson } from '../write-json.ts'

/** More is not laid out before it is drawn as what it is. */
const SHOWN_LENGTH = 4000

export function PlainOutputs({ values, endpoint }: { values: readonly unknown[]; endpoint: EndpointDescription | null }): ReactElement {
  return (
    <>
      {values.map((value, index) => (
        <section key={index} className="rgs-output">
          <h3 className="rgs-output-label" dir="auto">
            {endpoint?.returns[index]?.label}
          </h3>
          <div className="rgs-output-text" dir="auto">
            {(typeof value === 'string' ? value : writeJson(value)).slice(0, SHOWN_LENGTH)}
          </div>
        </section>
      ))}
    </>
  )
}
