/**
 * Every DOM test unmounts what it rendered, so that no run or timer outlives its test. Fields and results are drawn
 * at once, as in a page that was open a while.
 */
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { LateForm } from '../src/react/form/form.tsx'
import { LateOutputList } from '../src/react/parts/output/output.tsx'

// Against hangs only: a machine under load takes its time.
configure({ asyncUtilTimeout: 10_000 })

beforeAll(() => Promise.all([LateForm.load(), LateOutputList.load()]))

afterEach(() => cleanup())
