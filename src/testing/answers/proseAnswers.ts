import type { Answer } from './answer.js'

const sky = `Sunlight looks white, but it is a mixture of all colours. On its way through the air it meets molecules that are much smaller than its wavelength, and those scatter **short wavelengths far more strongly** than long ones: the strength grows with 1/λ⁴, so blue light is scattered about four times as much as red.

Looking up, away from the sun, you see light that has been scattered towards you, and that is mostly blue. At sunset the path through the air is some forty times longer; the blue is gone before the light reaches you, and what remains is orange and red.

*Why not violet, then?* The sun sends less of it, the upper atmosphere absorbs part of it, and our eyes are less sensitive to it.`

const focus = `A few things that work for most people:

- **Decide before you start.** Write down the one thing that should be done in an hour.
- **Remove the phone, not just the sound.** Its mere presence costs attention.
- **Work in blocks.** 50 minutes of work and 10 minutes away from the screen is a good start.
- **Stop in the middle.** It is easier to begin again with a half-finished sentence than with an empty page.

> You do not need more time. You need fewer beginnings.

If you try only one of these, try the second.`

const closures = `A *closure* is a function together with the variables it can see. The variables stay alive as long as the function does:

\`\`\`ts
function createCounter() {
  let count = 0
  return () => ++count
}

const next = createCounter()
next() // 1
next() // 2
\`\`\`

Nobody outside can reach \`count\`, and every call of \`createCounter\` makes a fresh one. That is all there is to it; modules, hooks and event handlers are built on the same idea.`

/** What the simulator says when nothing in the message asks for something else. */
export const proseAnswers: readonly Answer[] = [
  { keywords: ['sky', 'blue', 'why', 'physics', 'light'], text: sky },
  { keywords: ['focus', 'productivity', 'advice', 'tips', 'concentrate'], text: focus },
  { keywords: ['closure', 'javascript', 'explain', 'what is', 'code'], text: closures },
]
