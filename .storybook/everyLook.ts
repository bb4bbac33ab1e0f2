// For the stories as tests: a check which nobody calls would hold nothing, and say so nowhere.
import { afterEach, beforeEach } from 'vitest'
import { looks, otherLooks } from './looks.js'

looks.areTested = true

beforeEach(() => {
  looks.checked = null
})

afterEach(({ task }) => {
  const hasFailed = (task.result?.errors?.length ?? 0) > 0
  if (hasFailed || looks.checked === 'off' || looks.checked === otherLooks.length) return
  throw new Error(`Of ${otherLooks.length} other looks of this story axe saw ${looks.checked ?? 'none'}.`)
})
