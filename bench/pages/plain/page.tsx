/**
 * The floor beside `pages/form`: `?fields=` platform inputs, held by React, with one state for all. The least that a
 * form can do.
 */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

const count = Number(new URLSearchParams(location.search).get('fields'))
const names = Array.from({ length: count }, (_, index) => `Field ${index + 1}`)

function Form() {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  return (
    <form>
      {names.map((name, index) => (
        <p key={name}>
          <label>
            {name}{' '}
            <input
              // A slider where the form beside it has one.
              type={index === 5 ? 'range' : 'text'}
              value={values[name] ?? (index === 5 ? '0' : '')}
              onChange={({ currentTarget: { value } }) => setValues((before) => ({ ...before, [name]: value }))}
            />
          </label>
        </p>
      ))}
    </form>
  )
}

performance.mark('bench:render')
createRoot(document.querySelector('#root') ?? document.body).render(<Form />)
