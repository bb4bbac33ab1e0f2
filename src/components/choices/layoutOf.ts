/** One at a time, all beside each other, or some of them with the rest a scroll away. */
export type ChoicesLayout = 'tabs' | 'columns' | 'sideways'

// All in rem. styles/choices.css has the columns' least width and their gap, too.
const narrow = 40
/** A scrollbar which comes and goes with the layout must not change it back. */
const slack = 1.5
const leastColumn = 14
const gap = 0.75
const mostAbreast = 4

/** How `count` choices stand in `width` rem; 0 is a place which is not laid out yet. */
export function layoutOf(width: number, count: number, before: ChoicesLayout): ChoicesLayout {
  if (width === 0) return before
  if (width < (before === 'tabs' ? narrow + slack : narrow)) return 'tabs'
  const needed = count * leastColumn + (count - 1) * gap
  return count > mostAbreast || needed > width ? 'sideways' : 'columns'
}
