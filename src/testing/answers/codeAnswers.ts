import type { Answer } from './answer.js'

const debounce = `A debounced function waits until its caller has been quiet for a while, then runs **once** with the latest arguments.

\`\`\`ts
export function debounce<Args extends unknown[]>(run: (...args: Args) => void, waitMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (...args: Args): void => {
    clearTimeout(timer)
    timer = setTimeout(() => run(...args), waitMs)
  }
}

const save = debounce((text: string) => console.log('saved', text), 300)
save('a')
save('ab') // only this one is saved
\`\`\`

A few notes:

1. \`ReturnType<typeof setTimeout>\` keeps the type right in browsers *and* in Node.
2. Call it outside of render; in React, keep it in a ref so that it survives re-renders.
3. If you want the **first** call to run at once, you are looking for a *leading-edge* debounce or a throttle.

See [MDN on \`setTimeout\`](https://developer.mozilla.org/en-US/docs/Web/API/setTimeout) for how browsers clamp short delays.`

const wordCount = `Here is a small script that counts the most common words in a file:

\`\`\`python
from collections import Counter
from pathlib import Path
import re
import sys


def most_common(path: str, count: int = 10) -> list[tuple[str, int]]:
    words = re.findall(r"[\\w']+", Path(path).read_text(encoding="utf-8").lower())
    return Counter(words).most_common(count)


if __name__ == "__main__":
    for word, times in most_common(sys.argv[1]):
        print(f"{times:>6}  {word}")
\`\`\`

Run it like this:

\`\`\`bash
python3 words.py novel.txt | head -n 5
\`\`\`

> **Tip:** \`Counter\` is a \`dict\`, so you can add two of them together to merge the counts of several files.

Would you like a version that skips common words such as "the" and "and"?`

const undoCommit = `It depends on whether the commit has been pushed.

### Not pushed yet

\`\`\`bash
git reset --soft HEAD~1   # keep the changes, staged
git reset --hard HEAD~1   # throw the changes away
\`\`\`

### Already pushed

\`\`\`bash
git revert HEAD
git push
\`\`\`

\`git revert\` adds a *new* commit that undoes the old one, so nobody else's history breaks. Use ~~\`git push --force\`~~ \`git push --force-with-lease\` only on branches that are yours alone.`

/** Answers with fenced code in TypeScript, Python and Bash. */
export const codeAnswers: readonly Answer[] = [
  { keywords: ['code', 'typescript', 'javascript', 'function', 'debounce', 'react', 'ts'], text: debounce },
  { keywords: ['python', 'script', 'code', 'count', 'words'], text: wordCount },
  { keywords: ['git', 'bash', 'shell', 'command', 'terminal', 'undo'], text: undoCommit },
]
