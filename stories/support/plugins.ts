const fence = (language: string, code: string) => `\`\`\`${language}\n${code.trim()}\n\`\`\``

/** Ten languages, and one which nobody knows. */
export const code = [
  fence(
    'tsx',
    `
import { useState, type ReactNode } from 'react'

/** Counts what is clicked. */
export function Counter<T extends number>({ start, label = 'Count' }: CounterProps<T>): ReactNode {
  const [count, setCount] = useState<number>(start ?? 0)
  // It never goes below zero.
  return <button type="button" onClick={() => setCount(Math.max(0, count + 1))}>{\`\${label}: \${count}\`}</button>
}`,
  ),
  fence(
    'python',
    `
from dataclasses import dataclass

@dataclass(frozen=True)
class Point:
    """A point in the plane."""
    x: float = 0.0

    def norm(self) -> float:
        return (self.x ** 2) ** 0.5  # always positive

print(f"{Point(3.5).norm():.2f}", [n for n in range(10) if n % 2 == 0 and n is not None])`,
  ),
  fence(
    'sh',
    `
#!/bin/bash
set -euo pipefail
for file in *.log; do
  echo "Reading $file" && grep -c 'ERROR' "$file" || true # no match is no error
done
curl -s https://example.com/api | jq '.items[0]' > out.json`,
  ),
  fence(
    'html',
    `
<!doctype html>
<html lang="en">
  <style>body { margin: 0 auto; color: #333 }</style>
  <!-- A comment -->
  <body class="page" data-id="1"><p>Text &amp; more</p><script>const a = document.querySelector('p')</script></body>
</html>`,
  ),
  fence(
    'css',
    `
@media (min-width: 40rem) {
  .card > a:not(.plain)::before, #top[data-open="true"] {
    margin: calc(1px * var(--space)) auto; /* centred */
    color: rgb(0 0 0 / 50%) !important;
  }
}`,
  ),
  fence(
    'json',
    '{ "name": "together-react", "count": 3, "ratio": 1.5e-3, "tags": ["a", null, true], "nested": { "x": {} } }',
  ),
  fence(
    'sql',
    `
-- The ten most active users
SELECT u.name, COUNT(*) AS posts FROM users u
LEFT JOIN posts p ON p.user_id = u.id
WHERE u.created_at > '2024-01-01' AND u.age >= 18
GROUP BY u.name ORDER BY posts DESC LIMIT 10;`,
  ),
  fence(
    'rust',
    `
use std::collections::HashMap;

#[derive(Debug, Clone)]
pub struct Cache<'a, T: Clone> { entries: HashMap<&'a str, T> }

impl<'a, T: Clone> Cache<'a, T> {
    /// Looks up a key.
    pub fn get(&self, key: &str) -> Option<T> { self.entries.get(key).cloned() }
}

fn main() { println!("{:?}", Some(42u32).map(|x| x * 2)); }`,
  ),
  fence(
    'go',
    `
package main

import "fmt"

type Server struct { Name string \`json:"name"\` }

func (s *Server) Run(ports ...int) (err error) {
	defer fmt.Println("done")
	for _, port := range ports { go listen(port) } // in parallel
	return nil
}`,
  ),
  fence(
    'csharp',
    `
using System.Linq;
public sealed record User(string Name, int? Age = null) {
    public async Task<bool> SaveAsync() => await db.Write($"user {Name}", 0x1F) ?? false; // saves
}`,
  ),
  fence(
    'yaml',
    'on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest # the newest\n    steps:\n      - run: "npm ci"\n        timeout: 10',
  ),
  fence('diff', '--- a/index.ts\n+++ b/index.ts\n@@ -1,2 +1,2 @@\n-const a = 1\n+const a = 2\n export { a }'),
  fence('brainfuck-2', '++[>+<-] nobody colours this'),
].join('\n\n')

export const formulas = String.raw`## The Fourier transform

For a function $f \colon \mathbb{R} \to \mathbb{C}$ with $\int_{-\infty}^{\infty} |f(x)|\,dx < \infty$ it is

$$
\hat f(\xi) = \int_{-\infty}^{\infty} f(x)\, e^{-2\pi i x \xi} \,dx .
$$

Its inverse, in brackets: \[ f(x) = \int_{-\infty}^{\infty} \hat f(\xi)\, e^{2\pi i x \xi} \,d\xi \] and \(\|f\|_2 = \|\hat f\|_2\) holds.

| Name | Formula |
|:--|:--|
| Euler | $e^{i\pi} + 1 = 0$ |
| Matrix | $\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1}$ |

- It costs $5 and $10, not $$, and \$x\$ is escaped.
- In a list: $\sum_{k=0}^{n} \binom{n}{k} = 2^n$ and \(\sqrt[3]{\frac{x}{1 + x^2}}\)

${'```'}math
\begin{aligned}
(a + b)^3 &= (a + b)(a^2 + 2ab + b^2) \\
          &= a^3 + 3a^2 b + 3a b^2 + b^3 \quad \text{for all } a, b \in \mathbb{R}
\end{aligned}
${'```'}

One which is wider than the page:

$$ x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9 + x_{10} + x_{11} + x_{12} + x_{13} + x_{14} + x_{15} + x_{16} + x_{17} + x_{18} + x_{19} + x_{20} = \frac{n(n+1)}{2} $$
`

export const hostileFormulas = String.raw`A bomb: $\def\a{\a\a}\a$ and another $\def\a{${'x'.repeat(60)}}\a\a\a$

A link $\href{javascript:alert(1)}{x}$, an image $\includegraphics{https://evil.test/x.png}$, an address $\url{https://evil.test}$, a class $\htmlClass{tg-fixed}{x}$, a style $\htmlStyle{position: fixed}{x}$

Too large: $\rule{9000em}{9000em}$ and $\Huge{\kern900em}x$

To the left of its place: words $x\kern-900em\text{over the words}$ words

$$ y\raisebox{90em}{\text{far above}} $$

Broken: $\frac{1}{$ and $\undefined{x}$ and $$\begin{matrix} a$$
`

export const diagramsText = `The request goes through the relay:

\`\`\`mermaid
flowchart LR
  accTitle: How a request is answered
  A[Page] -->|messages| B{Relay}
  B -->|key added| C[(Together AI)]
  B -->|refused| D[Error]
  C -. stream .-> A
\`\`\`

In time:

\`\`\`mermaid
sequenceDiagram
  participant P as Page
  participant R as Relay
  P->>R: POST /chat
  R-->>P: 200, event stream
  Note over P,R: until [DONE]
\`\`\`

A share:

\`\`\`mermaid
pie title Tokens by model
  "Llama" : 62
  "Qwen" : 38
\`\`\`

One with a mistake in it:

\`\`\`mermaid
flowchart LR
  A[[[Page --> B
\`\`\`
`

export const hostileDiagrams = [
  'flowchart TD\n  A@{ img: "https://evil.test/img.png?secret", label: "x", h: 60, w: 60 }',
  'flowchart TD\n  A@{ "\\x69mg": "https://evil.test/escaped.png", label: "x" }',
  '%%{init: {"themeCSS": "* { background-image: url(https://evil.test/css.png) }"}}%%\nflowchart TD\n  A[x]',
  '%%{init: {"theme": "base", "themeVariables": {"primaryColor": "none;"}, "fontFamily": "x;} * {background:url(https://evil.test/font.png)} a {"}}%%\nflowchart TD\n  A[x]',
  '---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n  flowchart:\n    htmlLabels: true\n---\nflowchart TD\n  A["<img src=https://evil.test/html.png onerror=alert(1)>"]\n  click A call alert(1)',
  'sequenceDiagram\n  participant A as <img src=https://evil.test/actor.png>\n  A->>A: $$\\href{https://evil.test}{x}$$',
]
  .map((source) => `\`\`\`mermaid\n${source}\n\`\`\``)
  .join('\n\n')
